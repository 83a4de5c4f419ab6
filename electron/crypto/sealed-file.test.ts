import { beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from './random.ts';
import {
  SEALED_CHUNK,
  SealedReader,
  type SealedRecipient,
  sealToKey,
  type SealedSender,
} from './sealed-file.ts';
import { generateSm2, type Sm2KeyPair, sm2Sign, sm2Unwrap } from './sm2.ts';
import { initCrypto } from './sm3.ts';

let sender: Sm2KeyPair;
let recipient: Sm2KeyPair;
let small: Uint8Array;
beforeAll(async () => {
  await initCrypto();
  sender = generateSm2();
  recipient = generateSm2();
  small = await sealed(Buffer.from('机密？不，商业秘密'));
});

const from = ({ publicKey, privateKey }: Sm2KeyPair): SealedSender => ({
  publicKey,
  sign: (bytes) => sm2Sign(privateKey, publicKey, bytes),
});
const to = ({ publicKey, privateKey }: Sm2KeyPair): SealedRecipient => ({
  publicKey,
  unwrap: (wrap) => sm2Unwrap(privateKey, wrap),
});

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(Buffer.concat(parts));
}

const sealed = (plain: Uint8Array, by = sender) => all(sealToKey(recipient.publicKey, from(by), [plain]));

async function opened(file: Uint8Array, by = recipient) {
  const reader = new SealedReader(to(by), [file]);
  return { plain: await all(reader.pieces()), facts: reader.facts };
}

const refusal = (file: Uint8Array, by = recipient) =>
  opened(file, by).then(
    () => 'opened',
    (error: { code?: string; params?: { reason?: string } }) =>
      error.code === 'sealed_refused' ? error.params?.reason : error,
  );

const changed = (file: Uint8Array, at: number, by = 1): Uint8Array => {
  const copy = Uint8Array.from(file);
  copy[at] = (copy[at] as number) ^ by;
  return copy;
};

describe('a file sealed to one public key', () => {
  it.each([0, 1, SEALED_CHUNK - 1, SEALED_CHUNK, SEALED_CHUNK + 1, 3 * SEALED_CHUNK, 200_001])(
    'comes back whole, of %i bytes, and says who sent it',
    async (size) => {
      const plain = randomBytes(size);
      const file = await sealed(plain);
      const back = await opened(file);
      expect(Buffer.compare(back.plain, plain)).toBe(0);
      expect(back.facts).toMatchObject({ bytes: size, sender: sender.publicKey });
      expect(back.facts.id).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  it('is another each time, and shows nothing of its content', async () => {
    const plain = Buffer.alloc(4096, 'A');
    const [one, two] = [await sealed(plain), await sealed(plain)];
    expect(Buffer.compare(one, two)).not.toBe(0);
    expect(Buffer.from(one).includes('AAAA')).toBe(false);
    // Two equal blocks of plaintext do not seal alike.
    const body =
      Buffer.from(one)
        .subarray(-4096 - 300, -300)
        .toString('hex')
        .match(/.{32}/g) ?? [];
    expect(new Set(body).size).toBe(body.length);
  });

  it('is read however its bytes arrive', async () => {
    const plain = randomBytes(SEALED_CHUNK + 5);
    const file = await sealed(plain);
    const drops = Array.from(file.subarray(0, 400), (byte) => Uint8Array.of(byte));
    const reader = new SealedReader(to(recipient), [...drops, new Uint8Array(0), file.subarray(400)]);
    expect(Buffer.compare(await all(reader.pieces()), plain)).toBe(0);
  });

  it('holds a chunk at a time, whatever the size', async () => {
    let pulled = 0;
    async function* source() {
      for (let i = 0; i < 64; i += 1) {
        pulled += SEALED_CHUNK;
        yield randomBytes(SEALED_CHUNK);
      }
    }
    let out = 0;
    const reader = new SealedReader(to(recipient), sealToKey(recipient.publicKey, from(sender), source()));
    for await (const piece of reader.pieces()) {
      out += piece.length;
      expect(pulled - out).toBeLessThanOrEqual(3 * SEALED_CHUNK);
    }
    expect(out).toBe(64 * SEALED_CHUNK);
  });
});

describe('a sealed file that is not as it was sent', () => {
  it('is refused cut at every position', async () => {
    for (let length = 0; length < small.length; length += 1) {
      const reason = await refusal(small.subarray(0, length));
      expect([length, reason]).toEqual([length, length < 66 ? 'foreign' : 'cut']);
    }
  });

  it('is refused with any byte changed', async () => {
    for (let at = 0; at < small.length; at += 1) {
      expect([at, await refusal(changed(small, at))]).not.toEqual([at, 'opened']);
    }
  }, 60_000);

  it('is refused with something behind it', async () => {
    expect(await refusal(Buffer.concat([small, Buffer.of(0)]))).toBe('trailing');
    expect(await refusal(Buffer.concat([small, small]))).toBe('trailing');
  });

  it('is refused by another recipient, without trying the key', async () => {
    expect(await refusal(small, generateSm2())).toBe('other_recipient');
  });

  it('is refused where a newer version wrote it', async () => {
    expect(await refusal(changed(small, 9, 3))).toBe('newer');
    expect(await refusal(Buffer.from('PK\u0003\u0004'.padEnd(200)))).toBe('foreign');
  });

  it('is refused with chunks in another order, left out or told as last', async () => {
    const file = await sealed(randomBytes(3 * SEALED_CHUNK));
    const step = 4 + SEALED_CHUNK + 32;
    const head = 66 + (((file[64] as number) << 8) | (file[65] as number));
    const chunk = (i: number) => file.subarray(head + i * step, head + (i + 1) * step);
    const end = file.subarray(head + 3 * step);
    const start = file.subarray(0, head);
    expect(await refusal(Buffer.concat([start, chunk(1), chunk(0), chunk(2), end]))).toBe('damaged');
    expect(await refusal(Buffer.concat([start, chunk(0), chunk(2), end]))).toBe('damaged');
    expect(await refusal(Buffer.concat([start, chunk(0), changed(chunk(1), 0, 0x80), end]))).toBe('damaged');
  });

  it('is refused where somebody else signed for the sender', async () => {
    const liar: SealedSender = { ...from(generateSm2()), publicKey: sender.publicKey };
    const file = await all(sealToKey(recipient.publicKey, liar, [Buffer.from('x')]));
    expect(await refusal(file)).toBe('signature');
  });

  it('says nothing of its sender before its end', async () => {
    const reader = new SealedReader(to(recipient), [small]);
    await reader.pieces().next();
    expect(() => reader.facts).toThrow('not read to its end');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(
      all(sealToKey(recipient.publicKey, from(sender), [small], stop.signal)),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(all(new SealedReader(to(recipient), [small]).pieces(stop.signal))).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
