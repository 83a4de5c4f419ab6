import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { auditExampleDoc } from './audit-example.ts';
import { bundleOf, schemaOf } from './schema-text.ts';

/** Writes what follows from `migrations/`: the bundled texts the snapshot of the schema, the example of the log. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'migrations');
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'schema.snapshot.sql')
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
writeFileSync(join(root, 'electron/store/migrations.generated.ts'), bundleOf(files));
writeFileSync(join(folder, 'schema.snapshot.sql'), schemaOf(files));

await initCrypto();
const doc = join(root, 'docs/audit-format.md');
const text = readFileSync(doc, 'utf8');
const example = /<!-- example: [\s\S]*<!-- end of example -->/;
if (!example.test(text)) throw new Error('docs/audit-format.md has lost the markers of its example');
writeFileSync(
  doc,
  text.replace(example, () => auditExampleDoc()),
);
