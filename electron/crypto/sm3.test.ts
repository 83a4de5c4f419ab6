import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { refHkdfSm3, refHmacSm3, refSm3 } from '../../test/support/reference-crypto.ts';
import { hkdfSm3 } from './hkdf.ts';
import { HmacSm3, hmacSm3 } from './hmac.ts';
import { toHex } from './random.ts';
import { createSha256, createSm3, initCrypto, sha256, sm3 } from './sm3.ts';

beforeAll(initCrypto);

const bytes = fc.uint8Array({ maxLength: 300 });
const text = (value: string) => new TextEncoder().encode(value);

describe('SM3 (GB/T 32905-2016)', () => {
  it('A.1: abc', () => {
    expect(toHex(sm3(text('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('A.2: 64 bytes', () => {
    expect(toHex(sm3(text('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  it('agrees with OpenSSL, also in parts and at odd offsets of a buffer', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const whole = Buffer.concat([a, b]);
        expect(sm3(a, b)).toEqual(refSm3(whole));
        expect(sm3(whole.subarray(1))).toEqual(refSm3(whole.subarray(1)));
      }),
    );
  });

  it('keeps interleaved streams apart', () => {
    const pieces = [text('第一份'), new Uint8Array(100), text('x'), new Uint8Array(70_000).fill(7)];
    const one = createSm3();
    const two = createSm3();
    for (const piece of pieces) {
      one.update(piece);
      sm3(text('between'));
      two.update(piece).update(piece);
    }
    expect(one.digest()).toEqual(refSm3(Buffer.concat(pieces)));
    expect(two.digest()).toEqual(refSm3(Buffer.concat(pieces.flatMap((piece) => [piece, piece]))));
    expect(() => one.digest()).toThrow();
  });

  it('SHA-256 beside it: FIPS 180-4 abc', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(sha256(text('abc')))).toBe(abc);
    expect(toHex(createSha256().update(text('a')).update(text('bc')).digest())).toBe(abc);
  });
});

describe('HMAC-SM3', () => {
  it('GB/T 15852.2: 32-byte key 01…20', () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
    const data = text('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2));
    expect(toHex(hmacSm3(key, data))).toBe(
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    );
  });

  it('agrees with OpenSSL for every key length around the block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 130 }), bytes, bytes, (key, a, b) => {
        expect(hmacSm3(key, a, b)).toEqual(refHmacSm3(key, Buffer.concat([a, b])));
      }),
    );
  });

  it('gives the same tag for the second message as for the first', () => {
    const mac = new HmacSm3(text('key'));
    const first = mac.tag(text('m'));
    mac.tag(text('other'));
    expect(mac.tag(text('m'))).toEqual(first);
    mac.destroy();
    expect(() => mac.tag(text('m'))).toThrow();
  });
});

describe('HKDF-SM3 (RFC 5869)', () => {
  it('agrees with OpenSSL', () => {
    const small = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(small, small, small, fc.integer({ min: 1, max: 200 }), (ikm, salt, info, length) => {
        expect(hkdfSm3(ikm, salt, info, length)).toEqual(refHkdfSm3(ikm, salt, info, length));
      }),
    );
  });

  it('refuses lengths outside the standard', () => {
    for (const length of [0, -1, 1.5, 255 * 32 + 1]) {
      expect(() => hkdfSm3(text('k'), text(''), 'x', length)).toThrow(RangeError);
    }
  });
});
