import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kernelModule } from './compile.ts';

const path = 'electron/crypto/kernel/kernel.generated.ts';
writeFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), await kernelModule());
process.stderr.write(`${path}\n`);
