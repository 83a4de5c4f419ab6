import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { statesAfter, tracingLayer } from '../../../test/support/power-cut.ts';
import type { Open } from '../../app/open.ts';
import { makeBackup } from './make-backup.ts';
import { checkManifest, type Manifest } from './manifest.ts';

let test: TestApp;
let open: Open;
beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  await test.ok('dossier.createSample', { kind });
  if (test.app.session.open === null) throw new Error('locked');
  open = test.app.session.open;
});
afterAll(() => test.close());

const hashes = new WeakMap<ArrayBufferLike, Map<string, string>>();

/** SHA-256, remembered for each view of the same bytes: the states share them. */
function sha256(bytes: Uint8Array): string {
  const of = hashes.get(bytes.buffer) ?? new Map<string, string>();
  hashes.set(bytes.buffer, of);
  const view = `${bytes.byteOffset}+${bytes.length}`;
  const found = of.get(view) ?? createHash('sha256').update(bytes).digest('hex');
  of.set(view, found);
  return found;
}

/** Whatever bears a snapshot's name is a whole backup. */
function snapshotsIn(files: ReadonlyMap<string, Uint8Array>, root: string): string[] {
  const names = new Set<string>();
  for (const path of files.keys()) {
    const name = new RegExp(`^${root}/snapshots/(\\d{8}T\\d{6}Z-[0-9a-f]{4})/`).exec(path)?.[1];
    if (name !== undefined) names.add(name);
  }
  for (const name of names) {
    const at = (file: string) => files.get(`${root}/snapshots/${name}/${file}`) ?? new Uint8Array(0);
    const manifest = JSON.parse(Buffer.from(at('manifest.json')).toString('utf8')) as Manifest;
    checkManifest(manifest, open.keyring.databaseKey);
    expect(sha256(at('juanzong.db'))).toBe(manifest.database.sha256);
    expect(sha256(at('keyring.json'))).toBe(manifest.keyring.sha256);
    expect(manifest.objects.length).toBeGreaterThan(0);
    for (const { id, sha256: said } of manifest.objects) {
      const file = files.get(`${root}/vault/objects/${id.slice(0, 2)}/${id}.jzv`);
      expect(sha256(file ?? new Uint8Array(0)), id).toBe(said);
    }
  }
  return [...names];
}

describe('a backup, after a power cut at any point', () => {
  it('is either not there or whole', async () => {
    const folder = join(test.folder, 'cut');
    mkdirSync(folder);
    const { layer, calls, say } = tracingLayer(folder);
    const report = await makeBackup(open, {
      userData: test.userData,
      folder,
      now: () => new Date(),
      application: 'test',
      medium: layer,
    });
    say(report.snapshot);
    let seen = 0;
    let whole = 0;
    for (let at = 0; at <= calls.length; at += 1) {
      for (const { files, said } of statesAfter(calls, at, seeded(at))) {
        const found = snapshotsIn(files, report.name);
        for (const name of said) expect(found).toContain(name);
        seen += 1;
        whole += found.length;
      }
    }
    expect(whole).toBeGreaterThan(0);
    expect(seen).toBeGreaterThan(300);
  }, 120_000);
});

/** The same choices every time. */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
