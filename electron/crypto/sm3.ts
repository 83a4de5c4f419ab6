import { createHash } from 'node:crypto';
import { createSM3, type IHasher } from 'hash-wasm';

/** Bytes of an SM3 digest. */
export const SM3_LENGTH = 32;

/** A digest fed in pieces; `digest` may be called once. */
export interface StreamingHash {
  update(data: Uint8Array): StreamingHash;
  digest(): Uint8Array;
}

let hasher: IHasher | null = null;
let starting: Promise<void> | null = null;

/** Compiles the SM3 WebAssembly once a thread; everything else here is synchronous after it. */
export function initCrypto(): Promise<void> {
  starting ??= createSM3().then((made) => {
    hasher = made;
  });
  return starting;
}

function engine(): IHasher {
  if (hasher === null) throw new Error('initCrypto() has not finished');
  return hasher;
}

/** SM3 (GB/T 32905) of the concatenation of `parts`; 32 bytes. */
export function sm3(...parts: Uint8Array[]): Uint8Array {
  const sm = engine().init();
  for (const part of parts) sm.update(part);
  return sm.digest('binary');
}

/** A streaming SM3. Any number may be open at once: each carries its state through the one engine. */
export function createSm3(): StreamingHash {
  return new Sm3Stream(engine().init().save());
}

/** The state after `data`: lets HMAC keep its two key blocks instead of hashing them for every message. */
export function sm3State(data: Uint8Array): Uint8Array {
  return engine().init().update(data).save();
}

/** SM3 continued from a state of {@link sm3State}, which stays usable. */
export function sm3From(state: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  const sm = engine().load(state);
  for (const part of parts) sm.update(part);
  return sm.digest('binary');
}

class Sm3Stream implements StreamingHash {
  #state: Uint8Array | null;

  constructor(state: Uint8Array) {
    this.#state = state;
  }

  update(data: Uint8Array): StreamingHash {
    const sm = this.#resume();
    sm.update(data);
    this.#state = sm.save();
    return this;
  }

  digest(): Uint8Array {
    const sm = this.#resume();
    this.#state = null;
    return sm.digest('binary');
  }

  #resume(): IHasher {
    if (this.#state === null) throw new Error('digest() was already called');
    const sm = engine().load(this.#state);
    // The state holds up to 63 bytes of what was hashed.
    this.#state.fill(0);
    return sm;
  }
}

/** SHA-256 of `data`; 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

/** A streaming SHA-256. */
export function createSha256(): StreamingHash {
  const hash = createHash('sha256');
  const stream: StreamingHash = {
    update(data) {
      hash.update(data);
      return stream;
    },
    digest: () => new Uint8Array(hash.digest()),
  };
  return stream;
}
