import { retentionDays, retentionState } from '../../../shared/archive/retention.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { RecallFacts } from '../../../shared/model/recall.ts';
import {
  DestructionFacts,
  DestructionId,
  type DestructionView,
  type RetainedReason,
} from '../../../shared/model/retention.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { machineRole } from '../../app/standing.ts';
import type { Open } from '../../app/open.ts';
import { frame } from '../../crypto/frame.ts';
import { randomId } from '../../crypto/random.ts';
import type { Context } from '../../ipc/context.ts';
import type { DestructionRow } from '../../store/destructions.ts';
import { readBackups } from '../backup/notes.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { type Loaded, phaseOf, recordOf } from '../dossiers/shelf.ts';
import { oldCopies, sweep, takeAway } from '../recall/take-away.ts';
import { clockBehind } from '../today/today.ts';
import { keepingOf, referenceOf, requireNoHold } from './retention.ts';

/** Signed by whoever asks: exactly these words, of the dossier as it stood then. */
function requestStatement(store: string, row: Pick<DestructionRow, 'id' | 'dossier' | 'mark' | 'facts'>) {
  return frame('juanzong/destruction-request/1', store, row.id, row.dossier, row.mark, said(row.facts));
}

/** Signed by whoever decides. */
function decisionStatement(
  store: string,
  row: Pick<DestructionRow, 'id' | 'dossier' | 'mark' | 'facts' | 'requestedBy'>,
  state: string,
) {
  const { id, dossier, mark, facts, requestedBy } = row;
  return frame('juanzong/destruction-decision/1', store, id, dossier, mark, said(facts), requestedBy, state);
}

/** The facts in the order of their shape, whatever order they were stored in. */
function said(facts: unknown): string {
  return JSON.stringify(DestructionFacts.parse(facts));
}

/**
 * Asks for the destruction of a dossier whose time is over; an older request of it that waits gives way. Within the
 * caller's transaction.
 * @throws AppError `retained` before the time, under a hold, in a single-person installation or when the clock went back
 */
export function askForDestruction(
  context: Context,
  { dossier, reason }: { dossier: DossierId; reason: string },
): DestructionId {
  const { open, app } = context;
  const { environment } = app;
  const today = environment.today();
  const at = environment.now().toISOString();
  const loaded = open.shelf.get(dossier);
  if (open.keyring.role === 'keeper') throw retained('alone');
  if (phaseOf(loaded) !== 'active') throw new AppError('not_found', { rule: 'E-03' });
  requireClock(context);
  requireNoHold(loaded, today);
  const facts = factsOf(open, loaded, today, reason);
  const id = DestructionId.parse(randomId());
  const row = { id, dossier, mark: open.store.snapshots.markOf(dossier), facts };
  const before = open.store.destructions.waiting(dossier);
  if (before !== null) decide(context, before, at, { state: 'withdrawn', reason, recall: null });
  open.store.destructions.ask({
    ...row,
    requestedBy: open.account,
    requestedAt: at,
    signature: open.keyring.sign(requestStatement(open.store.id, row)),
  });
  return id;
}

function factsOf(open: Open, loaded: Loaded, today: CivilDate, reason: string): DestructionFacts {
  const { period, secrecy, value } = keepingOf(open, loaded);
  const { closed } = value;
  const days = retentionDays(period, closed);
  const state = retentionState(period, closed, today);
  if (closed === null || state === 'open') throw retained('open');
  if (days === null) throw retained('permanent');
  if (state !== 'due') throw retained('before_time', { until: days.ends });
  const record = recordOf(loaded);
  const definition = definitionOf(record.kind);
  const dates = record.events.map(({ date }) => date.replaceAll('-', '')).toSorted();
  const { title, number } = identityOf(definition, record);
  return {
    reference: referenceOf(open, loaded, today),
    number,
    title: title || definition.title.zh,
    kind: definition.title.zh,
    dates: dates.length === 0 ? '' : `${dates[0]}—${dates.at(-1)}`,
    files: loaded.objects.length,
    pages: loaded.objects.reduce(
      (sum, { meta }) => sum + (typeof meta['pages'] === 'number' ? meta['pages'] : 0),
      0,
    ),
    bytes: loaded.objects.reduce((sum, { size }) => sum + size, 0),
    period,
    secrecy,
    closed,
    ended: days.ends,
    reason,
    on: today,
  };
}

/** Takes a request back. Within the caller's transaction. @throws AppError `not_found`, `retained` when it was decided */
export function withdrawRequest(
  context: Context,
  { dossier, request, reason }: { dossier: DossierId; request: DestructionId; reason: string },
): void {
  const row = requestOf(context.open, request);
  if (row.dossier !== dossier) throw new AppError('not_found', { rule: 'E-12' });
  decide(context, row, nowOf(context), { state: 'withdrawn', reason, recall: null });
}

/** The second person says no. Within the caller's transaction. @throws AppError as {@link withdrawRequest} */
export function declineRequest(context: Context, request: DestructionId, reason: string): void {
  const row = requestOf(context.open, request);
  if (row.requestedBy === context.open.account) throw retained('same_person');
  decide(context, row, nowOf(context), { state: 'declined', reason, recall: null });
}

/**
 * The second person confirms, and the dossier is destroyed: keys, records and files, as a recall takes them; the row of
 * the 销毁清册 stays. All is judged anew in the turn in which it goes: what was written since the request, a hold among
 * it, makes the request void.
 * @throws AppError `not_found`, `retained`, `conflict` where work on the dossier does not end
 */
export async function confirmDestruction(
  context: Context,
  request: DestructionId,
): Promise<{ backups: number }> {
  const { open, app } = context;
  const { environment } = app;
  const { dossier } = requireConfirmable(context, request);
  const copies = await oldCopies(environment.userData);
  const backups = readBackups(open.store).map(({ name, at }) => ({ name, at }));
  const done = await takeAway(context, { dossier, scope: 'dossier', rule: 'E-12' }, (at) => {
    const row = requireConfirmable(context, request);
    const facts = DestructionFacts.parse(row.facts);
    const told = (wraps: number): RecallFacts => ({
      cause: 'due',
      reason: facts.reason,
      on: environment.today(),
      files: facts.files,
      bytes: facts.bytes,
      wraps,
      inventory: '',
      copies: copies.length,
      backups,
    });
    let kept = told(0);
    const taken = open.store.recalls.takeDossier({
      dossier,
      account: open.account,
      at,
      facts: ({ wraps }) => (kept = told(wraps)),
    });
    decide(context, row, at, { state: 'destroyed', reason: '', recall: taken.id });
    return { ...taken, at, facts: kept };
  });
  await sweep(context, done.objects, copies);
  // Design section 6: what nobody can look at again is at least signed for.
  await open.signHead('destruction', environment.now()).catch((error: unknown) => environment.report(error));
  return { backups: backups.length };
}

/** The request, if this person may confirm it now. @throws AppError as {@link confirmDestruction} */
function requireConfirmable(context: Context, request: DestructionId): DestructionRow {
  const { open, app } = context;
  const row = requestOf(open, request);
  if (row.state !== 'asked') throw retained('decided');
  if (row.requestedBy === open.account) throw retained('same_person');
  if (open.keyring.role === 'keeper') throw retained('alone');
  const signed = open.keyring.verify(row.requestedBy, row.signature, requestStatement(open.store.id, row));
  if (!signed) throw new AppError('store_damaged', { rule: 'E-12', params: { reason: 'altered' } });
  requireClock(context);
  const { ended } = DestructionFacts.parse(row.facts);
  if (app.environment.today() <= ended) throw retained('before_time', { until: ended });
  // Whatever was written in it since: a hold, another period, one more paper. The key to read it is not needed.
  if (open.store.snapshots.markOf(row.dossier) !== row.mark) throw retained('changed');
  return row;
}

function requestOf(open: Open, request: DestructionId): DestructionRow {
  const row = open.store.destructions.get(request);
  if (row === null) throw new AppError('not_found', { rule: 'E-12' });
  return row;
}

function decide(
  { open, app }: Context,
  row: DestructionRow,
  at: string,
  {
    state,
    reason,
    recall,
  }: { state: 'destroyed' | 'declined' | 'withdrawn'; reason: string; recall: string | null },
): void {
  if (row.state !== 'asked') throw retained('decided');
  open.store.destructions.decide(row.id, {
    state,
    decidedBy: open.account,
    decidedAt: at,
    answer: { on: app.environment.today(), reason },
    signature: open.keyring.sign(decisionStatement(open.store.id, row, state)),
    recall,
  });
}

function nowOf({ app }: Context): string {
  return app.environment.now().toISOString();
}

/** A clock that stands before the log's last entry counts no period. */
function requireClock({ open, app }: Context): void {
  if (clockBehind(open.store.audit.latestAt(), app.environment.now()) !== null) throw retained('clock');
}

function retained(reason: RetainedReason, params: Record<string, string> = {}): AppError {
  return new AppError('retained', { rule: 'E-12', params: { reason, ...params } });
}

/**
 * 销毁清册 with what waits, newest first. Who confirms or oversees sees all of it while a lease runs; a member the rows of what they knew, and of what
 * they asked for themselves (E-03).
 */
export function destructionViews(open: Open): DestructionView[] {
  const role = machineRole(open);
  // E-06: the two who confirm and oversee, while their lease runs.
  const leased = (role === 'security_admin' || role === 'auditor') && open.leases.footing() !== null;
  const overseer = role === 'keeper' || leased;
  const rows = open.store.destructions.list();
  const goneAt = new Map(
    rows.flatMap(({ dossier, state, decidedAt }) => (state === 'destroyed' ? [[dossier, decidedAt]] : [])),
  );
  return rows
    .filter((row) => overseer || (role === 'member' && knew(open, row, goneAt.get(row.dossier) ?? null)))
    .map((row) => viewOf(open, row));
}

/** Who knew it until it was destroyed: whose grant ended otherwise has no need to know what became of it. */
function knew(open: Open, { dossier, requestedBy }: DestructionRow, goneAt: string | null): boolean {
  if (requestedBy === open.account) return true;
  return open.store.members
    .ofDossier(dossier)
    .some(({ account, endedAt }) => account === open.account && (endedAt === null || endedAt === goneAt));
}

function viewOf(open: Open, row: DestructionRow): DestructionView {
  const { decidedBy, decidedSignature } = row;
  const { keyring, store } = open;
  const signed =
    keyring.verify(row.requestedBy, row.signature, requestStatement(store.id, row)) &&
    (decidedBy === null ||
      (decidedSignature !== null &&
        keyring.verify(decidedBy, decidedSignature, decisionStatement(store.id, row, row.state))));
  return {
    id: row.id,
    dossier: row.dossier,
    state: row.state,
    facts: DestructionFacts.parse(row.facts),
    requestedBy: open.nameOf(row.requestedBy),
    requester: row.requestedBy,
    requestedAt: row.requestedAt,
    decidedBy: decidedBy === null ? null : open.nameOf(decidedBy),
    decidedAt: row.decidedAt,
    on: row.answer?.on ?? null,
    answer: row.answer?.reason ?? '',
    signed,
  };
}
