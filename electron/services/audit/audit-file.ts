import { z } from 'zod';
import { frame } from '../../crypto/frame.ts';
import { createSm3, sm3 } from '../../crypto/sm3.ts';
import { fromHex, toHex } from '../../crypto/random.ts';
import { sm2Verify } from '../../crypto/sm2.ts';
import { type Vouched, Trust } from '../../keyring/trust.ts';
import {
  type BreakReason,
  ChainedEntry,
  chainFault,
  type Head,
  headBytes,
  SignedHead,
} from '../../store/audit-chain.ts';
import { AccountId } from '../../../shared/model/ids.ts';

/*
 * The exported log as a file: JSON lines that a stranger can verify without the store (docs/audit-format.md). This
 * file writes none of the application's keys and needs none to verify.
 */

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const id16 = z.string().regex(/^[0-9a-f]{32}$/);
const Key = z.strictObject({
  publicKey: hex,
  certificate: z.strictObject({ signer: z.union([AccountId, z.literal('recovery')]), signature: hex }),
});

const First = z.strictObject({
  format: z.literal('juanzong-audit-2'),
  store: id16,
  /** Hex of the root of trust: its fingerprint has to be known from elsewhere. */
  anchor: hex,
  accounts: z.array(
    z.strictObject({ id: AccountId, login: z.string(), certifies: z.boolean(), keys: z.array(Key).max(64) }),
  ),
  recovery: z.array(
    z.strictObject({ papers: z.number().int(), publicKey: hex, certificate: Key.shape.certificate }),
  ),
});
const Entry = z.strictObject({ entry: z.strictObject(ChainedEntry.shape) });
const HeadLine = z.strictObject({ head: z.strictObject(SignedHead.shape) });
const End = z.strictObject({
  end: z.strictObject({
    from: z.number().int().positive(),
    seq: z.number().int().positive(),
    hash: hex.length(64),
    at: z.iso.datetime(),
    signer: id16,
    /** SM3 of every byte of the file before this line. */
    sm3: hex.length(64),
    signature: hex,
  }),
});
type EndFacts = z.infer<typeof End>['end'];

/** The bytes under the signature that ends an export. */
export function endBytes(store: string, end: Omit<EndFacts, 'signature'>): Uint8Array {
  const { from, seq, hash, at, signer } = end;
  return frame('juanzong/audit/export/1', store, from, seq, bytesOf(hash), at, signer, bytesOf(end.sm3));
}

export interface ExportOptions {
  store: string;
  anchor: string;
  vouched: Vouched;
  entries: Iterable<ChainedEntry>;
  /** Signed heads by the number of their entry. */
  headsOf(seq: number): readonly SignedHead[];
  signer: { accountId: string; sign(bytes: Uint8Array): Uint8Array };
  at: string;
}

/** The lines of an export in pieces of about a thousand; the last ends it with the exporter's signature. */
export async function* exportLines(options: ExportOptions): AsyncGenerator<Uint8Array> {
  const { store, anchor, vouched } = options;
  const digest = createSm3();
  const take = (lines: readonly object[]): Uint8Array => {
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'utf8');
    digest.update(bytes);
    return bytes;
  };
  yield take([First.parse({ format: 'juanzong-audit-2', store, anchor, ...vouched })]);
  let lines: object[] = [];
  let first: ChainedEntry | null = null;
  let last: ChainedEntry | null = null;
  for (const entry of options.entries) {
    first ??= entry;
    last = entry;
    lines.push(Entry.parse({ entry }), ...options.headsOf(entry.seq).map((head) => HeadLine.parse({ head })));
    if (lines.length < 1000) continue;
    yield take(lines);
    lines = [];
    // The window stays awake while a log of years is written.
    await new Promise((resolve) => setImmediate(resolve));
  }
  yield take(lines);
  if (first === null || last === null) return;
  const facts = {
    from: first.seq,
    seq: last.seq,
    hash: last.hash,
    at: options.at,
    signer: options.signer.accountId,
    sm3: toHex(digest.digest()),
  };
  const signature = toHex(options.signer.sign(endBytes(store, facts)));
  yield Buffer.from(`${JSON.stringify({ end: { ...facts, signature } })}\n`, 'utf8');
}

export type FileFault = BreakReason | 'malformed' | 'no_end' | 'bytes' | 'untrusted' | 'root';

export interface FileCheck {
  valid: boolean;
  /** Where it first fails: line of the file (from 1), number of the entry, why. */
  fault: { line: number; seq: number | null; reason: FileFault } | null;
  store: string | null;
  from: number;
  to: number;
  entries: number;
  heads: number;
  /** Who vouches for it, by login, and when. */
  signer: string | null;
  at: string | null;
  /** SM3 of the root of trust: to be compared with the unit's own, known from elsewhere. */
  root: string | null;
}

/**
 * Verifies an export alone: the chain first, the exporter's signature over every byte, then each signed head.
 * @param root the fingerprint that the inspector knows; without it the file's own root is taken on trust
 */
export function verifyFile(bytes: Uint8Array, root?: string): FileCheck {
  const check: FileCheck = {
    valid: false,
    fault: null,
    store: null,
    from: 0,
    to: 0,
    entries: 0,
    heads: 0,
    signer: null,
    at: null,
    root: null,
  };
  const fail = (line: number, reason: FileFault, seq: number | null = null): FileCheck => ({
    ...check,
    fault: { line, seq, reason },
  });
  let head: z.infer<typeof First> | null = null;
  let last: Head | null = null;
  let end: EndFacts | null = null;
  let endAt = 0;
  let number = 0;
  const signed: { line: number; head: SignedHead }[] = [];
  for (const { line, start, text } of linesOf(bytes)) {
    number = line;
    if (text === null || end !== null) return fail(line, 'malformed');
    if (head === null) {
      head = parsed(First, text);
      if (head === null) return fail(line, 'malformed');
      check.store = head.store;
      check.root = toHex(sm3(bytesOf(head.anchor)));
      continue;
    }
    const entry: ChainedEntry | null = parsed(Entry, text)?.entry ?? null;
    if (entry !== null) {
      const fault = chainFault(head.store, entry, last);
      if (fault !== null) return fail(line, fault, entry.seq);
      check.from ||= entry.seq;
      check.to = entry.seq;
      check.entries += 1;
      last = { seq: entry.seq, hash: entry.hash };
      continue;
    }
    const one: SignedHead | null = parsed(HeadLine, text)?.head ?? null;
    if (one !== null) {
      if (one.seq !== last?.seq || one.hash !== last.hash) return fail(line, 'head', one.seq);
      signed.push({ line, head: one });
      continue;
    }
    end = parsed(End, text)?.end ?? null;
    endAt = start;
    if (end === null) return fail(line, 'malformed');
  }
  if (head === null || end === null || last === null) return fail(number, 'no_end');
  if (end.seq !== last.seq || end.hash !== last.hash || end.from !== check.from)
    return fail(number, 'cut', end.seq);
  if (end.sm3 !== toHex(sm3(bytes.subarray(0, endAt)))) return fail(number, 'bytes');
  if (root !== undefined && root !== check.root) return fail(1, 'root');
  const { store, anchor, accounts, recovery } = head;
  const trust = new Trust({ store, accounts, recovery }, anchor);
  const verify = (signer: string, signature: string, framed: Uint8Array): FileFault | null => {
    const keys = trust.accountKeys(signer);
    if (keys.length === 0) return 'untrusted';
    return keys.some((key) => sm2Verify(key, framed, bytesOf(signature))) ? null : 'signature';
  };
  const ended = verify(end.signer, end.signature, endBytes(store, end));
  if (ended !== null) return fail(number, ended, end.seq);
  for (const { line, head: one } of signed) {
    const fault = verify(one.signer, one.signature, headBytes(store, one));
    if (fault !== null) return fail(line, fault, one.seq);
  }
  const signer = accounts.find(({ id }) => id === end.signer)?.login ?? null;
  return { ...check, valid: true, heads: signed.length, signer, at: end.at };
}

/** Each line with its number and place; null where it is no UTF-8 or the last lacks its line feed. */
function* linesOf(bytes: Uint8Array): Generator<{ line: number; start: number; text: string | null }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(10, start);
    let text: string | null = null;
    try {
      if (feed >= 0) text = decoder.decode(bytes.subarray(start, feed));
    } catch {
      // no UTF-8
    }
    yield { line, start, text };
    if (feed < 0) return;
    start = feed + 1;
  }
}

/** A line in exactly the one way it can be written: another spelling of the same values is a change. */
function parsed<S extends z.ZodType>(schema: S, text: string): z.output<S> | null {
  try {
    const found = schema.safeParse(JSON.parse(text));
    return found.success && JSON.stringify(found.data) === text ? found.data : null;
  } catch {
    return null;
  }
}

function bytesOf(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array(0);
}
