import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl } from '../../test/support/reference-crypto.ts';
import { Secret } from './secret.ts';
import {
  generateSm2,
  isSm2PublicKey,
  SM2_USER_ID,
  sm2PublicKey,
  sm2Sign,
  sm2Unwrap,
  sm2Verify,
  sm2Wrap,
} from './sm2.ts';
import { initCrypto } from './sm3.ts';

beforeAll(initCrypto);

const hex = (value: string) => new Uint8Array(Buffer.from(value.replace(/\s/g, ''), 'hex'));
const text = (value: string) => new TextEncoder().encode(value);
const damaged = expect.objectContaining({ code: 'object_damaged' });

// GB/T 32918.5-2017 A.2 and C.2: the published key.
const PRIVATE = new Secret(hex('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'));
const PUBLIC = hex(
  '04 09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020' +
    'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
);
const R = hex('F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3');
const S = hex('B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA');

function integer(value: Uint8Array): Buffer {
  const digits = (value[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), value]) : Buffer.from(value);
  return Buffer.concat([Buffer.of(2, digits.length), digits]);
}

function sequence(...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 0x80 ? Buffer.of(body.length) : Buffer.of(0x81, body.length);
  return Buffer.concat([Buffer.of(0x30), length, body]);
}

function octets(value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(4, value.length), value]);
}

describe('SM2 by the standard', () => {
  it('GB/T 32918.5 A.2: the published signature', () => {
    expect(sm2PublicKey(PRIVATE)).toEqual(PUBLIC);
    expect(sm2Verify(PUBLIC, text('message digest'), sequence(integer(R), integer(S)))).toBe(true);
    expect(sm2Verify(PUBLIC, text('message digesu'), sequence(integer(R), integer(S)))).toBe(false);
  });

  it('GB/T 32918.5 C.2: the published ciphertext', () => {
    const x = hex('04EBFC718E8D179862043226 8E77FEB6415E2EDE0E073C0F4F640ECD2E149A73');
    const y = hex('E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0');
    const c3 = hex('59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766');
    const c2 = hex('21886CA989CA9C7D58087307CA93092D651EFA');
    const der = sequence(integer(x), integer(y), octets(c3), octets(c2));
    expect(sm2Unwrap(PRIVATE, der, 19).bytes.toString()).toBe('encryption standard');
  });
});

describe('SM2 wraps', () => {
  it('round-trip and never repeat', () => {
    const pair = generateSm2();
    const key = Secret.random();
    const wraps = Array.from({ length: 8 }, () => sm2Wrap(pair.publicKey, key));
    for (const wrap of wraps) expect(sm2Unwrap(pair.privateKey, wrap).bytes).toEqual(key.bytes);
    expect(new Set(wraps.map((wrap) => Buffer.from(wrap).toString('hex'))).size).toBe(8);
  });

  it('refuse every flipped byte, cuts, additions, another key and another length', () => {
    const pair = generateSm2();
    const wrap = sm2Wrap(pair.publicKey, Secret.random());
    for (let i = 0; i < wrap.length; i += 1) {
      const bad = Uint8Array.from(wrap);
      bad[i] = (bad[i] as number) ^ 1;
      expect(() => sm2Unwrap(pair.privateKey, bad), `byte ${i}`).toThrow(damaged);
    }
    for (const bad of [
      wrap.subarray(0, -1),
      Buffer.concat([wrap, Buffer.of(0)]),
      new Uint8Array(0),
      text('DER?'),
    ]) {
      expect(() => sm2Unwrap(pair.privateKey, bad)).toThrow(damaged);
    }
    expect(() => sm2Unwrap(generateSm2().privateKey, wrap)).toThrow(damaged);
    expect(() => sm2Unwrap(pair.privateKey, wrap, 31)).toThrow(damaged);
  });

  it('refuse a point off the curve before the private key touches it', () => {
    const off = sequence(
      integer(hex('01'.repeat(32))),
      integer(hex('02'.repeat(32))),
      octets(new Uint8Array(32)),
      octets(new Uint8Array(32)),
    );
    expect(() => sm2Unwrap(PRIVATE, off)).toThrow(damaged);
  });

  it('survive any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => sm2Unwrap(PRIVATE, bytes)).toThrow(damaged);
        expect(sm2Verify(PUBLIC, text('x'), bytes)).toBe(false);
        expect(sm2Verify(bytes, text('x'), bytes)).toBe(false);
      }),
    );
  });
});

describe('SM2 public keys of others', () => {
  it('are uncompressed points of the curve', () => {
    expect(isSm2PublicKey(PUBLIC)).toBe(true);
    const moved = Uint8Array.from(PUBLIC);
    moved[64] = (moved[64] as number) ^ 1;
    const compressed = Buffer.concat([Buffer.of(3), PUBLIC.subarray(1, 33)]);
    for (const bad of [
      moved,
      compressed,
      new Uint8Array(65),
      hex(`04${'00'.repeat(64)}`),
      hex(`04${'ff'.repeat(64)}`),
      hex('00'),
      new Uint8Array(0),
    ]) {
      expect(isSm2PublicKey(bad)).toBe(false);
      expect(() => sm2Wrap(bad, PRIVATE)).toThrow(damaged);
    }
  });

  it('private keys outside [1, n-2] are refused', () => {
    for (const bad of [
      '00'.repeat(32),
      'ff'.repeat(32),
      'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122',
    ]) {
      expect(() => sm2PublicKey(new Secret(hex(bad)))).toThrow(damaged);
    }
  });
});

describe('SM2 signatures', () => {
  it('bind message and key; r and s lie in range; the encoding is strict', () => {
    const pair = generateSm2();
    const signature = sm2Sign(pair.privateKey, pair.publicKey, text('审计链头'));
    expect(sm2Verify(pair.publicKey, text('审计链头'), signature)).toBe(true);
    expect(sm2Verify(pair.publicKey, text('审计链尾'), signature)).toBe(false);
    expect(sm2Verify(PUBLIC, text('审计链头'), signature)).toBe(false);
    for (let i = 0; i < signature.length; i += 1) {
      const bad = Uint8Array.from(signature);
      bad[i] = (bad[i] as number) ^ 1;
      expect(sm2Verify(pair.publicKey, text('审计链头'), bad), `byte ${i}`).toBe(false);
    }
    const n = hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
    const overflow = (
      BigInt(`0x${Buffer.from(R).toString('hex')}`) + BigInt(`0x${Buffer.from(n).toString('hex')}`)
    ).toString(16);
    for (const [r, s] of [
      [new Uint8Array(1), S],
      [R, new Uint8Array(1)],
      [n, S],
      [hex(overflow.padStart(66, '0')), S],
    ] as const) {
      expect(sm2Verify(PUBLIC, text('message digest'), sequence(integer(r), integer(s)))).toBe(false);
    }
    expect(
      sm2Verify(
        PUBLIC,
        text('message digest'),
        sequence(Buffer.concat([Buffer.of(2, 34, 0), integer(R).subarray(2)]), integer(S)),
      ),
    ).toBe(false);
    expect(
      sm2Verify(
        PUBLIC,
        text('message digest'),
        Buffer.concat([sequence(integer(R), integer(S)), Buffer.of(0)]),
      ),
    ).toBe(false);
  });
});

describe.skipIf(!hasOpenssl())('SM2 with the openssl command', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sm2-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const path = (name: string) => join(dir, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const oid = hex('06072a8648ce3d0201 06082a811ccf5501822d');

  it('wraps and signatures go both ways', () => {
    for (let round = 0; round < 5; round += 1) {
      const pair = generateSm2();
      const algorithm = sequence(Buffer.from(oid));
      const bits = Buffer.concat([Buffer.of(3, 66, 0), pair.publicKey]);
      const ec = sequence(Buffer.of(2, 1, 1), octets(pair.privateKey.bytes));
      writeFileSync(path('pub.der'), sequence(algorithm, bits));
      writeFileSync(path('priv.der'), sequence(Buffer.of(2, 1, 0), algorithm, octets(ec)));
      const key = Secret.random();
      writeFileSync(path('wrap'), sm2Wrap(pair.publicKey, key));
      openssl('pkeyutl', '-decrypt', '-inkey', 'priv.der', '-keyform', 'DER', '-in', 'wrap', '-out', 'plain');
      expect(readFileSync(path('plain'))).toEqual(key.bytes);
      openssl(
        'pkeyutl',
        '-encrypt',
        '-pubin',
        '-inkey',
        'pub.der',
        '-keyform',
        'DER',
        '-in',
        'plain',
        '-out',
        'back',
      );
      expect(sm2Unwrap(pair.privateKey, readFileSync(path('back'))).bytes).toEqual(key.bytes);

      const message = text(`第 ${round} 份`);
      const id = `distid:${SM2_USER_ID}`;
      writeFileSync(path('m'), message);
      writeFileSync(path('s'), sm2Sign(pair.privateKey, pair.publicKey, message));
      const told = openssl(
        'dgst',
        '-sm3',
        '-keyform',
        'DER',
        '-verify',
        'pub.der',
        '-sigopt',
        id,
        '-signature',
        's',
        'm',
      );
      expect(told.toString()).toContain('Verified OK');
      openssl('dgst', '-sm3', '-keyform', 'DER', '-sign', 'priv.der', '-sigopt', id, '-out', 's2', 'm');
      expect(sm2Verify(pair.publicKey, message, readFileSync(path('s2')))).toBe(true);
    }
  });
});
