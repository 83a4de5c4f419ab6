import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { Ingested } from './seal.ts';

/** A dropped file on its way in: pieces pushed by the bridge, pulled by the sealing. */
export class PieceQueue implements AsyncIterable<Uint8Array> {
  #pieces: { bytes: Uint8Array; taken: () => void; refused: (error: unknown) => void }[] = [];
  #ended = false;
  #error: unknown = null;
  #wake: (() => void) | null = null;

  /** Resolves when the piece has been taken, so that the sender never runs ahead of the disk. */
  push(bytes: Uint8Array): Promise<void> {
    if (this.#error !== null) return Promise.reject(this.#error);
    if (this.#ended) return Promise.reject(new AppError('conflict'));
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
  ingested: Promise<Ingested>;
}

/** The dropped files that are still coming in. */
export class Drops {
  readonly #drops = new Map<string, Drop>();

  begin(dossier: DossierId, name: string, start: (queue: PieceQueue) => Promise<Ingested>): string {
    const id = randomBytes(16).toString('hex');
    const queue = new PieceQueue();
    const ingested = start(queue);
    // A failure is told to whoever pushes or ends; it must not be an unhandled rejection meanwhile.
    ingested.catch((error: unknown) => queue.fail(error));
    this.#drops.set(id, { dossier, name, queue, ingested });
    return id;
  }

  push(id: string, bytes: Uint8Array): Promise<void> {
    return this.#get(id).queue.push(bytes);
  }

  async end(id: string, dossier: DossierId): Promise<{ name: string; ingested: Ingested }> {
    const drop = this.#get(id);
    if (drop.dossier !== dossier) throw new AppError('not_found', { rule: 'E-03' });
    drop.queue.end();
    try {
      return { name: drop.name, ingested: await drop.ingested };
    } finally {
      this.#drops.delete(id);
    }
  }

  abort(id: string): void {
    this.#drops.get(id)?.queue.fail(new AppError('cancelled'));
    this.#drops.delete(id);
  }

  abortAll(): void {
    for (const id of [...this.#drops.keys()]) this.abort(id);
  }

  #get(id: string): Drop {
    const drop = this.#drops.get(id);
    if (drop === undefined) throw new AppError('not_found');
    return drop;
  }
}
