import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/file-layer.ts';
import { refOpenVaultFile, refSha256, refSm3 } from '../../test/support/reference-crypto.ts';
import type { SealedObject } from './vault.ts';
import { openVault } from './vault.ts';
import { CHUNK, HEADER, layoutOf, layoutOfFile, TAG } from './v1/format.ts';
import type { ObjectId } from '../../shared/model/ids.ts';
import { toHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';

const folder = temporaryFolder('vault');
afterAll(folder.remove);
const vault = await openVault(folder.dir);

const damaged = { code: 'object_damaged' };
const pathOf = (id: string) => join(folder.dir, 'objects', id.slice(0, 2), `${id}.jzv`);

function content(size: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let i = 0; i < size; i += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

function inPieces(bytes: Uint8Array, piece: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
    bytes.subarray(i * piece, (i + 1) * piece),
  );
}

async function whole(object: SealedObject): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of vault.stream(object.id, object.key, object.rootTag)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

describe('sealing and opening', () => {
  const sizes = [0, 1, 65_535, 65_536, 65_537, 262_143, 262_144, 262_145, 1_048_575, 1_048_576, 1_048_577];
  for (const size of sizes) {
    it(`round-trips ${size} bytes and tells their fingerprints`, async () => {
      const plain = content(size);
      const progress: number[] = [];
      const object = await vault.seal(inPieces(plain, 50_001), {
        onProgress: (bytes) => progress.push(bytes),
      });
      expect(object).toMatchObject({ size, chunks: Math.max(1, Math.ceil(size / CHUNK)), suite: 1 });
      expect(object.sha256).toBe(toHex(refSha256(plain)));
      expect(object.sm3).toBe(toHex(refSm3(plain)));
      expect(progress.at(-1)).toBe(size);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(Buffer.compare(await whole(object), plain)).toBe(0);
      expect(
        Buffer.compare(await vault.readRange(object.id, object.key, object.rootTag, 0, size), plain),
      ).toBe(0);
      await vault.verify(object.id, object.key, object.rootTag);
      expect(statSync(pathOf(object.id)).size).toBe(layoutOf(size).fileSize);
    });
  }

  it('can be opened by a stranger who has only the documentation', async () => {
    for (const size of [0, 5, CHUNK, 2 * CHUNK + 9]) {
      const plain = content(size, 3);
      const object = await vault.seal([plain]);
      const opened = refOpenVaultFile(readFileSync(pathOf(object.id)), object.key.bytes);
      expect(Buffer.compare(opened.plaintext, plain)).toBe(0);
      expect(opened.rootTag).toEqual(object.rootTag);
    }
  });

  it('takes pieces of any size, empty ones too, from any iterable', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 90_000 }), { maxLength: 6 }),
        fc.nat(),
        async (lengths, seed) => {
          const pieces = lengths.map((length, i) => content(length, seed + i));
          const plain = new Uint8Array(Buffer.concat(pieces));
          async function* source() {
            yield* pieces;
          }
          const object = await vault.seal(source());
          expect(Buffer.compare(await whole(object), plain)).toBe(0);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('never seals alike: another id, key and ciphertext each time, equal chunks included', async () => {
    const plain = new Uint8Array(3 * CHUNK).fill(0x41);
    const one = await vault.seal([plain]);
    const two = await vault.seal([plain]);
    expect(one.id).not.toBe(two.id);
    expect(one.key.bytes.equals(two.key.bytes)).toBe(false);
    const blocks = [one, two].flatMap(({ id }) => {
      const bytes = readFileSync(pathOf(id)).subarray(HEADER, HEADER + plain.length);
      return Array.from({ length: bytes.length / 16 }, (_, i) =>
        bytes.subarray(i * 16, i * 16 + 16).toString('latin1'),
      );
    });
    expect(new Set(blocks).size).toBe(blocks.length);
  });

  it('leaves no plaintext and no foreign right on the disk', async () => {
    const planted = '绝不可见-PLANTED-7f3a';
    const object = await vault.seal([Buffer.from(planted.repeat(9000))]);
    const files = readdirSync(folder.dir, { recursive: true, withFileTypes: true });
    for (const entry of files) {
      const path = join(entry.parentPath, entry.name);
      if (process.platform !== 'win32') expect(statSync(path).mode & 0o077, entry.name).toBe(0);
      if (entry.isFile()) expect(readFileSync(path).includes(Buffer.from('PLANTED')), entry.name).toBe(false);
    }
    expect(readdirSync(join(folder.dir, 'tmp'))).toEqual([]);
    expect(readFileSync(pathOf(object.id)).includes(object.key.bytes)).toBe(false);
  });
});

describe('a large file, whose later part another thread seals', () => {
  const plain = content(5 * 1024 * 1024 + 77);

  it('is the same file: whole, by ranges, by another implementation', async () => {
    const object = await vault.seal(inPieces(plain, 700_001));
    expect(Buffer.compare(await whole(object), plain)).toBe(0);
    const opened = refOpenVaultFile(readFileSync(pathOf(object.id)), object.key.bytes);
    expect(Buffer.compare(opened.plaintext, plain)).toBe(0);
    expect(object.sm3).toBe(toHex(refSm3(plain)));
    expect(object.sha256).toBe(toHex(refSha256(plain)));
    const tail = await vault.readRange(object.id, object.key, object.rootTag, plain.length - 9, plain.length);
    expect(tail).toEqual(plain.subarray(-9));
    const all = await vault.readRange(object.id, object.key, object.rootTag, 0, plain.length);
    expect(Buffer.compare(all, plain)).toBe(0);
    await vault.verify(object.id, object.key, object.rootTag);
  });

  it('is refused at the damaged chunk, also there', async () => {
    const object = await vault.seal([plain]);
    const bytes = readFileSync(pathOf(object.id));
    bytes[HEADER + 70 * CHUNK + 1] = (bytes[HEADER + 70 * CHUNK + 1] as number) ^ 4;
    writeFileSync(pathOf(object.id), bytes);
    const refusal = { ...damaged, params: { chunk: 70 } };
    await expect(vault.verify(object.id, object.key, object.rootTag)).rejects.toMatchObject(refusal);
    let given = 0;
    const reading = (async () => {
      for await (const piece of vault.stream(object.id, object.key, object.rootTag)) given += piece.length;
    })();
    await expect(reading).rejects.toMatchObject(refusal);
    expect(given).toBeLessThanOrEqual(70 * CHUNK);
  });

  it('ends its thread when the reader stops early or the sealing is cancelled', async () => {
    const object = await vault.seal([plain]);
    for await (const piece of vault.stream(object.id, object.key, object.rootTag)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    const stop = new AbortController();
    const onProgress = (bytes: number) => bytes > 3_000_000 && stop.abort();
    await expect(vault.seal([plain], { signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(join(folder.dir, 'tmp'))).toEqual([]);
  });
});

describe('ranges', () => {
  it('give any slice, over any border', async () => {
    const plain = content(5 * CHUNK + 100);
    const object = await vault.seal([plain]);
    const at = fc.nat({ max: plain.length });
    await fc.assert(
      fc.asyncProperty(at, at, async (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const got = await vault.readRange(object.id, object.key, object.rootTag, start, end);
        expect(Buffer.compare(got, plain.subarray(start, end))).toBe(0);
      }),
      { numRuns: 40 },
    );
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        vault.readRange(object.id, object.key, object.rootTag, i * 999, i * 999 + 50),
      ),
    );
    expect(all.every((got, i) => Buffer.compare(got, plain.subarray(i * 999, i * 999 + 50)) === 0)).toBe(
      true,
    );
  });

  it('outside the file are refused', async () => {
    const object = await vault.seal([content(10)]);
    for (const [start, end] of [
      [-1, 2],
      [3, 2],
      [0, 11],
      [0.5, 2],
      [0, Number.NaN],
      [11, 11],
    ] as const) {
      await expect(vault.readRange(object.id, object.key, object.rootTag, start, end)).rejects.toMatchObject({
        code: 'bad_input',
      });
    }
  });

  it('stay right when many objects are open at once, and refuse a wrong key for an open one', async () => {
    const objects = await Promise.all(Array.from({ length: 20 }, (_, i) => vault.seal([content(1000, i)])));
    const read = (object: SealedObject) => vault.readRange(object.id, object.key, object.rootTag, 10, 20);
    const got = await Promise.all([...objects, ...objects].map(read));
    got.forEach((bytes, i) => expect(bytes).toEqual(content(1000, i % 20).subarray(10, 20)));
    const [first] = objects as [SealedObject];
    await read(first);
    await expect(vault.readRange(first.id, Secret.random(), first.rootTag, 10, 20)).rejects.toMatchObject(
      damaged,
    );
    await expect(vault.readRange(first.id, first.key, new Uint8Array(32), 10, 20)).rejects.toMatchObject(
      damaged,
    );
    await vault.forget();
    expect(await read(first)).toEqual(content(1000, 0).subarray(10, 20));
  });
});

describe('what was done to a file on the disk is found', () => {
  async function refused(object: SealedObject, what: string): Promise<void> {
    await vault.forget();
    await expect(vault.verify(object.id, object.key, object.rootTag), what).rejects.toMatchObject(damaged);
    await expect(whole(object), what).rejects.toMatchObject(damaged);
  }

  it('every flipped byte of a small file', async () => {
    const object = await vault.seal([content(100)]);
    const path = pathOf(object.id);
    const good = readFileSync(path);
    for (let i = 0; i < good.length; i += i < 64 || i > HEADER - 8 ? 1 : 97) {
      const bad = Buffer.from(good);
      bad[i] = (bad[i] as number) ^ (1 << (i % 8));
      writeFileSync(path, bad);
      await expect(vault.verify(object.id, object.key, object.rootTag), `byte ${i}`).rejects.toMatchObject(
        damaged,
      );
    }
    writeFileSync(path, good);
    await vault.verify(object.id, object.key, object.rootTag);
  });

  it('cuts and additions of any length, whole chunks included', async () => {
    const object = await vault.seal([content(3 * CHUNK)]);
    const path = pathOf(object.id);
    const good = readFileSync(path);
    for (const cut of [
      1,
      31,
      32,
      48,
      80,
      CHUNK,
      CHUNK + TAG,
      good.length - HEADER,
      good.length - 10,
      good.length,
    ]) {
      truncateSync(path, good.length - cut);
      await refused(object, `cut ${cut}`);
      writeFileSync(path, good);
    }
    for (const more of [1, 32, CHUNK, CHUNK + TAG]) {
      writeFileSync(path, Buffer.concat([good, Buffer.alloc(more)]));
      await refused(object, `more ${more}`);
    }
    writeFileSync(path, good);
    await vault.verify(object.id, object.key, object.rootTag);
  });

  it('swapped chunks, a swapped tag table with them, and a dropped last chunk', async () => {
    const object = await vault.seal([content(3 * CHUNK)]);
    const path = pathOf(object.id);
    const good = readFileSync(path);
    const { tagsAt } = layoutOf(3 * CHUNK);
    const swapped = Buffer.from(good);
    good.copy(swapped, HEADER, HEADER + CHUNK, HEADER + 2 * CHUNK);
    good.copy(swapped, HEADER + CHUNK, HEADER, HEADER + CHUNK);
    writeFileSync(path, swapped);
    await refused(object, 'chunks');
    good.copy(swapped, tagsAt, tagsAt + TAG, tagsAt + 2 * TAG);
    good.copy(swapped, tagsAt + TAG, tagsAt, tagsAt + TAG);
    writeFileSync(path, swapped);
    await refused(object, 'chunks and tags');
    const shorter = Buffer.concat([
      good.subarray(0, HEADER + 2 * CHUNK),
      good.subarray(tagsAt, tagsAt + 2 * TAG),
      good.subarray(-48),
    ]);
    shorter.writeBigUInt64BE(2n, shorter.length - 48);
    shorter.writeBigUInt64BE(BigInt(2 * CHUNK), shorter.length - 40);
    writeFileSync(path, shorter);
    await refused(object, 'shorter');
  });

  it('another whole file under its name, also one sealed later with the same content', async () => {
    const one = await vault.seal([content(500)]);
    const two = await vault.seal([content(500)]);
    writeFileSync(pathOf(one.id), readFileSync(pathOf(two.id)));
    await refused(one, 'other file');
    await expect(vault.verify(one.id, two.key, two.rootTag)).rejects.toMatchObject(damaged);
  });

  it('a chunk changed after the object was opened', async () => {
    const object = await vault.seal([content(4 * CHUNK)]);
    await vault.readRange(object.id, object.key, object.rootTag, 0, 10);
    const bytes = readFileSync(pathOf(object.id));
    bytes[HEADER + 2 * CHUNK] = (bytes[HEADER + 2 * CHUNK] as number) ^ 1;
    writeFileSync(pathOf(object.id), bytes);
    await vault.readRange(object.id, object.key, object.rootTag, 0, 10);
    await expect(
      vault.readRange(object.id, object.key, object.rootTag, 2 * CHUNK + 5, 2 * CHUNK + 6),
    ).rejects.toMatchObject({ ...damaged, params: { chunk: 2 } });
  });

  it('a missing file; a wrong key; an id that is none', async () => {
    const object = await vault.seal([content(5)]);
    await expect(vault.verify(object.id, Secret.random(), object.rootTag)).rejects.toMatchObject(damaged);
    await vault.remove(object.id);
    await vault.remove(object.id);
    await expect(vault.verify(object.id, object.key, object.rootTag)).rejects.toMatchObject({
      ...damaged,
      params: { reason: 'missing' },
    });
    const outside = '../../../etc/passwd' as ObjectId;
    await expect(vault.verify(outside, object.key, object.rootTag)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(vault.remove(outside)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the layout', () => {
  it('is one to one with the size of the file', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), (length) => {
        expect(layoutOfFile(layoutOf(length).fileSize)).toEqual(layoutOf(length));
      }),
    );
    for (const rest of [0, 31]) expect(layoutOfFile(HEADER + 48 + rest)).toBeNull();
    expect(layoutOfFile(layoutOf(CHUNK).fileSize + 1)).toBeNull();
    expect(layoutOfFile(layoutOf(CHUNK).fileSize + 32)).toBeNull();
    expect(layoutOfFile(layoutOf(CHUNK).fileSize + 33)).toEqual(layoutOf(CHUNK + 1));
  });

  it('list() names every object', async () => {
    const object = await vault.seal([content(5)]);
    expect(await vault.list()).toContain(object.id);
  });
});
