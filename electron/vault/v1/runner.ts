import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/model/errors.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import { checkSegment, type FileKeys, openSegment, type SealedSegment, sealSegment } from './segment.ts';

/** Work below this is done here: starting a thread costs more (some 60 ms). */
const THREAD_FROM = 2 * 1024 * 1024;

/** What the thread is told of one segment; it answers with a {@link SegmentReply} in the same order. */
export interface SegmentJob {
  operation: 'seal' | 'open' | 'check';
  first: number;
  bytes: Uint8Array;
  tags: Uint8Array;
  final: boolean;
}

export type SegmentReply =
  | { ok: true; bytes: Uint8Array; tags: Uint8Array }
  | { ok: false; damaged: { chunk: number } | null };

interface Waiting {
  resolve: (reply: SegmentReply) => void;
  reject: (error: unknown) => void;
}

/**
 * Runs the cipher over the segments of one file: the first megabytes in this thread, the rest of a large file
 * in a worker, so that the window stays awake. Which thread did it changes no byte.
 */
export class SegmentRunner {
  readonly #keys: FileKeys;
  #done = 0;
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];
  #closed = false;

  constructor(keys: FileKeys) {
    this.#keys = keys;
  }

  async seal(first: number, plaintext: Uint8Array, final: boolean): Promise<SealedSegment> {
    if (!this.#large(plaintext.length)) return sealSegment(this.#keys, first, plaintext, final);
    // A copy: the plaintext is still being hashed here.
    const reply = await this.#ask({ operation: 'seal', first, bytes: plaintext.slice(), tags: NONE, final });
    return { ciphertext: reply.bytes, tags: reply.tags };
  }

  /** @throws AppError `object_damaged` */
  async open(first: number, ciphertext: Uint8Array, tags: Uint8Array, final: boolean): Promise<Uint8Array> {
    if (!this.#large(ciphertext.length)) return openSegment(this.#keys, first, ciphertext, tags, final);
    return (await this.#ask({ operation: 'open', first, bytes: ciphertext, tags, final })).bytes;
  }

  /** @throws AppError `object_damaged` */
  async check(first: number, ciphertext: Uint8Array, tags: Uint8Array, final: boolean): Promise<void> {
    if (this.#large(ciphertext.length))
      await this.#ask({ operation: 'check', first, bytes: ciphertext, tags, final });
    else checkSegment(this.#keys, first, ciphertext, tags, final);
  }

  /** Ends the thread; its copy of the keys goes with it. */
  close(): void {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }

  #large(length: number): boolean {
    this.#done += length;
    return this.#done > THREAD_FROM;
  }

  async #ask(job: SegmentJob): Promise<{ bytes: Uint8Array; tags: Uint8Array }> {
    if (this.#closed) throw new AppError('cancelled');
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // Only a job under way keeps the process alive, not a thread that waits for one.
    worker.ref();
    // Moved, and the tags cut out first: posting a view would copy the whole tag table behind it.
    const sent = { ...job, tags: job.tags.slice() };
    const reply = await new Promise<SegmentReply>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      worker.postMessage(sent, [sent.bytes.buffer as ArrayBuffer, sent.tags.buffer]);
    });
    if (this.#waiting.length === 0) worker.unref();
    if (reply.ok) return reply;
    if (reply.damaged) throw new AppError('object_damaged', { params: reply.damaged });
    throw new AppError('internal');
  }

  #start(): Worker {
    const { okm, fileId } = this.#keys;
    const worker = spawnWorker('vault-segment', {
      okm: Uint8Array.from(okm),
      fileId: Uint8Array.from(fileId),
    });
    worker.on('message', (reply: SegmentReply) => this.#waiting.shift()?.resolve(reply));
    worker.on('error', (cause) => this.#fail(new AppError('internal', { cause })));
    worker.on('exit', () => this.#fail(new AppError(this.#closed ? 'cancelled' : 'internal')));
    return worker;
  }

  #fail(error: AppError): void {
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}

const NONE = new Uint8Array(0);
