import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { schedule } from '../../../shared/engine/schedule.ts';
import type { DossierMoves } from '../../../shared/ipc/contract/calendar.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { type DossierShelf, phaseOf, recordOf } from '../dossiers/shelf.ts';

/**
 * What another calendar would move in every dossier that the person may know: from which day to which, and what
 * would be certain that is provisional now (G-008). What is met, and a dossier in which nothing changes, is left out.
 */
export function movesUnder(
  shelf: DossierShelf,
  today: CivilDate,
  now: Calendar,
  then: Calendar,
): DossierMoves[] {
  return shelf.all().flatMap((loaded) => {
    if (phaseOf(loaded) === 'draft') return [];
    const record = recordOf(loaded);
    const definition = definitionOf(record.kind);
    const before = new Map(
      schedule(definition, record, { today, calendar: now }).map((each) => [each.id, each] as const),
    );
    const moves = schedule(definition, record, { today, calendar: then }).flatMap((after) => {
      const was = before.get(after.id);
      return was === undefined ? [] : moveOf(was, after);
    });
    const title = identityOf(definition, record).title;
    return moves.length === 0
      ? []
      : [{ dossier: loaded.row.id, dossier_title: title, kind: record.kind, moves }];
  });
}

function moveOf(was: Obligation, is: Obligation): DossierMoves['moves'] {
  if (is.met_on !== null) return [];
  const last = { from: was.statutory ?? was.nominal, to: is.statutory ?? is.nominal };
  const safe = { from: was.safe, to: is.safe };
  const moved = last.from !== last.to || safe.from !== safe.to;
  if (!moved && was.provisional === is.provisional) return [];
  return [
    { id: is.id, rule: is.rule, title: is.title, side: is.side, last, safe, provisional: is.provisional },
  ];
}
