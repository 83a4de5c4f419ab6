import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { AppError } from '../model/errors.ts';
import type { CivilDate } from '../model/units.ts';
import { parts, weekday } from './civil.ts';
import { estimatedHolidays } from './estimate.ts';
import { noticeOf } from './notices.ts';

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup_workday';

/** The arrangement of one year as its notice publishes it. */
export interface YearTable {
  year: number;
  notice: string;
  /** Rest days with the holiday's name, weekends inside a holiday included. */
  holidays: Readonly<Record<string, string>>;
  /** Saturdays and Sundays on which one works (调休上班). */
  makeup: Readonly<Record<string, string>>;
}

/** The published years, and the unit's own closed days, which move nothing but `safe` (G-009). */
export interface Calendar {
  readonly first: number;
  readonly years: ReadonlyMap<number, YearTable>;
  /** Each closed day with the person's reason. */
  readonly closed: ReadonlyMap<CivilDate, string>;
}

/** A day on which the unit itself is closed, and why. */
export interface ClosedDay {
  date: CivilDate;
  reason: string;
}

/** The years whose tables were compared with their notices; a newer library adds none by itself. */
export const firstYear = 2004;
export const lastYear = 2026;

/** What kind of day it is, why, and whether that is only an estimate. */
export interface DayInfo {
  kind: DayKind;
  work: boolean;
  /** The holiday's name where there is one. */
  name: string | null;
  notice: string | null;
  provisional: boolean;
}

/** The calendar built in: the State Council's arrangements of 2004–2026. */
export const builtInCalendar: Calendar = buildIn();

function buildIn(): Calendar {
  const years = new Map<number, YearTable>();
  for (let year = firstYear; year <= lastYear; year++) {
    years.set(year, {
      year,
      notice: noticeOf(year),
      holidays: ofYear(table.holidays, year),
      makeup: ofYear(table.workdays, year),
    });
  }
  return { first: firstYear, years, closed: new Map() };
}

/** The days of one year, each with the Chinese name (the library writes `English,中文,days`). */
function ofYear(days: Readonly<Record<string, string>>, year: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(days)
      .filter(([date]) => date.startsWith(`${year}-`))
      .map(([date, name]) => [date, name.split(',')[1] ?? name]),
  );
}

/** A calendar with the unit's own closed days; they move `safe` and nothing else (G-009). */
export function withClosedDays(calendar: Calendar, closed: readonly ClosedDay[]): Calendar {
  return { ...calendar, closed: new Map(closed.map(({ date, reason }) => [date, reason])) };
}

/**
 * What kind of day a date is (G-007). A year not published is estimated and marked provisional (G-008).
 * @throws AppError `bad_input` rule G-007 {reason: calendar_before_coverage} before the first known year.
 */
export function dayInfo(date: CivilDate, calendar: Calendar = builtInCalendar): DayInfo {
  let days = remembered.get(calendar);
  if (!days) remembered.set(calendar, (days = new Map()));
  const known = days.get(date);
  if (known) return known;
  const info = findDay(date, calendar);
  days.set(date, info);
  return info;
}

/** A calendar never changes once made (a newer table makes a new one), so its days are looked up once. */
const remembered = new WeakMap<Calendar, Map<CivilDate, DayInfo>>();

function findDay(date: CivilDate, calendar: Calendar): DayInfo {
  const { year } = parts(date);
  if (year < calendar.first) {
    throw new AppError('bad_input', {
      rule: 'G-007',
      params: { reason: 'calendar_before_coverage', date, first: calendar.first },
    });
  }
  const official = calendar.years.get(year);
  const provisional = official === undefined;
  const notice = official?.notice ?? null;
  const makeup = official?.makeup[date];
  if (makeup !== undefined) return { kind: 'makeup_workday', work: true, name: makeup, notice, provisional };
  const holiday = official ? official.holidays[date] : estimatedHolidays(year).get(date);
  if (holiday !== undefined) return { kind: 'holiday', work: false, name: holiday, notice, provisional };
  const day = weekday(date);
  const rest = day === 0 || day === 6;
  return {
    kind: rest ? 'weekend' : 'workday',
    work: !rest,
    name: null,
    notice,
    provisional,
  };
}

/** Whether a date is a working day (G-007); the unit's closed days play no part. */
export function isWorkday(date: CivilDate, calendar: Calendar = builtInCalendar): boolean {
  return dayInfo(date, calendar).work;
}
