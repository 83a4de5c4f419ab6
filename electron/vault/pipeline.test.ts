import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { recordingLayer, systemError, temporaryFolder } from '../../test/support/file-layer.ts';
import { refSha256, refSm3 } from '../../test/support/reference-crypto.ts';
import { toHex } from '../crypto/random.ts';
import { SEGMENT } from './v1/engine.ts';
import { restartThreads } from './v1/threads.ts';
import { openVault } from './vault.ts';

const folder = temporaryFolder('pipeline');
afterAll(folder.remove);
afterEach(() => restartThreads(true));

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function* endless(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(100_000).fill(7);
}

describe('sealing across threads', () => {
  it('with the libraries alone gives files that the kernel opens, and the other way round', async () => {
    const vault = await openVault(folder.dir);
    const plain = randomBytes(2 * SEGMENT + 70_001);
    for (const sealing of [true, false]) {
      restartThreads(sealing);
      const object = await vault.seal([plain]);
      expect(object.sm3).toBe(toHex(refSm3(plain)));
      expect(object.sha256).toBe(toHex(refSha256(plain)));
      restartThreads(!sealing);
      await vault.verify(object.id, object.key, object.rootTag);
      const read = await whole(vault.stream(object.id, object.key, object.rootTag));
      expect(read.equals(plain)).toBe(true);
    }
  });

  it('serves several files at once, each with its own fingerprints', async () => {
    const vault = await openVault(folder.dir);
    const plains = [3, 1, 2, 4].map((n) => randomBytes(n * SEGMENT + n));
    const objects = await Promise.all(plains.map((plain) => vault.seal([plain])));
    for (const [i, object] of objects.entries()) {
      expect(object.sm3).toBe(toHex(refSm3(plains[i] as Buffer)));
      const read = await whole(vault.stream(object.id, object.key, object.rootTag));
      expect(read.equals(plains[i] as Buffer)).toBe(true);
    }
  });

  it('lends pieces that are written over, or gives pieces of their own; either way the same bytes', async () => {
    const vault = await openVault(folder.dir);
    const plain = randomBytes(11 * SEGMENT + 5);
    for (const kernel of [true, false]) {
      restartThreads(kernel);
      // Without fingerprints what is sealed takes the place of the plaintext.
      const object = await vault.seal([plain], { fingerprints: [] });
      const own = await whole(vault.stream(object.id, object.key, object.rootTag));
      expect(own.equals(plain)).toBe(true);
      const lent: Uint8Array[] = [];
      let at = 0;
      for await (const piece of vault.stream(object.id, object.key, object.rootTag, { lent: true })) {
        expect(Buffer.compare(piece, plain.subarray(at, at + piece.length))).toBe(0);
        at += piece.length;
        lent.push(piece);
      }
      expect(at).toBe(plain.length);
      // No plaintext is left in memory that is shared.
      expect(lent.every((piece) => piece.every((byte) => byte === 0))).toBe(true);
    }
  });

  it('takes only the fingerprints that are asked for', async () => {
    const vault = await openVault(folder.dir);
    for (const plain of [randomBytes(10), randomBytes(SEGMENT + 1)]) {
      const one = await vault.seal([plain], { fingerprints: ['sm3'] });
      expect([one.sm3, one.sha256]).toEqual([toHex(refSm3(plain)), '']);
      const none = await vault.seal([plain], { fingerprints: [] });
      expect([none.sm3, none.sha256]).toEqual(['', '']);
    }
  });

  it('stops at a cancel with no more than what was under way', async () => {
    const vault = await openVault(folder.dir);
    const stop = new AbortController();
    let after = 0;
    const sealing = vault.seal(endless(), {
      signal: stop.signal,
      onProgress: (bytes) => {
        if (stop.signal.aborted) after += 1;
        if (bytes >= 8 * SEGMENT) stop.abort();
      },
    });
    await expect(sealing).rejects.toMatchObject({ code: 'cancelled' });
    expect(after).toBeLessThanOrEqual(1);
    expect(await vault.health(await vault.list())).toEqual([]);
  });

  it('syncs a large file now and then, and a sync that fails is the failure of the sealing', async () => {
    let syncs = 0;
    const { layer } = recordingLayer(folder.dir, (seen) => {
      if (seen.startsWith('fsync tmp/') && (syncs += 1) === 1) throw systemError('EIO');
    });
    const vault = await openVault(folder.dir, layer);
    const sealing = vault.seal(endless(), { fingerprints: [] });
    await expect(sealing).rejects.toMatchObject({ code: 'io_failed' });
    expect(await vault.health(await vault.list())).toEqual([]);
  });
});
