import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DossierId, ItemId } from '../../shared/model/ids.ts';
import { randomId } from '../crypto/random.ts';
import { initCrypto } from '../crypto/sm3.ts';
import type { Store } from './store.ts';
import { at, type Bench, makeBench, refusalOf } from '../../test/support/store-bench.ts';

let bench: Bench;
let store: Store;
let dossier: DossierId;

beforeAll(initCrypto);
beforeEach(() => {
  bench = makeBench();
  store = bench.open();
  dossier = bench.dossier(store);
});
afterEach(() => bench.cleanUp());

const by = () => ({ dossier, author: bench.account, at });

describe('items', () => {
  it('gives back what was saved, the last version only, in the order of arrival', () => {
    const first = store.items.save({ ...by(), noun: 'event', value: { key: 'signed', 名: '甲' } });
    const second = store.items.save({ ...by(), noun: 'event', value: { key: 'paid' } });
    store.items.save({ ...by(), noun: 'note', value: '一句话' });
    const corrected = store.items.save({
      ...by(),
      noun: 'event',
      row: first.row,
      value: { key: 'signed', 名: '乙' },
      reason: '笔误',
    });
    expect(corrected).toEqual({ row: first.row, version: 2 });
    const events = store.items.current(dossier, 'event');
    expect(events.map((event) => [event.row, event.version, event.value])).toEqual([
      [first.row, 2, { key: 'signed', 名: '乙' }],
      [second.row, 1, { key: 'paid' }],
    ]);
    expect(store.items.current(dossier)).toHaveLength(3);
    expect(store.items.get(dossier, first.row)).toMatchObject({ author: bench.account, at, reason: '笔误' });
  });

  it('takes a row id that the caller chose, and null, arrays and long text as values', () => {
    const row = randomId() as ItemId;
    for (const value of [null, [], [1, '二'], '', 'x'.repeat(300_000), { deep: { er: [true] } }]) {
      expect(store.items.save({ ...by(), noun: 'entry', row, value }).row).toBe(row);
      expect(store.items.get(dossier, row).value).toEqual(value);
    }
  });

  it('refuses a save over a version the person has not seen', () => {
    const { row } = store.items.save({ ...by(), noun: 'fields', value: 1, expectVersion: 0 });
    store.items.save({ ...by(), noun: 'fields', row, value: 2, expectVersion: 1 });
    expect(
      refusalOf(() => store.items.save({ ...by(), noun: 'fields', row, value: 3, expectVersion: 1 })),
    ).toEqual({
      code: 'conflict',
    });
    expect(
      refusalOf(() => store.items.save({ ...by(), noun: 'fields', row, value: 3, expectVersion: 0 })).code,
    ).toBe('conflict');
    expect(refusalOf(() => store.items.remove({ ...by(), row, expectVersion: 1 })).code).toBe('conflict');
    expect(store.items.get(dossier, row).value).toBe(2);
  });

  it('removes by a tombstone and keeps the history; a removed row can be written again', () => {
    const { row } = store.items.save({ ...by(), noun: 'entry', value: 'a' });
    store.items.save({ ...by(), noun: 'entry', row, value: 'b' });
    expect(store.items.remove({ ...by(), row, reason: '重复录入' }).version).toBe(3);
    expect(store.items.current(dossier)).toEqual([]);
    expect(refusalOf(() => store.items.get(dossier, row))).toEqual({ code: 'not_found', rule: 'E-03' });
    expect(refusalOf(() => store.items.remove({ ...by(), row })).code).toBe('not_found');
    expect(store.items.history(dossier, row).map((v) => [v.version, v.value, v.removed, v.reason])).toEqual([
      [1, 'a', false, undefined],
      [2, 'b', false, undefined],
      [3, null, true, '重复录入'],
    ]);
    expect(store.items.save({ ...by(), noun: 'entry', row, value: 'c' }).version).toBe(4);
    expect(store.items.get(dossier, row).value).toBe('c');
  });

  it('E-03: another dossier’s or noun’s row is as good as not there', () => {
    const other = bench.dossier(store);
    const { row } = store.items.save({ ...by(), noun: 'event', value: 1 });
    const refused = { code: 'not_found', rule: 'E-03' };
    expect(refusalOf(() => store.items.get(other, row))).toEqual(refused);
    expect(refusalOf(() => store.items.history(other, row))).toEqual(refused);
    expect(refusalOf(() => store.items.remove({ ...by(), dossier: other, row }))).toEqual(refused);
    expect(
      refusalOf(() => store.items.save({ ...by(), dossier: other, noun: 'event', row, value: 2 })),
    ).toEqual(refused);
    expect(refusalOf(() => store.items.save({ ...by(), noun: 'entry', row, value: 2 }))).toEqual(refused);
    const stranger = randomId() as DossierId;
    expect(
      refusalOf(() => store.items.save({ ...by(), dossier: stranger, noun: 'event', value: 2 })).code,
    ).toBe('not_found');
  });

  it('keeps the last version of a draft only', () => {
    const { row } = store.items.save({ ...by(), noun: 'draft', value: { step: 1 } });
    for (let step = 2; step <= 5; step += 1)
      store.items.save({ ...by(), noun: 'draft', row, value: { step } });
    expect(store.items.history(dossier, row).map((v) => [v.version, v.value])).toEqual([[5, { step: 5 }]]);
    store.dossiers.activate(dossier);
    expect(store.items.save({ ...by(), noun: 'draft', row, value: { step: 6 } }).version).toBe(6);
    expect(store.items.history(dossier, row)).toHaveLength(1);
  });

  it('seals new versions under the newest epoch and still opens the old ones', () => {
    const { row } = store.items.save({ ...by(), noun: 'note', value: 'old' });
    bench.keys.add(dossier, 2);
    store.items.save({ ...by(), noun: 'note', row, value: 'new' });
    expect(store.items.history(dossier, row).map((v) => v.value)).toEqual(['old', 'new']);
  });

  it('is locked without keys, and without a key the dossier stays shut', () => {
    store.items.save({ ...by(), noun: 'note', value: 1 });
    bench.keys.drop(dossier);
    expect(refusalOf(() => store.items.current(dossier)).code).toBe('not_found');
    store.useKeys(null);
    expect(refusalOf(() => store.items.current(dossier)).code).toBe('locked');
    expect(refusalOf(() => store.items.save({ ...by(), noun: 'note', value: 1 })).code).toBe('locked');
  });

  it('undoes a whole transaction, items and log alike', () => {
    const work = () =>
      store.transaction(() => {
        store.items.save({ ...by(), noun: 'note', value: 1 });
        store.audit.append({ at, channel: 'note.save', stage: 'single', outcome: 'ok', dossier });
        throw new Error('in the middle');
      });
    expect(refusalOf(work).code).toBe('internal');
    expect(store.items.current(dossier)).toEqual([]);
    expect(store.audit.head()).toBeNull();
    expect(refusalOf(() => store.transaction(() => Promise.resolve(1))).code).toBe('internal');
  });
});
