import { createHash, type Hash } from 'node:crypto';
import { Kernel, kernelWorks } from '../../crypto/kernel/kernel.ts';
import { KernelSm3 } from '../../crypto/kernel/kernel-sm3.ts';
import { createSm3, type StreamingHash } from '../../crypto/sm3.ts';

/** What a thread that takes digests is told; it answers each, with its `id`, in the order of their stream. */
export type DigestJob = { id: number; stream: number; names: readonly string[] } & (
  | {
      operation: 'update';
      /** The next bytes, in shared memory. */
      bytes: Uint8Array;
    }
  /** The stream ends: its digests, in the order of its names, unless it is only dropped. */
  | { operation: 'end'; drop: boolean }
);

/** `digests` in lower-case hex of a stream that ends; null where something failed. */
export interface DigestAnswer {
  id: number;
  digests: readonly string[] | null;
}

/** What the kernel hashes at once; half of a usual second-level cache. */
const BUFFER = 256 * 1024;
/** Streams that the kernel hashes side by side. */
const LANES = 4;

interface Turn {
  job: DigestJob;
  /** Bytes of an update that have been taken. */
  at: number;
}

/** The digests of the streams that one thread is given. */
export class DigestBench {
  readonly #streams = new Map<number, (Hash | StreamingHash)[]>();
  readonly #queues = new Map<number, Turn[]>();
  #kernel: Kernel | null | undefined;

  get idle(): boolean {
    return this.#queues.size === 0;
  }

  add(job: DigestJob): void {
    const queue = this.#queues.get(job.stream);
    if (queue === undefined) this.#queues.set(job.stream, [{ job, at: 0 }]);
    else queue.push({ job, at: 0 });
  }

  /** Works for a few milliseconds: streams of SM3 side by side where three or more have bytes, else one job. */
  step(): DigestAnswer[] {
    const together = this.#sideBySide();
    if (together !== null) return together;
    for (const [stream, [turn]] of this.#queues) {
      if (turn === undefined) continue;
      const digests = this.#alone(turn);
      this.#done(stream);
      return [{ id: turn.job.id, digests }];
    }
    return [];
  }

  #done(stream: number): void {
    const queue = this.#queues.get(stream);
    queue?.shift();
    this.#queues.delete(stream);
    // Behind the others: every stream has its turn.
    if (queue !== undefined && queue.length > 0) this.#queues.set(stream, queue);
  }

  #alone({ job, at }: Turn): readonly string[] | null {
    try {
      const hashes = this.#of(job);
      if (job.operation === 'update') {
        for (const hash of hashes) hash.update(job.bytes.subarray(at));
        return [];
      }
      this.#streams.delete(job.stream);
      return job.drop ? [] : hashes.map((hash) => Buffer.from(hash.digest()).toString('hex'));
    } catch {
      return null;
    }
  }

  /** Null where fewer than three streams of SM3 have whole blocks: two are quicker one after the other. */
  #sideBySide(): DigestAnswer[] | null {
    const lanes: { stream: number; turn: Turn; bytes: Uint8Array; sm3: KernelSm3 }[] = [];
    for (const [stream, [turn]] of this.#queues) {
      if (turn?.job.operation !== 'update' || turn.job.names.join() !== 'sm3') continue;
      const [sm3] = this.#of(turn.job);
      const bytes = turn.job.bytes.subarray(turn.at);
      if (sm3 instanceof KernelSm3 && bytes.length >= 64) lanes.push({ stream, turn, bytes, sm3 });
      if (lanes.length === LANES) break;
    }
    if (lanes.length < 3) return null;
    const taken = KernelSm3.together(
      lanes.map(({ sm3 }) => sm3),
      lanes.map(({ bytes }) => bytes),
    );
    return lanes.flatMap(({ stream, turn, bytes }, i) => {
      turn.at += taken[i] ?? 0;
      if (taken[i] !== bytes.length) return [];
      this.#done(stream);
      return [{ id: turn.job.id, digests: [] }];
    });
  }

  #of(job: DigestJob): (Hash | StreamingHash)[] {
    const found = this.#streams.get(job.stream);
    if (found !== undefined) return found;
    const made = job.names.map((name) => this.#begin(name));
    this.#streams.set(job.stream, made);
    return made;
  }

  #begin(name: string): Hash | StreamingHash {
    if (name !== 'sm3') return createHash(name);
    this.#kernel ??= kernelWorks() ? new Kernel(BUFFER) : null;
    return this.#kernel === null ? createSm3() : new KernelSm3(this.#kernel);
  }
}
