import { and, asc, eq, gt, gte, lte } from 'drizzle-orm';
import { toHex } from '../crypto/random.ts';
import { sm3 } from '../crypto/sm3.ts';
import {
  type BreakReason,
  type ChainCheck,
  type ChainedEntry,
  checkChain,
  type Head,
  headBytes,
  type SignedHead,
  type VerifySignature,
} from './audit-chain.ts';
import { openDetails } from './audit-details.ts';
import type { Ground } from './repository.ts';
import { audit as log, auditHead } from './schema.ts';

export type LiveCheck =
  /** `checked` below the log's length: a first part of it holds, and the next call goes on. */
  { ok: true; head: Head | null; checked: number } | { ok: false; brokenAt: number; reason: BreakReason };

/** Entries as they are hashed, page by page, so that a log of years is never in memory whole. */
export function* entriesOf(
  ground: Ground,
  { from = 1, to = Number.MAX_SAFE_INTEGER, disclose = false } = {},
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

/**
 * Checks the live log. The first call follows it from entry 1 with every signature (SM2 verifies about two
 * hundred a second); since this process alone owns the store, a later call goes on from what held. `most` bounds
 * what one call follows, so that the window stays awake over a log of years.
 */
export function liveChecker(
  ground: Ground,
): (kept: Head | null | undefined, verify: VerifySignature | undefined, most?: number) => LiveCheck {
  let held: Head | null = null;
  let linkedHead = 0;
  let signedHead = 0;
  return (kept, verify, most = Number.MAX_SAFE_INTEGER) => {
    let to = Math.min(Number.MAX_SAFE_INTEGER, (held?.seq ?? 0) + most);
    let linked = headsAfter(ground, linkedHead, to);
    let check = checkFrom(ground, held, linked.map(toHead), to);
    if (!check.ok && held !== null) {
      // What held may have been undone with its transaction: only the whole log tells.
      [held, linkedHead, signedHead] = [null, 0, 0];
      to = most;
      linked = headsAfter(ground, 0, to);
      check = checkFrom(ground, null, linked.map(toHead), to);
    }
    if (!check.ok) return check;
    held = check.head;
    linkedHead = linked.at(-1)?.id ?? linkedHead;
    for (const row of verify === undefined ? [] : headsAfter(ground, signedHead, to)) {
      const head = toHead(row);
      if (!verify?.(head.signer, row.signature, headBytes(ground.store, head))) {
        return { ok: false, brokenAt: head.seq, reason: 'signature' };
      }
      signedHead = row.id;
    }
    const further = ground.db
      .select({ seq: log.seq })
      .from(log)
      .where(gt(log.seq, held?.seq ?? 0))
      .limit(1)
      .get();
    if (further !== undefined) return { ok: true, head: held, checked: held?.seq ?? 0 };
    // A head beyond the last entry: the log was cut after it was signed.
    const orphan = headsAfter(ground, linkedHead, Number.MAX_SAFE_INTEGER)[0];
    if (orphan !== undefined) return { ok: false, brokenAt: orphan.seq, reason: 'cut' };
    return againstKept(ground, kept ?? null, held);
  };
}

/** Heads are signed in the order of their entries: those after one, up to an entry. */
function headsAfter({ db }: Ground, id: number, to: number) {
  const where = and(gt(auditHead.id, id), lte(auditHead.seq, to));
  return db.select().from(auditHead).where(where).orderBy(asc(auditHead.id)).all();
}

function checkFrom(ground: Ground, held: Head | null, heads: readonly SignedHead[], to: number): ChainCheck {
  const from = held?.seq ?? 1;
  const entries = entriesOf(ground, { from, to });
  const first = entries.next();
  // The live log is whole: it begins at 1, and what held once is still there.
  if (!first.done && (first.value.seq !== from || (held !== null && first.value.hash !== held.hash))) {
    return { ok: false, brokenAt: from, reason: 'gap' };
  }
  if (first.done && held !== null) return { ok: false, brokenAt: from, reason: 'cut' };
  return checkChain(ground.store, first.done ? [] : prefixed(first.value, entries), heads);
}

function* prefixed(first: ChainedEntry, others: Iterable<ChainedEntry>): Generator<ChainedEntry> {
  yield first;
  yield* others;
}

function againstKept({ db }: Ground, kept: Head | null, head: Head | null): LiveCheck {
  if (kept !== null) {
    const row = db.select({ hash: log.hash }).from(log).where(eq(log.seq, kept.seq)).get();
    if (row === undefined) return { ok: false, brokenAt: (head?.seq ?? 0) + 1, reason: 'cut' };
    if (toHex(row.hash) !== kept.hash) return { ok: false, brokenAt: kept.seq, reason: 'head' };
  }
  return { ok: true, head, checked: head?.seq ?? 0 };
}

export function toChained(row: typeof log.$inferSelect): ChainedEntry {
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

export function toHead(row: typeof auditHead.$inferSelect): SignedHead {
  const { seq, at, reason, signer } = row;
  return { seq, hash: toHex(row.hash), at, reason, signer, signature: toHex(row.signature) };
}
