import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generated } from './files.ts';

/** Writes every generated file anew; tests compare the files with what the generators give. */
for (const [path, source] of Object.entries(await generated())) {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  process.stderr.write(`${path}\n`);
}
