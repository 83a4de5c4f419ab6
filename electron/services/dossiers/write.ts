import type { Definition } from '../../../shared/agreements/define.ts';
import { clashOf } from '../../../shared/engine/once.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { requireRow } from '../../../shared/model/typed-value.ts';
import { DossierId } from '../../../shared/model/ids.ts';
import type { EventFact } from '../../../shared/model/record.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { Open } from '../../app/open.ts';
import { randomId } from '../../crypto/random.ts';
import { grantToAuthor } from '../people/grants.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf } from './definitions.ts';
import { requireOwn } from './typed-values.ts';
import { obligationsOn } from './derived.ts';

/** A new dossier with its key, wrapped for its author and for recovery; within the caller's transaction. */
export function insertDossier(open: Open, kind: string, at: string): DossierId {
  definitionOf(kind);
  const id = DossierId.parse(randomId());
  const granted = open.keyring.createDossierKey({ dossier: id, epoch: 1 });
  open.store.dossiers.insert({ id, kind, author: open.account, at, epoch: 1 });
  open.store.dossierKeys.insert(granted.wraps.map((wrap) => ({ ...wrap, at })));
  open.keys.adopt(granted);
  grantToAuthor(open, id, at);
  return id;
}

export function obligationsOf(open: Open, dossier: DossierId, judging: Judging): Obligation[] {
  return [...obligationsOn(open.shelf.get(dossier), judging)];
}

/**
 * @param own the fact that is being corrected, which is never in its own way
 * @throws AppError `bad_input` for an event that this kind does not know, `event_recorded` for one that comes only
 *   once, `not_found` for foreign evidence.
 */
export function requireEvent(
  open: Open,
  dossier: DossierId,
  event: Omit<EventFact, 'id'>,
  definition: Definition,
  own?: EventFact['id'],
): void {
  const known = definition.events.find((candidate) => candidate.key === event.key);
  if (known === undefined) throw new AppError('bad_input', { params: { path: 'key', value: event.key } });
  if (known.repeat === 'installment' && event.installment === undefined) {
    throw new AppError('bad_input', { rule: known.rule, params: { path: 'installment' } });
  }
  // G-019: a milestone moves the state only with its evidence.
  if (known.milestone === true && event.evidence.length === 0) {
    throw new AppError('bad_input', { rule: 'G-019', params: { path: 'evidence' } });
  }
  for (const object of event.evidence) open.store.objects.get(dossier, object);
  requireRow(event.values ?? {}, known.values ?? [], 'values', { file: requireOwn(open, dossier) });
  const clash = clashOf(known, event.installment ?? null, open.shelf.get(dossier).events, own);
  if (clash !== undefined) {
    throw new AppError('event_recorded', { rule: known.rule, params: { key: event.key, date: clash.date } });
  }
}
