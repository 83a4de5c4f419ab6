import { AppError } from '../../../shared/model/errors.ts';
import { hkdfSm3 } from '../../crypto/hkdf.ts';
import { HmacSm3 } from '../../crypto/hmac.ts';
import { equalBytes } from '../../crypto/random.ts';
import type { Secret } from '../../crypto/secret.ts';
import { sm4Ctr } from '../../crypto/sm4-ctr.ts';
import { CHUNK, chunkAad, chunkIv, TAG } from './format.ts';

/** The working keys of one file. */
export interface FileKeys {
  readonly fileId: Uint8Array;
  /** K_enc | K_mac | K_root: what another thread needs to make the same keys. */
  readonly okm: Uint8Array;
  readonly enc: Uint8Array;
  readonly mac: HmacSm3;
  readonly root: HmacSm3;
  destroy(): void;
}

/** HKDF-SM3(file key, salt = file id, info `juanzong/vault/1`) → K_enc 16 | K_mac 32 | K_root 32. */
export function deriveFileKeys(key: Secret, fileId: Uint8Array): FileKeys {
  return fileKeysOf(hkdfSm3(key.bytes, fileId, 'juanzong/vault/1', 80), fileId);
}

/** The keys of 80 derived bytes, which `destroy` zeroes. */
export function fileKeysOf(okm: Uint8Array, fileId: Uint8Array): FileKeys {
  const mac = new HmacSm3(okm.subarray(16, 48));
  const root = new HmacSm3(okm.subarray(48, 80));
  return {
    fileId,
    okm,
    enc: okm.subarray(0, 16),
    mac,
    root,
    destroy() {
      okm.fill(0);
      mac.destroy();
      root.destroy();
    },
  };
}

export interface SealedSegment {
  ciphertext: Uint8Array;
  tags: Uint8Array;
}

/**
 * Seals whole chunks of plaintext that begin at chunk `first`; only the file's last segment may end in a
 * short chunk (or be one empty chunk). A pure function of its arguments: any thread may run it.
 */
export function sealSegment(
  keys: FileKeys,
  first: number,
  plaintext: Uint8Array,
  final: boolean,
): SealedSegment {
  const count = Math.max(1, Math.ceil(plaintext.length / CHUNK));
  if (!final && plaintext.length !== count * CHUNK) throw new RangeError('sealSegment: short chunk inside');
  const ciphertext = new Uint8Array(plaintext.length);
  const tags = new Uint8Array(count * TAG);
  for (let i = 0; i < count; i += 1) {
    const index = first + i;
    const chunk = plaintext.subarray(i * CHUNK, (i + 1) * CHUNK);
    const sealed = sm4Ctr(keys.enc, chunkIv(keys.fileId, index), chunk);
    ciphertext.set(sealed, i * CHUNK);
    tags.set(
      keys.mac.tag(chunkAad(keys.fileId, index, final && i === count - 1, chunk.length), sealed),
      i * TAG,
    );
  }
  return { ciphertext, tags };
}

/**
 * Checks the tags of the chunks from `first` on that lie in `ciphertext`, against their part of the tag table.
 * @throws AppError `object_damaged`
 */
function checkSegment(
  keys: FileKeys,
  first: number,
  ciphertext: Uint8Array,
  tags: Uint8Array,
  final: boolean,
): void {
  const count = tags.length / TAG;
  for (let i = 0; i < count; i += 1) {
    const chunk = ciphertext.subarray(i * CHUNK, (i + 1) * CHUNK);
    const aad = chunkAad(keys.fileId, first + i, final && i === count - 1, chunk.length);
    if (!equalBytes(keys.mac.tag(aad, chunk), tags.subarray(i * TAG, (i + 1) * TAG))) {
      throw new AppError('object_damaged', { params: { chunk: first + i } });
    }
  }
}

/**
 * Checks every tag, then decrypts in place: no byte of plaintext exists before its chunk is known to be whole.
 * @param bytes what was sealed; afterwards the plaintext
 * @param decrypt false = only the check
 * @throws AppError `object_damaged`
 */
export function openSegment(
  keys: FileKeys,
  first: number,
  bytes: Uint8Array,
  tags: Uint8Array,
  final: boolean,
  decrypt = true,
): void {
  checkSegment(keys, first, bytes, tags, final);
  if (!decrypt) return;
  // Consecutive chunks do not share a counter run: each has its own IV.
  for (let at = 0, index = first; at < bytes.length; at += CHUNK, index += 1) {
    const opened = sm4Ctr(keys.enc, chunkIv(keys.fileId, index), bytes.subarray(at, at + CHUNK));
    bytes.set(opened, at);
    opened.fill(0);
  }
}

/** The tag over the whole file: header, tag table, chunk count and plaintext length. */
export function rootTag(
  keys: FileKeys,
  header: Uint8Array,
  tags: Uint8Array,
  counts: Uint8Array,
): Uint8Array {
  return keys.root.tag(header, tags, counts);
}
