import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { verifyArchive } from '../../electron/services/archive/verify.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { type Line, openProbe, type Operation } from '../support/kill-process.ts';
import { kind } from '../support/path.ts';

const script = join(import.meta.dirname, '../support/kill-process.ts');
const long = process.env['JUANZONG_LONG'] === '1';
/** Two hundred instants by night, three of each operation in CI, one of each at a desk. */
const kills = long ? 203 : process.env['CI'] ? 21 : 7;
const operations = ['seal', 'replace', 'delete', 'migrate', 'back_up', 'export', 'restore'] as const;
const seed = Number(process.env['JUANZONG_SEED'] ?? Date.now() % 1_000_000);

let template = '';
let trash: string[] = [];
beforeAll(async () => {
  await initCrypto();
  process.stderr.write(`kill test: JUANZONG_SEED=${seed}\n`);
  template = mkdtempSync(join(tmpdir(), 'juanzong-kill-'));
  const test = await createTestApp('2024-10-14', join(template, 'store'));
  await test.setUp();
  const { id } = await test.ok('dossier.createSample', { kind });
  const file = join(template, 'paper.txt');
  writeFileSync(file, 'x'.repeat(200_000));
  test.answers.files = [file];
  await test.ok('evidence.choose', { dossier: id });
  mkdirSync(join(template, 'medium'));
  test.answers.folder = join(template, 'medium');
  await test.ok('backup.run');
  await test.close();
}, 120_000);
afterAll(() => {
  for (const folder of [template, ...trash]) rmSync(folder, { recursive: true, force: true });
});

/** The same instants for the same seed, as far as a machine repeats itself. */
function randomFor(n: number): number {
  let state = Math.imul(seed + n + 1, 2_654_435_761) >>> 0;
  state ^= state >>> 15;
  state = Math.imul(state, 2_246_822_519) >>> 0;
  return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
}

/** Runs until it says `after` things beyond being ready, then a little longer, and kills. */
function killed(operation: Operation, folder: string, kill: { after: number; ms: number }): Promise<Line[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, operation, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: Line[] = [];
    let rest = '';
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.stdout.on('data', (data: Buffer) => {
      const parts = (rest + data.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        lines.push(JSON.parse(part) as Line);
        if (lines.length === kill.after + 1) setTimeout(() => child.kill('SIGKILL'), kill.ms);
      }
    });
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(lines.filter(({ did }) => did !== 'ready'));
      else reject(new Error(`ended with ${code}: ${errors.slice(-1500)}`));
    });
  });
}

async function opened(place: string): Promise<TestApp> {
  const test = await createTestApp('2024-10-14', place);
  trash.push(test.folder);
  await test.ok('session.unlock', { login: 'linmouwu', password });
  return test;
}

/** The store itself: opens, its log is one chain, nothing that it names is lost or damaged. */
async function sound(test: TestApp): Promise<void> {
  const proved = await test.ok('health.prove', { all: true });
  expect(proved.failed).toBe(0);
  const { findings } = await test.ok('health.report');
  expect(findings.filter(({ severity, code }) => severity === 'block' && code !== 'space_low')).toEqual([]);
  // What nobody acknowledged is told, and a person can be rid of it.
  for (const { code, object } of findings) {
    if (code === 'object_orphan' || code === 'object_unfinished' || code === 'left_over') {
      await test.ok('health.remove', { code, object });
    }
  }
  const again = (await test.ok('health.report')).findings.map(({ code }) => code);
  for (const gone of ['object_orphan', 'object_unfinished', 'left_over', 'vault_stray'])
    expect(again).not.toContain(gone);
}

const holds: Record<Operation, (test: TestApp, folder: string, lines: Line[]) => Promise<void>> = {
  async seal(test, _folder, lines) {
    for (const line of lines) {
      const found = await test.ok('evidence.list', { dossier: String(line['dossier']) });
      for (const item of line['items'] as object[])
        expect(found).toContainEqual(expect.objectContaining(item));
    }
  },
  async replace(test, _folder, lines) {
    const last = lines.at(-1);
    if (last === undefined) return;
    const view = await test.ok('dossier.view', { dossier: String(last['dossier']) });
    const next = `第${lines.length + 1}处`;
    expect([last['place'], next]).toContain(view.record.fields['sign_place']);
  },
  async delete(test, _folder, lines) {
    const known = (await test.ok('dossier.list')).map(({ id }) => String(id));
    for (const line of lines) expect(known).not.toContain(line['dossier']);
  },
  async migrate(_test, folder, lines) {
    const least = Number(lines.at(-1)?.['count'] ?? 0);
    // The next one may have been written when the process died; never one half.
    const { store, applied } = openProbe(join(folder, 'probe.db'), least + 1);
    store.check();
    store.close();
    if (lines.length > 0) expect([0, 1]).toContain(applied);
  },
  async back_up(test, folder, lines) {
    const medium = join(folder, 'medium');
    const [root = ''] = readdirSync(medium);
    const snapshots = readdirSync(join(medium, root, 'snapshots')).filter((name) => !name.startsWith('.'));
    for (const line of lines) expect(snapshots).toContain(line['snapshot']);
    test.answers.folder = medium;
    expect((await test.ok('backup.drill')).findings).toEqual([]);
    expect((await test.ok('backup.run')).lacking).toEqual([]);
  },
  async export(_test, folder, lines) {
    for (const line of lines) expect((await verifyArchive(String(line['path']))).valid).toBe(true);
    const out = join(folder, 'out');
    for (const name of existsSync(out) ? readdirSync(out, { recursive: true }).map(String) : []) {
      if (!name.endsWith('bagit.txt') || name.includes('.juanzong-')) continue;
      expect((await verifyArchive(join(out, name, '..'))).valid, name).toBe(true);
    }
  },
  async restore(_test, folder, lines) {
    const all = join(folder, 'restored');
    const done = new Set(lines.map((line) => line['place']));
    for (const name of existsSync(all) ? readdirSync(all) : []) {
      const place = join(all, name);
      const other = await createTestApp('2024-10-14', place);
      trash.push(other.folder);
      try {
        const { state } = await other.ok('session.status');
        // Either there is no store at all, or a whole one.
        if (done.has(place)) expect(state).toBe('locked');
        if (state === 'not_set_up') {
          other.answers.folder = join(folder, 'medium');
          await other.ok('backup.restore', { login: 'linmouwu', password });
        } else await other.ok('session.unlock', { login: 'linmouwu', password });
        expect(await other.ok('health.prove', { all: true })).toMatchObject({ checked: 2, failed: 0 });
      } finally {
        await other.app.close();
      }
    }
  },
};

describe(`a process killed at ${kills} instants (seed ${seed})`, () => {
  for (let n = 0; n < kills; n += 1) {
    const operation = operations[n % operations.length] ?? 'seal';
    const after = Math.floor(n / operations.length) % 3;
    const ms = Math.floor(randomFor(n) * (operation === 'restore' ? 900 : 250));
    it(`${n}: while it does ${operation}, ${ms} ms after acknowledgement ${after}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'juanzong-killed-'));
      trash.push(folder);
      cpSync(template, folder, { recursive: true });
      const lines = await killed(operation, folder, { after, ms });
      const test = await opened(join(folder, 'store'));
      try {
        await sound(test);
        await holds[operation](test, folder, lines);
      } finally {
        await test.app.close();
      }
      rmSync(folder, { recursive: true, force: true });
      trash = trash.filter((each) => each !== folder);
    }, 120_000);
  }
});
