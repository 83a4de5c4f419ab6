import { AppError } from '../../../shared/model/errors.ts';
import { equalBytes } from '../../crypto/random.ts';
import type { Secret } from '../../crypto/secret.ts';
import { type ReadHandle, withIo } from '../file-layer.ts';
import { openIn, segmentFor, staysHere } from './engine.ts';
import { CHUNK, encodeCounts, HEADER, isHeaderOf, type Layout, layoutOfFile, TAG } from './format.ts';
import { deriveFileKeys, type FileKeys, rootTag } from './segment.ts';
import { vaultThreads } from './threads.ts';
import { breathe } from './writer.ts';

export interface ReadOptions {
  /** Bytes of plaintext checked or read so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
}

/** Segments read ahead and checked while the one before is being used. */
const AHEAD = 4;

/**
 * An open sealed file whose header, tag table and root were checked once. Every read checks the chunks it
 * touches against that table, so a file changed on the disk meanwhile is found too.
 */
export class ObjectReader {
  readonly layout: Layout;
  readonly #file: ReadHandle;
  readonly #keys: FileKeys;
  readonly #tags: Uint8Array;
  #users = 1;
  #closing: Promise<void> | null = null;

  private constructor(file: ReadHandle, keys: FileKeys, layout: Layout, tags: Uint8Array) {
    this.#file = file;
    this.#keys = keys;
    this.layout = layout;
    this.#tags = tags;
  }

  /** Bytes of plaintext. */
  get size(): number {
    return this.layout.length;
  }

  /**
   * Takes over `file` and closes it, also when it refuses.
   * @param expected the root tag as the object's row has it: a whole older or other file is refused as well
   * @throws AppError `object_damaged`
   */
  static async open(
    file: ReadHandle,
    key: Secret,
    fileId: Uint8Array,
    expected: Uint8Array,
  ): Promise<ObjectReader> {
    const keys = deriveFileKeys(key, fileId);
    try {
      const { layout, tags } = await withIo(() => readFrame(file, keys, expected));
      return new ObjectReader(file, keys, layout, tags);
    } catch (error) {
      keys.destroy();
      await file.close();
      throw error;
    }
  }

  /** The plaintext of [start, end). @throws AppError `object_damaged`, `bad_input` for a range outside. */
  async read(start: number, end: number, options: ReadOptions = {}): Promise<Uint8Array> {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end || end > this.size) {
      throw new AppError('bad_input', { params: { reason: 'range' } });
    }
    const out = new Uint8Array(end - start);
    if (out.length === 0) return out;
    const first = Math.floor(start / CHUNK);
    for await (const { bytes, at } of this.#segments(first, Math.ceil(end / CHUNK), options)) {
      const from = Math.max(0, start - at);
      const to = Math.min(bytes.length, end - at);
      out.set(bytes.subarray(from, to), at + from - start);
      bytes.fill(0);
    }
    return out;
  }

  /** The whole plaintext in order, in pieces of at most one segment, each checked before it is given out. */
  async *stream(options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    for await (const { bytes, at } of this.#segments(0, this.layout.chunks, options)) {
      if (bytes.length > 0) yield bytes;
      options.onProgress?.(at + bytes.length);
    }
  }

  /** Checks every chunk without decrypting one. @throws AppError `object_damaged` */
  async verify(options: ReadOptions = {}): Promise<void> {
    for await (const { at, length } of this.#segments(0, this.layout.chunks, options, false)) {
      options.onProgress?.(at + length);
    }
  }

  /** Closes the file and zeroes the keys once reads under way have ended. */
  close(): Promise<void> {
    this.#closing ??= this.#release();
    return this.#closing;
  }

  /** Checked segments in order, some of them read and worked on ahead of the one that is given out. */
  async *#segments(first: number, end: number, options: ReadOptions, decrypt = true) {
    this.#retain();
    const size = (end - first) * CHUNK;
    const here = staysHere(size);
    const perSegment = segmentFor(size) / CHUNK;
    if (!here) vaultThreads().enter();
    const flight: { at: number; length: number; work: Promise<Uint8Array> }[] = [];
    let next = first;
    try {
      while (next < end || flight.length > 0) {
        await breathe(options.signal);
        while (next < end && flight.length < (here ? 1 : AHEAD)) {
          const part = await this.#fetch(next, Math.min(end, next + perSegment));
          const { length } = part.ciphertext;
          const place = { first: next, final: part.final, here, decrypt };
          const work = openIn(this.#keys, place, part.ciphertext, part.tags);
          // The earliest damage is told first; a later one must not be an unhandled error meanwhile.
          work.catch(() => undefined);
          flight.push({ at: next * CHUNK, length, work });
          next += perSegment;
        }
        const oldest = flight.shift();
        if (oldest === undefined) return;
        yield { bytes: await oldest.work, at: oldest.at, length: oldest.length };
      }
    } finally {
      if (!here) vaultThreads().leave();
      await this.#release();
    }
  }

  async #fetch(first: number, wanted: number) {
    const end = Math.min(wanted, this.layout.chunks);
    const from = first * CHUNK;
    const length = Math.min(end * CHUNK, this.layout.length) - from;
    const ciphertext = await withIo(() => this.#file.read(HEADER + from, length));
    if (ciphertext.length !== length) throw new AppError('object_damaged', { params: { reason: 'short' } });
    return {
      ciphertext,
      tags: this.#tags.subarray(first * TAG, end * TAG),
      final: end === this.layout.chunks,
    };
  }

  #retain(): void {
    if (this.#closing !== null) throw new AppError('locked');
    this.#users += 1;
  }

  async #release(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#keys.destroy();
    await this.#file.close();
  }
}

async function readFrame(file: ReadHandle, keys: FileKeys, expected: Uint8Array) {
  const layout = layoutOfFile(file.size);
  if (layout === null) throw damaged('size');
  const header = await file.read(0, HEADER);
  if (!isHeaderOf(header, keys.fileId)) throw damaged('header');
  const end = await file.read(layout.tagsAt, file.size - layout.tagsAt);
  const tags = end.subarray(0, layout.chunks * TAG);
  const counts = end.subarray(tags.length, tags.length + 16);
  if (end.length !== file.size - layout.tagsAt || Buffer.compare(counts, encodeCounts(layout)) !== 0) {
    throw damaged('counts');
  }
  const root = rootTag(keys, header, tags, counts);
  // Two checks: the file's own root finds damage, the row's root finds another file put in its place.
  if (!equalBytes(root, end.subarray(tags.length + 16)) || !equalBytes(root, expected)) throw damaged('root');
  return { layout, tags };
}

function damaged(reason: string): AppError {
  return new AppError('object_damaged', { params: { reason } });
}
