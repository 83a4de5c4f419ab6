import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refSm4Ctr } from '../../test/support/reference-crypto.ts';
import { toHex } from './random.ts';
import { sm4Ctr } from './sm4-ctr.ts';

const hex = (value: string) => new Uint8Array(Buffer.from(value.replaceAll(' ', ''), 'hex'));
const KEY = hex('0123456789abcdeffedcba9876543210');
const block = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('SM4-CTR', () => {
  it('GB/T 32907-2016 A.1: one block, seen through the first counter', () => {
    expect(toHex(sm4Ctr(KEY, KEY, new Uint8Array(16)))).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('GB/T 32907-2016 A.2: a million times', () => {
    let state: Uint8Array = KEY;
    for (let i = 0; i < 1_000_000; i += 1) state = sm4Ctr(KEY, state, new Uint8Array(16));
    expect(toHex(state)).toBe('595298c7c6fd271f0402f804c33d3f66');
  }, 60_000);

  it('draft-ribose-cfrg-sm4 A.2.5.1: four blocks', () => {
    const plain = hex(
      'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd' +
        'eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb',
    );
    expect(toHex(sm4Ctr(KEY, hex('000102030405060708090a0b0c0d0e0f'), plain))).toBe(
      'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7' +
        'f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
    );
  });

  it('agrees with OpenSSL for any key, counter and length', () => {
    fc.assert(
      fc.property(block, block, fc.uint8Array({ maxLength: 200 }), (key, iv, data) => {
        expect(sm4Ctr(key, iv, data)).toEqual(refSm4Ctr(key, iv, data));
      }),
    );
  });

  it('agrees across the batches and where the counter carries or wraps', () => {
    const data = new Uint8Array(100_003).map((_, i) => i * 7);
    for (const iv of [
      '00000000000000000000000000000000',
      'fffffffffffffffffffffffffffffffe',
      '00ffffffffffffffffffffffffffff00',
    ]) {
      expect(sm4Ctr(KEY, hex(iv), data)).toEqual(refSm4Ctr(KEY, hex(iv), data));
    }
  });

  it('is not ECB: two equal blocks do not come out alike', () => {
    const out = Buffer.from(sm4Ctr(KEY, KEY, new Uint8Array(64 * 16)));
    const blocks = Array.from({ length: 64 }, (_, i) => out.subarray(i * 16, i * 16 + 16).toString('hex'));
    expect(new Set(blocks).size).toBe(64);
  });

  it('leaves its arguments alone and refuses wrong lengths', () => {
    const data = new Uint8Array(20);
    sm4Ctr(KEY, KEY, data);
    expect(data).toEqual(new Uint8Array(20));
    expect(() => sm4Ctr(KEY.subarray(1), KEY, data)).toThrow(RangeError);
    expect(() => sm4Ctr(KEY, KEY.subarray(1), data)).toThrow(RangeError);
  });
});
