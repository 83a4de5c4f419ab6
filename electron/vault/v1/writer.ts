import { AppError } from '../../../shared/model/errors.ts';
import type { Secret } from '../../crypto/secret.ts';
import { createSha256, createSm3 } from '../../crypto/sm3.ts';
import type { WriteHandle } from '../file-layer.ts';
import { CHUNK, encodeCounts, encodeHeader, layoutOf, MAX_CHUNKS, TAG } from './format.ts';
import { SegmentRunner } from './runner.ts';
import { deriveFileKeys, type FileKeys, rootTag } from './segment.ts';

/** The unit of work between two breaths of the event loop: 4 chunks, some 8 ms of the pure JavaScript cipher. */
export const SEGMENT = 4 * CHUNK;

export interface WriteResult {
  size: number;
  chunks: number;
  rootTag: Uint8Array;
  sm3: Uint8Array;
  sha256: Uint8Array;
}

export interface WriteOptions {
  /** Bytes of plaintext sealed so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes a whole sealed file to `file` (format v1); the caller makes it durable. Chunks go out in order, so
 * memory holds one segment and the tag table (32 bytes for each 64 KiB).
 * @throws AppError `cancelled` when the signal fires, `too_large` beyond 2^32 chunks
 */
export async function writeSealed(
  file: WriteHandle,
  key: Secret,
  fileId: Uint8Array,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: WriteOptions,
): Promise<WriteResult> {
  const keys = deriveFileKeys(key, fileId);
  try {
    return await write(file, keys, source, options);
  } finally {
    keys.destroy();
  }
}

async function write(
  file: WriteHandle,
  keys: FileKeys,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: WriteOptions,
): Promise<WriteResult> {
  const header = encodeHeader(keys.fileId);
  const hashes = { sm3: createSm3(), sha256: createSha256() };
  const runner = new SegmentRunner(keys);
  const tables: Uint8Array[] = [];
  let size = 0;
  let chunks = 0;

  async function put(plaintext: Uint8Array, final: boolean): Promise<void> {
    if (chunks + plaintext.length / CHUNK > MAX_CHUNKS) throw new AppError('too_large');
    const sealing = runner.seal(chunks, plaintext, final);
    // Hashed here while the other thread seals.
    hashes.sm3.update(plaintext);
    hashes.sha256.update(plaintext);
    const sealed = await sealing;
    await file.write(sealed.ciphertext);
    tables.push(sealed.tags);
    chunks += sealed.tags.length / TAG;
    size += plaintext.length;
    options.onProgress?.(size);
    await breathe(options.signal);
  }

  await breathe(options.signal);
  await file.write(header);
  try {
    for await (const { bytes, final } of segments(source)) await put(bytes, final);
  } finally {
    runner.close();
  }
  const tags = Buffer.concat(tables);
  const counts = encodeCounts(layoutOf(size));
  const root = rootTag(keys, header, tags, counts);
  await file.write(tags);
  await file.write(counts);
  await file.write(root);
  return { size, chunks, rootTag: root, sm3: hashes.sm3.digest(), sha256: hashes.sha256.digest() };
}

/** Lets timers, input and the abort signal through. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new AppError('cancelled');
}

/**
 * Pieces of any size into full segments; exactly one is final. A segment is only given out when it is known
 * whether more follows, because the last chunk's tag says that it is the last.
 */
export async function* segments(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<{ bytes: Uint8Array; final: boolean }> {
  let buffer = new Uint8Array(SEGMENT);
  let filled = 0;
  try {
    for await (const piece of source) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('seal: the source must yield bytes');
      for (let at = 0; at < piece.length; ) {
        if (filled === SEGMENT) {
          yield { bytes: buffer, final: false };
          filled = 0;
        }
        const take = Math.min(SEGMENT - filled, piece.length - at);
        buffer.set(piece.subarray(at, at + take), filled);
        filled += take;
        at += take;
      }
    }
    yield { bytes: buffer.subarray(0, filled), final: true };
  } finally {
    buffer.fill(0);
    buffer = new Uint8Array(0);
  }
}
