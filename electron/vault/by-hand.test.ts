import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/model/ids.ts';
import { temporaryFolder } from '../../test/support/file-layer.ts';
import { toHex } from '../crypto/random.ts';
import { objectPath } from './paths.ts';
import { openVault, type SealedObject, type Vault } from './vault.ts';

const folder = temporaryFolder('by-hand');
afterAll(folder.remove);

/** The script of the document, as a reader would copy it out. */
const script = join(folder.dir, 'open.sh');
const documented =
  /```bash\n([\s\S]*?)```/.exec(
    readFileSync(new URL('../../docs/vault-format.md', import.meta.url), 'utf8'),
  )?.[1] ?? '';

const canRun = (() => {
  try {
    return (
      execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3') &&
      execFileSync('bash', ['-c', 'echo ok'], { encoding: 'utf8' }) === 'ok\n'
    );
  } catch {
    return false;
  }
})();

function byHand(object: SealedObject, change: { key?: string; root?: string; file?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    [
      script,
      change.file ?? objectPath(folder.dir, object.id),
      change.key ?? toHex(object.key.bytes),
      change.root ?? toHex(object.rootTag),
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return { status, stdout, stderr: stderr.toString() };
}

let vault: Vault;
beforeAll(async () => {
  writeFileSync(script, documented);
  vault = await openVault(folder.dir);
});

describe.skipIf(!canRun && !process.env['CI'])('docs/vault-format.md by hand, with OpenSSL alone', () => {
  for (const size of [0, 1, 65_536, 150_001]) {
    it(`opens an object of ${size} bytes`, async () => {
      const plain = new Uint8Array(size).map((_, i) => (i * 7) % 253);
      const { status, stdout, stderr } = byHand(await vault.seal([plain]));
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(Buffer.compare(stdout, plain)).toBe(0);
    }, 120_000);
  }

  it('refuses a changed byte anywhere, another key, another file and a cut', async () => {
    const object = await vault.seal([new Uint8Array(70_000).fill(9)]);
    const path = objectPath(folder.dir, object.id);
    const whole = readFileSync(path);
    const places: [string, number][] = [
      ['header', 3000],
      ['chunk 0', 4096],
      ['chunk 1', 4096 + 69_999],
      ['root', 4096 + 70_000 + 40],
      ['counts', whole.length - 41],
      ['root', whole.length - 1],
    ];
    for (const [told, at] of places) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      expect(byHand(object).stderr, `byte ${at}`).toContain(`refused: ${told}`);
    }
    writeFileSync(path, whole.subarray(0, whole.length - 1));
    expect(byHand(object).stderr).toContain('refused');
    writeFileSync(path, whole);
    expect(byHand(object, { key: '00'.repeat(32) }).stderr).toContain('refused: root');
    const other = await vault.seal([new Uint8Array(70_000).fill(9)]);
    expect(byHand(object, { root: toHex(other.rootTag) }).stderr).toContain('refused: another file');
    const moved = objectPath(folder.dir, other.id as ObjectId);
    writeFileSync(moved, whole);
    expect(byHand(other, { key: toHex(object.key.bytes) }).stderr).toContain('refused: header');
  }, 120_000);
});
