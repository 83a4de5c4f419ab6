import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../crypto/random.ts';
import { initCrypto, sm3 } from '../../crypto/sm3.ts';
import { payloadOf, readPayload, type TransferHead, transferHead } from './payload.ts';

beforeAll(() => initCrypto());

const id = (letter: string) => letter.repeat(32);
const bytes = Buffer.from('原始数据');
const fileOf = (content: Uint8Array) => ({
  object: id('1'),
  name: '../../etc/passwd',
  type: 'text/plain',
  size: content.length,
  pages: null,
  piece: null,
  sm3: toHex(sm3(content)),
  sha256: createHash('sha256').update(content).digest('hex'),
});
const head = (change: object = {}) =>
  ({
    format: 'juanzong-transfer',
    version: 1,
    from: { name: '甲', unit: '' },
    to: { name: '乙', print: id('a') + id('b') },
    purpose: '验收',
    at: '2024-10-14T00:00:00.000Z',
    dossier: id('d'),
    lineage: [id('d')],
    kind: 'any',
    title: '',
    number: '',
    whole: true,
    files: [fileOf(bytes)],
    rows: [],
    people: {},
    history: [],
    members: [],
    audit: [],
    origin: null,
    ...change,
  }) as unknown as TransferHead;

function raw(json: unknown, ...content: Uint8Array[]): Uint8Array {
  const text = Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, ...content]);
}

async function* pieces(of: Uint8Array, step = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < of.length; at += step) yield of.subarray(at, at + step);
}

async function read(of: Uint8Array, keep = true) {
  const got: string[] = [];
  await readPayload(pieces(of), {
    parse: transferHead,
    onHead: () => undefined,
    async take(_file, source) {
      if (!keep) return;
      const parts: Uint8Array[] = [];
      for await (const piece of source) parts.push(piece);
      got.push(Buffer.concat(parts).toString());
    },
  });
  return got;
}

const reason = (of: Uint8Array) =>
  read(of, false).then(
    () => 'read',
    (error: { code?: string; params?: { reason?: string } }) =>
      error.code === 'sealed_refused' ? error.params?.reason : String(error),
  );

describe('a payload', () => {
  it('comes back as it was written, whatever its files are called', async () => {
    const parts: Uint8Array[] = [];
    const file = fileOf(bytes) as never;
    async function* open() {
      yield bytes;
    }
    for await (const piece of payloadOf(head(), [{ file, open }], () => undefined)) parts.push(piece);
    expect(await read(Buffer.concat(parts))).toEqual(['原始数据']);
  });

  it('is not written from a file that is not what it was', async () => {
    async function* open() {
      yield Buffer.from('另一些');
    }
    const going = async () => {
      for await (const _ of payloadOf(head(), [{ file: fileOf(bytes) as never, open }], () => undefined));
    };
    await expect(going()).rejects.toMatchObject({ code: 'object_damaged' });
  });

  it('is refused with its files changed, cut, lengthened or another, whether they are wanted or not', async () => {
    const whole = raw(head(), bytes);
    for (let length = 0; length < whole.length; length += 1)
      expect([length, await reason(whole.subarray(0, length))]).not.toEqual([length, 'read']);
    expect(await reason(raw(head(), Buffer.from('改动数据')))).toBe('inconsistent');
    expect(await reason(raw(head(), bytes, Buffer.from('x')))).toBe('inconsistent');
    expect(await reason(whole)).toBe('read');
  });

  it('is refused where its head is none, is newer, nests without end or would become a prototype', async () => {
    expect(await reason(raw('{'))).toBe('malformed');
    expect(await reason(raw(head({ version: 2 })))).toBe('newer');
    expect(await reason(raw({ ...head(), format: 'other' }))).toBe('malformed');
    expect(await reason(raw('['.repeat(100) + ']'.repeat(100)))).toBe('malformed');
    expect(await reason(raw('{"format":"juanzong-transfer","version":1,"__proto__":{"x":1}}'))).toBe(
      'malformed',
    );
    expect(await reason(raw(head({ lineage: ['../../x'] })))).toBe('malformed');
    expect(await reason(raw(head({ files: [{ ...fileOf(bytes), size: -1 }] })))).toBe('malformed');
  });

  it('makes no room for what a length only claims', async () => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(0xffff_ffff);
    expect(await reason(Buffer.concat([length, Buffer.from('{}')]))).toBe('too_large');
    length.writeUInt32BE(200 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect(await reason(Buffer.concat([length, Buffer.from('{}')]))).toBe('malformed');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
    const claimed = { ...fileOf(bytes), size: 2 ** 50 };
    expect(await reason(raw(head({ files: [claimed] }), bytes))).toBe('inconsistent');
  });
});
