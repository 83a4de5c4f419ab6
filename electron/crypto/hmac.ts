import { SM3_LENGTH, sm3, sm3From, sm3State } from './sm3.ts';

const BLOCK = 64;

/** HMAC (RFC 2104, GB/T 15852.2) with SM3 of the concatenation of `parts`; 32 bytes. */
export function hmacSm3(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  const mac = new HmacSm3(key);
  const tag = mac.tag(...parts);
  mac.destroy();
  return tag;
}

/** HMAC-SM3 with one key for many messages: the two key blocks are hashed once. */
export class HmacSm3 {
  readonly #inner: Uint8Array;
  readonly #outer: Uint8Array;

  constructor(key: Uint8Array) {
    const block = new Uint8Array(BLOCK);
    block.set(key.length > BLOCK ? sm3(key) : key);
    this.#inner = sm3State(block.map((byte) => byte ^ 0x36));
    this.#outer = sm3State(block.map((byte) => byte ^ 0x5c));
    block.fill(0);
  }

  /** The 32-byte tag of the concatenation of `parts` (frame them where the borders matter). */
  tag(...parts: Uint8Array[]): Uint8Array {
    return sm3From(this.#outer, sm3From(this.#inner, ...parts));
  }

  /** Zeroes the key states; the object is useless afterwards. */
  destroy(): void {
    this.#inner.fill(0);
    this.#outer.fill(0);
  }
}

/** Bytes of an HMAC-SM3 tag. */
export const HMAC_LENGTH = SM3_LENGTH;
