import { schedule } from '../../../shared/engine/schedule.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { definitionOf } from './definitions.ts';
import { type Loaded, recordOf } from './shelf.ts';

const known = new WeakMap<Loaded, { today: CivilDate; obligations: readonly Obligation[] }>();

/**
 * The obligations of an opened dossier on a day, computed once: an edit opens its dossier anew and so recomputes
 * that one only. @throws AppError `not_found` for a draft.
 */
export function obligationsOn(loaded: Loaded, today: CivilDate): readonly Obligation[] {
  const before = known.get(loaded);
  if (before?.today === today) return before.obligations;
  const record = recordOf(loaded);
  const obligations = schedule(definitionOf(record.kind), record, { today });
  known.set(loaded, { today, obligations });
  return obligations;
}
