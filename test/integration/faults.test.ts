import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../electron/services/backup/make-backup.ts';
import { errorWords } from '../../shared/text/errors.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { recordingLayer, systemError, temporaryFolder } from '../support/file-layer.ts';
import { kind } from '../support/path.ts';

/** Whether this machine lets us mount a small disk of our own: only root, and not everywhere. */
const mounts = (() => {
  const probe = temporaryFolder('mount');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe.dir], { stdio: 'ignore' });
    execFileSync('umount', [probe.dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    probe.remove();
  }
})();

let disk: { dir: string; remove: () => void };
let test: TestApp | null = null;
beforeEach(() => {
  disk = temporaryFolder('disk');
});
afterEach(async () => {
  await test?.close();
  test = null;
  if (mounts) {
    try {
      execFileSync('umount', ['-l', disk.dir], { stdio: 'ignore' });
    } catch {
      // It was not mounted in this test.
    }
  }
  disk.remove();
});

async function sealNext(app: TestApp, dossier: string, n: number, bytes: number) {
  const file = join(app.folder, `file-${n}`);
  writeFileSync(file, new Uint8Array(bytes).fill(n));
  app.answers.files = [file];
  return app.call('evidence.choose', { dossier: dossier as never });
}

describe.skipIf(!mounts)('a small disk', () => {
  it('that fills up: said clearly, nothing acknowledged is lost, and with space it goes on', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk.dir]);
    test = await createTestApp('2024-10-14', join(disk.dir, 'store'));
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind });
    writeFileSync(join(disk.dir, 'filler'), new Uint8Array(400_000));
    const sealed: string[] = [];
    let code = '';
    for (let n = 1; n < 40 && code === ''; n += 1) {
      const answer = await sealNext(test, id, n, 200_000);
      if (!answer.ok) code = answer.code;
      else if (answer.value.refused[0]) code = answer.value.refused[0].code;
      else sealed.push(...answer.value.items.map(({ object }) => String(object)));
    }
    expect(code).toBe('disk_full');
    expect(sealed.length).toBeGreaterThan(2);
    expect(errorWords('zh', 'disk_full').todo).toContain('空间');
    // Still a working application, with all that it acknowledged.
    const kept = (await test.ok('evidence.list', { dossier: id })).map(({ object }) => String(object));
    expect(kept).toEqual(expect.arrayContaining(sealed));
    rmSync(join(disk.dir, 'filler'));
    expect((await sealNext(test, id, 50, 1000)).ok).toBe(true);
    expect((await test.ok('health.prove', { all: true })).failed).toBe(0);
    const { findings } = await test.ok('health.report');
    expect(findings.map(({ code: each }) => each)).toContain('space_low');
    expect(findings.filter((each) => each.severity === 'block' && each.code !== 'space_low')).toEqual([]);
  }, 120_000);

  it('that turns read-only: refused in words, and nothing is lost when it can be written again', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk.dir]);
    const store = join(disk.dir, 'store');
    test = await createTestApp('2024-10-14', store);
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind });
    await test.app.close();
    execFileSync('mount', ['-o', 'remount,ro', disk.dir]);
    const locked = await createTestApp('2024-10-14', store).catch(() => null);
    const refused = await locked?.call('session.unlock', { login: 'linmouwu', password });
    expect(refused).toMatchObject({ ok: false, code: 'read_only' });
    await locked?.app.close();
    execFileSync('mount', ['-o', 'remount,rw', disk.dir]);
    await test.restart();
    await test.ok('session.unlock', { login: 'linmouwu', password });
    expect((await test.ok('dossier.list')).map((row) => row.id)).toContain(id);
  }, 120_000);

  it('as a medium too small for the backup: said before or while it is written, the store untouched', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk.dir]);
    test = await createTestApp();
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind });
    await sealNext(test, id, 1, 900_000);
    test.answers.folder = disk.dir;
    expect(await test.refused('backup.run')).toMatchObject({ code: 'disk_full' });
    expect((await test.ok('health.prove', { all: true })).failed).toBe(0);
  }, 120_000);
});

describe('a medium that goes away', () => {
  it('at any of its calls: the store is untouched, and the next backup goes on where it stopped', async () => {
    test = await createTestApp();
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind });
    for (let n = 1; n <= 3; n += 1) await sealNext(test, id, n, 50_000);
    const { open } = test.app.session;
    if (open === null) throw new Error('locked');
    const options = { userData: test.userData, folder: disk.dir, now: () => new Date(), application: 'test' };
    let most = 0;
    let resumed = 0;
    for (let at = 1; at < 400; at += 6) {
      let calls = 0;
      const { layer } = recordingLayer(disk.dir, () => {
        calls += 1;
        if (calls >= at) throw systemError(at % 2 ? 'EIO' : 'ENODEV');
      });
      const result = await makeBackup(open, { ...options, medium: layer }).then(
        (report) => report,
        (error: { code?: string }) => error.code,
      );
      if (typeof result !== 'object') expect(result).toBe('medium_gone');
      else {
        resumed = result.fresh;
        break;
      }
      most = at;
    }
    expect(most).toBeGreaterThan(10);
    // What an earlier try had brought was not brought again.
    expect(resumed).toBeLessThan(4);
    test.answers.folder = disk.dir;
    expect((await test.ok('backup.drill')).findings).toEqual([]);
    const [root = ''] = readdirSync(disk.dir);
    expect(readdirSync(join(disk.dir, root, 'vault/tmp'))).toEqual([]);
    expect((await test.ok('health.prove', { all: true })).failed).toBe(0);
  }, 120_000);
});

describe('a clock that jumps', () => {
  it('is told, and the log keeps its order', async () => {
    test = await createTestApp();
    await test.setUp();
    test.advance(3 * 86_400_000);
    await test.ok('setting.set', { language: 'zh' });
    test.advance(-6 * 86_400_000);
    await test.ok('setting.set', { language: 'zh' });
    const { findings } = await test.ok('health.report');
    expect(findings.map(({ code }) => code)).toContain('clock_back');
    expect((await test.ok('audit.list', { limit: 1 })).chain.ok).toBe(true);
  }, 60_000);
});
