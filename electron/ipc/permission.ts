import type { Channel, Lifecycle } from '../../shared/ipc/channel.ts';
import type { ChannelName } from '../../shared/ipc/contract.ts';
import { AppError, type ErrorCode, type Refusal } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Application } from '../app/application.ts';
import type { Open } from '../app/open.ts';
import { machineRole, roleIn, standingOf } from '../app/standing.ts';
import { type Decision, decide } from '../policy/decide.ts';
import { type Matter, objectionTo } from '../services/approvals/consent.ts';
import { classesOf, papersOf } from '../services/evidence/marks.ts';
import { clockBehind as clockIsBehind } from '../services/today/today.ts';

/** A password that was checked within this time is fresh enough for a dangerous act (E-06, B-S16). */
export const freshMs = 5 * 60 * 1000;

/** What is refused to a person, as against what went wrong: each of these is a row of the log. */
const refusals: readonly ErrorCode[] = [
  'forbidden',
  'needs_approval',
  'needs_password',
  'state_secret_marking',
  'wrong_password',
  'wait_before_retry',
];

export function isRefusal(error: unknown): error is AppError {
  return (
    error instanceof AppError && (refusals.includes(error.code) || error.rule?.startsWith('E-') === true)
  );
}

/**
 * The policy's answer for one call, from the table alone; a refusal is a row of the log and a signed head before
 * it crosses. “Not yours” and “not there” are one refusal in every byte (E-03).
 * @throws AppError `not_found`, `forbidden`, `needs_approval`, `needs_password`, `must_change_password`
 */
export async function requirePermission(
  app: Application,
  open: Open,
  channel: ChannelName,
  entry: Channel,
  dossier: DossierId | null,
  parsed: unknown,
): Promise<void> {
  const matter = entry.approval === null ? null : matterOf(app, open, parsed);
  const decision = decisionOf(open, entry, dossier, parsed, matter);
  let refusal: AppError | null = null;
  if (open.keyring.mustChange && entry.capability !== 'open') {
    refusal = new AppError('must_change_password', { rule: 'B-S16' });
  } else if (decision.outcome !== 'allow') {
    const known = decision.outcome === 'needs_approval' && dossier !== null && matter !== null;
    const params = known ? whyNot(open, dossier, matter) : undefined;
    refusal = new AppError(decision.code, { rule: decision.clauses[0], ...(params ? { params } : {}) });
  }
  // Only after the table: whoever may not do it is not asked for a password either.
  else if (entry.reauthenticate === true && !open.confirmedWithin(freshMs)) {
    refusal = new AppError('needs_password', { rule: 'E-06' });
  }
  if (refusal === null) return;
  open.audit(app.environment.now(), {
    channel,
    stage: 'single',
    outcome: 'refused',
    code: refusal.code,
    rule: refusal.rule ?? null,
    lifecycle: lifecycleOf(entry),
    // Which one was asked for may be a guess: it stands in the sealed details, never as a dossier of the log.
    details: dossier === null ? undefined : { asked: dossier, ...refusal.params },
  });
  // What cannot be signed (a full disc) is refused all the same.
  await open
    .signHead('refusal', app.environment.now())
    .catch((error: unknown) => app.environment.report(error));
  throw refusal;
}

/** The table's answer for the call, then for each class of the papers that it reaches (E-13). */
function decisionOf(
  open: Open,
  entry: Channel,
  dossier: DossierId | null,
  parsed: unknown,
  matter: Matter | null,
): Decision {
  const who = { machine: machineRole(open), inDossier: dossier === null ? null : roleIn(open, dossier) };
  const decision = decide({ ...entry, ...who, standing: standingOf(open, dossier, entry.infoClass, matter) });
  const { papers } = entry;
  if (decision.outcome !== 'allow' || papers === undefined || dossier === null) return decision;
  for (const infoClass of classesOf(open, dossier, papersOf(open, dossier, papers.of, parsed)))
    for (const capability of papers.need) {
      const standing = standingOf(open, dossier, infoClass);
      const ofPaper = decide({ ...entry, ...who, capability, infoClass, approval: null, standing });
      if (ofPaper.outcome !== 'allow') return ofPaper;
    }
  return decision;
}

/** What the call wants to hand over, as every channel that needs a consent of its own says it in its input (E-05). */
function matterOf(app: Application, open: Open, parsed: unknown): Matter {
  const { request, objects, recipient } = parsed as Pick<Matter, 'request' | 'objects' | 'recipient'>;
  const { environment } = app;
  const clockBehind = clockIsBehind(open.store.audit.latestAt(), environment.now()) !== null;
  return { request, objects, recipient, today: environment.today(), clockBehind };
}

/** Why the consent does not hold, for the words of the refusal. */
function whyNot(open: Open, dossier: DossierId, matter: Matter): Refusal['params'] {
  const reason = objectionTo(open, dossier, matter);
  return { reason: reason ?? 'no_consent', files: matter.objects.length, recipient: matter.recipient };
}

/** E-12: the step of the data's life: what the channel says, else what its capability is; null without data. */
export function lifecycleOf({ lifecycle, capability, scope }: Channel): Lifecycle | null {
  if (lifecycle !== undefined) return lifecycle;
  if (scope === 'application') return null;
  if (capability === 'edit') return 'process';
  if (capability === 'view' || capability === 'copy' || capability === 'print') return 'use';
  if (capability === 'export' || capability === 'show' || capability === 'return') return 'provide';
  if (capability === 'retain') return 'store';
  return capability === 'recall' ? 'destroy' : null;
}
