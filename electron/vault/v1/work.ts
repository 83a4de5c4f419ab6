import { AppError } from '../../../shared/model/errors.ts';
import { Kernel, kernelWorks, type MacStates } from '../../crypto/kernel/kernel.ts';
import { KernelSm3 } from '../../crypto/kernel/kernel-sm3.ts';
import { equalBytes } from '../../crypto/random.ts';
import { createSha256, createSm3, type StreamingHash } from '../../crypto/sm3.ts';
import { CHUNK, chunkAad, chunkIv, TAG } from './format.ts';
import { type FileKeys, fileKeysOf, openSegment, sealSegment } from './segment.ts';

/** The fingerprints of a whole file. */
export type Fingerprint = 'sm3' | 'sha256';

/** Which chunks of which file a piece of work is about. `okm` are the 80 derived bytes of its keys. */
export interface Place {
  okm: Uint8Array;
  fileId: Uint8Array;
  first: number;
  final: boolean;
}

/** What a thread of the vault is told; it answers each with one {@link Answer}, in order. */
export type Job =
  /** `plain` and `out` are shared memory, maybe the same: others may read the plaintext meanwhile. */
  | { operation: 'seal'; place: Place; plain: Uint8Array; out: Uint8Array }
  /** In `bytes`, which is shared memory, the plaintext takes the place of what was sealed. */
  | { operation: 'open'; place: Place; bytes: Uint8Array; tags: Uint8Array }
  | { operation: 'check'; place: Place; bytes: Uint8Array; tags: Uint8Array }
  | { operation: 'hash'; stream: number; fingerprint: Fingerprint; bytes: Uint8Array }
  /** The digest of a stream, which ends; null for one that is only dropped. */
  | { operation: 'digest'; stream: number; drop: boolean }
  /** Wipes what is left of keys and plaintexts. */
  | { operation: 'forget' };

export type Answer = { ok: true; bytes: Uint8Array } | { ok: false; damaged: { chunk: number } | null };

const NONE = new Uint8Array(0);
/** Chunks that the kernel holds at once: with its output half of a usual second-level cache. */
const GROUP = 4;
/** What the kernel hashes at once. */
const BUFFER = GROUP * CHUNK;

/**
 * What one thread can do: cipher and tags over segments, and fingerprints of streams. With the kernel where this
 * machine has vectors, else with the libraries: the bytes are the same.
 */
export class Bench {
  readonly #kernel: Kernel | null;
  readonly #streams = new Map<number, StreamingHash>();

  constructor(useKernel: boolean) {
    this.#kernel = useKernel && kernelWorks() ? new Kernel(BUFFER) : null;
  }

  /** @throws AppError `object_damaged` for a tag that does not fit, before any plaintext of its chunk exists */
  run(job: Job): Uint8Array {
    switch (job.operation) {
      case 'seal':
        return this.#seal(job.place, job.plain, job.out);
      case 'open':
      case 'check':
        this.#open(job.place, job.bytes, job.tags, job.operation === 'open');
        return NONE;
      case 'hash':
        this.#stream(job.stream, job.fingerprint).update(job.bytes);
        return NONE;
      case 'digest': {
        const stream = this.#streams.get(job.stream);
        this.#streams.delete(job.stream);
        return job.drop || stream === undefined ? NONE : stream.digest();
      }
      case 'forget':
        this.#kernel?.forget();
        return NONE;
    }
  }

  #seal(place: Place, plain: Uint8Array, out: Uint8Array): Uint8Array {
    if (this.#kernel === null) {
      return withKeys(place, (keys) => {
        const sealed = sealSegment(keys, place.first, plain, place.final);
        out.set(sealed.ciphertext);
        return sealed.tags;
      });
    }
    const kernel = this.#kernel;
    const tags = new Uint8Array(Math.max(1, Math.ceil(plain.length / CHUNK)) * TAG);
    withKernel(kernel, place, (mac) => {
      for (let at = 0; at === 0 || at < plain.length; at += BUFFER) {
        const group = plain.subarray(at, at + BUFFER);
        kernel.buffer.set(group);
        const chunks = chunksOf(place, at, group.length, plain.length);
        for (const { index, from, length } of chunks)
          if (length > 0) kernel.ctr(chunkIv(place.fileId, index), from, length);
        tags.set(tagsOf(kernel, mac, place.fileId, chunks), (at / CHUNK) * TAG);
        out.set(kernel.buffer.subarray(0, group.length), at);
      }
    });
    return tags;
  }

  #open(place: Place, bytes: Uint8Array, tags: Uint8Array, decrypt: boolean): void {
    if (this.#kernel === null) {
      return withKeys(place, (keys) => {
        openSegment(keys, place.first, bytes, tags, place.final, decrypt);
      });
    }
    const kernel = this.#kernel;
    try {
      withKernel(kernel, place, (mac) => {
        for (let at = 0; at === 0 || at < bytes.length; at += BUFFER) {
          const group = bytes.subarray(at, at + BUFFER);
          kernel.buffer.set(group);
          const chunks = chunksOf(place, at, group.length, bytes.length);
          const found = tagsOf(kernel, mac, place.fileId, chunks);
          // All tags of the group are compared before one of its bytes is deciphered.
          for (const [i, { index }] of chunks.entries()) {
            const told = tags.subarray((at / CHUNK + i) * TAG, (at / CHUNK + i + 1) * TAG);
            if (!equalBytes(found.subarray(i * TAG, (i + 1) * TAG), told))
              throw new AppError('object_damaged', { params: { chunk: index } });
          }
          if (!decrypt) continue;
          for (const { index, from, length } of chunks)
            if (length > 0) kernel.ctr(chunkIv(place.fileId, index), from, length);
          bytes.set(kernel.buffer.subarray(0, group.length), at);
        }
      });
    } catch (error) {
      // Earlier groups are plaintext by now: a segment is given out whole or not at all.
      bytes.fill(0);
      throw error;
    }
  }

  #stream(id: number, fingerprint: Fingerprint): StreamingHash {
    const found = this.#streams.get(id);
    if (found !== undefined) return found;
    const made =
      fingerprint === 'sha256' ? createSha256() : this.#kernel ? new KernelSm3(this.#kernel) : createSm3();
    this.#streams.set(id, made);
    return made;
  }
}

interface Piece {
  index: number;
  from: number;
  length: number;
  last: boolean;
}

/** The chunks of a group that begins `at` bytes into a segment of `whole` bytes. */
function chunksOf(place: Place, at: number, length: number, whole: number): Piece[] {
  const count = Math.max(1, Math.ceil(length / CHUNK));
  return Array.from({ length: count }, (_, i) => ({
    index: place.first + at / CHUNK + i,
    from: i * CHUNK,
    length: Math.min(CHUNK, length - i * CHUNK),
    last: place.final && at + (i + 1) * CHUNK >= whole,
  }));
}

/** The tags of a group's chunks, as they stand in the kernel's buffer: whole ones together, a short one alone. */
function tagsOf(kernel: Kernel, mac: MacStates, fileId: Uint8Array, chunks: Piece[]): Uint8Array {
  const tags = new Uint8Array(chunks.length * TAG);
  const full = chunks.filter(({ length }) => length === CHUNK);
  const of = (pieces: Piece[], length: number, at: number): void => {
    if (pieces.length === 0) return;
    const headers = new Uint8Array(pieces.length * 64);
    pieces.forEach((piece, i) => headers.set(chunkAad(fileId, piece.index, piece.last, length), i * 64));
    tags.set(kernel.hmacMany(mac, headers, at * CHUNK, length), at * TAG);
  };
  of(full, CHUNK, 0);
  const short = chunks[full.length];
  if (short !== undefined) of([short], short.length, full.length);
  return tags;
}

function withKernel(kernel: Kernel, place: Place, work: (mac: MacStates) => void): void {
  kernel.setKey(place.okm.subarray(0, 16));
  const mac = kernel.macStates(place.okm.subarray(16, 48));
  try {
    work(mac);
  } finally {
    mac.inner.fill(0);
    mac.outer.fill(0);
    place.okm.fill(0);
    kernel.forgetKeys();
  }
}

function withKeys<T>(place: Place, work: (keys: FileKeys) => T): T {
  const keys = fileKeysOf(place.okm, place.fileId);
  try {
    return work(keys);
  } finally {
    keys.destroy();
  }
}
