import { AppError } from '../../../shared/model/errors.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { WriteHandle } from '../file-layer.ts';
import { localSealer, type SealedSlot, type Sealer, type Slot, staysHere, threadedSealer } from './engine.ts';
import { CHUNK, encodeCounts, encodeHeader, layoutOf, MAX_CHUNKS } from './format.ts';
import { deriveFileKeys, type FileKeys, rootTag } from './segment.ts';
import type { Fingerprint } from './work.ts';

/** The device begins to write each time so much has come: at the end little is left to wait for. */
const SYNC_EVERY = 16 * 1024 * 1024;
/** How much is looked at before it is decided whether threads are worth it. */
const PEEK = 4 * CHUNK;

export interface WriteResult {
  size: number;
  chunks: number;
  rootTag: Uint8Array;
  /** Empty where it was not asked for. */
  sm3: Uint8Array;
  sha256: Uint8Array;
}

export interface WriteOptions {
  /** Bytes of plaintext sealed so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
  /** Both where nothing is said. What has fingerprints of its parts needs none of the whole. */
  fingerprints?: readonly Fingerprint[];
}

export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a whole sealed file to `file` (format v1); the caller makes it durable. Reading, fingerprints, cipher and
 * writing overlap; chunks go out in order. Memory holds a few segments and the tag table (32 bytes for each 64 KiB),
 * whatever the size.
 * @throws AppError `cancelled` when the signal fires, `too_large` beyond 2^32 chunks
 */
export async function writeSealed(
  file: WriteHandle,
  key: Secret,
  fileId: Uint8Array,
  source: ByteSource,
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
  source: ByteSource,
  options: WriteOptions,
): Promise<WriteResult> {
  const wanted = options.fingerprints ?? ['sm3', 'sha256'];
  await breathe(options.signal);
  const header = encodeHeader(keys.fileId);
  await file.write(header);
  const { pieces, size: peeked, all } = await peek(source);
  const sealer = all && staysHere(peeked) ? localSealer(keys, wanted) : threadedSealer(keys, wanted);
  try {
    const line = new Line(file, sealer, options);
    for await (const piece of pieces) await line.take(piece);
    const { size, tags, chunks } = await line.end();
    const counts = encodeCounts(layoutOf(size));
    const root = rootTag(keys, header, tags, counts);
    await file.write(tags);
    await file.write(counts);
    await file.write(root);
    const [sm3, sha256] = [await sealer.digest('sm3'), await sealer.digest('sha256')];
    return { size, chunks, rootTag: root, sm3, sha256 };
  } finally {
    sealer.close();
  }
}

/** Pieces of any size into segments, segments through the sealer, sealed ones into the file, in order. */
class Line {
  readonly #file: WriteHandle;
  readonly #sealer: Sealer;
  readonly #options: WriteOptions;
  readonly #tables: Uint8Array[] = [];
  readonly #flight: { slot: Slot; length: number; work: SealedSlot }[] = [];
  #slot: Slot;
  #filled = 0;
  #chunks = 0;
  #size = 0;
  #unsynced = 0;
  #syncing: Promise<void> = Promise.resolve();

  constructor(file: WriteHandle, sealer: Sealer, options: WriteOptions) {
    this.#file = file;
    this.#sealer = sealer;
    this.#options = options;
    const slot = sealer.slot();
    if (slot === null) throw new Error('no slot');
    this.#slot = slot;
  }

  async take(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.length; ) {
      // Sealed only when more follows: the last chunk's tag says that it is the last.
      if (this.#filled === this.#slot.plain.length) await this.#put(false);
      const took = Math.min(this.#slot.plain.length - this.#filled, piece.length - at);
      this.#slot.plain.set(piece.subarray(at, at + took), this.#filled);
      this.#filled += took;
      at += took;
    }
  }

  async end(): Promise<{ size: number; chunks: number; tags: Uint8Array }> {
    await this.#put(true);
    while (this.#flight.length > 0) await this.#drain();
    await this.#syncing;
    return { size: this.#size, chunks: this.#chunks, tags: Buffer.concat(this.#tables) };
  }

  async #put(final: boolean): Promise<void> {
    const [slot, length] = [this.#slot, this.#filled];
    if (this.#chunks + length / CHUNK > MAX_CHUNKS) throw new AppError('too_large');
    const work = this.#sealer.seal(slot, length, this.#chunks, final);
    // Whoever waits for an earlier one learns of an error first; this one must not be an unhandled one meanwhile.
    work.tags.catch(() => undefined);
    work.hashed.catch(() => undefined);
    this.#flight.push({ slot, length, work });
    this.#chunks += Math.max(1, Math.ceil(length / CHUNK));
    if (final) return;
    let free = this.#sealer.slot();
    while (free === null) {
      await this.#drain();
      free = this.#sealer.slot();
    }
    this.#slot = free;
    this.#filled = 0;
    await breathe(this.#options.signal);
  }

  async #drain(): Promise<void> {
    const oldest = this.#flight.shift();
    if (oldest === undefined) throw new Error('nothing under way');
    const { slot, length, work } = oldest;
    this.#tables.push(await work.tags);
    if (length > 0) await this.#file.write(slot.sealed.subarray(0, length));
    await work.hashed;
    this.#sealer.giveBack(slot);
    this.#size += length;
    this.#options.onProgress?.(this.#size);
    await this.#syncNowAndThen(length);
    await breathe(this.#options.signal);
  }

  async #syncNowAndThen(length: number): Promise<void> {
    this.#unsynced += length;
    if (this.#unsynced < SYNC_EVERY) return;
    this.#unsynced = 0;
    // Never two at once: a slow device holds the sealing back instead of filling the memory with dirty pages.
    await this.#syncing;
    this.#syncing = this.#file.sync();
    this.#syncing.catch(() => undefined);
  }
}

/** Lets timers, input and the abort signal through. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new AppError('cancelled');
}

/** Reads the first {@link PEEK} bytes of a source and gives all of its pieces; `all` = there are no more. */
async function peek(
  source: ByteSource,
): Promise<{ pieces: AsyncIterable<Uint8Array>; size: number; all: boolean }> {
  const rest = checked(source);
  const kept: Uint8Array[] = [];
  let size = 0;
  while (size <= PEEK) {
    const next = await rest.next();
    if (next.done === true) return { pieces: joined(kept, null), size, all: true };
    // A copy, which a Buffer's own slice is not: the source may fill the same memory again, and this is wiped.
    kept.push(Uint8Array.from(next.value));
    size += next.value.length;
  }
  return { pieces: joined(kept, rest), size, all: false };
}

async function* joined(
  kept: Uint8Array[],
  rest: AsyncGenerator<Uint8Array> | null,
): AsyncGenerator<Uint8Array> {
  try {
    yield* kept;
    if (rest !== null) yield* rest;
  } finally {
    for (const piece of kept) piece.fill(0);
    await rest?.return(undefined);
  }
}

async function* checked(source: ByteSource): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('seal: the source must yield bytes');
    yield piece;
  }
}
