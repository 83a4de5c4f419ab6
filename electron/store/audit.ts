import { and, asc, desc, eq, gte, lt, lte } from 'drizzle-orm';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { fromHex, randomBytes, toHex } from '../crypto/random.ts';
import { sm3 } from '../crypto/sm3.ts';
import {
  type AuditExport,
  type BreakReason,
  type ChainCheck,
  type ChainedEntry,
  checkChain,
  detailsCommitment,
  entryHash,
  genesisHash,
  headBytes,
  type SignedHead,
  type VerifySignature,
} from './audit-chain.ts';
import type { Ground } from './repository.ts';
import { asBuffer, openAt, sealAt } from './sealing.ts';
import { audit as log, auditHead } from './schema.ts';

/** What happened. No field but `details` may carry what a person typed: the rest is readable in the store. */
export interface AuditEntry {
  at: string;
  account?: AccountId | null;
  session?: string | null;
  channel: string;
  stage: ChainedEntry['stage'];
  outcome: ChainedEntry['outcome'];
  code?: string | null;
  rule?: string | null;
  /** E-12. */
  lifecycle?: ChainedEntry['lifecycle'];
  dossier?: DossierId | null;
  /** On a result: the `seq` of its intent. */
  intent?: number | null;
  /** Any JSON; sealed under the dossier's key where the session holds it, else under the store's. */
  details?: unknown;
}

export interface AuditRow extends Required<AuditEntry> {
  seq: number;
  hash: string;
  /** True where there are details that this session cannot open. */
  detailsClosed: boolean;
}

export interface Head {
  seq: number;
  hash: string;
}

/** Signs for an account: `OpenKeyring` fits. */
export interface HeadSigner {
  accountId: AccountId;
  sign(bytes: Uint8Array): Uint8Array;
}

export interface Audit {
  /** Appends in the open transaction, or in one of its own; durable with it. */
  append(entry: AuditEntry): Head;
  /** Newest first; `before` is a `seq`. */
  list(page: { before?: number; limit: number; dossier?: DossierId }): AuditRow[];
  head(): Head | null;
  /**
   * Follows the whole live log and its signed heads. `fromHead` is one kept elsewhere (keyring, backup,
   * printed report): without its entry the log was cut.
   */
  verifyChain(
    fromHead?: Head | null,
    verify?: VerifySignature,
  ): { ok: true; head: Head | null; checked: number } | { ok: false; brokenAt: number; reason: BreakReason };
  /** Signs the last entry; null while the log is empty. */
  sign(reason: string, signer: HeadSigner, at: string): SignedHead | null;
  heads(): SignedHead[];
  /** Entries and heads for an inspector (E-10); `openDetails` discloses what this session may open. */
  export(range?: { from?: number; to?: number; openDetails?: boolean }): AuditExport;
}

type StoredRow = typeof log.$inferSelect;

const saltLength = 32;

/** E-10: the log that only grows. */
export function audit(ground: Ground): Audit {
  const { db, store, within } = ground;
  const head = (): Head | null => {
    const last = db.select({ seq: log.seq, hash: log.hash }).from(log).orderBy(desc(log.seq)).limit(1).get();
    return last === undefined ? null : { seq: last.seq, hash: toHex(last.hash) };
  };
  const heads = () => db.select().from(auditHead).orderBy(asc(auditHead.id)).all().map(toHead);
  return {
    append: (entry) => within(() => append(ground, head(), entry)),
    list({ before, limit, dossier }) {
      const where = and(
        before === undefined ? undefined : lt(log.seq, before),
        dossier === undefined ? undefined : eq(log.dossier, dossier),
      );
      const rows = db.select().from(log).where(where).orderBy(desc(log.seq)).limit(limit).all();
      return rows.map((row) => toAuditRow(ground, row));
    },
    head,
    verifyChain(fromHead, verify) {
      const check = checkLive(store, entriesOf(ground), heads(), verify);
      if (!check.ok || fromHead == null) return check;
      const kept = db.select({ hash: log.hash }).from(log).where(eq(log.seq, fromHead.seq)).get();
      if (kept === undefined) return { ok: false, brokenAt: (check.head?.seq ?? 0) + 1, reason: 'cut' };
      return toHex(kept.hash) === fromHead.hash
        ? check
        : { ok: false, brokenAt: fromHead.seq, reason: 'head' };
    },
    sign: (reason, signer, at) =>
      within(() => {
        const last = head();
        if (last === null) return null;
        const unsigned = { ...last, at, reason, signer: signer.accountId };
        const signature = signer.sign(headBytes(store, unsigned));
        const hash = asBuffer(hexBytes(last.hash));
        db.insert(auditHead)
          .values({ ...unsigned, hash, signature: asBuffer(signature) })
          .run();
        return { ...unsigned, signature: toHex(signature) };
      }),
    heads,
    export({ from = 1, to = Number.MAX_SAFE_INTEGER, openDetails = false } = {}) {
      const entries = [...entriesOf(ground, { from, to, openDetails })];
      const within = heads().filter((signed) => signed.seq >= from && signed.seq <= to);
      return { format: 'juanzong-audit-1', store, entries, heads: within };
    },
  };
}

function append(ground: Ground, last: Head | null, entry: AuditEntry): Head {
  const seq = (last?.seq ?? 0) + 1;
  const prevHash = last === null ? genesisHash(ground.store) : hexBytes(last.hash);
  const details = entry.details === undefined ? null : sealDetails(ground, seq, entry);
  const columns = {
    seq,
    at: entry.at,
    // Absent and empty are one in the chain's format.
    account: entry.account || null,
    session: entry.session || null,
    channel: entry.channel,
    stage: entry.stage,
    outcome: entry.outcome,
    code: entry.code || null,
    rule: entry.rule || null,
    lifecycle: entry.lifecycle ?? null,
    dossier: entry.dossier || null,
    intent: entry.intent ?? null,
  };
  const hash = entryHash(ground.store, {
    ...columns,
    prevHash: toHex(prevHash),
    detailsCommit: details && toHex(details.commit),
    detailsSealed: details && toHex(sm3(details.sealed)),
  });
  ground.db
    .insert(log)
    .values({
      ...columns,
      detailsEpoch: details?.epoch ?? null,
      detailsSealed: details?.sealed ?? null,
      detailsCommit: details && asBuffer(details.commit),
      prevHash: asBuffer(prevHash),
      hash: asBuffer(hash),
    })
    .run();
  return { seq, hash: toHex(hash) };
}

function sealDetails(ground: Ground, seq: number, entry: AuditEntry) {
  const salt = randomBytes(saltLength);
  const text = JSON.stringify(entry.details) ?? 'null';
  const dossierKey = entry.dossier ? held(() => ground.keys().current(entry.dossier as DossierId)) : null;
  const epoch = dossierKey?.epoch ?? -ground.storeKeys.epoch;
  const key = dossierKey?.key ?? ground.storeKeys.current();
  const plain = Buffer.concat([salt, Buffer.from(text, 'utf8')]);
  const sealed = sealAt(key.bytes, detailsPlace(ground.store, entry.dossier || null, seq, epoch), plain);
  plain.fill(0);
  return { epoch, sealed, commit: detailsCommitment(salt, text) };
}

/** Salt and exact text; null where this session holds no key for them. */
function openDetails(ground: Ground, row: StoredRow): { salt: string; text: string } | null {
  const { detailsEpoch: epoch, detailsSealed: sealed, dossier } = row;
  if (epoch === null || sealed === null) return null;
  const key =
    epoch < 0 ? ground.storeKeys.of(-epoch) : held(() => ground.keys().of(dossier as DossierId, epoch));
  if (key === null) return null;
  const plain = asBuffer(openAt(key.bytes, detailsPlace(ground.store, dossier, row.seq, epoch), sealed));
  return { salt: toHex(plain.subarray(0, saltLength)), text: plain.subarray(saltLength).toString('utf8') };
}

function detailsPlace(store: string, dossier: string | null, seq: number, epoch: number) {
  // A place holds no negative number: the store's epochs are told by the place's dossier instead.
  const owner = epoch < 0 ? 'store' : (dossier ?? 'store');
  return { store, dossier: owner, noun: 'audit', row: String(seq), version: 1, epoch: Math.abs(epoch) };
}

/** A key, or null where the session does not hold it; any other failure is thrown. */
function held<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AppError && ['locked', 'not_found', 'forbidden'].includes(error.code)) return null;
    throw error;
  }
}

/** Page by page, so that a log of years is never in memory whole. */
function* entriesOf(
  ground: Ground,
  { from = 1, to = Number.MAX_SAFE_INTEGER, openDetails: disclose = false } = {},
): Generator<ChainedEntry> {
  const page = 1000;
  for (let next = from; ; ) {
    const rows = ground.db
      .select()
      .from(log)
      .where(and(gte(log.seq, next), lte(log.seq, to)))
      .orderBy(asc(log.seq))
      .limit(page)
      .all();
    for (const row of rows) {
      const details = disclose ? openDetails(ground, row) : null;
      yield details === null ? toChained(row) : { ...toChained(row), details };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    next = last.seq + 1;
  }
}

function checkLive(
  store: string,
  entries: Iterable<ChainedEntry>,
  heads: readonly SignedHead[],
  verify: VerifySignature | undefined,
): ChainCheck {
  const iterator = entries[Symbol.iterator]();
  const first = iterator.next();
  // The live log is whole: it begins at 1.
  if (!first.done && first.value.seq !== 1) return { ok: false, brokenAt: 1, reason: 'gap' };
  const all = (function* () {
    if (!first.done) yield first.value;
    for (let next = iterator.next(); !next.done; next = iterator.next()) yield next.value;
  })();
  return checkChain(store, all, heads, verify);
}

function toChained(row: StoredRow): ChainedEntry {
  const { detailsEpoch: _epoch, detailsSealed, detailsCommit, prevHash, hash, ...columns } = row;
  return {
    ...columns,
    stage: row.stage as ChainedEntry['stage'],
    outcome: row.outcome as ChainedEntry['outcome'],
    lifecycle: row.lifecycle as ChainedEntry['lifecycle'],
    detailsCommit: detailsCommit && toHex(detailsCommit),
    detailsSealed: detailsSealed && toHex(sm3(detailsSealed)),
    prevHash: toHex(prevHash),
    hash: toHex(hash),
  };
}

function toAuditRow(ground: Ground, row: StoredRow): AuditRow {
  const { detailsCommit, detailsSealed, prevHash: _prev, details: _none, ...entry } = toChained(row);
  const opened = openDetails(ground, row);
  // A sealed text that is not the committed one was put there by someone else.
  if (opened !== null && toHex(detailsCommitment(hexBytes(opened.salt), opened.text)) !== detailsCommit) {
    throw new AppError('store_damaged', { params: { reason: 'altered', noun: 'audit' } });
  }
  return {
    ...entry,
    account: entry.account as AccountId | null,
    dossier: entry.dossier as DossierId | null,
    details: opened === null ? null : JSON.parse(opened.text),
    detailsClosed: detailsSealed !== null && opened === null,
  };
}

function toHead(row: typeof auditHead.$inferSelect): SignedHead {
  const { seq, at, reason, signer } = row;
  return { seq, hash: toHex(row.hash), at, reason, signer, signature: toHex(row.signature) };
}

function hexBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new RangeError('not hex');
  return bytes;
}
