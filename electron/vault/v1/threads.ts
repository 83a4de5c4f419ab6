import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/model/errors.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import type { Answer, Fingerprint, Job } from './work.ts';

/** Threads that wait for work end after this: they hold some ten megabytes each. */
const idleMs = 30_000;
/** More ciphers than this meet the disk. */
const mostCiphers = 4;

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** A thread and the answers that are still to come from it, in order. */
class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  dead = false;

  constructor(kernel: boolean) {
    // Its data lies outside the heap; what V8 would reserve for a heap of the usual size is memory for nothing.
    const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 };
    this.#worker = spawnWorker('vault-segment', { kernel }, { resourceLimits });
    // Only a job under way keeps the process alive, not a thread that waits for one.
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => {
      this.#waiting.shift()?.resolve(answer);
      if (this.#waiting.length === 0) this.#worker.unref();
    });
    this.#worker.on('error', (cause) => this.#end(new AppError('internal', { cause })));
    this.#worker.on('exit', () => this.#end(new AppError('internal')));
  }

  get outstanding(): number {
    return this.#waiting.length;
  }

  async ask(job: Job): Promise<Uint8Array> {
    if (this.dead) throw new AppError('internal');
    this.#worker.ref();
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(job);
    });
    if (answer.ok) return answer.bytes;
    if (answer.damaged) throw new AppError('object_damaged', { params: answer.damaged });
    throw new AppError('internal');
  }

  end(): void {
    this.dead = true;
    void this.#worker.terminate();
  }

  #end(error: AppError): void {
    this.dead = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}

/**
 * The threads of the vault: some for the cipher, one for each fingerprint (a fingerprint goes through a file in
 * order and cannot be shared out). They start with the first large file and are used by all.
 */
class Threads {
  readonly #kernel: boolean;
  #ciphers: Thread[] = [];
  readonly #hashes = new Map<Fingerprint, Thread>();
  #users = 0;
  #streams = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(kernel: boolean) {
    this.#kernel = kernel;
  }

  /** Whether there is a thread that need not be started. */
  get warm(): boolean {
    return this.#ciphers.some(({ dead }) => !dead);
  }

  /** The cipher thread with the least to do. */
  cipher(): Thread {
    this.#ciphers = this.#ciphers.filter(({ dead }) => !dead);
    const free = this.#ciphers.find(({ outstanding }) => outstanding === 0);
    if (free !== undefined) return free;
    if (this.#ciphers.length < Math.min(mostCiphers, Math.max(2, availableParallelism()))) {
      const made = new Thread(this.#kernel);
      this.#ciphers.push(made);
      return made;
    }
    return this.#ciphers.reduce((least, each) => (each.outstanding < least.outstanding ? each : least));
  }

  hash(fingerprint: Fingerprint): Thread {
    let thread = this.#hashes.get(fingerprint);
    if (thread === undefined || thread.dead) {
      thread = new Thread(this.#kernel);
      this.#hashes.set(fingerprint, thread);
    }
    return thread;
  }

  /** A number for a new stream of a fingerprint. */
  stream(): number {
    this.#streams += 1;
    return this.#streams;
  }

  /** Between `enter` and `leave` somebody works; when the last one leaves, the threads wipe what they hold. */
  enter(): void {
    this.#users += 1;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
  }

  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    for (const thread of this.#all()) thread.ask({ operation: 'forget' }).catch(() => undefined);
    this.#idle = setTimeout(() => this.end(), idleMs);
    this.#idle.unref();
  }

  /** Ends all threads; the next work starts new ones. */
  end(): void {
    for (const thread of this.#all()) thread.end();
    this.#ciphers = [];
    this.#hashes.clear();
  }

  #all(): Thread[] {
    return [...this.#ciphers, ...this.#hashes.values()].filter(({ dead }) => !dead);
  }
}

let threads = new Threads(true);

/** The threads of this process. */
export function vaultThreads(): Threads {
  return threads;
}

/** For tests and measurements: new threads, with the kernel or with the libraries alone. */
export function restartThreads(kernel: boolean): void {
  threads.end();
  threads = new Threads(kernel);
}
