import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { Ingested } from './seal.ts';

/** The bridge sends one file and one piece at a time; more is somebody else's doing. */
const mostWaiting = 2;
const mostDrops = 4;

/** A dropped file on its way in: pieces pushed by the bridge, pulled by the sealing. */
export class PieceQueue implements AsyncIterable<Uint8Array> {
  #pieces: { bytes: Uint8Array; taken: () => void; refused: (error: unknown) => void }[] = [];
  #ended = false;
  #error: unknown = null;
  #wake: (() => void) | null = null;

  /** Resolves when the piece has been taken, so that the sender never runs ahead of the disk. */
  push(bytes: Uint8Array): Promise<void> {
    if (this.#error !== null) return Promise.reject(this.#error);
    // Whoever does not wait for the answer would fill the memory.
    if (this.#ended || this.#pieces.length >= mostWaiting) return Promise.reject(new AppError('conflict'));
    return new Promise((taken, refused) => {
      this.#pieces.push({ bytes, taken, refused });
      this.#wake?.();
    });
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#error = error;
    for (const piece of this.#pieces) piece.refused(error);
    this.#pieces = [];
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#error !== null) throw this.#error;
      const piece = this.#pieces.shift();
      if (piece !== undefined) {
        yield piece.bytes;
        piece.taken();
      } else if (this.#ended) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}

interface Drop {
  dossier: DossierId;
  name: string;
  queue: PieceQueue;
  /** Bytes that were announced and have not come. */
  left: number;
  ingested: Promise<Ingested>;
  forgo: (ingested: Ingested) => Promise<void>;
}

interface Announced {
  dossier: DossierId;
  name: string;
  size: number;
  /** Seals what comes through the queue. */
  start: (queue: PieceQueue) => Promise<Ingested>;
  /** Takes back what was sealed for a drop that is given up. */
  forgo: (ingested: Ingested) => Promise<void>;
}

/** The dropped files that are still coming in. */
export class Drops {
  readonly #drops = new Map<string, Drop>();

  /** @throws AppError `conflict` where too many have been begun and not ended. */
  begin({ dossier, name, size, start, forgo }: Announced): string {
    if (this.#drops.size >= mostDrops) throw new AppError('conflict', { params: { what: 'drop' } });
    const id = randomBytes(16).toString('hex');
    const queue = new PieceQueue();
    const ingested = start(queue);
    // A failure is told to whoever pushes or ends; it must not be an unhandled rejection meanwhile.
    ingested.catch((error: unknown) => queue.fail(error));
    this.#drops.set(id, { dossier, name, queue, left: size, ingested, forgo });
    return id;
  }

  async push(id: string, bytes: Uint8Array): Promise<void> {
    const drop = this.#get(id);
    drop.left -= bytes.length;
    if (drop.left < 0) {
      this.abort(id, changed());
      throw changed();
    }
    await drop.queue.push(bytes);
  }

  /** @throws AppError `file_unreadable` where fewer bytes came than were announced. */
  async end(id: string, dossier: DossierId): Promise<Ingested> {
    const drop = this.#get(id);
    if (drop.dossier !== dossier) throw new AppError('not_found', { rule: 'E-03' });
    if (drop.left > 0) {
      this.abort(id, changed());
      throw changed();
    }
    // From here on the caller has it: an abort or a lock no longer takes it back.
    this.#drops.delete(id);
    drop.queue.end();
    return drop.ingested;
  }

  abort(id: string, why: AppError = new AppError('cancelled')): void {
    const drop = this.#drops.get(id);
    if (drop === undefined) return;
    this.#drops.delete(id);
    drop.queue.fail(why);
    drop.ingested.then(drop.forgo).catch(() => undefined);
  }

  abortAll(): void {
    for (const id of [...this.#drops.keys()]) this.abort(id);
  }

  #get(id: string): Drop {
    const drop = this.#drops.get(id);
    if (drop === undefined) throw new AppError('not_found', { rule: 'E-03' });
    return drop;
  }
}

function changed(): AppError {
  return new AppError('file_unreadable', { params: { reason: 'changed' } });
}
