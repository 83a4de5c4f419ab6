import { schedule } from '../../../shared/engine/schedule.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf } from './definitions.ts';
import { type Loaded, recordOf } from './shelf.ts';

const known = new WeakMap<Loaded, Judging & { obligations: readonly Obligation[] }>();

/**
 * The obligations of an opened dossier on a day and by a calendar, computed once: an edit opens its dossier anew and so recomputes
 * that one only. @throws AppError `not_found` for a draft.
 */
export function obligationsOn(loaded: Loaded, judging: Judging): readonly Obligation[] {
  const before = known.get(loaded);
  if (before?.today === judging.today && before.calendar === judging.calendar) return before.obligations;
  const record = recordOf(loaded);
  const obligations = schedule(definitionOf(record.kind), record, judging);
  known.set(loaded, { ...judging, obligations });
  return obligations;
}
