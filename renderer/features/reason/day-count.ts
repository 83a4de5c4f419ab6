import { addDays, daysBetween, weekday } from '../../../shared/calendar/civil.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';

export interface CountDay {
  date: CivilDate;
  /** The number of the count on that day, or null where it does not count. */
  number: number | null;
  start: boolean;
  last: boolean;
  mayWrite: boolean;
}

const mostWeeks = 9;

/**
 * The count of days as whole weeks from Monday, for the proof beside a reason; null where the count is of
 * months, a fixed date, or longer than a person would follow on a page.
 */
export function countWeeks(obligation: Obligation): CountDay[][] | null {
  const { steps, unit, statutory, nominal, escalate } = obligation;
  if (unit !== 'working_day' && unit !== 'natural_day') return null;
  const start = steps.find((step) => step.why === 'start' || step.why === 'gates_ready')?.date;
  if (start === undefined || nominal === null) return null;
  const numbers = numbersOf(obligation, start, nominal);
  const ends = [start, nominal, statutory, obligation.side === 'theirs' ? escalate : null]
    .filter((date) => date !== null)
    .toSorted();
  const [from, to] = [ends[0], ends.at(-1)];
  if (from === undefined || to === undefined) return null;
  const monday = addDays(from, -((weekday(from) + 6) % 7));
  const weeks = Math.floor(daysBetween(monday, to) / 7) + 1;
  if (weeks > mostWeeks) return null;
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const date = addDays(monday, week * 7 + day);
      return {
        date,
        number: numbers.get(date) ?? null,
        start: date === start,
        last: date === (statutory ?? nominal),
        mayWrite: obligation.side === 'theirs' && date === escalate,
      };
    }),
  );
}

function numbersOf(obligation: Obligation, start: CivilDate, nominal: CivilDate): Map<string, number> {
  const numbers = new Map<string, number>();
  if (obligation.unit === 'natural_day') {
    const back = nominal < start;
    const total = Math.abs(daysBetween(start, nominal));
    for (let i = 1; i <= total && i < 100; i += 1) numbers.set(addDays(start, back ? -i : i), i);
    return numbers;
  }
  let count = 0;
  for (const step of obligation.steps) {
    if (step.why === 'gates_ready') {
      // The count runs again from here (A-Q01): its numbers replace the first ones.
      numbers.clear();
      count = 0;
    }
    if (step.why.startsWith('rolled')) break;
    if (step.counted) numbers.set(step.date, (count += 1));
  }
  return numbers;
}

/** Where a count that leaves out weekends only would end, if that differs: the usual mistake. */
export function naiveEnd(obligation: Obligation): CivilDate | null {
  if (obligation.unit !== 'working_day' || obligation.nominal === null) return null;
  const counting = obligation.steps.filter((step) => step.counted && !step.why.startsWith('rolled')).length;
  const start = obligation.steps.find((step) => step.why === 'start')?.date;
  if (start === undefined || counting === 0 || obligation.steps.some((step) => step.why === 'gates_ready'))
    return null;
  const direction = obligation.nominal < start ? -1 : 1;
  let date = start;
  for (let left = counting; left > 0; ) {
    date = addDays(date, direction);
    if (weekday(date) !== 0 && weekday(date) !== 6) left -= 1;
  }
  return date === obligation.nominal ? null : date;
}
