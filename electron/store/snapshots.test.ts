import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DossierId, ItemId, ObjectId } from '../../shared/model/ids.ts';
import { type Bench, at, makeBench } from '../../test/support/store-bench.ts';
import { randomBytes, randomId } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { openConnection } from './connection.ts';
import type { Store } from './store.ts';

let bench: Bench;
let store: Store;
let dossier: DossierId;

beforeAll(initCrypto);
beforeEach(() => {
  bench = makeBench();
  store = bench.open();
  dossier = bench.dossier(store, { active: true });
});
afterEach(() => bench.cleanUp());

const by = () => ({ dossier, author: bench.account, at });

function addObject(name: string): void {
  const id = randomId() as ObjectId;
  const key = Secret.random();
  const meta = { name, type: 'application/pdf', sm3: 'ab', sha256: 'cd' };
  store.objects.insert({ id, ...by(), suite: 1, size: 1, chunks: 1, rootTag: randomBytes(32), key, meta });
}

/** Some of everything: corrected, removed, added to. */
function fill(): ItemId {
  const { row } = store.items.save({ ...by(), noun: 'event', value: { key: '中期', date: '2024-07-08' } });
  store.items.save({
    ...by(),
    noun: 'event',
    row,
    value: { key: '中期', date: '2024-07-09' },
    reason: '笔误',
  });
  const gone = store.items.save({
    ...by(),
    noun: 'entry',
    value: { ledger: 'expenses', values: { amount: 1 } },
  });
  store.items.remove({ ...by(), row: gone.row });
  addObject('盖章扫描件.pdf');
  return row;
}

describe('a snapshot', () => {
  it('holds exactly what the rows hold', () => {
    fill();
    const contents = store.snapshots.fromRows(dossier);
    expect(store.snapshots.read(dossier)).toBeNull();
    store.snapshots.write(dossier, contents);
    expect(store.snapshots.read(dossier)).toEqual(contents);
    store.close();
    store = bench.open();
    expect(store.snapshots.read(dossier)).toEqual(contents);
  });

  it.each([
    ['a correction', (row: ItemId) => store.items.save({ ...by(), noun: 'event', row, value: 3 })],
    ['a new item', () => store.items.save({ ...by(), noun: 'note', value: 1 })],
    ['a removal', (row: ItemId) => store.items.remove({ ...by(), row })],
    ['a new object', () => addObject('另一份.pdf')],
  ])('is stale after %s', (_name, change) => {
    const row = fill();
    store.snapshots.write(dossier, store.snapshots.fromRows(dossier));
    change(row);
    expect(store.snapshots.read(dossier)).toBeNull();
    const newer = store.snapshots.fromRows(dossier);
    store.snapshots.write(dossier, newer);
    expect(store.snapshots.read(dossier)).toEqual(newer);
  });

  it('taken of rows that have moved on is stale at once, never wrong', () => {
    const row = fill();
    const old = store.snapshots.fromRows(dossier);
    store.items.save({ ...by(), noun: 'event', row, value: 3 });
    store.snapshots.write(dossier, old);
    expect(store.snapshots.read(dossier)).toBeNull();
  });

  it('is as good as none when it was changed, or is another dossier’s or another time’s', () => {
    fill();
    store.snapshots.write(dossier, store.snapshots.fromRows(dossier));
    const other = bench.dossier(store, { active: true });
    store.items.save({ ...by(), dossier: other, noun: 'event', value: { key: '别的' } });
    store.snapshots.write(other, store.snapshots.fromRows(other));
    store.close();
    const forge = (sql: string) => {
      const { client, release } = openConnection(bench.file, bench.key);
      client.exec(sql);
      release();
      store = bench.open();
      const read = store.snapshots.read(dossier);
      store.close();
      return read;
    };
    expect(forge('')).not.toBeNull();
    const swap = `UPDATE snapshot SET sealed = (SELECT sealed FROM snapshot WHERE dossier = '${other}'),
      mark = (SELECT mark FROM snapshot WHERE dossier = '${dossier}') WHERE dossier = '${dossier}'`;
    expect(forge(swap)).toBeNull();
    store = bench.open();
    store.snapshots.write(dossier, store.snapshots.fromRows(dossier));
    const { mark } = store.snapshots.fromRows(other);
    store.close();
    // The mark is under the seal.
    expect(forge(`UPDATE snapshot SET mark = '${mark}' WHERE dossier = '${dossier}'`)).toBeNull();
    expect(forge(`UPDATE snapshot SET sealed = x'01' WHERE dossier = '${dossier}'`)).toBeNull();
  });

  it('goes with a discarded draft', () => {
    const draft = bench.dossier(store);
    store.items.save({ ...by(), dossier: draft, noun: 'note', value: 1 });
    store.snapshots.write(draft, store.snapshots.fromRows(draft));
    store.dossiers.discard(draft);
    store.check();
    expect(store.snapshots.read(draft)).toBeNull();
  });
});
