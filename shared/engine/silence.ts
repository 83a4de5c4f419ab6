import type { Silence } from '../agreements/define.ts';
import { daysBetween } from '../calendar/civil.ts';
import type { Obligation } from '../model/derived.ts';
import type { CivilDate } from '../model/units.ts';
import type { FourDates } from './dates.ts';

/** From how many days before the end it is louder, from the loudest on. */
const steps = [1, 3, 5] as const;

/**
 * How near silence is to being taken for an answer (B-T12). We stop counting on the day as written, not rolled;
 * the other side is only bound when its last day by law has ended.
 */
export function silenceOf(
  { means }: Silence,
  side: Obligation['side'],
  dates: FourDates,
  today: CivilDate,
): NonNullable<Obligation['silence']> {
  const end = side === 'theirs' ? dates.statutory : dates.nominal;
  const left = end === null ? null : daysBetween(today, end);
  const louder = left === null ? -1 : steps.findIndex((days) => left <= days);
  return { means, until: dates.statutory, days_left: left, alarm: louder < 0 ? 0 : steps.length - louder };
}
