import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../../../test/support/app.ts';
import { nameless } from '../../../test/support/nameless.ts';
import { kind } from '../../../test/support/path.ts';

let test: TestApp;
let medium: string;
beforeEach(async () => {
  test = await createTestApp();
  await test.setUp();
  medium = join(test.folder, 'medium');
  mkdirSync(medium);
  test.answers.folder = medium;
});
afterEach(() => test.close());

async function seal(dossier: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(test.folder, name);
  writeFileSync(path, bytes);
  test.answers.files = [path];
  const { items } = await test.ok('evidence.choose', { dossier });
  return items[0]?.object ?? '';
}

async function sample(): Promise<string> {
  const { id } = await test.ok('dossier.createSample', { kind });
  return id;
}

function tree(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found.set(path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
  return found;
}

const backupRoot = () => join(medium, readdirSync(medium)[0] ?? '');
const pooled = (object: string) => join(backupRoot(), 'vault/objects', object.slice(0, 2), `${object}.jzv`);
const inVault = (object: string) => join(test.userData, 'vault/objects', object.slice(0, 2), `${object}.jzv`);

describe('a backup', () => {
  it('holds all of the store, sealed as it stands, and the second time only what is new', async () => {
    const dossier = await sample();
    const object = await seal(dossier, 'a.txt', '青瓦台树洞密语');
    const before = tree(join(test.userData, 'vault'));
    const first = await test.ok('backup.run');
    expect(first).toMatchObject({ objects: 2, fresh: 2, lacking: [] });
    expect(tree(join(test.userData, 'vault'))).toEqual(before);
    expect(readFileSync(pooled(object))).toEqual(readFileSync(inVault(object)));
    for (const [name] of tree(medium)) {
      const bytes = readFileSync(join(medium, name));
      expect(bytes.includes(Buffer.from('青瓦台树洞密语')), name).toBe(false);
      expect(statSync(join(medium, name)).mode & 0o077, name).toBe(0);
    }
    await seal(dossier, 'b.txt', 'second');
    const second = await test.ok('backup.run');
    expect(second).toMatchObject({ objects: 3, fresh: 1, lacking: [] });
    expect(readdirSync(join(backupRoot(), 'snapshots')).sort()).toEqual(
      [first.snapshot, second.snapshot].sort(),
    );
    expect(existsSync(join(test.userData, 'outgoing'))).toBe(false);
    const report = await test.ok('health.report');
    expect(report.backups.map(({ snapshot }) => snapshot)).toEqual([second.snapshot, first.snapshot]);
    const rows = (await test.ok('audit.list', { limit: 50 })).rows.filter(
      (row) => row.channel === 'backup.run',
    );
    expect(rows.map(({ stage }) => stage)).toEqual(['result', 'intent', 'result', 'intent']);
  });

  it('tells of an object that is lost or damaged in the store and never lets it replace a good one', async () => {
    const dossier = await sample();
    const [kept, lost] = [await seal(dossier, 'a.txt', 'kept'), await seal(dossier, 'b.txt', 'lost')];
    await test.ok('backup.run');
    const good = readFileSync(pooled(kept));
    const broken = await seal(dossier, 'c.txt', 'broken');
    for (const each of [kept, broken]) {
      const bytes = readFileSync(inVault(each));
      bytes[4096] = (bytes[4096] ?? 0) ^ 1;
      writeFileSync(inVault(each), bytes);
    }
    rmSync(inVault(lost));
    const gone = await seal(dossier, 'd.txt', 'gone');
    rmSync(inVault(gone));
    const report = await test.ok('backup.run');
    expect(report.lacking.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      { id: broken, reason: 'damaged' },
      { id: gone, reason: 'missing' },
    ]);
    expect(readFileSync(pooled(kept))).toEqual(good);
    expect(existsSync(pooled(broken))).toBe(false);
    const { findings } = await test.ok('health.report');
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'object_missing', object: lost, fix: 'recover', name: 'b.txt' }),
        expect.objectContaining({ code: 'backup_lacking', count: 2 }),
      ]),
    );
    await test.ok('health.recover', { dossier, object: lost });
    await test.ok('health.recover', { dossier, object: kept });
    expect(await test.refused('health.recover', { dossier, object: broken })).toMatchObject({
      code: 'backup_damaged',
    });
    expect(readFileSync(inVault(kept))).toEqual(good);
    const proved = await test.ok('health.prove', { all: true });
    expect(proved.failed).toBe(2);
  });

  it('is refused into the store’s own folder, and cancelled leaves the store as it was', async () => {
    await sample();
    test.answers.folder = join(test.userData, 'vault');
    expect(await test.refused('backup.run')).toMatchObject({ code: 'destination_unwritable' });
    test.answers.folder = null;
    expect(await test.refused('backup.run')).toMatchObject({ code: 'cancelled' });
  });
});

describe('a drill', () => {
  it('proves a whole backup and leaves nothing behind', async () => {
    const dossier = await sample();
    await seal(dossier, 'a.txt', 'content');
    const { snapshot } = await test.ok('backup.run');
    const before = tree(medium);
    const report = await test.ok('backup.drill');
    expect(report).toMatchObject({ snapshot, dossiers: 1, objects: 2, proven: 2, closed: 0, findings: [] });
    expect(tree(medium)).toEqual(before);
    expect(existsSync(join(test.userData, 'drill'))).toBe(false);
    expect((await test.ok('health.report')).backups[0]?.proven_at).not.toBeNull();
  });

  it('finds what was damaged, taken away or changed on the medium', async () => {
    const dossier = await sample();
    const [a, b] = [await seal(dossier, 'a.txt', 'aaaa'), await seal(dossier, 'b.txt', 'bbbb')];
    const { snapshot } = await test.ok('backup.run');
    const bytes = readFileSync(pooled(a));
    bytes[4096] = (bytes[4096] ?? 0) ^ 1;
    writeFileSync(pooled(a), bytes);
    rmSync(pooled(b));
    const report = await test.ok('backup.drill');
    expect(report.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: 'block', code: 'backup_damaged', object: a, name: 'a.txt' }),
        expect.objectContaining({ severity: 'block', code: 'backup_missing', object: b, name: 'b.txt' }),
      ]),
    );
    expect(report.findings).toHaveLength(2);
    for (const name of ['juanzong.db', 'keyring.json', 'manifest.json']) {
      const file = join(backupRoot(), 'snapshots', snapshot, name);
      const whole = readFileSync(file);
      const changed = Buffer.from(whole);
      const at = name === 'manifest.json' ? changed.indexOf('"size": ') + 8 : Math.floor(changed.length / 2);
      changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
      writeFileSync(file, changed);
      expect((await test.refused('backup.drill')).code, name).toBe('backup_damaged');
      writeFileSync(file, whole);
    }
  });
});

describe('restoring', () => {
  it('makes the same store on another machine, and the person is inside', async () => {
    const dossier = await sample();
    const object = await seal(dossier, 'a.txt', 'content');
    await test.ok('backup.run');
    const before = await test.ok('dossier.view', { dossier });
    await test.app.close();
    const other = await createTestApp();
    try {
      other.answers.folder = medium;
      const wrong = await other.call('backup.restore', {
        login: 'linmouwu',
        password: 'not this one at all',
      });
      expect(wrong).toMatchObject({ ok: false, code: 'wrong_password' });
      const done = await other.ok('backup.restore', { login: 'linmouwu', password });
      expect(done).toMatchObject({ objects: 2, findings: [], status: { state: 'unlocked' } });
      const restored = await other.ok('dossier.view', { dossier });
      expect(nameless(restored.record)).toEqual(nameless(before.record));
      expect(await other.ok('health.prove', { all: true })).toMatchObject({ checked: 2, failed: 0 });
      expect((await other.ok('audit.list', { limit: 1 })).chain.ok).toBe(true);
      const items = await other.ok('evidence.list', { dossier });
      expect(items.map((item) => item.object)).toContain(object);
      expect(existsSync(join(other.userData, 'restoring'))).toBe(false);
      await other.restart();
      await other.ok('session.unlock', { login: 'linmouwu', password });
      expect(await other.refused('backup.restore', { login: 'linmouwu', password })).toMatchObject({
        code: 'already_set_up',
      });
    } finally {
      await other.close();
      rmSync(other.folder, { recursive: true, force: true });
    }
  });

  it('brings a backup of an older schema into this version, and loses nothing', async () => {
    const other = await createTestApp();
    try {
      other.answers.folder = join(import.meta.dirname, '../../../test/fixtures/backup-of-schema-3');
      const before = tree(other.answers.folder);
      const done = await other.ok('backup.restore', { login: 'linmouwu', password });
      expect(done).toMatchObject({ objects: 2, findings: [], status: { state: 'unlocked' } });
      const [dossier] = await other.ok('dossier.list');
      if (dossier === undefined) throw new Error('no dossier');
      const view = await other.ok('dossier.view', { dossier: dossier.id });
      expect(view.record.events.length).toBeGreaterThan(0);
      const items = await other.ok('evidence.list', { dossier: dossier.id });
      const paper = items.find(({ name }) => name === 'paper.txt');
      expect(paper).toMatchObject({
        size: 500,
        sha256: '48138cf975c2fd9cb235428b351d67550d193c11378900031bb3681d1f5109ac',
      });
      expect(await other.ok('health.prove', { all: true })).toMatchObject({ checked: 2, failed: 0 });
      expect((await other.ok('audit.list', { limit: 1 })).chain.ok).toBe(true);
      // The medium is only read.
      expect(tree(other.answers.folder)).toEqual(before);
    } finally {
      await other.close();
    }
  });

  it('says that a folder holds no backup', async () => {
    const other = await createTestApp();
    try {
      other.answers.folder = other.folder;
      const refused = await other.call('backup.restore', { login: 'linmouwu', password });
      expect(refused).toMatchObject({ ok: false, code: 'not_a_backup' });
    } finally {
      await other.close();
    }
  });
});
