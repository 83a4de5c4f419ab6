import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import { type Bench, at, makeBench, refusalOf } from '../../test/support/store-bench.ts';
import { randomId } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { assertUnreadable, type Client, openConnection } from './connection.ts';
import type { Store } from './store.ts';

let bench: Bench;

beforeAll(initCrypto);
beforeEach(() => {
  bench = makeBench();
});
afterEach(() => bench.cleanUp());

const planted = ['绝密甲方名称有限公司', 'PLANTED-secret-value', '合同扫描件（盖章）.pdf', '13800138000'];

/** Everything typed or dropped that a store can hold, with the planted words in every place. */
function plant(store: Store): void {
  const dossier = bench.dossier(store);
  const [name = '', value = '', file = '', phone = ''] = planted;
  const by = { dossier, author: bench.account, at };
  const { row } = store.items.save({ ...by, noun: 'fields', value: { [name]: value }, reason: phone });
  store.items.save({ ...by, noun: 'fields', row, value: { party: name, phone } });
  store.items.save({ ...by, noun: 'draft', value: { [phone]: name } });
  store.items.remove({ ...by, row, reason: value });
  const id = randomId() as ObjectId;
  const key = Secret.random();
  const meta = { name: file, type: 'application/pdf', sm3: '0', sha256: '0', text: value };
  store.objects.insert({ ...by, id, key, suite: 1, size: 9, chunks: 1, rootTag: new Uint8Array(32), meta });
  store.objects.annotate({ ...by, id, add: { seen: name } });
  store.settings.set('unit', { name, phone }, at);
  store.fingerprints.add({ purpose: 'output', text: name, dossier, row, at });
  store.audit.append({
    at,
    channel: 'field.save',
    stage: 'single',
    outcome: 'ok',
    dossier,
    details: { [name]: value },
  });
  store.audit.append({
    at,
    channel: 'session.unlock',
    stage: 'single',
    outcome: 'ok',
    details: { phone, file },
  });
}

/** Opens the file with the database key alone, as another program could. */
function withDatabaseKey<T>(work: (client: Client) => T): T {
  const { client, release } = openConnection(bench.file, bench.key);
  try {
    return work(client);
  } finally {
    release();
  }
}

describe('what the database key alone shows', () => {
  it('no planted word, in the open file, its log, a copy, or the decrypted pages', () => {
    const store = bench.open();
    plant(store);
    store.backup(join(bench.directory, 'copy.db'));
    const onDisk = () =>
      readdirSync(bench.directory).map((name) => readFileSync(join(bench.directory, name)));
    for (const bytes of onDisk()) for (const word of planted) expect(bytes.includes(word)).toBe(false);
    store.close();
    for (const bytes of onDisk()) for (const word of planted) expect(bytes.includes(word)).toBe(false);
    // serialize() gives the plaintext of every page, free ones included.
    const pages = withDatabaseKey((client) => client.serialize());
    expect(pages.includes('cooperation-agreement')).toBe(true);
    for (const word of planted) {
      expect(pages.includes(word)).toBe(false);
      expect(pages.includes(Buffer.from(word).toString('hex'))).toBe(false);
      expect(pages.includes(Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1))).toBe(
        false,
      );
    }
  });

  it('the file, its log and a copy are for their owner only', () => {
    const store = bench.open();
    plant(store);
    store.backup(join(bench.directory, 'copy.db'));
    const names = readdirSync(bench.directory);
    expect(names.sort()).toEqual(['copy.db', 'store.db', 'store.db-wal', 'store.db.lock']);
    for (const name of names) expect(statSync(join(bench.directory, name)).mode & 0o777, name).toBe(0o600);
    store.close();
    chmodSync(bench.file, 0o644);
    bench.open();
    expect(statSync(bench.file).mode & 0o777).toBe(0o600);
  });

  it('a readable file is refused, before and after it was opened', () => {
    const plain = new Database(bench.file);
    plain.exec('CREATE TABLE t (a)');
    plain.close();
    const refused = { code: 'store_damaged', reason: 'not_encrypted' };
    expect(refusalOf(() => assertUnreadable(bench.file))).toEqual(refused);
    expect(refusalOf(() => bench.open())).toEqual(refused);
  });

  it('a copy opens with the same key and holds the same', () => {
    const store = bench.open();
    plant(store);
    const file = join(bench.directory, 'copy.db');
    store.backup(file);
    expect(refusalOf(() => store.backup(file)).code).toBe('io_failed');
    expect(bench.open({ file }).audit.head()).toEqual(store.audit.head());
  });
});

describe('opening', () => {
  it('sets what design section 4 asks for', () => {
    const store = bench.open();
    expect(store.opening.applied[0]).toBe('0000_ground');
    store.close();
    const told = withDatabaseKey((client) =>
      ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'temp_store', 'locking_mode'].map(
        (name) => client.pragma(name, { simple: true }),
      ),
    );
    expect(told).toEqual(['wal', 2, 1, 1, 2, 'exclusive']);
  });

  it('a second opener gets store_in_use, in this process and in another', async () => {
    const store = bench.open();
    expect(refusalOf(() => bench.open())).toMatchObject({ code: 'store_in_use' });
    // Closing any descriptor of the file drops this process's locks on it: ownership must not hang on them.
    readFileSync(bench.file);
    expect(await runChild('open')).toBe('store_in_use');
    store.close();
    expect(await runChild('open')).toBe('opened');
  });

  it('a wrong key, another store’s file and a confused mark are refused', () => {
    bench.open().close();
    const { file } = bench;
    expect(refusalOf(() => bench.open({ key: Secret.random() }))).toMatchObject({ code: 'store_damaged' });
    expect(refusalOf(() => bench.open({ storeId: randomId() }))).toEqual({
      code: 'store_damaged',
      reason: 'another_store',
    });
    expect(refusalOf(() => bench.open({ mark: 'real' })).code).toBe('store_not_marked');
    // Nothing of that changed the file.
    expect(bench.open({ file }).opening).toEqual({ applied: [], restored: [] });
  });

  it('a missing file is refused where it must exist, and not made', () => {
    expect(refusalOf(() => bench.open({ mustExist: true }))).toEqual({
      code: 'store_damaged',
      reason: 'missing',
    });
    expect(existsSync(bench.file)).toBe(false);
    expect(refusalOf(() => bench.open({ file: join(bench.directory, 'no', 'such.db') })).code).toBe(
      'io_failed',
    );
    expect(refusalOf(() => bench.open({ file: bench.directory })).code).toBe('store_damaged');
  });

  it('foreign bytes, a cut and a flipped byte on any page are told as damage', () => {
    const store = bench.open();
    plant(store);
    store.close();
    const whole = readFileSync(bench.file);
    writeFileSync(bench.file, 'SQLite');
    expect(refusalOf(() => bench.open())).toEqual({ code: 'store_damaged', reason: 'cut' });
    writeFileSync(bench.file, Buffer.alloc(8192, 7));
    expect(refusalOf(() => bench.open()).code).toBe('store_damaged');
    const pageSize = 4096;
    expect(whole.length % pageSize).toBe(0);
    for (let page = 0; page < whole.length / pageSize; page += 1) {
      const broken = Buffer.from(whole);
      const spot = page * pageSize + 1000;
      broken.writeUInt8(broken.readUInt8(spot) ^ 1, spot);
      writeFileSync(bench.file, broken);
      expect(refusalOf(() => readEverything()).code, `page ${page}`).toBe('store_damaged');
    }
    writeFileSync(bench.file, whole);
    truncateSync(bench.file, whole.length - pageSize);
    expect(refusalOf(() => readEverything()).code).toBe('store_damaged');
    writeFileSync(bench.file, whole);
    expect(() => readEverything()).not.toThrow();
  });

  it('closing twice is harmless; after it the keys are gone and nothing answers', () => {
    const store = bench.open();
    const dossier = bench.dossier(store);
    store.close();
    store.close();
    expect(() => store.dossiers.list()).toThrow();
    expect(
      refusalOf(() => store.items.save({ dossier, noun: 'note', author: bench.account, at, value: 1 })),
    ).toBeTruthy();
    expect(existsSync(`${bench.file}-wal`)).toBe(false);
  });
});

function readEverything(): void {
  const store = bench.open();
  try {
    store.check();
  } finally {
    store.close();
  }
}

describe('a checkpoint', () => {
  it('leaves nothing in the write-ahead log, so that destroyed wraps are in neither file', () => {
    const store = bench.open();
    plant(store);
    expect(statSync(`${bench.file}-wal`).size).toBeGreaterThan(0);
    store.checkpoint();
    expect(statSync(`${bench.file}-wal`).size).toBe(0);
  });
});

describe('rows that were moved or altered', () => {
  const forge = (sql: string) =>
    withDatabaseKey((client) => {
      // Someone with the database key and another program is not stopped by triggers.
      for (const name of client
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .pluck()
        .all()) {
        client.exec(`DROP TRIGGER "${name}"`);
      }
      client.exec(sql);
    });

  it.each([
    [
      'two rows’ contents swapped',
      'UPDATE item_version SET sealed = (SELECT v.sealed FROM item_version v WHERE v.row <> item_version.row AND v.version = 1) WHERE version = 1',
    ],
    ['a noun changed', "UPDATE item SET noun = 'entry'"],
    ['a version renumbered', 'UPDATE item_version SET version = 9 WHERE version = 1'],
    ['an author changed', `UPDATE item_version SET author = '${'0'.repeat(32)}'`],
    ['a time changed', "UPDATE item_version SET at = '2020-01-01T00:00:00.000Z'"],
    ['a byte changed', "UPDATE item_version SET sealed = CAST(sealed || x'00' AS BLOB)"],
  ])('%s', (_what, sql) => {
    const store = bench.open();
    const dossier = bench.dossier(store);
    for (const value of ['a', 'b'])
      store.items.save({ dossier, noun: 'note', author: bench.account, at, value });
    store.close();
    forge(sql);
    const again = bench.open();
    expect(again.opening.restored.length).toBeGreaterThan(10);
    expect(refusalOf(() => again.items.current(dossier)).code).toBe('store_damaged');
  });

  it('a row moved to another dossier under the same key', () => {
    const store = bench.open();
    const dossier = bench.dossier(store);
    const other = bench.dossier(store);
    store.items.save({ dossier, noun: 'note', author: bench.account, at, value: 'a' });
    store.close();
    forge(`UPDATE item SET dossier = '${other}'`);
    bench.keys.of = () => bench.keys.current(dossier).key;
    expect(refusalOf(() => bench.open().items.current(other)).code).toBe('store_damaged');
  });

  it('an object’s size, root tag and wrapped key', () => {
    const store = bench.open();
    const dossier = bench.dossier(store);
    const meta = { name: 'n', type: 't', sm3: '0', sha256: '0' };
    const ids = [randomId() as ObjectId, randomId() as ObjectId];
    for (const id of ids) {
      const row = {
        id,
        dossier,
        author: bench.account,
        at,
        suite: 1,
        size: 9,
        chunks: 1,
        rootTag: Buffer.alloc(32, 1),
      };
      store.objects.insert({ ...row, key: Secret.random(), meta });
    }
    store.close();
    const [id = '' as ObjectId, other] = ids;
    forge(
      `UPDATE object SET sealed_key = (SELECT o.sealed_key FROM object o WHERE o.id = '${other}') WHERE id = '${id}'`,
    );
    const moved = bench.open();
    expect(refusalOf(() => moved.objects.fileKey({ dossier, id })).code).toBe('store_damaged');
    expect(moved.objects.list(dossier)).toHaveLength(2);
    moved.close();
    for (const change of ['size = 10', "root_tag = x'00'", 'chunks = 2']) {
      forge(`UPDATE object SET ${change}`);
      const altered = bench.open();
      expect(refusalOf(() => altered.objects.list(dossier)).code).toBe('store_damaged');
      altered.close();
    }
  });
});

describe('a killed process', () => {
  it.each([1, 3, 8, 20, 45])(
    'loses nothing it acknowledged (killed after %i acknowledgements)',
    async (acks) => {
      const first = bench.open();
      const dossier = bench.dossier(first);
      first.close();
      const acknowledged = await killAfter(acks, dossier);
      expect(acknowledged.length).toBeGreaterThanOrEqual(acks);
      const store = bench.open({ mustExist: true });
      store.check();
      const found = new Map(store.items.current(dossier).map((item) => [item.row as string, item.value]));
      for (const { row, n } of acknowledged) expect(found.get(row)).toEqual({ n });
      // Row and log entry are of one transaction: as many of one as of the other.
      expect(store.audit.head()?.seq).toBe(found.size);
      expect(store.audit.verifyChain()).toMatchObject({ ok: true, checked: found.size });
    },
  );
});

describe('a process killed while it makes the store', () => {
  it.each([0, 2, 5, 9, 14, 20])('leaves one that opens (killed after %i ms)', async (wait) => {
    const running = startChild('open');
    await once(running.stdout, 'data');
    await setTimeout(wait);
    running.kill('SIGKILL');
    await once(running, 'close');
    const store = bench.open();
    store.check();
    plant(store);
    store.close();
    expect(bench.open({ mustExist: true }).opening).toEqual({ applied: [], restored: [] });
  });
});

const child = fileURLToPath(new URL('../../test/support/store-child.ts', import.meta.url));

function startChild(mode: 'open' | 'write', dossier = '') {
  const { file, key, storeId, account } = bench;
  const dossierKey = dossier === '' ? '' : bench.keys.current(dossier as DossierId).key.bytes.toString('hex');
  const input = { mode, file, key: key.bytes.toString('hex'), storeId, account, dossier, dossierKey };
  return spawn(process.execPath, [child, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function runChild(mode: 'open'): Promise<string> {
  const running = startChild(mode);
  const [out] = await Promise.all([running.stdout.toArray(), once(running, 'exit')]);
  return Buffer.concat(out).toString('utf8').trim().split('\n').at(-1) ?? '';
}

/** Kills the child as soon as it said that so many transactions are done; gives what it said until then. */
async function killAfter(acks: number, dossier: string): Promise<{ row: string; n: number }[]> {
  const running = startChild('write', dossier);
  let text = '';
  for await (const piece of running.stdout) {
    text += String(piece);
    if (text.split('\n').length > acks) running.kill('SIGKILL');
  }
  // The last line may be cut: it was not acknowledged.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
