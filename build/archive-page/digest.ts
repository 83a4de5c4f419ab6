/*
 * SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016), fed in pieces, in plain JavaScript: a page opened from a disc has no
 * WebAssembly file to load and no streaming digest of the browser to ask.
 */

/** One block's work on the state: both algorithms share their padding and their 64-byte blocks. */
type Compress = (state: Uint32Array, block: DataView, at: number, words: Uint32Array) => void;

const rotl = (x: number, n: number): number => (x << n) | (x >>> (32 - n));

/** A digest fed in pieces; `hex` ends it. */
export class Digest {
  readonly #state: Uint32Array;
  readonly #compress: Compress;
  readonly #words = new Uint32Array(132);
  readonly #rest = new Uint8Array(64);
  #held = 0;
  #length = 0;

  constructor(start: readonly number[], compress: Compress) {
    this.#state = Uint32Array.from(start);
    this.#compress = compress;
  }

  update(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(64 - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < 64) return this;
      this.#block(new DataView(this.#rest.buffer), 0);
      this.#held = 0;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; at + 64 <= bytes.length; at += 64) this.#block(view, at);
    this.#rest.set(bytes.subarray(at), 0);
    this.#held = bytes.length - at;
    return this;
  }

  /** The digest in lower-case hex. */
  hex(): string {
    const bits = BigInt(this.#length) * 8n;
    const tail = new Uint8Array(this.#held < 56 ? 64 : 128);
    tail.set(this.#rest.subarray(0, this.#held));
    tail[this.#held] = 0x80;
    const view = new DataView(tail.buffer);
    view.setBigUint64(tail.length - 8, bits);
    for (let at = 0; at < tail.length; at += 64) this.#block(view, at);
    return [...this.#state].map((word) => word.toString(16).padStart(8, '0')).join('');
  }

  #block(view: DataView, at: number): void {
    this.#compress(this.#state, view, at, this.#words);
  }
}

/** Fractional parts of the cube roots of the first 64 primes, and of the square roots of the first eight. */
function fractions(root: (n: number) => number, count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (prime) found.push(Math.floor((root(n) % 1) * 2 ** 32));
  }
  return found;
}

const sha256Rounds = Uint32Array.from(fractions(Math.cbrt, 64));
const sha256Start = fractions(Math.sqrt, 8);

function sha256Block(state: Uint32Array, block: DataView, at: number, w: Uint32Array): void {
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = rotl(x, 25) ^ rotl(x, 14) ^ (x >>> 3);
    const s1 = rotl(y, 15) ^ rotl(y, 13) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const s1 = rotl(e, 26) ^ rotl(e, 21) ^ rotl(e, 7);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (sha256Rounds[i] as number) + (w[i] as number)) | 0;
    const s0 = rotl(a, 30) ^ rotl(a, 19) ^ rotl(a, 10);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  add(state, a, b, c, d, e, f, g, h);
}

type Eight = [number, number, number, number, number, number, number, number];

function add(state: Uint32Array, ...more: Eight): void {
  for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (more[i] as number);
}

const sm3Start = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];
/** `T_j <<< (j mod 32)` of every round. */
const sm3Rounds = Int32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

function sm3Block(state: Uint32Array, block: DataView, at: number, w: Uint32Array): void {
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(at + i * 4);
  for (let i = 16; i < 68; i++) {
    const x = (w[i - 16] as number) ^ (w[i - 9] as number) ^ rotl(w[i - 3] as number, 15);
    w[i] = x ^ rotl(x, 15) ^ rotl(x, 23) ^ rotl(w[i - 13] as number, 7) ^ (w[i - 6] as number);
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const a12 = rotl(a, 12);
    const ss1 = rotl((a12 + e + (sm3Rounds[i] as number)) | 0, 7);
    const early = i < 16;
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const w1 = (w[i] as number) ^ (w[i + 4] as number);
    const t1 = (ff + d + (ss1 ^ a12) + w1) | 0;
    const t2 = (gg + h + ss1 + (w[i] as number)) | 0;
    d = c;
    c = rotl(b, 9);
    b = a;
    a = t1;
    h = g;
    g = rotl(f, 19);
    f = e;
    e = t2 ^ rotl(t2, 9) ^ rotl(t2, 17);
  }
  const next: Eight = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i] as number) ^ (next[i] as number);
}

export const sha256 = (): Digest => new Digest(sha256Start, sha256Block);
export const sm3 = (): Digest => new Digest(sm3Start, sm3Block);
