import { addDays } from '../../../shared/calendar/civil.ts';
import type { AuditRow } from '../../../shared/ipc/contract/work.ts';
import type { Output, Parsed } from '../../../shared/ipc/contract.ts';
import type { AccountId, DossierId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import type { AuditPage } from '../../store/audit.ts';

type Chain = Output<'audit.check'>;

/** As many entries are followed at once; a longer log is followed by `audit.check`, piece by piece. */
const mostAtOnce = 20_000;
const pieceOfCheck = 2_000;

/** The instant at which a civil day begins in Asia/Shanghai, which has kept UTC+8 since 1992. */
export function beginOf(day: CivilDate): string {
  return new Date(`${day}T00:00:00.000+08:00`).toISOString();
}

/** A page of the log, newest first, with the state of its chain (E-10). */
export function auditPage(open: Open, wanted: Parsed<'audit.list'>): Output<'audit.list'> {
  const { before, limit, from, to, account, concerning: dossier, lifecycle, outcome } = wanted;
  const rows = rowsOf(open, {
    before,
    limit,
    account,
    dossier,
    lifecycle,
    ...(outcome === undefined ? {} : { outcomes: [outcome] }),
    ...(from === undefined ? {} : { since: beginOf(from) }),
    ...(to === undefined ? {} : { until: beginOf(addDays(to, 1)) }),
  });
  const accounts = open.keyring.accounts().map(({ id, displayName }) => ({ id, name: displayName }));
  return { rows, chain: follow(open, mostAtOnce), accounts };
}

/** Follows the whole chain and every signature, with progress; a cancelled check keeps what it has followed. */
export async function checkLog(open: Open, job: Job): Promise<Chain> {
  for (;;) {
    job.signal.throwIfAborted();
    const chain = follow(open, pieceOfCheck);
    job.progress({ done: chain.checked, total: chain.length, unit: 'steps' });
    if (!chain.ok || chain.checked >= chain.length) return chain;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function follow(open: Open, most: number): Chain {
  const verify = (signer: string, signature: Uint8Array, bytes: Uint8Array) =>
    open.keyring.verify(signer as AccountId, signature, bytes);
  const check = open.store.audit.verifyChain(open.keyring.auditHead(), verify, most);
  const length = open.store.audit.head()?.seq ?? 0;
  return check.ok
    ? { ok: true, broken_at: null, length, checked: check.checked }
    : { ok: false, broken_at: check.brokenAt, length, checked: 0 };
}

/** Every row of the log that concerns one dossier, newest first. */
export function auditOf(open: Open, dossier: DossierId): AuditRow[] {
  return rowsOf(open, { limit: Number.MAX_SAFE_INTEGER, dossier });
}

function rowsOf(open: Open, page: AuditPage): AuditRow[] {
  const found = open.store.audit.list(page);
  const [newest, oldest] = [found[0], found.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const signed = new Set(open.store.audit.headsBetween(oldest.seq, newest.seq).map((head) => head.seq));
  const names = new Map(open.keyring.accounts().map(({ id, displayName }) => [id, displayName]));
  return found.map((row) => ({
    seq: row.seq,
    at: row.at,
    account: row.account === null ? null : (names.get(row.account) ?? row.account),
    channel: row.channel,
    stage: row.stage,
    outcome: row.outcome,
    code: row.code,
    rule: row.rule,
    lifecycle: row.lifecycle,
    dossier: row.dossier,
    session: row.session,
    intent: row.intent,
    hash: row.hash,
    signed: signed.has(row.seq),
  }));
}
