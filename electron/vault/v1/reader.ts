import { AppError } from '../../../shared/model/errors.ts';
import { equalBytes } from '../../crypto/random.ts';
import type { Secret } from '../../crypto/secret.ts';
import { type ReadHandle, withIo } from '../file-layer.ts';
import { openIn, Places, segmentFor, staysHere } from './engine.ts';
import { CHUNK, encodeCounts, HEADER, isHeaderOf, type Layout, layoutOfFile, TAG } from './format.ts';
import { deriveFileKeys, type FileKeys, rootTag } from './segment.ts';
import { vaultThreads } from './threads.ts';
import { breathe } from './writer.ts';

export interface ReadOptions {
  /** Bytes of plaintext checked or read so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
  /** {@link ObjectReader.stream} only: each piece is lent until the next is asked for, then written over. */
  lent?: boolean;
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
    }
    return out;
  }

  /** The whole plaintext in order, in pieces of at most one segment, each checked before it is given out. */
  async *stream(options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    for await (const { bytes, at } of this.#segments(0, this.layout.chunks, options)) {
      if (bytes.length > 0) yield options.lent === true ? bytes : Uint8Array.from(bytes);
      options.onProgress?.(at + bytes.length);
    }
  }

  /** Checks every chunk without decrypting one. @throws AppError `object_damaged` */
  async verify(options: ReadOptions = {}): Promise<void> {
    for await (const { at, bytes } of this.#segments(0, this.layout.chunks, options, false)) {
      options.onProgress?.(at + bytes.length);
    }
  }

  /** Closes the file and zeroes the keys once reads under way have ended. */
  close(): Promise<void> {
    this.#closing ??= this.#release();
    return this.#closing;
  }

  /** Checked segments in order, each lent until the next; some are read and worked on ahead of the one given out. */
  async *#segments(first: number, end: number, options: ReadOptions, decrypt = true) {
    this.#retain();
    const size = (end - first) * CHUNK;
    const here = staysHere(size);
    const segment = segmentFor(size);
    if (!here) vaultThreads().enter();
    const places = new Places(Math.min(size, segment), here ? 1 : AHEAD + 1);
    const flight: { place: Uint8Array; bytes: Uint8Array; at: number; work: Promise<void> }[] = [];
    let next = first;
    try {
      while (next < end || flight.length > 0) {
        await breathe(options.signal);
        while (next < end) {
          const place = places.take();
          if (place === null) break;
          const part = await this.#fetch(next, Math.min(end, next + segment / CHUNK), place);
          const work = openIn(
            this.#keys,
            { first: next, final: part.final, here, decrypt },
            part.bytes,
            part.tags,
          );
          // The earliest damage is told first; a later one must not be an unhandled error meanwhile.
          work.catch(() => undefined);
          flight.push({ place, bytes: part.bytes, at: next * CHUNK, work });
          next += segment / CHUNK;
        }
        const oldest = flight.shift();
        if (oldest === undefined) return;
        await oldest.work;
        yield { bytes: oldest.bytes, at: oldest.at };
        places.giveBack(oldest.place);
      }
    } finally {
      // What threads still work on they write into these places: first they end, then nothing is left there.
      await Promise.allSettled(flight.map(({ work }) => work));
      places.wipe();
      if (!here) vaultThreads().leave();
      await this.#release();
    }
  }

  /** Reads chunks [first, end) into a place. */
  async #fetch(first: number, end: number, place: Uint8Array) {
    const from = first * CHUNK;
    const bytes = place.subarray(0, Math.min(end * CHUNK, this.layout.length) - from);
    const read = await withIo(() => this.#file.readInto(HEADER + from, bytes));
    if (read !== bytes.length) throw new AppError('object_damaged', { params: { reason: 'short' } });
    return { bytes, tags: this.#tags.subarray(first * TAG, end * TAG), final: end === this.layout.chunks };
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
