import type { CountStep } from '../model/derived.ts';
import type { CivilDate } from '../model/units.ts';
import { type Calendar, builtInCalendar, dayInfo } from './calendar.ts';
import { addDays, addMonths, parts } from './civil.ts';

/** A date that was counted to, with its proof. */
export interface Counted {
  date: CivilDate;
  /** The count reached a year whose rest days are not published (G-008). */
  provisional: boolean;
  steps: CountStep[];
}

/**
 * Counts working days from a date, which itself does not count (G-001, G-007); backwards where `count` is
 * negative (G-010). `count` 0 answers the date itself where it is a working day and the next one where it is
 * not. Steps list every day walked over, start first.
 */
export function addWorkdays(date: CivilDate, count: number, calendar: Calendar = builtInCalendar): Counted {
  if (count === 0) return rollForward(date, calendar);
  const direction: 1 | -1 = count > 0 ? 1 : -1;
  const start = step(date, calendar, 'start');
  const counted: Counted = { date, provisional: start.provisional, steps: [start.step] };
  let left = Math.abs(count);
  while (left > 0) {
    counted.date = neighbour(counted.date, direction, calendar);
    const next = step(counted.date, calendar, 'count');
    counted.steps.push(next.step);
    counted.provisional ||= next.provisional;
    if (next.step.counted) left -= 1;
  }
  return counted;
}

/** The date itself where it is a working day, else the next working day (G-003, 民法典 203). */
export function rollForward(date: CivilDate, calendar: Calendar = builtInCalendar): Counted {
  return walk(date, 1, calendar);
}

/** The date itself where it is a working day, else the working day before it (G-004). */
export function rollBack(date: CivilDate, calendar: Calendar = builtInCalendar): Counted {
  return walk(date, -1, calendar);
}

function walk(date: CivilDate, direction: 1 | -1, calendar: Calendar): Counted {
  const counted: Counted = { date, provisional: false, steps: [] };
  for (;;) {
    const at = step(counted.date, calendar, 'count');
    counted.steps.push(at.step);
    counted.provisional ||= at.provisional;
    if (at.step.counted) return counted;
    counted.date = neighbour(counted.date, direction, calendar);
  }
}

/** The last working day before a date, not the date itself (G-006: the careful reading of “X 日前”). */
export function lastWorkdayBefore(date: CivilDate, calendar: Calendar = builtInCalendar): Counted {
  return addWorkdays(date, -1, calendar);
}

/** The first working day after a statutory day: from then on one may write (G-004 `escalate`). */
export function firstWorkdayAfter(date: CivilDate, calendar: Calendar = builtInCalendar): Counted {
  return addWorkdays(date, 1, calendar);
}

/**
 * The last day before or on which the unit itself is at work: its closed days move a careful day earlier and
 * nothing else (G-009).
 */
export function skipClosedDays(date: CivilDate, calendar: Calendar = builtInCalendar): Counted {
  const counted: Counted = { date, provisional: false, steps: [] };
  for (;;) {
    const reason = calendar.closed.get(counted.date);
    if (reason === undefined) return counted;
    counted.steps.push({ date: counted.date, counted: false, why: 'closed', detail: reason });
    const before = addWorkdays(counted.date, -1, calendar);
    counted.date = before.date;
    counted.provisional ||= before.provisional;
  }
}

/** Counts natural days, months or years (G-001, G-002), without rolling; the steps are the two ends. */
export function addPeriod(
  date: CivilDate,
  count: number,
  unit: 'natural_day' | 'month' | 'year',
  calendar: Calendar = builtInCalendar,
): Counted {
  const end =
    unit === 'natural_day' ? addDays(date, count) : addMonths(date, unit === 'year' ? count * 12 : count);
  const clipped = unit !== 'natural_day' && parts(end).day !== parts(date).day;
  return {
    date: end,
    provisional: isProvisional(end, calendar),
    steps: [
      { date, counted: false, why: 'start' },
      { date: end, counted: true, why: clipped ? 'month_end' : unit },
    ],
  };
}

/** Whether the rest days of a date's year are not published yet (G-008). */
export function isProvisional(date: CivilDate, calendar: Calendar = builtInCalendar): boolean {
  return parts(date).year >= calendar.first && !calendar.years.has(parts(date).year);
}

interface Step {
  step: CountStep;
  provisional: boolean;
  next?: CivilDate;
  before?: CivilDate;
}

/** The day after or before one that was walked over. */
function neighbour(date: CivilDate, direction: 1 | -1, calendar: Calendar): CivilDate {
  const at = step(date, calendar, 'count');
  if (direction === 1) return (at.next ??= addDays(date, 1));
  return (at.before ??= addDays(date, -1));
}

/** The steps of a calendar's days, made once: thousands of counts walk over the same days. */
const walked = new WeakMap<Calendar, Map<CivilDate, Step>>();

/** One day of a count: whether it counted and why, with the holiday and its notice. */
function step(date: CivilDate, calendar: Calendar, purpose: 'start' | 'count'): Step {
  if (purpose === 'start') {
    const { step: own, provisional } = step(date, calendar, 'count');
    return { step: { ...own, counted: false, why: 'start' }, provisional };
  }
  let days = walked.get(calendar);
  if (!days) walked.set(calendar, (days = new Map()));
  const known = days.get(date);
  if (known) return known;
  const info = dayInfo(date, calendar);
  const detail = [info.name, info.name ? info.notice : null].filter(Boolean).join('：');
  const made: Step = {
    step: { date, counted: info.work, why: info.kind, ...(detail ? { detail } : {}) },
    provisional: info.provisional,
  };
  days.set(date, made);
  return made;
}
