import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierId } from '../../shared/model/ids.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { nameless } from '../support/nameless.ts';
import { kind } from '../support/path.ts';

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp('2024-12-02');
  await app.setUp();
});
afterEach(() => app.close());

const unlock = () => app.ok('session.unlock', { login: 'linmouwu', password });

/** A dossier that is kept, with everything of the sample in it. */
async function activeSample(): Promise<DossierId> {
  const { id } = await app.ok('dossier.createSample', { kind });
  app.app.session.open?.store.dossiers.activate(id);
  app.app.session.open?.shelf.forget(id);
  return id;
}

describe('the second unlock opens copies', () => {
  it('answers the day, the list and the dossier as the first did', async () => {
    const id = await activeSample();
    const first = await app.ok('today.view');
    const list = await app.ok('dossier.list');
    const view = await app.ok('dossier.view', { dossier: id });
    await app.restart();
    await unlock();
    const { store, keyring } = app.app.session.open ?? {};
    expect(store?.snapshots.read(id)).not.toBeNull();
    expect(store?.ownKeys.ofAccount(keyring?.accountId as never).length).toBeGreaterThan(0);
    expect(await app.ok('today.view')).toEqual(first);
    expect(await app.ok('dossier.list')).toEqual(list);
    expect(nameless(await app.ok('dossier.view', { dossier: id }))).toEqual(nameless(view));
  });

  it('an edit after the copy shows at once and after the next start', async () => {
    const id = await activeSample();
    await app.ok('today.view');
    await app.restart();
    await unlock();
    await app.ok('event.record', {
      dossier: id,
      key: 'force_majeure_start',
      date: '2024-11-28',
      evidence: [],
    });
    const after = await app.ok('today.view');
    expect(JSON.stringify(after)).toContain('A-T18');
    await app.restart();
    await unlock();
    expect(await app.ok('today.view')).toEqual(after);
  });

  it('a copy of the key that was changed, or is of another account’s making, is not used', async () => {
    const id = await activeSample();
    await app.ok('today.view');
    const open = app.app.session.open;
    const [row] = open?.store.dossierKeys.ofRecipient(open.account) ?? [];
    if (open === undefined || open === null || row === undefined) throw new Error('no wrap');
    const key = open.keys.of(id, 1);
    const sealed = open.keyring.sealOwnKey(row, key);
    expect(open.keyring.openOwnKey(row, sealed)?.bytes).toEqual(key.bytes);
    for (let at = 0; at < sealed.length; at += 1) {
      const bad = Uint8Array.from(sealed);
      bad[at] = (bad[at] as number) ^ 1;
      expect(open.keyring.openOwnKey(row, bad), `byte ${at}`).toBeNull();
    }
    const moved = { ...row, wrap: Uint8Array.from(row.wrap, (byte, at) => (at === 9 ? byte ^ 1 : byte)) };
    expect(open.keyring.openOwnKey(moved, sealed)).toBeNull();
    expect(open.keyring.openOwnKey({ ...row, epoch: 2 }, sealed)).toBeNull();
    // What does not open falls back on the wrap.
    open.store.ownKeys.put([{ dossier: id, epoch: 1, account: open.account, sealed: new Uint8Array(90) }]);
    await app.restart();
    await unlock();
    expect((await app.ok('today.view')).dossiers).toBe(1);
  });

  it('a lock in the middle leaves nothing open and is answered as a lock', async () => {
    await activeSample();
    const asked = app.call('today.view');
    await app.ok('session.lock');
    expect(await asked).toMatchObject({ ok: false, code: 'locked' });
    await unlock();
    expect((await app.ok('today.view')).dossiers).toBe(1);
  });
});
