import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/model/errors.ts';
import { DossierId } from '../../../shared/model/ids.ts';
import { KeyPrint, ToldMember } from '../../../shared/model/transfer.ts';
import { Instant } from '../../../shared/model/units.ts';
import { createSm3 } from '../../crypto/sm3.ts';
import {
  ArchivedFile,
  AuditFile,
  HistoryFile,
  OriginFile,
  requirePlain,
} from '../archive/import/archived-files.ts';
import { transferRefused } from './refuse.ts';

/*
 * What lies in the sealed file (docs/transfer-format.md): be32 length and the head as JSON, then the bytes of every file
 * that the head names, in its order. No path is ever made of anything in it.
 */

export const payloadVersion = 1;
/** Larger than any record that people typed; what is larger was made to fill the memory. */
const mostHead = 256 * 1024 * 1024;
const text = z.string().max(4096);
const hex32 = z.string().regex(/^[0-9a-f]{32}$/);

export const TransferHead = z.object({
  format: z.literal('juanzong-transfer'),
  version: z.number().int().positive(),
  from: z.object({ name: text, unit: text }),
  to: z.object({ name: text, print: KeyPrint }),
  purpose: z.string().max(2000),
  at: Instant,
  dossier: DossierId,
  /** The ids that this dossier has had: here first, then where it came from. */
  lineage: z.array(DossierId).min(1).max(1000),
  kind: z.string().max(64),
  title: text,
  number: text,
  /** Nothing of the dossier was left out. */
  whole: z.boolean(),
  files: z.array(ArchivedFile.omit({ path: true, sha512: true })).max(200_000),
  rows: HistoryFile.shape.rows.unwrap(),
  people: z.record(hex32, text),
  history: HistoryFile.shape.history,
  members: z.array(ToldMember).max(10_000),
  audit: AuditFile.shape.audit,
  origin: OriginFile.shape.origin.nullable(),
});
export type TransferHead = z.infer<typeof TransferHead>;
export type SentFile = TransferHead['files'][number];

/** What a file of a payload is compared by. */
type Fingerprinted = Pick<SentFile, 'name' | 'size' | 'sm3' | 'sha256'>;
/** The least that the head of any payload says. */
interface Head {
  format: string;
  files: readonly Fingerprinted[];
}

/** A file that goes out: its line in the head and its bytes. */
export interface Outgoing<F extends Fingerprinted = SentFile> {
  file: F;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The payload as it goes into the envelope. @throws AppError `object_damaged` (G-019), `too_large` */
export async function* payloadOf(
  head: Head,
  files: readonly Outgoing<Fingerprinted>[],
  onBytes: (bytes: number, name: string) => void,
): AsyncGenerator<Uint8Array> {
  const json = new TextEncoder().encode(JSON.stringify(head));
  if (json.length > mostHead) throw new AppError('too_large');
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  yield length;
  yield json;
  for (const { file, open } of files) {
    const check = digests();
    for await (const piece of open()) {
      check.update(piece);
      onBytes(piece.length, file.name);
      yield piece;
    }
    if (!check.fits(file))
      throw new AppError('object_damaged', { rule: 'G-019', params: { name: file.name } });
  }
}

/** How a payload is taken: what its head may be, who gets it, and who gets each file's bytes. */
export interface PayloadTaker<H extends Head> {
  /** @throws AppError `sealed_refused` for a head that is none */
  parse(value: unknown): H;
  onHead(head: H): void;
  take(file: H['files'][number], bytes: AsyncIterable<Uint8Array>): Promise<void>;
}

/**
 * Reads a payload piece by piece. The head comes first; then `take` gets every file with its bytes, which it may leave
 * unread. Each file's size and digests are compared whether it was read or not.
 * @throws AppError `sealed_refused` {reason, path}
 */
export async function readPayload<H extends Head>(
  source: AsyncIterable<Uint8Array>,
  taker: PayloadTaker<H>,
): Promise<void> {
  const input = new Input(source);
  try {
    await readAll(input, taker);
  } finally {
    await input.close();
  }
}

async function readAll<H extends Head>(
  input: Input,
  { parse, onHead, take }: PayloadTaker<H>,
): Promise<void> {
  const length = await input.exactly(4);
  const size = new DataView(length.buffer, length.byteOffset).getUint32(0);
  if (size > mostHead) throw transferRefused('too_large', 'head');
  const head = parse(jsonOf(await input.exactly(size)));
  onHead(head);
  for (const file of head.files) {
    const check = digests();
    const bytes = input.upTo(file.size, (piece) => check.update(piece));
    await take(file, bytes);
    // What was not wanted is read all the same: it has to be what the head says.
    for await (const _ of bytes);
    if (!check.fits(file)) throw transferRefused('inconsistent', file.name);
  }
  if (!(await input.isAtEnd())) throw transferRefused('inconsistent', 'end');
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    requirePlain(value, 0);
    return value;
  } catch (cause) {
    throw transferRefused('malformed', 'head', cause);
  }
}

/** The head of a dossier's transfer. @throws AppError `sealed_refused` {reason, path} */
export function transferHead(value: unknown): TransferHead {
  return headOf(TransferHead, value);
}

/** @throws AppError `sealed_refused`: `newer`, or `malformed` with the place */
export function headOf<H>(shape: z.ZodType<H> & { shape: { format: z.ZodType } }, value: unknown): H {
  const known = z
    .object({ format: shape.shape.format, version: z.number().int().positive() })
    .safeParse(value);
  if (!known.success) throw transferRefused('malformed', 'head', known.error);
  if (known.data.version > payloadVersion) throw transferRefused('newer');
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw transferRefused('malformed', parsed.error.issues[0]?.path.map(String).join('.') ?? '', parsed.error);
}

function digests() {
  const sha256 = createHash('sha256');
  const sm3 = createSm3();
  let size = 0;
  return {
    update(piece: Uint8Array): void {
      sha256.update(piece);
      sm3.update(piece);
      size += piece.length;
    },
    fits: (file: Pick<SentFile, 'size' | 'sm3' | 'sha256'>) =>
      size === file.size &&
      sha256.digest('hex') === file.sha256 &&
      Buffer.from(sm3.digest()).toString('hex') === file.sm3,
  };
}

/** A stream read by counted bytes. */
class Input {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#pieces = source[Symbol.asyncIterator]();
  }

  /** Grows with what comes, never with what a length claims. */
  async exactly(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const piece of this.upTo(length)) parts.push(piece);
    const bytes = Buffer.concat(parts);
    if (bytes.length !== length) throw transferRefused('malformed', 'head');
    return new Uint8Array(bytes);
  }

  async *upTo(length: number, see?: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0 && (await this.#more()); ) {
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      see?.(piece);
      yield piece;
    }
  }

  async isAtEnd(): Promise<boolean> {
    return !(await this.#more());
  }

  /** Whoever stops early closes what it reads from. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #more(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next();
      if (next.done === true) return false;
      this.#rest = next.value;
    }
    return true;
  }
}
