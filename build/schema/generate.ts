import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleOf, schemaOf } from './schema-text.ts';

/** Writes what follows from `migrations/`: the bundled texts and the snapshot of the schema they produce. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'migrations');
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'schema.snapshot.sql')
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
writeFileSync(join(root, 'electron/store/migrations.generated.ts'), bundleOf(files));
writeFileSync(join(folder, 'schema.snapshot.sql'), schemaOf(files));
