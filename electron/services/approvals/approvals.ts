import {
  type ApprovalAsk,
  type ApprovalValue,
  approvalState,
  type ApprovalView,
  type DueReturn,
  type PaperFault,
} from '../../../shared/model/approval.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId, ObjectId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { addDays } from '../../../shared/calendar/civil.ts';
import type { Open } from '../../app/open.ts';
import { toHex } from '../../crypto/random.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { ItemVersion } from '../../store/items.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { recordOf } from '../dossiers/shelf.ts';

/** One request as it stands, with the place of its row. */
export interface Approval {
  id: ItemId;
  version: number;
  author: ItemVersion['author'];
  at: string;
  value: ApprovalValue;
}

/** A request, read from its rows and not from memory: what is decided here is decided once. @throws `not_found` */
export function approvalOf(open: Open, dossier: DossierId, request: ItemId): Approval {
  const item = open.store.items.get(dossier, request);
  if (item.noun !== 'approval') throw new AppError('not_found', { rule: 'E-03' });
  return toApproval(item);
}

export function approvalsOf(open: Open, dossier: DossierId): Approval[] {
  return open.store.items.current(dossier, 'approval').map(toApproval);
}

function toApproval({ row, version, author, at, value }: ItemVersion): Approval {
  return { id: row, version, author, at, value: value as ApprovalValue };
}

/** The requests of a dossier as the page shows them, newest first. */
export function approvalViews(open: Open, dossier: DossierId, today: CivilDate): ApprovalView[] {
  return approvalsOf(open, dossier)
    .map((each) => ({
      ...each.value,
      id: each.id,
      version: each.version,
      state: approvalState(each.value, today),
      number: numberOf(each.id),
      by: open.nameOf(each.author),
      at: each.at,
    }))
    .reverse();
}

/** How many days before its day a return is told of. */
const toldBefore = 7;

/** What is to come back within a week or should have, of the dossiers that lists may hold; the first day first. */
export function dueReturns(open: Open, today: CivilDate): DueReturn[] {
  const until = addDays(today, toldBefore);
  return open.shelf
    .all()
    .flatMap((loaded) =>
      approvalsOf(open, loaded.row.id).flatMap(({ id, value }): DueReturn[] => {
        const state = approvalState(value, today);
        const { back_by, recipient } = value.ask;
        if ((state !== 'out' && state !== 'overdue') || back_by === null || back_by > until) return [];
        const { title } = identityOf(definitionOf(loaded.row.kind), recordOf(loaded));
        const dossier = loaded.row.id;
        const overdue = state === 'overdue';
        return [{ dossier, title, request: id, number: numberOf(id), recipient, back_by, overdue }];
      }),
    )
    .toSorted((a, b) => a.back_by.localeCompare(b.back_by));
}

/** 申请编号: what the letter, the consent and the log call it by. */
export function numberOf(request: ItemId): string {
  return `YSYY-${request.slice(0, 8).toUpperCase()}`;
}

/**
 * SM3 over everything that a request asks for and where it lies: the letter bears it and the consent is given to it.
 * One file, day or word more is another digest.
 */
export function digestOf(open: Open, dossier: DossierId, request: ItemId, ask: ApprovalAsk): string {
  const { recipient, objects, why, act, medium, until, back_by } = ask;
  const said = [open.store.id, dossier, request, recipient, objects, why, act, medium, until, back_by];
  return toHex(sm3(Buffer.from(JSON.stringify(said), 'utf8')));
}

/**
 * Saves a new request, or a change of one. A change voids the letter; after the consent there is none (E-05).
 * Within the caller's transaction.
 */
export function saveAsk(
  open: Open,
  what: {
    dossier: DossierId;
    request?: ItemId;
    version?: number;
    ask: ApprovalAsk;
    today: CivilDate;
    at: string;
  },
): ItemId {
  const { dossier, request, ask, at } = what;
  for (const object of ask.objects) open.store.objects.get(dossier, object);
  if (ask.until < what.today) throw new AppError('bad_input', { rule: 'E-05', params: { path: 'until' } });
  if (ask.back_by !== null && ask.back_by < ask.until)
    throw new AppError('bad_input', { rule: 'E-05', params: { path: 'back_by' } });
  const empty = { letter: null, consent: null, use: null, back: null, withdrawn: null };
  if (request === undefined) return append(open, dossier, { at, value: { ask, ...empty } });
  const before = approvalOf(open, dossier, request);
  if (before.value.consent !== null || before.value.withdrawn !== null)
    throw new AppError('forbidden', { rule: 'E-05', params: { reason: 'edited' } });
  return append(open, dossier, { request, version: what.version ?? 0, at, value: { ask, ...empty } });
}

/** Appends a version of a request; the version that was seen must be the last. @throws AppError `conflict` */
export function append(
  open: Open,
  dossier: DossierId,
  write: { request?: ItemId; version?: number; at: string; value: ApprovalValue; reason?: string },
): ItemId {
  const { request, version, at, value, reason } = write;
  return open.store.items.save({
    dossier,
    noun: 'approval',
    ...(request === undefined ? {} : { row: request }),
    expectVersion: version ?? 0,
    author: open.account,
    at,
    value,
    ...(reason === undefined ? {} : { reason }),
  }).row;
}

/** Takes a request back; what was handed over stays handed over. Within the caller's transaction. */
export function withdraw(open: Open, dossier: DossierId, request: ItemId, reason: string, at: string): void {
  const { version, value } = approvalOf(open, dossier, request);
  if (value.use !== null || value.withdrawn !== null) throw new AppError('conflict', { rule: 'E-05' });
  append(open, dossier, { request, version, at, reason, value: { ...value, withdrawn: { at, reason } } });
}

/**
 * Binds the stamped consent (B-S11). The paper must be evidence of this dossier, younger than the letter, used for
 * no other request, and may shorten the time but not lengthen it. Within the caller's transaction.
 * @throws AppError `forbidden` (E-05) with the fault of the paper
 */
export function bindConsent(
  open: Open,
  what: {
    dossier: DossierId;
    request: ItemId;
    object: ObjectId;
    on: CivilDate;
    until: CivilDate;
    at: string;
  },
): void {
  const { dossier, request, object, on, until, at } = what;
  const { version, value } = approvalOf(open, dossier, request);
  if (value.consent !== null || value.withdrawn !== null) throw new AppError('conflict', { rule: 'E-05' });
  const digest = digestOf(open, dossier, request, value.ask);
  const paper = open.store.objects.get(dossier, object);
  const fault = ((): PaperFault | null => {
    if (value.letter === null) return 'no_letter';
    if (value.letter.digest !== digest) return 'edited';
    if (paper.at < value.letter.at) return 'older_than_letter';
    if (on < value.letter.on) return 'before_letter';
    if (until > value.ask.until) return 'longer';
    const same = approvalsOf(open, dossier).some((other) => other.value.consent?.sm3 === paper.meta.sm3);
    return same || value.ask.objects.includes(object) ? 'same_paper' : null;
  })();
  if (fault !== null) throw new AppError('forbidden', { rule: 'E-05', params: { reason: fault } });
  const consent = { digest, object, sm3: paper.meta.sm3, on, until, at };
  append(open, dossier, { request, version, at, value: { ...value, consent } });
}

/** Records the return or the destruction of what was handed over. Within the caller's transaction. */
export function giveBack(
  open: Open,
  what: {
    dossier: DossierId;
    request: ItemId;
    how: 'returned' | 'destroyed';
    object: ObjectId;
    on: CivilDate;
    at: string;
  },
): void {
  const { dossier, request, how, object, on, at } = what;
  const { version, value } = approvalOf(open, dossier, request);
  if (value.use === null || value.back !== null) throw new AppError('conflict', { rule: 'E-05' });
  open.store.objects.get(dossier, object);
  append(open, dossier, { request, version, at, value: { ...value, back: { how, object, on } } });
}
