import type { Hold, Period, retentionStates } from '../model/retention.ts';
import { CivilDate } from '../model/units.ts';

type State = (typeof retentionStates)[number];

const years: Readonly<Record<Period, number | null>> = { 永久: null, '30年': 30, '10年': 10 };

/**
 * The days of a retention period: it begins on 1 January after the closing year (归档年度) and ends on 31 December, so
 * many years later. Null where it never ends or has not begun to be counted.
 */
export function retentionDays(
  period: Period,
  closed: number | null,
): { from: CivilDate; ends: CivilDate } | null {
  const length = years[period];
  if (length === null || closed === null) return null;
  return {
    from: CivilDate.parse(`${closed + 1}-01-01`),
    ends: CivilDate.parse(`${closed + length}-12-31`),
  };
}

/** Where a dossier stands on a day. */
export function retentionState(period: Period, closed: number | null, today: CivilDate): State {
  if (closed === null) return 'open';
  const days = retentionDays(period, closed);
  if (days === null) return 'permanent';
  if (today > days.ends) return 'due';
  return today.slice(0, 4) === days.ends.slice(0, 4) ? 'last_year' : 'kept';
}

/** The holds that stand on a day: laid, not run out, not lifted. */
export function holdsOn(holds: readonly Hold[], today: CivilDate): Hold[] {
  return holds.filter(
    ({ from, until, lifted }) => lifted === null && from <= today && (until === null || today <= until),
  );
}
