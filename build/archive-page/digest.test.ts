import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createSm3, initCrypto } from '../../electron/crypto/sm3.ts';
import { sha256, sm3 } from './digest.ts';

beforeAll(initCrypto);

it('gives the published examples', () => {
  const abc = new TextEncoder().encode('abc');
  expect(sha256().update(abc).hex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sm3().update(abc).hex()).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
});

it('is the same for any bytes in any pieces as the libraries say', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (pieces) => {
      const whole = Buffer.concat(pieces);
      const fed = (hash: ReturnType<typeof sm3>) => pieces.reduce((h, piece) => h.update(piece), hash).hex();
      expect(fed(sha256())).toBe(createHash('sha256').update(whole).digest('hex'));
      expect(fed(sm3())).toBe(Buffer.from(createSm3().update(whole).digest()).toString('hex'));
    }),
    { numRuns: 300 },
  );
});

it('reads a piece that lies inside a larger buffer', () => {
  const bytes = new Uint8Array(1000).map((_, i) => i).subarray(3, 903);
  expect(sha256().update(bytes).hex()).toBe(createHash('sha256').update(bytes).digest('hex'));
});
