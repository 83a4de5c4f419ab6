import { and, asc, desc, eq, gte, inArray, lt, lte, max } from 'drizzle-orm';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { toHex } from '../crypto/random.ts';
import { sm3 } from '../crypto/sm3.ts';
import {
  type AuditExport,
  type ChainedEntry,
  entryHash,
  genesisHash,
  type Head,
  headBytes,
  type SignedHead,
  type VerifySignature,
} from './audit-chain.ts';
import { openDetails, sealDetails } from './audit-details.ts';
import { entriesOf, type LiveCheck, liveChecker, toChained, toHead } from './audit-live.ts';
import type { Ground } from './repository.ts';
import { asBuffer } from './sealing.ts';
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

/** Which entries: all conditions hold together. */
export interface AuditPage {
  before?: number | undefined;
  limit: number;
  /** Instants: from, inclusive, until, exclusive. */
  since?: string | undefined;
  until?: string | undefined;
  account?: string | undefined;
  dossier?: DossierId | undefined;
  lifecycle?: NonNullable<ChainedEntry['lifecycle']> | undefined;
  outcomes?: readonly ChainedEntry['outcome'][] | undefined;
}

/** Signs for an account: `OpenKeyring` fits. */
export interface HeadSigner {
  accountId: AccountId;
  sign(bytes: Uint8Array): Uint8Array;
}

export interface Audit {
  /** Appends in the open transaction, or in one of its own; durable with it. */
  append(entry: AuditEntry): Head;
  /** Newest first, by pages: `before` is a `seq`, never an offset. */
  list(page: AuditPage): AuditRow[];
  /** The entries as they are hashed, page by page. */
  entries(range: { from: number; to: number; disclose: boolean }): Iterable<ChainedEntry>;
  /** The signed heads of the entries between two numbers, both inclusive. */
  headsBetween(from: number, to: number): SignedHead[];
  /** The first entry at or after an instant, or null; by bisection, as the log grows in time. */
  firstSince(instant: string): number | null;
  head(): Head | null;
  /** The latest instant that any entry carries; null while the log is empty. */
  latestAt(): string | null;
  /**
   * Follows the whole live log and its signed heads. `fromHead` is one kept elsewhere (keyring, backup,
   * printed report): without its entry the log was cut.
   */
  verifyChain(fromHead?: Head | null, verify?: VerifySignature, most?: number): LiveCheck;
  /** Signs the last entry; null while the log is empty. */
  sign(reason: string, signer: HeadSigner, at: string): SignedHead | null;
  heads(): SignedHead[];
  /** Entries and heads for an inspector (E-10); `openDetails` discloses what this session may open. */
  export(range?: { from?: number; to?: number; openDetails?: boolean }): AuditExport;
}

type StoredRow = typeof log.$inferSelect;

/** E-10: the log that only grows. */
export function audit(ground: Ground): Audit {
  const { db, store, within } = ground;
  const head = (): Head | null => {
    const last = db.select({ seq: log.seq, hash: log.hash }).from(log).orderBy(desc(log.seq)).limit(1).get();
    return last === undefined ? null : { seq: last.seq, hash: toHex(last.hash) };
  };
  const check = liveChecker(ground);
  const heads = () => db.select().from(auditHead).orderBy(asc(auditHead.id)).all().map(toHead);
  return {
    append: (entry) => within(() => append(ground, head(), entry)),
    list(page) {
      const where = and(
        page.before === undefined ? undefined : lt(log.seq, page.before),
        page.since === undefined ? undefined : gte(log.at, page.since),
        page.until === undefined ? undefined : lt(log.at, page.until),
        page.account === undefined ? undefined : eq(log.account, page.account),
        page.dossier === undefined ? undefined : eq(log.dossier, page.dossier),
        page.lifecycle === undefined ? undefined : eq(log.lifecycle, page.lifecycle),
        page.outcomes === undefined ? undefined : inArray(log.outcome, [...page.outcomes]),
      );
      const rows = db.select().from(log).where(where).orderBy(desc(log.seq)).limit(page.limit).all();
      return rows.map((row) => toAuditRow(ground, row));
    },
    entries: ({ from, to, disclose }) => entriesOf(ground, { from, to, disclose }),
    headsBetween: (from, to) =>
      db
        .select()
        .from(auditHead)
        .where(and(gte(auditHead.seq, from), lte(auditHead.seq, to)))
        .orderBy(asc(auditHead.id))
        .all()
        .map(toHead),
    firstSince(instant) {
      let [low, high] = [1, (head()?.seq ?? 0) + 1];
      const last = high;
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const row = db.select({ at: log.at }).from(log).where(eq(log.seq, middle)).get();
        if (row !== undefined && row.at < instant) low = middle + 1;
        else high = middle;
      }
      return low === last ? null : low;
    },
    head,
    latestAt: () =>
      db
        .select({ at: max(log.at) })
        .from(log)
        .get()?.at ?? null,
    verifyChain: (fromHead, verify, most) => check(fromHead, verify, most),
    sign: (reason, signer, at) =>
      within(() => {
        const last = head();
        if (last === null) return null;
        const unsigned = { ...last, at, reason, signer: signer.accountId };
        const signature = signer.sign(headBytes(store, unsigned));
        const hash = hexBytes(last.hash);
        db.insert(auditHead)
          .values({ ...unsigned, hash, signature: asBuffer(signature) })
          .run();
        return { ...unsigned, signature: toHex(signature) };
      }),
    heads,
    export({ from = 1, to = Number.MAX_SAFE_INTEGER, openDetails: disclose = false } = {}) {
      const entries = [...entriesOf(ground, { from, to, disclose })];
      const within = heads().filter((signed) => signed.seq >= from && signed.seq <= to);
      return { format: 'juanzong-audit-1', store, entries, heads: within };
    },
  };
}

function append(ground: Ground, last: Head | null, entry: AuditEntry): Head {
  const seq = (last?.seq ?? 0) + 1;
  const prevHash = last === null ? genesisHash(ground.store) : hexBytes(last.hash);
  const details =
    entry.details === undefined ? null : sealDetails(ground, seq, entry.dossier || null, entry.details);
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

function toAuditRow(ground: Ground, row: StoredRow): AuditRow {
  const { detailsCommit: _commit, detailsSealed, prevHash: _prev, details: _none, ...entry } = toChained(row);
  const opened = openDetails(ground, row);
  return {
    ...entry,
    account: entry.account as AccountId | null,
    dossier: entry.dossier as DossierId | null,
    details: opened === null ? null : JSON.parse(opened.text),
    detailsClosed: detailsSealed !== null && opened === null,
  };
}

function hexBytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
