import { kernelBase64 } from './kernel.generated.ts';

/** Bytes of an SM3 state (eight words) as the kernel keeps it. */
export const STATE_LENGTH = 32;
/** One block of SM3. */
const BLOCK = 64;
const DIGEST = 32;
/** Chunks that one call of {@link Kernel.hmacMany} takes at most. */
const MOST_MESSAGES = 64;

// The caller's part of the memory begins with places for small arguments.
const KEY = 0;
const COUNTER = 16;
const STATE = 64;
const INNER = 128;
const OUTER = 160;
const SMALL = 192;
const HEADERS = 512;
const TAGS = HEADERS + MOST_MESSAGES * BLOCK;
const BUFFER = 8192;

/** What is used of the engine's `WebAssembly`, whose types come only with those of a browser. */
interface Engine {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: Exports };
}

const engine = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;

interface Exports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  DATA: { readonly value: number };
  sm4SetKey(key: number): void;
  sm4Forget(): void;
  sm4Ctr(iv: number, data: number, length: number): void;
  sm3Blocks(state: number, data: number, blocks: number): void;
  sm3BlocksFour(states: number, data: number, stride: number, blocks: number): void;
  sm3Finish(state: number, from: number, rest: number, total: bigint, out: number): void;
  hmacMany(
    inner: number,
    outer: number,
    headers: number,
    data: number,
    stride: number,
    length: number,
    count: number,
    out: number,
  ): void;
  pbkdf2Rounds(inner: number, outer: number, first: number, rounds: number): void;
  hmacForget(): void;
}

/** The two states of an HMAC key, 32 bytes each: after its inner and its outer block. */
export interface MacStates {
  inner: Uint8Array;
  outer: Uint8Array;
}

/** The words that SM3 begins with, as bytes of the kernel's memory (little-endian words). */
const INITIAL = new Uint8Array(
  Uint32Array.of(
    0x7380166f,
    0x4914b2b9,
    0x172442d7,
    0xda8a0600,
    0xa96f30bc,
    0x163138aa,
    0xe38dee4d,
    0xb0fb0e4e,
  ).buffer,
);

let bytes: Uint8Array<ArrayBuffer> | null = null;
let module: object | null = null;

function binary(): Uint8Array<ArrayBuffer> {
  bytes ??= Uint8Array.from(Buffer.from(kernelBase64, 'base64'));
  return bytes;
}

/** Whether this machine's WebAssembly has the 128-bit vectors that the kernel is written in. */
export function kernelWorks(): boolean {
  return engine.validate(binary());
}

/**
 * SM4-CTR, SM3, HMAC-SM3 and PBKDF2 over a buffer of their own: bitsliced, without a table or a branch that depends
 * on a secret. One instance belongs to one thread and one task at a time; its memory is never shared. Fill
 * {@link Kernel.buffer}, call, read it back. One call works through a few megabytes at most: code that runs for
 * long in a single call is not replaced by its optimised form meanwhile.
 */
export class Kernel {
  readonly #of: Exports;
  readonly #base: number;
  readonly #memory: Uint8Array;
  /** The working buffer: its offsets are those of every call. */
  readonly buffer: Uint8Array;

  /** @param size bytes of the working buffer. @throws a CompileError where {@link kernelWorks} is false */
  constructor(size: number) {
    module ??= new engine.Module(binary());
    this.#of = new engine.Instance(module).exports;
    this.#base = this.#of.DATA.value;
    const { memory } = this.#of;
    const missing = this.#base + BUFFER + size - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
    this.#memory = new Uint8Array(memory.buffer, this.#base);
    this.buffer = this.#memory.subarray(BUFFER, BUFFER + size);
  }

  /** Expands an SM4 key of 16 bytes; it stays until the next one or {@link forget}. */
  setKey(key: Uint8Array): void {
    this.#memory.set(key.subarray(0, 16), KEY);
    this.#of.sm4SetKey(this.#base + KEY);
    this.#memory.fill(0, KEY, KEY + 16);
  }

  /** SM4-CTR over `length` bytes of the buffer from `at`, in place, from a 128-bit big-endian counter. */
  ctr(iv: Uint8Array, at: number, length: number): void {
    this.#inside(at, length);
    this.#memory.set(iv.subarray(0, 16), COUNTER);
    this.#of.sm4Ctr(this.#base + COUNTER, this.#base + BUFFER + at, length);
  }

  /** The state that SM3 begins with; a copy. */
  initialState(): Uint8Array {
    return Uint8Array.from(INITIAL);
  }

  /** Absorbs `length` bytes of the buffer (a multiple of 64) into `state`, which is changed. */
  absorb(state: Uint8Array, at: number, length: number): void {
    this.#inside(at, length);
    if (length % BLOCK !== 0) throw new RangeError('kernel: whole blocks');
    this.#memory.set(state, STATE);
    this.#of.sm3Blocks(this.#base + STATE, this.#base + BUFFER + at, length / BLOCK);
    state.set(this.#memory.subarray(STATE, STATE + STATE_LENGTH));
  }

  /**
   * Absorbs `length` bytes (a multiple of 64) of each of two to four messages into their states, which are changed; the
   * messages stand `stride` bytes apart in the buffer, from its beginning. Four take little longer than two.
   */
  absorbTogether(states: readonly Uint8Array[], stride: number, length: number): void {
    this.#inside(0, stride * 3 + length);
    if (length % BLOCK !== 0 || states.length > 4) throw new RangeError('kernel: whole blocks of four');
    states.forEach((state, lane) => this.#memory.set(state, HEADERS + lane * STATE_LENGTH));
    this.#of.sm3BlocksFour(this.#base + HEADERS, this.#base + BUFFER, stride, length / BLOCK);
    states.forEach((state, lane) => {
      const at = HEADERS + lane * STATE_LENGTH;
      state.set(this.#memory.subarray(at, at + STATE_LENGTH));
    });
    this.#memory.fill(0, HEADERS, HEADERS + 4 * STATE_LENGTH);
  }

  /** The digest after the last `rest` bytes (< 64), of a message of `total` bytes in all. */
  finish(state: Uint8Array, rest: Uint8Array, total: number): Uint8Array {
    if (rest.length >= BLOCK) throw new RangeError('kernel: rest');
    this.#memory.set(state, STATE);
    this.#memory.set(rest, SMALL);
    const at = this.#base;
    this.#of.sm3Finish(at + STATE, at + SMALL, rest.length, BigInt(total), at + TAGS);
    this.#memory.fill(0, STATE, SMALL + BLOCK);
    return this.#memory.slice(TAGS, TAGS + DIGEST);
  }

  /** The two states of an HMAC-SM3 key of at most 64 bytes. */
  macStates(key: Uint8Array): MacStates {
    if (key.length > BLOCK) throw new RangeError('kernel: mac key');
    const of = (pad: number): Uint8Array => {
      const block = new Uint8Array(BLOCK);
      block.set(key);
      for (let i = 0; i < BLOCK; i += 1) block[i] = (block[i] as number) ^ pad;
      this.#memory.set(INITIAL, STATE);
      this.#memory.set(block, SMALL);
      this.#of.sm3Blocks(this.#base + STATE, this.#base + SMALL, 1);
      block.fill(0);
      this.#memory.fill(0, SMALL, SMALL + BLOCK);
      return this.#memory.slice(STATE, STATE + STATE_LENGTH);
    };
    return { inner: of(0x36), outer: of(0x5c) };
  }

  /**
   * HMAC-SM3 tags (32 bytes each) of messages of one length that stand one behind another in the buffer, each after
   * a header of 64 bytes of its own; four are worked on at a time.
   * @param headers 64 bytes a message
   */
  hmacMany(mac: MacStates, headers: Uint8Array, at: number, length: number): Uint8Array {
    const count = headers.length / BLOCK;
    if (!Number.isInteger(count) || count > MOST_MESSAGES) throw new RangeError('kernel: headers');
    this.#inside(at, length * count);
    this.#memory.set(mac.inner, INNER);
    this.#memory.set(mac.outer, OUTER);
    this.#memory.set(headers, HEADERS);
    const base = this.#base;
    const data = base + BUFFER + at;
    this.#of.hmacMany(base + INNER, base + OUTER, base + HEADERS, data, length, length, count, base + TAGS);
    return this.#memory.slice(TAGS, TAGS + count * DIGEST);
  }

  /** HMAC-SM3 of bytes of the buffer. */
  hmac(mac: MacStates, at: number, length: number): Uint8Array {
    const state = Uint8Array.from(mac.inner);
    const whole = length - (length % BLOCK);
    this.absorb(state, at, whole);
    const inner = this.finish(state, this.buffer.subarray(at + whole, at + length), BLOCK + length);
    state.set(mac.outer);
    const tag = this.finish(state, inner, BLOCK + DIGEST);
    state.fill(0);
    return tag;
  }

  /** PBKDF2-HMAC-SM3 (RFC 8018): `length` bytes from a password of at most 64 bytes and a salt. */
  pbkdf2(password: Uint8Array, salt: Uint8Array, rounds: number, length: number): Uint8Array {
    if (salt.length + 4 > this.buffer.length) throw new RangeError('kernel: salt');
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > 0xffff_ffff)
      throw new RangeError('kernel: rounds');
    const mac = this.macStates(password);
    const out = new Uint8Array(Math.ceil(length / DIGEST) * DIGEST);
    for (let block = 1; (block - 1) * DIGEST < length; block += 1) {
      this.buffer.set(salt);
      new DataView(this.buffer.buffer, this.buffer.byteOffset).setUint32(salt.length, block);
      const first = this.hmac(mac, 0, salt.length + 4);
      this.#memory.set(mac.inner, INNER);
      this.#memory.set(mac.outer, OUTER);
      this.#memory.set(first, SMALL);
      this.#of.pbkdf2Rounds(this.#base + INNER, this.#base + OUTER, this.#base + SMALL, rounds);
      out.set(this.#memory.subarray(SMALL, SMALL + DIGEST), (block - 1) * DIGEST);
    }
    mac.inner.fill(0);
    mac.outer.fill(0);
    this.forget();
    return out.slice(0, length);
  }

  /** Wipes round keys and states; the buffer stays. */
  forgetKeys(): void {
    this.#of.sm4Forget();
    this.#of.hmacForget();
    this.#memory.fill(0, 0, HEADERS);
  }

  /** Wipes keys, states and the buffer. */
  forget(): void {
    this.forgetKeys();
    this.#memory.fill(0);
  }

  #inside(at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > this.buffer.length) throw new RangeError('kernel: range');
  }
}
