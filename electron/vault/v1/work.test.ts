import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { refSha256, refSm3 } from '../../../test/support/reference-crypto.ts';
import { initCrypto } from '../../crypto/sm3.ts';
import { CHUNK, TAG } from './format.ts';
import { Bench, type Place } from './work.ts';

beforeAll(initCrypto);

const okm = randomBytes(80);
const fileId = randomBytes(16);
const place = (first: number, final: boolean): Place => ({ okm: Uint8Array.from(okm), fileId, first, final });

function seal(bench: Bench, plain: Uint8Array, first: number, final: boolean) {
  const out = new Uint8Array(plain.length);
  return { tags: bench.run({ operation: 'seal', place: place(first, final), plain, out }), out };
}

const sizes = [0, 1, 5000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 4 * CHUNK, 4 * CHUNK + 17, 16 * CHUNK];

describe('the kernel and the libraries', () => {
  const [kernel, libraries] = [new Bench(true), new Bench(false)];

  it.each(sizes)('seal %i bytes alike, and open what the other sealed', (size) => {
    const plain = randomBytes(size);
    for (const [first, final] of [
      [0, true],
      [48, true],
      ...(size > 0 && size % CHUNK === 0 ? [[16, false] as const] : []),
    ] as const) {
      const ours = seal(kernel, plain, first, final);
      const theirs = seal(libraries, plain, first, final);
      expect(Buffer.compare(ours.out, theirs.out)).toBe(0);
      expect(ours.tags).toEqual(theirs.tags);
      for (const [bench, sealed] of [
        [kernel, theirs],
        [libraries, ours],
      ] as const) {
        const job = { place: place(first, final), bytes: sealed.out.slice(), tags: sealed.tags };
        bench.run({ operation: 'open', ...job });
        expect(Buffer.compare(job.bytes, plain)).toBe(0);
        const check = { place: place(first, final), bytes: sealed.out.slice(), tags: sealed.tags };
        expect(bench.run({ operation: 'check', ...check })).toHaveLength(0);
      }
    }
  });

  it('refuse a changed byte, a changed tag, another place and a false end; and give out nothing of the segment', () => {
    const plain = randomBytes(6 * CHUNK);
    const { out, tags } = seal(kernel, plain, 32, true);
    const spoiled: [string, Uint8Array, Uint8Array, Place][] = [
      ['byte', changed(out, 5 * CHUNK + 3), tags, place(32, true)],
      ['tag', out.slice(), changed(tags, 5 * TAG), place(32, true)],
      ['index', out.slice(), tags, place(33, true)],
      ['end', out.slice(), tags, place(32, false)],
      ['file', out.slice(), tags, { ...place(32, true), fileId: randomBytes(16) }],
    ];
    for (const bench of [kernel, libraries]) {
      for (const [what, bytes, table, where] of spoiled) {
        const given = bytes.slice();
        const job = { place: { ...where, okm: Uint8Array.from(okm) }, bytes: given, tags: table };
        expect(() => bench.run({ operation: 'open', ...job }), what).toThrow('object_damaged');
        expect(Buffer.from(given).includes(plain.subarray(0, 32)), what).toBe(false);
      }
    }
  });

  it('wipe the keys that they were given', () => {
    for (const bench of [kernel, libraries]) {
      const given = place(0, true);
      bench.run({ operation: 'seal', place: given, plain: randomBytes(10), out: new Uint8Array(10) });
      expect(given.okm.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('take the fingerprints of streams side by side, in pieces of any size', () => {
    for (const bench of [kernel, libraries]) {
      const contents = [randomBytes(700_001), randomBytes(64), randomBytes(0), randomBytes(300_000)];
      for (let at = 0; at < 700_001; at += 99_991) {
        contents.forEach((bytes, stream) => {
          const piece = bytes.subarray(at, at + 99_991);
          bench.run({ operation: 'hash', stream, fingerprint: 'sm3', bytes: piece });
          bench.run({ operation: 'hash', stream: 100 + stream, fingerprint: 'sha256', bytes: piece });
        });
      }
      contents.forEach((bytes, stream) => {
        expect(bench.run({ operation: 'digest', stream, drop: false })).toEqual(refSm3(bytes));
        expect(bench.run({ operation: 'digest', stream: 100 + stream, drop: false })).toEqual(
          refSha256(bytes),
        );
      });
    }
  });
});

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const other = bytes.slice();
  other[at] = (other[at] as number) ^ 1;
  return other;
}
