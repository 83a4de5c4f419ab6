import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/model/errors.ts';
import { createSm3, initCrypto } from '../../crypto/sm3.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import type { DigestAnswer, DigestJob } from './digest-work.ts';

/** Bytes of a place in the memory that the threads see. */
const PLACE = 1024 * 1024;
/** Places that one stream has: what has been read and not yet been hashed. No stream takes another's. */
const PLACES = 3;
/** Below so many bytes in all, starting threads costs more than it brings. */
const HERE = 8 * 1024 * 1024;

/** How many files are worth being at hand at once: while one is opened or made durable, others are hashed. */
export const filesAtOnce = 8;

/** Digests of one stream of bytes. */
export interface DigestStream {
  /** Takes the next bytes; when it resolves, the caller may write over them. */
  update(piece: Uint8Array): Promise<void>;
  /** The digests in lower-case hex, by name. */
  end(): Promise<Map<string, string>>;
  /** The stream is not wanted any more. */
  drop(): void;
}

/**
 * Digests of many files, taken beside the reading and writing of them: SM3 in one thread, the others in a second one,
 * and once more both where there are cores for it. Little is done here, without a thread.
 */
export class Digesting {
  readonly #threads: DigestThreads | null;

  /** @param expectedBytes about how many bytes there will be in all */
  constructor(expectedBytes: number) {
    this.#threads = expectedBytes < HERE ? null : new DigestThreads();
  }

  /** @param names as `node:crypto` calls them, and `sm3` */
  async stream(names: readonly string[]): Promise<DigestStream> {
    if (this.#threads !== null) return this.#threads.stream(names);
    await initCrypto();
    const hashes = names.map((name) => (name === 'sm3' ? createSm3() : createHash(name)));
    return {
      update: async (piece) => {
        for (const hash of hashes) hash.update(piece);
      },
      end: async () =>
        new Map(names.map((name, i) => [name, Buffer.from(hashes[i]?.digest() ?? []).toString('hex')])),
      drop: () => undefined,
    };
  }

  /** Ends the threads and wipes what they were given. Streams that have not ended fail. */
  async close(): Promise<void> {
    await this.#threads?.close();
  }
}

class DigestThreads {
  readonly #pairs = Array.from({ length: availableParallelism() >= 4 ? 2 : 1 }, () => ({
    sm3: new DigestThread(),
    others: new DigestThread(),
  }));
  /** Places of streams that have ended. */
  readonly #free: Uint8Array[] = [];
  readonly #made: Uint8Array[] = [];
  #streams = 0;

  stream(names: readonly string[]): DigestStream {
    const stream = this.#streams++;
    const pair = this.#pairs[stream % this.#pairs.length] as { sm3: DigestThread; others: DigestThread };
    const others = names.filter((name) => name !== 'sm3');
    const asked = [
      ...(names.includes('sm3') ? [{ thread: pair.sm3, names: ['sm3'] }] : []),
      ...(others.length > 0 ? [{ thread: pair.others, names: others }] : []),
    ];
    const all = (what: { operation: 'update'; bytes: Uint8Array } | { operation: 'end'; drop: boolean }) =>
      Promise.all(asked.map(({ thread, names: own }) => thread.ask({ ...what, stream, names: own })));
    /** Its places, each with what it still waits for. */
    const places: { bytes: Uint8Array; hashed: Promise<unknown> }[] = [];
    let next = 0;
    const place = async (): Promise<{ bytes: Uint8Array; hashed: Promise<unknown> }> => {
      const at = next++ % PLACES;
      const found = (places[at] ??= { bytes: this.#place(), hashed: Promise.resolve() });
      await found.hashed;
      return found;
    };
    const giveBack = () => void this.#free.push(...places.splice(0).map(({ bytes }) => bytes));
    return {
      update: async (piece) => {
        for (let at = 0; at < piece.length; at += PLACE) {
          const free = await place();
          const bytes = free.bytes.subarray(0, Math.min(PLACE, piece.length - at));
          bytes.set(piece.subarray(at, at + bytes.length));
          free.hashed = all({ operation: 'update', bytes });
          // Told by whoever waits for the place or for the end.
          free.hashed.catch(() => undefined);
        }
      },
      end: async () => {
        const digests = all({ operation: 'end', drop: false });
        await Promise.all([digests, ...places.map(({ hashed }) => hashed)]);
        giveBack();
        const answers = await digests;
        return new Map(
          asked.flatMap(({ names: own }, i) =>
            own.map((name, at): [string, string] => [name, answers[i]?.[at] ?? '']),
          ),
        );
      },
      drop: () => {
        void all({ operation: 'end', drop: true }).then(giveBack, () => undefined);
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#pairs.flatMap(({ sm3, others }) => [sm3.close(), others.close()]));
    for (const place of this.#made) place.fill(0);
  }

  #place(): Uint8Array {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const made = new Uint8Array(new SharedArrayBuffer(PLACE));
    this.#made.push(made);
    return made;
  }
}

interface Waiting {
  resolve: (digests: readonly string[]) => void;
  reject: (error: unknown) => void;
}

/** What a thread is told, but for the number that it answers with. */
type Ask = DigestJob extends infer Job ? (Job extends DigestJob ? Omit<Job, 'id'> : never) : never;

/** A thread and the answers that are still to come from it. It starts with its first job. */
class DigestThread {
  #worker: Worker | null = null;
  #ended = false;
  #jobs = 0;
  readonly #waiting = new Map<number, Waiting>();

  async ask(what: Ask): Promise<readonly string[]> {
    if (this.#ended) throw new AppError('internal');
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#jobs++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...what });
    });
  }

  async close(): Promise<void> {
    this.#end(new AppError('internal'));
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 };
    const worker = spawnWorker('digests', null, { resourceLimits });
    worker.on('message', ({ id, digests }: DigestAnswer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (digests === null) waiting?.reject(new AppError('internal'));
      else waiting?.resolve(digests);
    });
    worker.on('error', (cause) => this.#end(new AppError('internal', { cause })));
    worker.on('exit', () => this.#end(new AppError('internal')));
    return worker;
  }

  #end(error: AppError): void {
    this.#ended = true;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/**
 * Does `work` for every item, some at once and begun in their order. Where one fails no other is begun, and what was
 * begun is waited for. @throws what the first in order failed with
 */
export async function someAtOnce<T>(
  items: Iterable<T>,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const all = [...items].entries();
  let failed = false;
  const lines = Array.from({ length: filesAtOnce }, async () => {
    for (const [index, item] of all) {
      if (failed) return;
      try {
        await work(item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  });
  for (const line of await Promise.allSettled(lines)) if (line.status === 'rejected') throw line.reason;
}
