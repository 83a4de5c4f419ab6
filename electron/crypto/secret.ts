import { randomFillSync } from 'node:crypto';
import { inspect } from 'node:util';

/**
 * Key material in a Buffer of its own (never from Node's shared pool), zeroed by {@link Secret.destroy}.
 * It never prints: a key in a log line, an error or a JSON reply is a leak.
 */
export class Secret {
  #bytes: Buffer | null;

  /** Copies `bytes`; the caller still owns (and should zero) what it passed. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.alloc(bytes.length);
    this.#bytes.set(bytes);
  }

  /** Copies `bytes` and zeroes them: for the fresh output of a derivation. */
  static take(bytes: Uint8Array): Secret {
    const secret = new Secret(bytes);
    bytes.fill(0);
    return secret;
  }

  /** `length` bytes from the operating system's generator. */
  static random(length = 32): Secret {
    const bytes = Buffer.alloc(length);
    randomFillSync(bytes);
    return Secret.take(bytes);
  }

  /** The live buffer, not a copy: it becomes zeros when the secret is destroyed. */
  get bytes(): Buffer {
    if (this.#bytes === null) throw new Error('secret was destroyed');
    return this.#bytes;
  }

  get length(): number {
    return this.bytes.length;
  }

  get destroyed(): boolean {
    return this.#bytes === null;
  }

  /** An independent copy, for a holder with another life span. */
  clone(): Secret {
    return new Secret(this.bytes);
  }

  /** Zeroes the bytes; harmless when repeated. */
  destroy(): void {
    this.#bytes?.fill(0);
    this.#bytes = null;
  }

  toString(): string {
    return '[Secret]';
  }

  toJSON(): string {
    return '[Secret]';
  }

  [inspect.custom](): string {
    return '[Secret]';
  }
}
