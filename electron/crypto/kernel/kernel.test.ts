import { randomBytes, randomInt } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { refHmacSm3, refPbkdf2Sm3, refSm3, refSm4Ctr } from '../../../test/support/reference-crypto.ts';
import { toHex } from '../random.ts';
import { Kernel, kernelWorks } from './kernel.ts';

const kernel = new Kernel(1024 * 1024);
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

function ctr(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  kernel.setKey(key);
  kernel.buffer.set(data);
  kernel.ctr(iv, 0, data.length);
  return kernel.buffer.slice(0, data.length);
}

function sm3(data: Uint8Array): Uint8Array {
  const state = kernel.initialState();
  const whole = data.length - (data.length % 64);
  kernel.buffer.set(data);
  kernel.absorb(state, 0, whole);
  return kernel.finish(state, data.subarray(whole), data.length);
}

describe('SM4', () => {
  const key = hex('0123456789abcdeffedcba9876543210');

  it('GB/T 32907 A.1: one block', () => {
    // The keystream of a counter is that block enciphered.
    expect(toHex(ctr(key, key, new Uint8Array(16)))).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('GB/T 32907 A.2: one block, a million times', { timeout: 120_000 }, () => {
    kernel.setKey(key);
    let block = Uint8Array.from(key);
    for (let i = 0; i < 1_000_000; i += 1) {
      kernel.buffer.fill(0, 0, 16);
      kernel.ctr(block, 0, 16);
      block = kernel.buffer.slice(0, 16);
    }
    expect(toHex(block)).toBe('595298c7c6fd271f0402f804c33d3f66');
  });

  it('agrees with OpenSSL for random keys, counters and lengths', () => {
    for (let i = 0; i < 300; i += 1) {
      const [k, iv, data] = [randomBytes(16), randomBytes(16), randomBytes(randomInt(5000))];
      expect(ctr(k, iv, data)).toEqual(refSm4Ctr(k, iv, data));
    }
  });

  it('carries the counter over all of its 128 bits', () => {
    for (const iv of [
      'ffffffffffffffffffffffffffffffff',
      '00000000ffffffffffffffffffffffe1',
      '0123456700000000fffffffffffffff0',
      '0123456789abcdef00000000ffffffdf',
    ]) {
      const data = randomBytes(3000);
      expect(ctr(key, hex(iv), data), iv).toEqual(refSm4Ctr(key, hex(iv), data));
    }
  });

  it('agrees with sm-crypto-v2 block by block', () => {
    for (let i = 0; i < 50; i += 1) {
      const [k, block] = [randomBytes(16), randomBytes(16)];
      const theirs = sm4.encrypt(Uint8Array.from(block), Uint8Array.from(k), {
        padding: 'none',
        output: 'array',
      });
      expect(ctr(k, block, new Uint8Array(16))).toEqual(Uint8Array.from(theirs));
    }
  });

  it('touches nothing beside its range, anywhere in the buffer', () => {
    for (let i = 0; i < 50; i += 1) {
      const [at, length, iv] = [randomInt(2000), randomInt(3000), randomBytes(16)];
      const data = randomBytes(8192);
      kernel.setKey(key);
      kernel.buffer.set(data);
      kernel.ctr(iv, at, length);
      const expected = Uint8Array.from(data);
      expected.set(refSm4Ctr(key, iv, data.subarray(at, at + length)), at);
      expect(kernel.buffer.slice(0, 8192)).toEqual(expected);
    }
  });
});

describe('SM3', () => {
  it('GB/T 32905 A.1 and A.2', () => {
    expect(toHex(sm3(Buffer.from('abc')))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(toHex(sm3(Buffer.from('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  it('agrees with OpenSSL around every border of its padding and for random lengths', () => {
    const lengths = [
      ...Array.from({ length: 200 }, (_, i) => i),
      ...Array.from({ length: 50 }, () => randomInt(9000)),
    ];
    for (const length of lengths) {
      const data = randomBytes(length);
      expect(sm3(data), String(length)).toEqual(refSm3(data));
    }
  });
});

describe('HMAC-SM3', () => {
  it('of one to nine messages side by side agrees with OpenSSL', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 65_536]) {
      for (const count of [1, 2, 3, 4, 5, 7, 8, 9]) {
        const [key, headers, data] = [randomBytes(32), randomBytes(64 * count), randomBytes(length * count)];
        const mac = kernel.macStates(key);
        kernel.buffer.set(data, 100);
        const expected = Array.from({ length: count }, (_, i) =>
          refHmacSm3(
            key,
            Buffer.concat([
              headers.subarray(i * 64, i * 64 + 64),
              data.subarray(i * length, (i + 1) * length),
            ]),
          ),
        );
        expect(kernel.hmacMany(mac, headers, 100, length), `${count} × ${length}`).toEqual(
          new Uint8Array(Buffer.concat(expected)),
        );
        expect(kernel.hmac(mac, 100, length * count)).toEqual(refHmacSm3(key, data));
      }
    }
  });
});

describe('PBKDF2-HMAC-SM3', () => {
  it('agrees with OpenSSL', () => {
    for (const [rounds, length] of [
      [1, 32],
      [2, 16],
      [1000, 80],
      [4096, 33],
    ] as const) {
      const [password, salt] = [randomBytes(randomInt(1, 64)), randomBytes(randomInt(8, 40))];
      expect(kernel.pbkdf2(password, salt, rounds, length)).toEqual(
        refPbkdf2Sm3(password, salt, rounds, length),
      );
    }
  });
});

describe('the kernel’s memory', () => {
  it('holds nothing of a key or a message after forget', () => {
    const marker = randomBytes(16);
    ctr(marker, randomBytes(16), Buffer.concat([marker, marker, new Uint8Array(600)]));
    kernel.hmac(kernel.macStates(marker), 0, 100);
    kernel.pbkdf2(marker, marker, 10, 32);
    kernel.buffer.set(marker);
    kernel.forget();
    const all = Buffer.from(kernel.buffer.buffer);
    expect(all.includes(marker)).toBe(false);
    // Nor the round keys, which give the key back: nothing is left but constants in the first pages.
    expect(all.subarray(64 * 1024).every((byte) => byte === 0)).toBe(true);
  });

  it('refuses what lies outside', () => {
    expect(kernelWorks()).toBe(true);
    expect(() => kernel.ctr(new Uint8Array(16), 1024 * 1024 - 5, 6)).toThrow(RangeError);
    expect(() => kernel.absorb(kernel.initialState(), 0, 65)).toThrow(RangeError);
    expect(() =>
      kernel.hmacMany(kernel.macStates(new Uint8Array(32)), new Uint8Array(64 * 65), 0, 1),
    ).toThrow(RangeError);
  });
});
