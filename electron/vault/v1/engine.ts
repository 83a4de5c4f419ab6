import { createSha256, createSm3, type StreamingHash } from '../../crypto/sm3.ts';
import { CHUNK } from './format.ts';
import { type FileKeys, openSegment, sealSegment } from './segment.ts';
import { vaultThreads } from './threads.ts';
import type { Fingerprint, Place } from './work.ts';

/** What the threads work on at a time: 16 chunks. Larger pieces no longer fit beside each other into the cache. */
export const SEGMENT = 16 * CHUNK;
/** Up to here the work is done where it is asked for: a thread that must first be started costs more. */
const HERE = 4 * CHUNK;
/** Segments under way at once: enough that no thread waits, and no more memory than that. */
const SLOTS = 6;

/** A place for one segment in memory that all threads see; both may be the same bytes. */
export interface Slot {
  plain: Uint8Array;
  sealed: Uint8Array;
}

/** What became of a segment: its tags, and its fingerprints having been taken. */
export interface SealedSlot {
  tags: Promise<Uint8Array>;
  hashed: Promise<unknown>;
}

/** Seals the segments of one file; small files here, others across the threads. It changes no byte which. */
export interface Sealer {
  /** A free place; null where the caller must first give one back. */
  slot(): Slot | null;
  giveBack(slot: Slot): void;
  seal(slot: Slot, length: number, first: number, final: boolean): SealedSlot;
  digest(fingerprint: Fingerprint): Promise<Uint8Array>;
  /** Wipes everything; after a failure as well. */
  close(): void;
}

/** @param wanted the fingerprints to take of the plaintext */
export function threadedSealer(keys: FileKeys, wanted: readonly Fingerprint[]): Sealer {
  const threads = vaultThreads();
  threads.enter();
  const streams = new Map(wanted.map((each) => [each, threads.stream()]));
  const free: Slot[] = [];
  const made: Slot[] = [];
  return {
    slot() {
      const found = free.pop();
      if (found !== undefined || made.length === SLOTS) return found ?? null;
      // Where nobody else reads the plaintext, what is sealed takes its place: half the memory to go through.
      const apart = wanted.length > 0 ? SEGMENT : 0;
      const shared = new SharedArrayBuffer(SEGMENT + apart);
      const slot = { plain: new Uint8Array(shared, 0, SEGMENT), sealed: new Uint8Array(shared, apart) };
      made.push(slot);
      return slot;
    },
    giveBack: (slot) => void free.push(slot),
    seal(slot, length, first, final) {
      const plain = slot.plain.subarray(0, length);
      // The fingerprints first: they are what the file waits for in the end.
      const hashed = Promise.all(
        [...streams].map(([fingerprint, stream]) =>
          threads.hash(fingerprint).ask({ operation: 'hash', stream, fingerprint, bytes: plain }),
        ),
      );
      const place = placeOf(keys, first, final);
      const tags = threads.cipher().ask({ operation: 'seal', place, plain, out: slot.sealed });
      return { tags, hashed };
    },
    async digest(fingerprint) {
      const stream = streams.get(fingerprint);
      if (stream === undefined) return new Uint8Array(0);
      streams.delete(fingerprint);
      return threads.hash(fingerprint).ask({ operation: 'digest', stream, drop: false });
    },
    close() {
      for (const [fingerprint, stream] of streams)
        threads
          .hash(fingerprint)
          .ask({ operation: 'digest', stream, drop: true })
          .catch(() => undefined);
      for (const { plain } of made) plain.fill(0);
      threads.leave();
    },
  };
}

/** For a file of at most {@link HERE} bytes: one segment, without a thread. */
export function localSealer(keys: FileKeys, wanted: readonly Fingerprint[]): Sealer {
  const hashes = new Map<Fingerprint, StreamingHash>();
  for (const each of wanted) hashes.set(each, each === 'sm3' ? createSm3() : createSha256());
  const only: Slot = { plain: new Uint8Array(HERE), sealed: new Uint8Array(HERE) };
  return {
    slot: () => only,
    giveBack: () => undefined,
    seal(slot, length, first, final) {
      const plain = slot.plain.subarray(0, length);
      for (const hash of hashes.values()) hash.update(plain);
      const { ciphertext, tags } = sealSegment(keys, first, plain, final);
      slot.sealed.set(ciphertext);
      return { tags: Promise.resolve(tags), hashed: Promise.resolve() };
    },
    digest: async (fingerprint) => hashes.get(fingerprint)?.digest() ?? new Uint8Array(0),
    close: () => void only.plain.fill(0),
  };
}

/** Whether so many bytes are better sealed or opened in this thread. */
export function staysHere(length: number): boolean {
  return length <= HERE && !vaultThreads().warm;
}

/** The size of a segment that is opened in this thread or in others. */
export function segmentFor(length: number): number {
  return staysHere(length) ? HERE : SEGMENT;
}

/**
 * Opens the chunks in `bytes` in their place, or only checks them.
 * @param bytes of a {@link Places}, which the threads see
 * @throws AppError `object_damaged`
 */
export async function openIn(
  keys: FileKeys,
  place: { first: number; final: boolean; here: boolean; decrypt: boolean },
  bytes: Uint8Array,
  tags: Uint8Array,
): Promise<void> {
  const { first, final, decrypt } = place;
  if (place.here) return openSegment(keys, first, bytes, tags, final, decrypt);
  await vaultThreads()
    .cipher()
    .ask({
      operation: decrypt ? 'open' : 'check',
      place: placeOf(keys, first, final),
      bytes,
      tags: tags.slice(),
    });
}

/**
 * The places of segments that are being opened, used again and again: fresh memory for each segment would cost the
 * system a fifth of the time that opening takes.
 */
export class Places {
  readonly #size: number;
  readonly #most: number;
  readonly #free: Uint8Array[] = [];
  readonly #made: Uint8Array[] = [];

  /** @param size bytes of each; @param most how many there are at once */
  constructor(size: number, most: number) {
    this.#size = size;
    this.#most = most;
  }

  /** A free place; null where the caller must first give one back. */
  take(): Uint8Array | null {
    const found = this.#free.pop();
    if (found !== undefined || this.#made.length === this.#most) return found ?? null;
    const made = new Uint8Array(new SharedArrayBuffer(this.#size));
    this.#made.push(made);
    return made;
  }

  giveBack(place: Uint8Array): void {
    this.#free.push(place);
  }

  wipe(): void {
    for (const place of this.#made) place.fill(0);
  }
}

function placeOf(keys: FileKeys, first: number, final: boolean): Place {
  return { okm: Uint8Array.from(keys.okm), fileId: Uint8Array.from(keys.fileId), first, final };
}
