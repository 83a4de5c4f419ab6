import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../../electron/crypto/secret.ts';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { migrations, triggersSql } from '../../electron/store/migrations.generated.ts';
import { openStore } from '../../electron/store/store.ts';
import { createTestApp, password, type TestApp } from './app.ts';
import { kind } from './path.ts';

/** A process that does one thing over and over and says what was acknowledged, until it is killed. */
export type Operation = 'seal' | 'replace' | 'delete' | 'migrate' | 'back_up' | 'export' | 'restore';

export interface Line {
  did: 'ready' | Operation;
  [fact: string]: unknown;
}

/** The store that the migrations are tried on: its key is no secret. */
export const probe = { key: '11'.repeat(32), storeId: '22'.repeat(16) };

/** The application's migrations and `more` that each make a table. */
export function setWith(more: number) {
  const added = Array.from({ length: more }, (_, n) => {
    const name = `probe_${migrations.length + n}`;
    return {
      name: `${String(migrations.length + n).padStart(4, '0')}_${name}`,
      sql: `-- A table of the test's own.\n-- tables + ${name}\nCREATE TABLE ${name} (id INTEGER PRIMARY KEY NOT NULL);\n`,
    };
  });
  return { migrations: [...migrations, ...added], triggersSql };
}

export function openProbe(file: string, more: number) {
  const key = new Secret(Buffer.from(probe.key, 'hex'));
  const store = openStore({ file, key, storeId: probe.storeId, mark: 'demo', migrations: setWith(more) });
  const applied = store.opening.applied.length;
  return { store, applied };
}

/** Synchronous: an acknowledgement must not wait in a buffer of this process. */
function say(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const work: Record<
  Exclude<Operation, 'migrate'>,
  (test: TestApp, folder: string, n: number) => Promise<Line>
> = {
  async seal(test, folder, n) {
    const { id } = (await test.ok('dossier.list'))[0] ?? { id: '' };
    test.answers.files = [0, 1].map((each) => {
      const file = join(folder, `in-${n}-${each}`);
      writeFileSync(file, new Uint8Array((n * 37_000 + each) % 400_000).fill(n));
      return file;
    });
    const { items } = await test.ok('evidence.choose', { dossier: id, many: true });
    return {
      did: 'seal',
      dossier: id,
      items: items.map(({ object, sm3, size }) => ({ object, sm3, size })),
    };
  },
  async replace(test, _folder, n) {
    const { id } = (await test.ok('dossier.list'))[0] ?? { id: '' };
    const { version } = await test.ok('dossier.view', { dossier: id });
    const place = `第${n}处`;
    await test.ok('dossier.amend', { dossier: id, version, fields: { sign_place: place }, reason: '更正' });
    return { did: 'replace', dossier: id, place };
  },
  async delete(test, folder, n) {
    const { id } = await test.ok('dossier.create', { kind });
    const file = join(folder, 'draft.txt');
    writeFileSync(file, `draft ${n}`);
    test.answers.files = [file];
    const { items } = await test.ok('evidence.choose', { dossier: id });
    await test.ok('dossier.discard', { dossier: id });
    return { did: 'delete', dossier: id, object: items[0]?.object };
  },
  async back_up(test, folder) {
    test.answers.folder = join(folder, 'medium');
    const { snapshot } = await test.ok('backup.run');
    return { did: 'back_up', snapshot };
  },
  async export(test, folder, n) {
    const { id } = (await test.ok('dossier.list'))[0] ?? { id: '' };
    const out = join(folder, 'out', String(n));
    mkdirSync(out, { recursive: true });
    test.answers.folder = out;
    const { name } = await test.ok('archive.export', { dossier: id });
    return { did: 'export', path: join(out, name) };
  },
  async restore(_test, folder, n) {
    const place = join(folder, 'restored', String(n));
    const other = await createTestApp('2024-10-14', place);
    other.answers.folder = join(folder, 'medium');
    await other.ok('backup.restore', { login: 'linmouwu', password });
    await other.app.close();
    return { did: 'restore', place };
  },
};

async function main(operation: Operation, folder: string): Promise<never> {
  if (operation === 'migrate') {
    await initCrypto();
    say({ did: 'ready' });
    for (let n = 0; ; n += 1) {
      openProbe(join(folder, 'probe.db'), n).store.close();
      say({ did: 'migrate', count: n });
    }
  }
  const test = await createTestApp('2024-10-14', join(folder, 'store'));
  await test.ok('session.unlock', { login: 'linmouwu', password });
  say({ did: 'ready' });
  for (let n = 1; ; n += 1) say(await work[operation](test, folder, n));
}

if (process.argv[1] === import.meta.filename) {
  await main(process.argv[2] as Operation, process.argv[3] ?? '');
}
