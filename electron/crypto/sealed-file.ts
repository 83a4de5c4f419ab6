import { AppError } from '../../shared/model/errors.ts';
import type { SealedRefusal } from '../../shared/text/transfer-refusals.ts';
import { frame } from './frame.ts';
import { hkdfSm3 } from './hkdf.ts';
import { HMAC_LENGTH, HmacSm3 } from './hmac.ts';
import { Kernel, kernelWorks } from './kernel/kernel.ts';
import { equalBytes, randomBytes, toHex } from './random.ts';
import { openBytes, SEAL_OVERHEAD, sealBytes } from './seal.ts';
import { Secret } from './secret.ts';
import { isSm2PublicKey, SM2_PUBLIC_LENGTH, sm2Verify, sm2Wrap } from './sm2.ts';
import { createSm3, initCrypto, sm3 } from './sm3.ts';
import { sm4Ctr } from './sm4-ctr.ts';

/**
 * One sealed file to one SM2 public key (docs/transfer-format.md): a header with the wrapped key, chunks of SM4-CTR with
 * HMAC-SM3 each, and the sender's signature over it all. Pure: bytes in, bytes out, in pieces; the memory stays the
 * same whatever the size.
 */
export const SEALED_VERSION = 1;
const SUITE = 1;
/** Bytes of plaintext a chunk. */
export const SEALED_CHUNK = 64 * 1024;
// As PNG's: a transfer that strips the eighth bit or translates line ends breaks it visibly.
const MAGIC = Uint8Array.of(0x89, 0x4a, 0x5a, 0x58, 0x0d, 0x0a, 0x1a, 0x0a);
const FIXED = 66;
const LONGEST_WRAP = 256;
const LONGEST_SIGNATURE = 80;
const LAST = 0x8000_0000;
/** 64 PiB: what a number counts exactly, by far. */
const MOST_CHUNKS = 2 ** 40;

/** Who seals: the signature says so, and nobody else can make it. */
export interface SealedSender {
  publicKey: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

/** Whom it is for. `unwrap` opens an SM2 wrap of 32 bytes, @throws AppError `object_damaged`. */
export interface SealedRecipient {
  publicKey: Uint8Array;
  unwrap(wrap: Uint8Array): Secret;
}

export interface SealedFacts {
  /** Lower-case hex of the file's random id: a file that came twice has it twice. */
  id: string;
  /** The SM2 public key (65 bytes) whose owner signed the whole file. */
  sender: Uint8Array;
  /** Bytes of plaintext. */
  bytes: number;
}

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Seals `source` to a public key, piece by piece. Every call has a fresh id and key.
 * @throws AppError `object_damaged` for a recipient's key that is none, `cancelled` when the signal fires
 */
export async function* sealToKey(
  recipient: Uint8Array,
  sender: SealedSender,
  source: Bytes,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  await initCrypto();
  const key = Secret.random();
  const id = randomBytes(16);
  const header = headerOf(id, recipient, sm2Wrap(recipient, key));
  const line = new Line(key, header);
  key.destroy();
  try {
    yield header;
    const held = new Uint8Array(SEALED_CHUNK);
    let filled = 0;
    for await (const piece of source) {
      for (let at = 0; at < piece.length; ) {
        // Sealed only when more follows: the last chunk says that it is the last.
        if (filled === SEALED_CHUNK) {
          stop(signal);
          yield line.seal(held, false);
          filled = 0;
        }
        const took = Math.min(SEALED_CHUNK - filled, piece.length - at);
        held.set(piece.subarray(at, at + took), filled);
        filled += took;
        at += took;
      }
    }
    stop(signal);
    yield line.seal(held.subarray(0, filled), true);
    const signature = sender.sign(line.statement(sm3(recipient)));
    yield line.end(sender.publicKey, signature);
  } finally {
    line.destroy();
  }
}

/**
 * Opens what {@link sealToKey} made. Each piece was authenticated before it is given, but only the end says that the
 * file is whole and who sent it: do nothing lasting with the pieces before {@link SealedReader.facts} answers.
 */
export class SealedReader {
  readonly #recipient: SealedRecipient;
  readonly #input: Input;
  #facts: SealedFacts | null = null;

  constructor(recipient: SealedRecipient, source: Bytes) {
    this.#recipient = recipient;
    this.#input = new Input(source);
  }

  /** Who sent it and how much it was. @throws Error before {@link pieces} has come to its end */
  get facts(): SealedFacts {
    if (this.#facts === null) throw new Error('the sealed file was not read to its end');
    return this.#facts;
  }

  /** The plaintext. @throws AppError `sealed_refused` {reason}, `cancelled` */
  async *pieces(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    await initCrypto();
    let line: Line | null = null;
    try {
      const { header, key } = await this.#open();
      line = new Line(key, header);
      key.destroy();
      let bytes = 0;
      for (let last = false; !last; ) {
        stop(signal);
        const head = await this.#input.take(4);
        const said = new DataView(head.buffer, head.byteOffset).getUint32(0);
        last = said >= LAST;
        const length = last ? said - LAST : said;
        const empty = length === 0 && !(last && line.chunks === 0);
        if (length > SEALED_CHUNK || empty || (!last && length !== SEALED_CHUNK)) throw refused('damaged');
        const body = await this.#input.take(length + HMAC_LENGTH);
        const plain = line.open(head, body.subarray(0, length), body.subarray(length));
        bytes += plain.length;
        if (plain.length > 0) yield plain;
      }
      const sender = await this.#end(line, header);
      this.#facts = { id: toHex(header.subarray(16, 32)), sender, bytes };
    } finally {
      line?.destroy();
      await this.#input.close();
    }
  }

  async #open(): Promise<{ header: Uint8Array; key: Secret }> {
    const fixed = await this.#input.take(FIXED, 'foreign');
    const view = new DataView(fixed.buffer, fixed.byteOffset);
    if (!equalBytes(fixed.subarray(0, 8), MAGIC)) throw refused('foreign');
    if (view.getUint16(8) > SEALED_VERSION) throw refused('newer');
    const plain = view.getUint16(8) === SEALED_VERSION && view.getUint16(10) === SUITE;
    const length = view.getUint16(64);
    if (!plain || view.getUint32(12) !== SEALED_CHUNK || length === 0 || length > LONGEST_WRAP)
      throw refused('damaged');
    if (!equalBytes(fixed.subarray(32, 64), sm3(this.#recipient.publicKey))) throw refused('other_recipient');
    const wrap = await this.#input.take(length);
    try {
      return { header: Buffer.concat([fixed, wrap]), key: this.#recipient.unwrap(wrap) };
    } catch (cause) {
      throw refused('damaged', cause);
    }
  }

  /** The signature at the end, with nothing behind it; answers the sender's key. */
  async #end(line: Line, header: Uint8Array): Promise<Uint8Array> {
    const head = await this.#input.take(2);
    const length = new DataView(head.buffer, head.byteOffset).getUint16(0);
    if (length < SEAL_OVERHEAD || length > SEAL_OVERHEAD + SM2_PUBLIC_LENGTH + LONGEST_SIGNATURE)
      throw refused('damaged');
    const said = line.opened(await this.#input.take(length));
    if (!(await this.#input.isAtEnd())) throw refused('trailing');
    const sender = said.slice(0, SM2_PUBLIC_LENGTH);
    const statement = line.statement(header.slice(32, 64));
    if (!isSm2PublicKey(sender) || !sm2Verify(sender, statement, said.subarray(SM2_PUBLIC_LENGTH)))
      throw refused('signature');
    return sender;
  }
}

/** `magic | version | suite | chunk | id | SM3 of the recipient's key | length of the wrap | wrap`. */
function headerOf(id: Uint8Array, recipient: Uint8Array, wrap: Uint8Array): Uint8Array {
  const header = new Uint8Array(FIXED + wrap.length);
  const view = new DataView(header.buffer);
  header.set(MAGIC);
  view.setUint16(8, SEALED_VERSION);
  view.setUint16(10, SUITE);
  view.setUint32(12, SEALED_CHUNK);
  header.set(id, 16);
  header.set(sm3(recipient), 32);
  view.setUint16(64, wrap.length);
  header.set(wrap, FIXED);
  return header;
}

/** The chunks of one file in their order. Every key follows from the header, so a changed header opens nothing. */
class Line {
  readonly #okm: Uint8Array;
  readonly #mac: HmacSm3;
  readonly #header: Uint8Array;
  /** SM3 over every tag so far: what the signature at the end stands for. */
  readonly #tags = createSm3();
  readonly #kernel: Kernel | null = kernelWorks() ? new Kernel(SEALED_CHUNK) : null;
  #digest: Uint8Array | null = null;
  #bytes = 0;
  chunks = 0;

  constructor(key: Secret, header: Uint8Array) {
    this.#header = sm3(header);
    this.#okm = hkdfSm3(key.bytes, this.#header, 'juanzong/sealed-file/1', 80);
    this.#mac = new HmacSm3(this.#okm.subarray(16, 48));
    this.#kernel?.setKey(this.#okm.subarray(0, 16));
  }

  seal(plain: Uint8Array, last: boolean): Uint8Array {
    const out = new Uint8Array(4 + plain.length + HMAC_LENGTH);
    new DataView(out.buffer).setUint32(0, plain.length + (last ? LAST : 0));
    out.set(this.#ctr(plain), 4);
    const body = out.subarray(4, 4 + plain.length);
    const tag = this.#tag(out.subarray(0, 4), body);
    plain.fill(0);
    out.set(tag, 4 + body.length);
    this.#count(tag, body.length);
    return out;
  }

  /** @throws AppError `sealed_refused` before a byte of the chunk is deciphered */
  open(head: Uint8Array, body: Uint8Array, tag: Uint8Array): Uint8Array {
    if (this.chunks >= MOST_CHUNKS || !equalBytes(this.#tag(head, body), tag)) throw refused('damaged');
    const plain = this.#ctr(body);
    this.#count(tag, body.length);
    return plain;
  }

  /** What the sender signs: the file's header, its recipient, its size and every tag. */
  statement(recipient: Uint8Array): Uint8Array {
    this.#digest ??= this.#tags.digest();
    return frame(
      'juanzong/sealed-file/1',
      this.#header,
      recipient,
      this.chunks,
      this.#bytes,
      Uint8Array.from(this.#digest),
    );
  }

  end(sender: Uint8Array, signature: Uint8Array): Uint8Array {
    const said = sealBytes(this.#okm.subarray(48), this.#endAad(), Buffer.concat([sender, signature]));
    const out = new Uint8Array(2 + said.length);
    new DataView(out.buffer).setUint16(0, said.length);
    out.set(said, 2);
    return out;
  }

  opened(said: Uint8Array): Uint8Array {
    try {
      return openBytes(this.#okm.subarray(48), this.#endAad(), said);
    } catch (cause) {
      throw refused('damaged', cause);
    }
  }

  destroy(): void {
    this.#okm.fill(0);
    this.#mac.destroy();
    this.#kernel?.forget();
  }

  #endAad(): Uint8Array {
    return frame('juanzong/sealed-file/1/end', this.#header, this.chunks, this.#bytes);
  }

  #count(tag: Uint8Array, length: number): void {
    this.#tags.update(tag);
    this.chunks += 1;
    this.#bytes += length;
  }

  #tag(head: Uint8Array, body: Uint8Array): Uint8Array {
    return this.#mac.tag(indexOf(this.chunks), head, body);
  }

  /** The counter's upper half is the chunk's index: 4096 blocks never reach it. */
  #ctr(bytes: Uint8Array): Uint8Array {
    const iv = new Uint8Array(16);
    iv.set(indexOf(this.chunks));
    if (this.#kernel === null) return sm4Ctr(this.#okm.subarray(0, 16), iv, bytes);
    if (bytes.length === 0) return new Uint8Array(0);
    this.#kernel.buffer.set(bytes);
    this.#kernel.ctr(iv, 0, bytes.length);
    return this.#kernel.buffer.slice(0, bytes.length);
  }
}

function indexOf(chunk: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(chunk));
  return bytes;
}

/** Exactly so many bytes of a stream of pieces; never more than one chunk is held. */
class Input {
  readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(source: Bytes) {
    this.#pieces =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  async take(length: number, short: SealedRefusal = 'cut'): Promise<Uint8Array> {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      if (this.#rest.length === 0 && !(await this.#more())) throw refused(short);
      const took = Math.min(length - at, this.#rest.length);
      out.set(this.#rest.subarray(0, took), at);
      this.#rest = this.#rest.subarray(took);
      at += took;
    }
    return out;
  }

  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#more());
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #more(): Promise<boolean> {
    for (;;) {
      const next = await this.#pieces.next();
      if (next.done === true) return false;
      // The source may fill the same memory again.
      this.#rest = Uint8Array.from(next.value);
      if (this.#rest.length > 0) return true;
    }
  }
}

function stop(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled');
}

function refused(reason: SealedRefusal, cause?: unknown): AppError {
  return new AppError('sealed_refused', { rule: 'E-11', params: { reason }, cause });
}
