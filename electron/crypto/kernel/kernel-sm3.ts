import type { StreamingHash } from '../sm3.ts';
import type { Kernel } from './kernel.ts';

/** SM3 of a stream through a kernel's buffer; what does not fill a block waits here. Several may share one kernel. */
export class KernelSm3 implements StreamingHash {
  /**
   * Two to four streams of one kernel take the same number of whole blocks of their next bytes, side by side.
   * @returns how many bytes each has taken; none where one of them has no whole block
   */
  static together(streams: readonly KernelSm3[], data: readonly Uint8Array[]): number[] {
    const [first] = streams;
    if (first === undefined) return [];
    const kernel = first.#kernel;
    const stride = Math.floor(kernel.buffer.length / 4 / 64) * 64;
    const ready = (stream: KernelSm3, i: number) => stream.#kept + (data[i]?.length ?? 0);
    const length = Math.min(stride, ...streams.map((stream, i) => Math.floor(ready(stream, i) / 64) * 64));
    if (length === 0) return streams.map(() => 0);
    const taken = streams.map((stream, i) => {
      const take = length - stream.#kept;
      kernel.buffer.set(stream.#rest.subarray(0, stream.#kept), i * stride);
      kernel.buffer.set((data[i] as Uint8Array).subarray(0, take), i * stride + stream.#kept);
      stream.#kept = 0;
      stream.#total += take;
      return take;
    });
    kernel.absorbTogether(
      streams.map((stream) => stream.#state),
      stride,
      length,
    );
    return taken;
  }

  readonly #kernel: Kernel;
  readonly #state: Uint8Array;
  readonly #rest = new Uint8Array(64);
  #kept = 0;
  #total = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#state = kernel.initialState();
  }

  update(data: Uint8Array): StreamingHash {
    const { buffer } = this.#kernel;
    this.#total += data.length;
    let at = 0;
    while (at < data.length) {
      buffer.set(this.#rest.subarray(0, this.#kept));
      const take = Math.min(data.length - at, buffer.length - 64);
      buffer.set(data.subarray(at, at + take), this.#kept);
      const filled = this.#kept + take;
      const whole = filled - (filled % 64);
      this.#kernel.absorb(this.#state, 0, whole);
      this.#rest.set(buffer.subarray(whole, filled));
      this.#kept = filled - whole;
      at += take;
    }
    return this;
  }

  digest(): Uint8Array {
    const digest = this.#kernel.finish(this.#state, this.#rest.subarray(0, this.#kept), this.#total);
    this.#state.fill(0);
    this.#rest.fill(0);
    return digest;
  }
}
