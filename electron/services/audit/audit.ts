import type { AuditRow } from '../../../shared/ipc/contract/work.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { AccountId, DossierId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';

/** A page of the log, newest first, with the state of its chain (E-10). */
export function auditPage(
  open: Open,
  page: { before?: number | undefined; limit: number },
): Output<'audit.list'> {
  const { before, limit } = page;
  const rows = rowsOf(open, { ...(before === undefined ? {} : { before }), limit });
  const chain = open.store.audit.verifyChain(open.keyring.auditHead(), (signer, signature, bytes) =>
    open.keyring.verify(signer as AccountId, signature, bytes),
  );
  return {
    rows,
    chain: chain.ok
      ? { ok: true, broken_at: null, length: chain.checked }
      : { ok: false, broken_at: chain.brokenAt, length: open.store.audit.head()?.seq ?? 0 },
  };
}

/** Every row of the log that concerns one dossier, newest first. */
export function auditOf(open: Open, dossier: DossierId): AuditRow[] {
  return rowsOf(open, { limit: Number.MAX_SAFE_INTEGER, dossier });
}

function rowsOf(open: Open, page: { before?: number; limit: number; dossier?: DossierId }): AuditRow[] {
  const signed = new Set(open.store.audit.heads().map((head) => head.seq));
  return open.store.audit.list(page).map((row) => ({
    seq: row.seq,
    at: row.at,
    account: row.account === open.account ? open.keyring.displayName : row.account,
    channel: row.channel,
    stage: row.stage,
    outcome: row.outcome,
    code: row.code,
    rule: row.rule,
    dossier: row.dossier,
    hash: row.hash,
    signed: signed.has(row.seq),
  }));
}
