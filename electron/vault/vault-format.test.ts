import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { refOpenVaultFile } from '../../test/support/reference-crypto.ts';
import { hkdfSm3 } from '../crypto/hkdf.ts';
import { toHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { createSha256, initCrypto, sm3 } from '../crypto/sm3.ts';
import { chunkAad, chunkIv, encodeCounts, layoutOf } from './v1/format.ts';
import { writeSealed } from './v1/writer.ts';

beforeAll(initCrypto);

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

/** The file that the format gives for a fixed key and id: the only place where they are not random. */
async function seal(key: Uint8Array, id: Uint8Array, plaintext: Uint8Array) {
  const pieces: Uint8Array[] = [];
  const handle = {
    write: async (piece: Uint8Array) => void pieces.push(Uint8Array.from(piece)),
    sync: async () => undefined,
    close: async () => undefined,
  };
  const result = await writeSealed(handle, new Secret(key), id, [plaintext], {});
  return { file: new Uint8Array(Buffer.concat(pieces)), ...result };
}

async function computed(
  key: Uint8Array,
  id: Uint8Array,
  plaintext: Uint8Array,
): Promise<Record<string, string>> {
  const okm = hkdfSm3(key, id, 'juanzong/vault/1', 80);
  const { file, rootTag } = await seal(key, id, plaintext);
  const layout = layoutOf(plaintext.length);
  return {
    'file key': toHex(key),
    'file id': toHex(id),
    plaintext: toHex(plaintext),
    K_enc: toHex(okm.subarray(0, 16)),
    K_mac: toHex(okm.subarray(16, 48)),
    K_root: toHex(okm.subarray(48)),
    'header[0..32)': toHex(file.subarray(0, 32)),
    'IV 0': toHex(chunkIv(id, 0)),
    'AAD 0': toHex(chunkAad(id, 0, true, plaintext.length)),
    ciphertext: toHex(file.subarray(4096, layout.tagsAt)),
    'tag 0': toHex(file.subarray(layout.tagsAt, layout.trailerAt)),
    'n | L': toHex(encodeCounts(layout)),
    'root tag': toHex(rootTag),
    'file size': String(file.length),
    'SM3 of file': toHex(sm3(file)),
    'SHA-256 of file': toHex(createSha256().update(file).digest()),
  };
}

/** `name   value` lines of the last code block of a document. */
function documented(path: string): Record<string, string> {
  const blocks = readFileSync(new URL(path, import.meta.url), 'utf8').split('```\n');
  const example = blocks.at(-2) ?? '';
  return Object.fromEntries(
    example
      .trim()
      .split('\n')
      .map((line) => line.split(/\s{2,}/) as [string, string]),
  );
}

describe('docs/vault-format.md', () => {
  it('agrees with the code in its worked example', async () => {
    const example = documented('../../docs/vault-format.md');
    const [key, id, plain] = [example['file key'], example['file id'], example.plaintext].map((each) =>
      bytes(each ?? ''),
    );
    if (!key || !id || !plain) throw new Error('the example lacks its input');
    expect(example).toEqual(await computed(key, id, plain));
  });

  it('is enough for another implementation to open the example', async () => {
    const example = documented('../../docs/vault-format.md');
    const key = bytes(example['file key'] ?? '');
    const { file } = await seal(key, bytes(example['file id'] ?? ''), bytes(example.plaintext ?? ''));
    expect(Buffer.from(refOpenVaultFile(file, key).plaintext).toString()).toBe('卷宗 juanzong\n');
  });

  it('holds for files of more than a segment: frozen digests of whole files', async () => {
    const key = new Uint8Array(32).fill(7);
    const id = new Uint8Array(16).fill(3);
    const frozen: Record<number, string> = {
      0: 'e0392aaca34761a1a313760236eb94a57e93435f3739fdbfc3cc841a4e82bd13',
      65_536: '089f583e9942a2398e12c98db2223d9f273733b3ed0d2e7c5969e6fb7d66c503',
      400_001: 'a37e66c6d5191fd87320f67e5e04fceab13d94ff1bfa2324ac727ca7b7cdbd3c',
    };
    for (const [size, digest] of Object.entries(frozen)) {
      const plain = new Uint8Array(Number(size)).map((_, i) => (i * 31) % 251);
      expect(toHex(sm3((await seal(key, id, plain)).file)), size).toBe(digest);
    }
  });
});
