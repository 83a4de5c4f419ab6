import type { InfoClass } from '../../../shared/ipc/channel.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { type AccountId, type DossierId, GrantId } from '../../../shared/model/ids.ts';
import { compatible, type DossierRole, machineRoles } from '../../../shared/model/policy.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Open } from '../../app/open.ts';
import { randomId } from '../../crypto/random.ts';
import type { MemberRow } from '../../store/members.ts';
import { grantedStatement } from './knowing.ts';

/** What is granted to whom, what for and until when. */
export interface Grant {
  account: AccountId;
  role: DossierRole;
  classes: readonly InfoClass[] | null;
  purpose: string;
  until: CivilDate | null;
}

/** The purpose of whoever makes a dossier: it is theirs to carry out. */
const founding = '承担本项目';

/**
 * Writes one line of the need-to-know list, signed by the open account; within the caller's transaction. A line of
 * the same person ends with it.
 */
function writeGrant(open: Open, dossier: DossierId, grant: Grant, at: string): MemberRow {
  const { account, role, until } = grant;
  const id = GrantId.parse(randomId());
  const row: MemberRow = {
    id,
    dossier,
    account,
    role,
    until,
    ...open.store.members.seal(dossier, id, grant),
    granter: open.account,
    at,
    signature: new Uint8Array(),
    endedAt: null,
    endedBy: null,
  };
  const {
    endedAt: _at,
    endedBy: _by,
    ...signed
  } = {
    ...row,
    signature: open.keyring.sign(grantedStatement(open.store.id, row)),
  };
  const before = running(open, dossier).find((each) => each.account === account);
  if (before !== undefined) open.store.members.end(before.id, at, open.account);
  open.store.members.insert(signed);
  open.knowing.reload();
  return row;
}

/** Who makes a dossier leads it; the one person of a single-person installation needs no line. */
export function grantToAuthor(open: Open, dossier: DossierId, at: string): void {
  if (open.keyring.role === 'keeper') return;
  writeGrant(
    open,
    dossier,
    { account: open.account, role: 'project_lead', classes: null, purpose: founding, until: null },
    at,
  );
}

/** The grants of a dossier that have not ended. */
export function running(open: Open, dossier: DossierId): MemberRow[] {
  return open.store.members.ofDossier(dossier).filter(({ endedAt }) => endedAt === null);
}

/**
 * Puts a person on a dossier's list and wraps the dossier's keys, those of its earlier epochs too, to the person's
 * public key: only who holds them can. Within the caller's transaction.
 * @throws AppError `forbidden` E-15 for an administrator or in a single-person installation, `not_found` for
 *   nobody and without the key, `bad_input` for a term that is over or that a temporary reader lacks, `hand_over_first` where it would
 *   leave the dossier without its lead
 */
export function addMember(open: Open, dossier: DossierId, grant: Grant, today: CivilDate, at: string): void {
  if (!open.mayKnow(dossier)) throw new AppError('not_found', { rule: 'E-03' });
  const person = open.keyring.accounts().find(({ id }) => id === grant.account);
  if (open.keyring.role === 'keeper') throw new AppError('forbidden', { rule: 'E-15' });
  if (person === undefined || person.state !== 'active') throw new AppError('not_found', { rule: 'E-03' });
  const machine = machineRoles.find((role) => role === person.role) ?? 'member';
  // E-15: the three, and whoever is alone with a store, are no members of a dossier.
  if (machine !== 'member' || !compatible(machine, grant.role)) {
    throw new AppError('forbidden', { rule: 'E-15', params: { login: person.login } });
  }
  if (grant.until === null ? grant.role === 'temporary_reader' : grant.until < today) {
    throw new AppError('bad_input', { rule: 'E-06', params: { path: 'until' } });
  }
  if (grant.role !== 'project_lead' || grant.until !== null) requireOtherLead(open, dossier, grant.account);
  writeGrant(open, dossier, grant, at);
  wrapFor(open, dossier, grant.account, at);
}

/** Wraps of every epoch's key that the person has not got yet. */
function wrapFor(open: Open, dossier: DossierId, account: AccountId, at: string): void {
  const { dossierKeys } = open.store;
  const rows = dossierKeys.list(dossier);
  const has = new Set(rows.filter(({ recipient }) => recipient === account).map(({ epoch }) => epoch));
  const mine = rows.filter(({ recipient, epoch }) => recipient === open.account && !has.has(epoch));
  dossierKeys.insert(
    mine.map(({ epoch }) => ({
      ...open.keyring.grantDossierKey({ dossier, epoch }, open.keys.of(dossier, epoch), account),
      at,
    })),
  );
}

function requireOtherLead(open: Open, dossier: DossierId, account: AccountId): void {
  const active = activeAccounts(open);
  const leads = running(open, dossier).filter(
    ({ role, until, account: who }) => role === 'project_lead' && until === null && active.has(who),
  );
  if (leads.length > 0 && leads.every((row) => row.account === account)) {
    throw new AppError('hand_over_first', { rule: 'B-S09', params: { count: 1 } });
  }
}

/** How many know the dossier: the one person of a single-person installation, or its list. */
export function knowersOf(open: Open, dossier: DossierId): number {
  return open.keyring.role === 'keeper' ? 1 : running(open, dossier).length;
}

export function activeAccounts(open: Open): Set<AccountId> {
  return new Set(
    open.keyring
      .accounts()
      .filter(({ state }) => state === 'active')
      .map(({ id }) => id),
  );
}

/**
 * Takes a person off the list: the wraps go, and what is sealed from now on lies under a new key, made now by who
 * leads the dossier, or where the security officer does it by the next holder to unlock. Within the caller's
 * transaction.
 * @throws AppError `not_found`, `hand_over_first` for the last lead, `forbidden` for oneself
 */
export function endMember(open: Open, dossier: DossierId, grant: GrantId, at: string): MemberRow {
  const row = running(open, dossier).find(({ id }) => id === grant);
  if (row === undefined) throw new AppError('not_found', { rule: 'E-03' });
  requireOtherLead(open, dossier, row.account);
  // A new epoch is made by somebody who stays.
  if (row.account === open.account) throw new AppError('forbidden', { rule: 'E-03' });
  open.store.members.end(row.id, at, open.account);
  open.store.dossierKeys.destroy(dossier, row.account);
  if (open.mayKnow(dossier)) renewKey(open, dossier, at);
  else open.store.members.markForRekey(dossier, at);
  return row;
}

/**
 * Begins a new key epoch: to the open account, the papers, and everybody who is on the list. What was sealed before
 * keeps its key, and no file is touched. Within the caller's transaction.
 * @throws AppError `not_found` for who does not hold the present key
 */
export function renewKey(open: Open, dossier: DossierId, at: string): void {
  const { store, keyring } = open;
  // Who makes the new key holds it: nobody may come to a dossier that way.
  if (!open.mayKnow(dossier)) throw new AppError('not_found', { rule: 'E-03' });
  const epoch = store.dossiers.get(dossier).epoch + 1;
  const granted = keyring.createDossierKey({ dossier, epoch });
  const active = activeAccounts(open);
  const others = running(open, dossier)
    .map(({ account }) => account)
    .filter((account) => account !== open.account && active.has(account));
  const wraps = others.map((account) => keyring.grantDossierKey({ dossier, epoch }, granted.key, account));
  store.dossiers.advanceEpoch(dossier, epoch);
  store.dossierKeys.insert([...granted.wraps, ...wraps].map((wrap) => ({ ...wrap, at })));
  store.members.rekeyed(dossier);
  open.keys.adopt(granted);
  open.shelf.forget(dossier);
}
