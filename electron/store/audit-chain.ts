import { z } from 'zod';
import { AppError } from '../../shared/model/errors.ts';
import { frame } from '../crypto/frame.ts';
import { equalBytes } from '../crypto/random.ts';
import { sm3 } from '../crypto/sm3.ts';

/*
 * The chain of the log, without a database: docs/audit-format.md specifies every byte, and an export is
 * verified with this file alone (E-10).
 */

const hash32 = z.string().regex(/^[0-9a-f]{64}$/);
const id16 = z.string().regex(/^[0-9a-f]{32}$/);
const token = z.string().min(1).max(200);

/** One entry as it is hashed; absent values are null, present texts are never empty. */
export const ChainedEntry = z.object({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  account: id16.nullable(),
  session: token.nullable(),
  channel: token,
  stage: z.enum(['intent', 'result', 'single']),
  outcome: z.enum(['intended', 'ok', 'refused', 'failed', 'cancelled']),
  code: token.nullable(),
  rule: token.nullable(),
  /** E-12: the step of the data's life; null where no data is touched. */
  lifecycle: z
    .enum(['collect', 'store', 'use', 'process', 'transmit', 'provide', 'publish', 'destroy'])
    .nullable(),
  dossier: id16.nullable(),
  intent: z.number().int().positive().nullable(),
  /** SM3 commitment to the details (salted), and SM3 of the blob in which they are sealed. */
  detailsCommit: hash32.nullable(),
  detailsSealed: hash32.nullable(),
  prevHash: hash32,
  hash: hash32,
  /** In an export, where the exporter may open them: `salt` (hex) and the exact JSON `text`. */
  details: z.object({ salt: z.string().regex(/^([0-9a-f]{2})+$/), text: z.string() }).optional(),
});
export type ChainedEntry = z.infer<typeof ChainedEntry>;

export const SignedHead = z.object({
  seq: z.number().int().positive(),
  hash: hash32,
  at: z.iso.datetime(),
  reason: token,
  signer: id16,
  signature: z.string().regex(/^([0-9a-f]{2})+$/),
});
export type SignedHead = z.infer<typeof SignedHead>;

export const AuditExport = z.object({
  format: z.literal('juanzong-audit-1'),
  store: id16,
  entries: z.array(ChainedEntry),
  heads: z.array(SignedHead),
});
/** What an exporting auditor gives away: verifiable without the store and without a key. */
export type AuditExport = z.infer<typeof AuditExport>;

export type BreakReason = 'gap' | 'link' | 'hash' | 'details' | 'head' | 'signature' | 'cut';

export type ChainCheck =
  | { ok: true; checked: number; head: { seq: number; hash: string } | null }
  | { ok: false; brokenAt: number; reason: BreakReason };

/** Checks a signer's signature (DER) over bytes. */
export type VerifySignature = (signer: string, signature: Uint8Array, bytes: Uint8Array) => boolean;

/** What the first entry stands on. */
export function genesisHash(store: string): Uint8Array {
  return sm3(frame('juanzong/audit/genesis/1', store));
}

/** SM3 of an entry over its predecessor; 32 bytes. */
export function entryHash(store: string, entry: Omit<ChainedEntry, 'hash'>): Uint8Array {
  return sm3(entryFrame(store, entry));
}

/** The bytes of an entry that are hashed. The order of the parts is the format. */
export function entryFrame(store: string, entry: Omit<ChainedEntry, 'hash'>): Uint8Array {
  return frame(
    'juanzong/audit/entry/1',
    store,
    entry.seq,
    bytesOf(entry.prevHash),
    entry.at,
    entry.account ?? '',
    entry.session ?? '',
    entry.channel,
    entry.stage,
    entry.outcome,
    entry.code ?? '',
    entry.rule ?? '',
    entry.lifecycle ?? '',
    entry.dossier ?? '',
    entry.intent ?? 0,
    bytesOf(entry.detailsCommit ?? ''),
    bytesOf(entry.detailsSealed ?? ''),
  );
}

/** Commits to the details without telling them: the salt keeps short ones from being guessed. */
export function detailsCommitment(salt: Uint8Array, text: string): Uint8Array {
  return sm3(frame('juanzong/audit/details/1', salt, text));
}

/** The bytes under a head's signature. */
export function headBytes(store: string, head: Omit<SignedHead, 'signature'>): Uint8Array {
  return frame(
    'juanzong/audit/head/1',
    store,
    head.seq,
    bytesOf(head.hash),
    head.at,
    head.reason,
    head.signer,
  );
}

/**
 * Follows a chain. It may begin later than entry 1 (an extract): then its first link is taken on trust and
 * only a signed head vouches for it. `heads` must each be an entry of the chain; signatures are checked where
 * `verify` is given.
 */
export function checkChain(
  store: string,
  entries: Iterable<ChainedEntry>,
  heads: readonly SignedHead[] = [],
  verify?: VerifySignature,
): ChainCheck {
  const awaited = Map.groupBy(heads, (head) => head.seq);
  let last: { seq: number; hash: string } | null = null;
  let checked = 0;
  for (const entry of entries) {
    const fault = chainFault(store, entry, last) ?? headFault(store, entry, awaited.get(entry.seq), verify);
    if (fault !== null) return { ok: false, brokenAt: entry.seq, reason: fault };
    awaited.delete(entry.seq);
    last = { seq: entry.seq, hash: entry.hash };
    checked += 1;
  }
  // A head without its entry: the log was cut after it was signed.
  const orphan = [...awaited.keys()].sort((a, b) => a - b)[0];
  if (orphan !== undefined) return { ok: false, brokenAt: orphan, reason: 'cut' };
  return { ok: true, checked, head: last };
}

/** Verifies an export read from a file: its shape, its chain and its heads. @throws AppError `bad_input`. */
export function verifyExport(input: unknown, verify?: VerifySignature): ChainCheck {
  const parsed = AuditExport.safeParse(input);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new AppError('bad_input', { rule: 'E-10', params: { path }, cause: parsed.error });
  }
  const { store, entries, heads } = parsed.data;
  return checkChain(store, entries, heads, verify);
}

export interface Head {
  seq: number;
  hash: string;
}

/** What is wrong with an entry where it stands, after `last`; null where nothing is. */
export function chainFault(store: string, entry: ChainedEntry, last: Head | null): BreakReason | null {
  if (last !== null && entry.seq !== last.seq + 1) return 'gap';
  if (last !== null && entry.prevHash !== last.hash) return 'link';
  if (entry.seq === 1 && !equalBytes(bytesOf(entry.prevHash), genesisHash(store))) return 'link';
  if (!equalBytes(bytesOf(entry.hash), entryHash(store, entry))) return 'hash';
  const { details, detailsCommit } = entry;
  if (details === undefined) return null;
  const commitment = detailsCommitment(bytesOf(details.salt), details.text);
  return detailsCommit !== null && equalBytes(bytesOf(detailsCommit), commitment) ? null : 'details';
}

function headFault(
  store: string,
  entry: ChainedEntry,
  heads: readonly SignedHead[] | undefined,
  verify: VerifySignature | undefined,
): BreakReason | null {
  for (const head of heads ?? []) {
    if (head.hash !== entry.hash) return 'head';
    if (verify && !verify(head.signer, bytesOf(head.signature), headBytes(store, head))) return 'signature';
  }
  return null;
}

function bytesOf(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}
