import type { TodayRow, TodayView } from '../ipc/contract/work.ts';
import type { Obligation } from '../model/derived.ts';
import type { CivilDate } from '../model/units.ts';
import { type Day, rowId, sieve, type TodayFilter, type TodayGroup, todayGroups } from './filter.ts';
import { dayToHeed } from './row.ts';

/** Rows of a group that are sent where the page asks for no other number; the rest of 以后 only when asked for. */
const usual: Readonly<Record<TodayGroup, number>> = {
  overdue: 50,
  deemed: Number.POSITIVE_INFINITY,
  week: 50,
  waiting: 30,
  theirs: 30,
  later: 0,
};
const titlesOfADay = 8;

type Cut = Omit<TodayView, 'clock_behind'>;

/**
 * The day as it leaves for the page: sieved, counted and cut to what a person reads. An office of two thousand
 * dossiers has tens of thousands of rows; the page holds what is on screen and no more (E-03).
 */
export function cutDay(day: Day, filter: TodayFilter, limits: Partial<Record<TodayGroup, number>>): Cut {
  const passing = sieve(day, filter);
  const rows = (group: TodayGroup) =>
    passing[group].slice(0, group === 'deemed' ? undefined : (limits[group] ?? usual[group]));
  return {
    today: day.today,
    overdue: rows('overdue'),
    deemed: rows('deemed'),
    week: rows('week'),
    waiting: rows('waiting'),
    theirs: rows('theirs'),
    later: rows('later'),
    counts: {
      overdue: passing.overdue.length,
      deemed: passing.deemed.length,
      week: passing.week.length,
      waiting: passing.waiting.length,
      theirs: passing.theirs.length,
      later: passing.later.length,
    },
    whole: wholeOf(day),
    choices: choicesOf(day),
    days: daysOf(passing),
    provisional_from: provisionalFrom(passing),
    dossiers: day.dossiers,
  };
}

function lastDay({ statutory, nominal }: Obligation): CivilDate | null {
  return statutory ?? nominal;
}

function wholeOf(day: Day): TodayView['whole'] {
  const late = day.overdue.filter(({ obligation }) => {
    const last = lastDay(obligation);
    return last !== null && last < day.today;
  }).length;
  const silences = day.deemed.flatMap(({ obligation }) => lastDay(obligation) ?? []);
  const ahead = silences.filter((date) => date >= day.today).toSorted();
  return {
    late,
    due: day.overdue.length - late,
    theirs: day.theirs.length,
    later: day.later.length,
    deemed: ahead.length,
    deemed_first: ahead[0] ?? null,
    deemed_last: ahead.at(-1) ?? null,
    deemed_past: silences.length - ahead.length,
  };
}

function choicesOf(day: Day): TodayView['choices'] {
  const titles = new Map<TodayRow['dossier'], string>();
  const kinds = new Set<string>();
  for (const group of todayGroups) {
    for (const row of day[group]) {
      titles.set(row.dossier, row.dossier_title);
      kinds.add(row.kind);
    }
  }
  return {
    dossiers: [...titles].map(([id, title]) => ({ id, title })),
    kinds: [...kinds],
    groups: todayGroups.filter((group) => day[group].length > 0),
  };
}

type DayMark = TodayView['days'][number];

function daysOf(day: Day): DayMark[] {
  const days = new Map<CivilDate, DayMark>();
  for (const group of todayGroups) {
    // What waits has no day of its own yet.
    if (group === 'waiting') continue;
    for (const row of day[group]) mark(days, row, group, day.today);
  }
  return [...days.values()];
}

function mark(days: Map<CivilDate, DayMark>, row: TodayRow, group: TodayGroup, today: CivilDate): void {
  const { obligation } = row;
  const heeded = dayToHeed(obligation, today);
  const date = group === 'theirs' ? (obligation.escalate ?? heeded) : heeded;
  if (date === null) return;
  const found = days.get(date) ?? { date, count: 0, dots: [], row: rowId(row), titles: [] };
  found.count += 1;
  if (found.dots.length < 3)
    found.dots.push(obligation.side === 'theirs' ? 'theirs' : group === 'deemed' ? 'deemed' : 'ours');
  if (found.titles.length < titlesOfADay) found.titles.push(obligation.title);
  days.set(date, found);
}

function provisionalFrom(day: Day): CivilDate | null {
  let earliest: CivilDate | null = null;
  for (const group of todayGroups) {
    if (group === 'waiting') continue;
    for (const { obligation } of day[group]) {
      const date = obligation.provisional ? lastDay(obligation) : null;
      if (date !== null && (earliest === null || date < earliest)) earliest = date;
    }
  }
  return earliest;
}
