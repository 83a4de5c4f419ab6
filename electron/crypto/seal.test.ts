import { inspect } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { refHkdfSm3, refHmacSm3, refSm4Ctr } from '../../test/support/reference-crypto.ts';
import { frame } from './frame.ts';
import { openBytes, SEAL_OVERHEAD, sealBytes, sealWithNonce } from './seal.ts';
import { Secret } from './secret.ts';
import { initCrypto } from './sm3.ts';

beforeAll(initCrypto);

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const bytes = fc.uint8Array({ maxLength: 200 });
const KEY = new Uint8Array(32).fill(9);
const text = (value: string) => new TextEncoder().encode(value);
const damaged = expect.objectContaining({ code: 'object_damaged' });

describe('sealBytes and openBytes', () => {
  it('round-trips anything', () => {
    fc.assert(
      fc.property(key, bytes, bytes, (k, aad, plain) => {
        const sealed = sealBytes(k, aad, plain);
        expect(sealed.length).toBe(plain.length + SEAL_OVERHEAD);
        expect(openBytes(k, aad, sealed)).toEqual(plain);
      }),
    );
  });

  it('is exactly what the documentation says, by another implementation', () => {
    fc.assert(
      fc.property(key, bytes, bytes, (k, aad, plain) => {
        const sealed = Buffer.from(sealBytes(k, aad, plain));
        const keys = refHkdfSm3(k, sealed.subarray(1, 17), text('juanzong/seal/1'), 48);
        const length = Buffer.alloc(8);
        length.writeUInt32BE(aad.length, 4);
        const body = sealed.subarray(0, -32);
        expect(sealed[0]).toBe(1);
        expect([...sealed.subarray(-32)]).toEqual([
          ...refHmacSm3(keys.subarray(16), Buffer.concat([length, aad, body])),
        ]);
        expect(refSm4Ctr(keys.subarray(0, 16), new Uint8Array(16), body.subarray(17))).toEqual(plain);
      }),
    );
  });

  it('refuses every flipped byte, every cut and every addition', () => {
    const sealed = sealBytes(KEY, text('aad'), text('两份协议'));
    for (let i = 0; i < sealed.length; i += 1) {
      const bad = Uint8Array.from(sealed);
      bad[i] = (bad[i] as number) ^ (1 << (i % 8));
      expect(() => openBytes(KEY, text('aad'), bad)).toThrow(damaged);
      expect(() => openBytes(KEY, text('aad'), sealed.subarray(0, i))).toThrow(damaged);
    }
    expect(() => openBytes(KEY, text('aad'), Buffer.concat([sealed, Buffer.of(0)]))).toThrow(damaged);
  });

  it('refuses another key and another AAD, also where the border between AAD and nonce moves', () => {
    const sealed = sealBytes(KEY, text('aad'), text('x'));
    expect(() => openBytes(new Uint8Array(32), text('aad'), sealed)).toThrow(damaged);
    expect(() => openBytes(KEY, text('aae'), sealed)).toThrow(damaged);
    expect(() => openBytes(KEY, text(''), sealed)).toThrow(damaged);
    expect(() =>
      openBytes(KEY, Buffer.concat([text('aad'), sealed.subarray(0, 1)]), sealed.subarray(1)),
    ).toThrow(damaged);
  });

  it('never seals two equal blocks or two equal values alike', () => {
    const sealed = Buffer.from(sealBytes(KEY, text(''), new Uint8Array(32)));
    expect(sealed.subarray(17, 33).equals(sealed.subarray(33, 49))).toBe(false);
    const many = Array.from({ length: 200 }, () =>
      Buffer.from(sealBytes(KEY, text(''), text('同一段字'))).toString('hex'),
    );
    expect(new Set(many.map((each) => each.slice(34, 58))).size).toBe(200);
  });

  it('takes 32-byte keys only', () => {
    expect(() => sealBytes(new Uint8Array(16), text(''), text(''))).toThrow(RangeError);
    expect(sealWithNonce(KEY, text('a'), text('b'), new Uint8Array(16))).toEqual(
      sealWithNonce(KEY, text('a'), text('b'), new Uint8Array(16)),
    );
  });
});

describe('frame', () => {
  it('is injective: other parts, other bytes', () => {
    const part = fc.oneof(fc.string(), fc.nat(), fc.uint8Array({ maxLength: 9 }));
    const parts = fc.array(part, { maxLength: 4 });
    const plain = (list: (string | number | Uint8Array)[]) =>
      list.map((each) => Buffer.from(frame(each)).subarray(4).toString('hex')).join('|') + `#${list.length}`;
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(Buffer.compare(frame(...a), frame(...b)) === 0).toBe(plain(a) === plain(b));
      }),
    );
    expect(frame('ab', 'c')).not.toEqual(frame('a', 'bc'));
    expect(frame('a')).not.toEqual(frame('a', ''));
    expect(() => frame(-1)).toThrow(RangeError);
    expect(() => frame(1.5)).toThrow(RangeError);
  });
});

describe('Secret', () => {
  it('owns its bytes and zeroes them', () => {
    const source = Uint8Array.of(1, 2, 3);
    const secret = new Secret(source);
    const live = secret.bytes;
    expect([...source]).toEqual([1, 2, 3]);
    secret.destroy();
    secret.destroy();
    expect([...live]).toEqual([0, 0, 0]);
    expect(() => secret.bytes).toThrow();
    expect(secret.destroyed).toBe(true);
  });

  it('take zeroes what it was given; clone lives on', () => {
    const source = Uint8Array.of(1, 2, 3);
    const secret = Secret.take(source);
    const copy = secret.clone();
    secret.destroy();
    expect([...source]).toEqual([0, 0, 0]);
    expect([...copy.bytes]).toEqual([1, 2, 3]);
  });

  it('never prints', () => {
    const secret = new Secret(text('topsecret-topsecret'));
    const seen = `${secret} ${JSON.stringify({ secret })} ${inspect({ secret }, { depth: 9, showHidden: true })} ${String(secret)}`;
    expect(seen).not.toMatch(/topsecret|746f70|116, 111/);
  });
});
