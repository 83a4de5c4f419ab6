import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierId } from '../../../shared/model/ids.ts';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import type { Open } from '../../app/open.ts';
import { DossierShelf } from './shelf.ts';
import { insertDossier } from './write.ts';

const now = '2024-05-16T02:00:00.000Z';
const count = 60;
let test: TestApp;
let open: Open;
const dossiers: DossierId[] = [];

const save = (dossier: DossierId, noun: 'fields' | 'event', value: unknown) =>
  open.store.items.save({ dossier, noun, author: open.account, at: now, value });

beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  if (test.app.session.open === null) throw new Error('locked');
  open = test.app.session.open;
  open.store.transaction(() => {
    for (let nth = 0; nth < count; nth += 1) {
      const dossier = insertDossier(open, kind, now);
      save(dossier, 'fields', { kind, definitionVersion: 1, fields: { number: `第${nth}号` } });
      for (let event = 0; event < 4; event += 1)
        save(dossier, 'event', { key: 'x', date: '2024-07-08', evidence: [], n: nth * 10 + event });
      open.store.dossiers.activate(dossier);
      dossiers.push(dossier);
    }
  });
  await open.shelf.warm();
});
afterAll(() => test.close());

/** A shelf that opens its copies in a thread from the first dossier on. */
const apart = () => new DossierShelf(open.store, open.keys, () => true, 1);

describe('opening many dossiers in a thread', () => {
  it('gives what their rows hold', async () => {
    expect(dossiers.every((id) => open.store.snapshots.packed(id) !== null)).toBe(true);
    const [shelf, here] = [apart(), new DossierShelf(open.store, open.keys)];
    await shelf.warm();
    for (const id of dossiers) expect(shelf.get(id)).toEqual(here.get(id));
  });

  it('never gives an old copy of what is written to meanwhile, and opens one that has no copy', async () => {
    const shelf = apart();
    const warming = shelf.warm();
    // The first two batches are with the thread by now.
    const [first] = dossiers as [DossierId];
    save(first, 'event', { key: 'x', date: '2024-07-09', evidence: [], n: 99 });
    shelf.forget(first);
    await warming;
    expect(shelf.get(first).events.map(({ n }) => n)).toContain(99);
    expect(shelf.all()).toHaveLength(count);
  });

  it('opens row by row what does not open as a copy', async () => {
    const shelf = apart();
    const { packed } = open.store.snapshots;
    open.store.snapshots.packed = (id) => {
      const found = packed(id);
      if (found !== null && id === dossiers[7]) found.sealed = found.sealed.slice(1);
      return found;
    };
    try {
      await shelf.warm();
    } finally {
      open.store.snapshots.packed = packed;
    }
    expect(shelf.get(dossiers[7] as DossierId).events).toHaveLength(4);
  });

  it('keeps nothing that comes after the keys are gone', async () => {
    const shelf = apart();
    const warming = shelf.warm();
    await test.ok('session.lock');
    shelf.clear();
    await warming;
    expect(() => shelf.get(dossiers[0] as DossierId)).toThrow('not_found');
  });
});
