import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../../electron/app/environment.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind, walkPath } from '../support/path.ts';

const planted = '青瓦台树洞密语';
/** As it stands in a file, in a JavaScript string in memory that was written out, and in JSON. */
const forms = [
  Buffer.from(planted, 'utf8'),
  Buffer.from(planted, 'utf16le'),
  Buffer.from(
    planted.replace(/./gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`),
    'latin1',
  ),
  Buffer.from(password, 'utf8'),
];

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield join(entry.parentPath, entry.name);
  }
}

function found(folder: string): string[] {
  return [...files(folder)].filter((file) => {
    const bytes = readFileSync(file);
    return forms.some((form) => bytes.includes(form) || Buffer.from(file).includes(form));
  });
}

describe('what stays on the disk', () => {
  let test: TestApp;
  let temporary: string;
  let outside: string;
  const reports: unknown[] = [];
  beforeAll(async () => {
    temporary = mkdtempSync(join(tmpdir(), 'juanzong-leftovers-'));
    outside = mkdtempSync(join(tmpdir(), 'juanzong-outside-'));
    test = await createTestApp();
    (test.app.environment as { report: Environment['report'] }).report = (error) => reports.push(error);
    vi.stubEnv('TMPDIR', temporary);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await test.close();
    for (const folder of [temporary, outside]) rmSync(folder, { recursive: true, force: true });
  });

  it('the search finds what stands open, whatever way it is written', () => {
    for (const [n, form] of forms.entries()) writeFileSync(join(outside, `${n}`), form);
    expect(found(outside)).toHaveLength(forms.length);
  });

  it('nothing that was typed or dropped lies open in the store or among the temporary files', async () => {
    const dossier = await walkPath(test, () => undefined);
    const { version } = await test.ok('dossier.view', { dossier });
    const fields = { sign_place: planted };
    await test.ok('dossier.amend', { dossier, version, fields, reason: planted });
    const { id: draft } = await test.ok('dossier.create', { kind });
    await test.ok('dossier.saveDraft', { dossier: draft, fields: { project_title: planted } });
    for (const type of ['txt', 'pdf', 'docx', 'zip']) {
      const file = join(outside, `${planted}.${type}`);
      writeFileSync(file, `${type === 'pdf' ? '%PDF-1.4\n' : 'PK\u0003\u0004'}${planted}\n`.repeat(9));
      test.answers.files = [file];
      const { items } = await test.ok('evidence.choose', { dossier: draft });
      const object = items[0]?.object ?? '';
      await test.call('reading.start', { dossier: draft, object });
      const { ticket } = await test.ok('evidence.ticket', { dossier: draft, object });
      await (await test.app.serveTicket(ticket, null)).arrayBuffer();
    }
    await test.ok('search.find', { text: planted });
    // An export that is stopped in the middle, and one that fails.
    test.answers.folder = join(test.folder, 'out');
    const job = 'c'.repeat(32);
    const exporting = test.call('archive.export', { dossier }, job);
    await test.call('job.cancel', { job });
    await exporting;
    await test.call('drop.file', { dossier: draft, path: join(outside, 'gone'), name: planted });
    await test.ok('dossier.discard', { dossier: draft });
    // Open, locked, and after the end of the process.
    expect(found(test.userData)).toEqual([]);
    await test.ok('session.lock');
    await expect.poll(() => existsSync(join(test.userData, 'juanzong.db-wal'))).toBe(false);
    expect(found(test.userData)).toEqual([]);
    await test.app.close();
    expect([...files(test.userData)].length).toBeGreaterThan(5);
    expect(found(test.userData)).toEqual([]);
    expect([...files(temporary)]).toEqual([]);
    expect(readdirSync(join(test.folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('the store is its owner’s alone', () => {
    for (const file of files(test.userData)) expect(statSync(file).mode & 0o077, file).toBe(0);
  });

  it('nothing unforeseen was told, and what is told of a real store carries no words', () => {
    expect(reports).toEqual([]);
  });

  it('a refusal tells no path and no content', async () => {
    const other = await createTestApp();
    await other.setUp();
    const { id: dossier } = await other.ok('dossier.createSample', { kind });
    const nowhere = join(outside, planted, planted);
    mkdirSync(join(outside, 'there'));
    const told: unknown[] = [];
    for (const folder of [nowhere, join(outside, '0'), '']) {
      other.answers.folder = folder;
      told.push(await other.refused('archive.export', { dossier }));
      told.push(await other.call('archive.verify'));
    }
    other.answers.files = [nowhere, outside];
    told.push(await other.call('evidence.choose', { dossier }));
    told.push(await other.call('reading.start', { dossier, object: '0'.repeat(32) }));
    told.push(await other.call('entry.save', { dossier, ledger: 'expenses', values: { amount: planted } }));
    told.push(await other.call('event.record', { dossier, key: 'x', date: planted, evidence: [] } as never));
    const words = JSON.stringify(told, (key, value: unknown) => (key === 'name' ? undefined : value));
    expect(words).not.toContain(outside);
    expect(words).not.toContain(planted);
    await other.close();
  });
});
