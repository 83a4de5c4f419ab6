import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { verifyArchive } from '../../electron/services/archive/verify.ts';
import { AppError } from '../../shared/model/errors.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

const login = 'linmouwu';
const job = 'a'.repeat(32);

function opened(test: TestApp): Open {
  const { open } = test.app.session;
  if (open === null) throw new Error('locked');
  return open;
}

const unlock = (test: TestApp) => test.ok('session.unlock', { login, password });

/** A dialog that stands open until the test answers it. */
function standing(test: TestApp) {
  const asked = Promise.withResolvers<string | null>();
  const shown = Promise.withResolvers<void>();
  const { dialogs } = test.app.environment;
  const before = dialogs.chooseFolder;
  dialogs.chooseFolder = () => {
    shown.resolve();
    return asked.promise;
  };
  return {
    shown: shown.promise,
    answer(folder: string | null) {
      dialogs.chooseFolder = before;
      asked.resolve(folder);
    },
  };
}

describe('a lock while something is under way', () => {
  let test: TestApp;
  let sample: string;
  let out: string;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    sample = (await test.ok('dossier.createSample', { kind })).id;
    out = join(test.folder, 'out');
    mkdirSync(out);
  });
  afterAll(() => test.close());

  it('E-06: a dialog that outlives the session writes nothing for whoever answers it', async () => {
    const dialog = standing(test);
    const exporting = test.call('archive.export', { dossier: sample });
    await dialog.shown;
    const open = opened(test);
    test.app.session.lock('idle');
    expect(await exporting).toMatchObject({ ok: false, code: 'locked' });
    // The keys did not wait for the dialog.
    await expect.poll(() => open.keys.has(sample as never)).toBe(false);
    dialog.answer(out);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readdirSync(out)).toEqual([]);
    await unlock(test);
    // The same dialog, answered in time, does write.
    test.answers.folder = out;
    const { name } = await test.ok('archive.export', { dossier: sample });
    expect(readdirSync(out)).toEqual([name]);
    rmSync(join(out, name), { recursive: true });
  });

  it('one dialog at a time: a page cannot bury the person under them', async () => {
    const dialog = standing(test);
    const first = test.call('archive.export', { dossier: sample });
    await dialog.shown;
    expect((await test.refused('archive.verify')).code).toBe('conflict');
    dialog.answer(null);
    expect(await first).toMatchObject({ code: 'cancelled' });
  });

  it('a running export ends whole, keeps no other dossier’s key, and tells the locked page nothing', async () => {
    const other = (await test.ok('dossier.create', { kind })).id;
    await test.ok('dossier.draft', { dossier: other });
    test.answers.folder = out;
    const open = opened(test);
    const started = Promise.withResolvers<void>();
    const stream = open.vault.stream.bind(open.vault);
    const resume = Promise.withResolvers<void>();
    open.vault.stream = async function* (...args) {
      started.resolve();
      await resume.promise;
      yield* stream(...args);
    };
    const exporting = test.call('archive.export', { dossier: sample }, job);
    await started.promise;
    expect(open.keys.has(other as never)).toBe(true);
    await test.ok('session.lock');
    const told = test.progress.length;
    expect(open.keys.has(other as never)).toBe(false);
    expect((await test.ok('session.status')).state).toBe('locked');
    expect((await test.refused('job.list')).code).toBe('locked');
    // Unlocking waits until the store that drains is closed.
    const again = unlock(test);
    resume.resolve();
    expect(await exporting).toMatchObject({ ok: false, code: 'locked' });
    const [name = ''] = readdirSync(out);
    expect((await verifyArchive(join(out, name))).valid).toBe(true);
    expect(test.progress.length).toBe(told);
    expect((await again).state).toBe('unlocked');
    expect(open.store.audit.head).toThrow();
    const { rows, chain } = await test.ok('audit.list', { limit: 6 });
    expect(rows).toContainEqual(
      expect.objectContaining({ channel: 'archive.export', stage: 'result', outcome: 'ok' }),
    );
    expect(chain.ok).toBe(true);
  });

  it('a call that is no job is waited for too', async () => {
    const before = (await test.ok('dossier.list')).length;
    const open = opened(test);
    const seal = open.vault.seal.bind(open.vault);
    const resume = Promise.withResolvers<void>();
    open.vault.seal = async (...args) => {
      await resume.promise;
      return seal(...args);
    };
    const making = test.call('dossier.createSample', { kind });
    await new Promise((resolve) => setTimeout(resolve, 10));
    await test.ok('session.lock');
    resume.resolve();
    // It was done, and its answer goes to no locked page.
    expect(await making).toMatchObject({ ok: false, code: 'locked' });
    await unlock(test);
    expect(await test.ok('dossier.list')).toHaveLength(before + 1);
  });

  it('what flows to a view stops, and its ticket is gone', async () => {
    const file = join(test.folder, 'large.txt');
    writeFileSync(file, '卷宗'.repeat(2 * 1024 * 1024));
    test.answers.files = [file];
    const { items } = await test.ok('evidence.choose', { dossier: sample });
    const { ticket } = await test.ok('evidence.ticket', { dossier: sample, object: items[0]?.object ?? '' });
    const answer = await test.app.serveTicket(ticket, null);
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    await test.ok('session.lock');
    const rest = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    };
    await expect(rest()).rejects.toThrow();
    await unlock(test);
    expect((await test.app.serveTicket(ticket, 'bytes=0-9')).status).toBe(404);
  });

  it('a drop does not pass from one session into the next, and leaves no file behind', async () => {
    const { drop } = await test.ok('drop.begin', { dossier: sample, name: 'a.bin', size: 4 });
    await test.ok('drop.piece', { drop, bytes: Buffer.from('ab') });
    await test.ok('session.lock');
    await unlock(test);
    expect((await test.refused('drop.piece', { drop, bytes: Buffer.from('cd') })).code).toBe('not_found');
    expect((await test.refused('drop.end', { dossier: sample, drop })).code).toBe('not_found');
    const open = opened(test);
    expect(await open.vault.health(open.store.objects.ids())).toEqual([]);
  });

  it('locks although the log cannot be written, and opens again', async () => {
    const open = opened(test);
    open.audit = () => {
      throw new AppError('disk_full');
    };
    open.signHead = () => Promise.reject(new AppError('disk_full'));
    expect((await test.ok('session.lock')).state).toBe('locked');
    expect((await unlock(test)).state).toBe('unlocked');
    expect((await test.ok('dossier.list')).length).toBeGreaterThan(0);
  });

  it('locks by itself after the idle minutes', async () => {
    await test.ok('setting.set', { idle_minutes: 1 });
    // A minute in the test’s time: the timer is what is tested, not the clock.
    const { session } = test.app;
    session.setIdleMinutes(1 / 60);
    await expect.poll(() => session.state, { timeout: 5_000 }).toBe('locked');
    expect((await test.ok('session.status')).locked_because).toBe('idle');
    await unlock(test);
    await test.ok('setting.set', { idle_minutes: 10 });
  });
});

describe('ways in', () => {
  it('two set-ups and two unlocks at once: one each', async () => {
    const test = await createTestApp();
    const input = { mode: 'single', login, display_name: '甲', password } as const;
    const both = await Promise.all([test.call('session.setup', input), test.call('session.setup', input)]);
    expect(both.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['ok', 'already_set_up']);
    await test.ok('session.lock');
    const attempts = await Promise.all([1, 2, 3].map(() => test.call('session.unlock', { login, password })));
    expect(attempts.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['ok', 'conflict', 'conflict']);
    await test.close();
  });

  it('a lock that comes while the password is tried holds', async () => {
    const test = await createTestApp();
    await test.setUp();
    await test.ok('session.lock');
    const coming = test.call('session.unlock', { login, password });
    await new Promise((resolve) => setTimeout(resolve, 20));
    test.app.session.lock('system');
    expect(await coming).toMatchObject({ ok: false, code: 'locked' });
    expect((await test.ok('session.status')).state).toBe('locked');
    await unlock(test);
    await test.close();
  });

  it('a set-up that fails half-way can begin anew; a failed unlock keeps nothing open', async () => {
    const test = await createTestApp();
    const vault = join(test.userData, 'vault');
    const input = { mode: 'single', login, display_name: '甲', password } as const;
    writeFileSync(vault, 'in the way');
    expect((await test.refused('session.setup', input)).code).toBe('io_failed');
    expect((await test.ok('session.status')).state).toBe('not_set_up');
    rmSync(vault);
    expect((await test.ok('session.setup', input)).shares).toHaveLength(3);
    await test.ok('session.lock');
    await expect.poll(() => readdirSync(vault)).toContain('objects');
    rmSync(vault, { recursive: true });
    writeFileSync(vault, 'in the way');
    expect((await test.refused('session.unlock', { login, password })).code).toBe('io_failed');
    expect((await test.ok('session.status')).state).toBe('locked');
    rmSync(vault);
    await unlock(test);
    await test.close();
  });

  it.each([
    ['garbage beyond every limit', (file: string) => writeFileSync(file, Buffer.alloc(9 * 1024 * 1024, 120))],
    ['a folder in its place', (file: string) => mkdirSync(file)],
  ])('a journal that cannot be read (%s) is told and keeps nobody out', async (_what, spoil) => {
    const test = await createTestApp();
    await test.setUp();
    await test.ok('session.lock');
    spoil(join(test.userData, 'journal.jsonl'));
    expect((await test.refused('session.unlock', { login, password: 'not this one' })).code).toBe(
      'wrong_password',
    );
    await unlock(test);
    const { rows } = await test.ok('audit.list', { limit: 5 });
    expect(rows.map((row) => row.code)).toContain('journal_unreadable');
    await test.close();
  });

  it('a password typed into the box of the name does not stand on the disk', async () => {
    const test = await createTestApp();
    await test.setUp();
    await test.ok('session.lock');
    const slip = 'Tai-Changde-Kouling-88';
    expect((await test.refused('session.unlock', { login: slip, password: 'x' })).code).toBe(
      'wrong_password',
    );
    const journal = readFileSync(join(test.userData, 'journal.jsonl'), 'utf8');
    expect(journal).toContain('wrong_password');
    expect(journal).not.toContain(slip);
    await test.close();
  });
});
