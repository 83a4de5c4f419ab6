import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generated } from './files.ts';

/** Writes every generated file anew; tests compare the files with what the generators give. */
for (const [path, source] of Object.entries(await generated())) {
  writeFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), source);
  process.stderr.write(`${path}\n`);
}
