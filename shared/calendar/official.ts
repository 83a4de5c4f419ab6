import { z } from 'zod';
import { AppError } from '../model/errors.ts';
import { CivilDate } from '../model/units.ts';
import { builtInCalendar, type Calendar, lastYear, type YearTable } from './calendar.ts';
import { parts, weekday } from './civil.ts';
import { estimatedHolidays } from './estimate.ts';

const day = z.object({ date: CivilDate, name: z.string().trim().min(1).max(40) }).strict();

/** An official arrangement of one year's rest days, as `docs/calendar-format.md` describes it. */
export const OfficialYear = z
  .object({
    $schema: z.string().optional(),
    format: z.literal('juanzong-calendar/1'),
    /** Counts the editions of one year's file: 1, 2 … */
    version: z.number().int().min(1).max(99),
    year: z.number().int().min(2004).max(2199),
    notice: z
      .object({
        number: z.string().trim().min(1).max(80),
        title: z.string().trim().min(1).max(200),
        date: CivilDate,
      })
      .strict(),
    /** Every day of rest, the weekends inside a holiday included. */
    rest_days: z.array(day).min(1).max(60),
    /** Saturdays and Sundays on which one works. */
    working_weekends: z.array(day).max(30),
  })
  .strict();
export type OfficialYear = z.infer<typeof OfficialYear>;

/** Statutory days of a year since 2025 (全国年节及纪念日放假办法): what a notice moves, it does not add. */
const statutoryDays = 13;

/**
 * Reads and judges a calendar file (G-008): its shape, every date in its year and only once, working weekends on
 * weekends, and every statutory holiday of the year at rest, so that half a year is not taken for a whole one.
 * @throws AppError `calendar_invalid` rule G-008 {path, reason}
 */
export function parseOfficialYear(json: unknown): OfficialYear {
  const parsed = OfficialYear.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse(issue?.path.map(String).join('.') ?? '', 'shape');
  }
  const file = parsed.data;
  const { year, notice } = file;
  if (!notice.title.includes(String(year))) throw refuse('notice.title', 'not_this_year');
  const published = parts(notice.date).year;
  if (published < year - 2 || published > year) throw refuse('notice.date', 'not_this_year');
  const seen = new Set<string>();
  for (const list of ['rest_days', 'working_weekends'] as const) {
    for (const [index, { date }] of file[list].entries()) {
      const path = `${list}.${index}.date`;
      if (parts(date).year !== year) throw refuse(path, 'not_this_year', date);
      if (seen.has(date)) throw refuse(path, 'twice', date);
      seen.add(date);
      if (list === 'working_weekends' && !isWeekend(date)) throw refuse(path, 'not_a_weekend', date);
    }
  }
  const rest = new Set<string>(file.rest_days.map(({ date }) => date));
  for (const [date, name] of estimatedHolidays(year)) {
    // Before 2025 fewer days were statutory; those years are built in and compared with their tables instead.
    if (!rest.has(date) && year > lastYear) throw refuse('rest_days', 'statutory_missing', date, name);
  }
  return file;
}

/** The file's year as a table of the calendar. */
export function tableOf(file: OfficialYear): YearTable {
  const byDate = (days: OfficialYear['rest_days']) =>
    Object.fromEntries(
      days.map(({ date, name }) => [date, name] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  return {
    year: file.year,
    notice: `${file.notice.title}（${file.notice.number}）`,
    holidays: byDate(file.rest_days),
    makeup: byDate(file.working_weekends),
  };
}

/**
 * Whether a file says what is published already, and contradicts none of it: neither the years built in nor an
 * accepted file. An amended notice comes in after the accepted file was withdrawn.
 * @throws AppError `calendar_known` | `calendar_contradicts` {year, date}
 */
export function requireNews(file: OfficialYear, calendar: Calendar): void {
  const known = calendar.years.get(file.year);
  if (known === undefined) return;
  const other = firstDifference(known, tableOf(file));
  const params = { year: file.year, notice: known.notice };
  if (other === null) throw new AppError('calendar_known', { rule: 'G-008', params });
  throw new AppError('calendar_contradicts', { rule: 'G-008', params: { ...params, date: other } });
}

/** The first day on which two tables of a year do not say the same; names are not compared. */
function firstDifference(a: YearTable, b: YearTable): string | null {
  const days = new Set(
    [a, b].flatMap((table) => [...Object.keys(table.holidays), ...Object.keys(table.makeup)]),
  );
  for (const date of [...days].toSorted()) {
    if (date in a.holidays !== date in b.holidays || date in a.makeup !== date in b.makeup) return date;
  }
  return null;
}

/**
 * Working days that the notice takes away less those that it adds: 13 as long as no day beyond the statutory ones
 * is given. Anything else may be right (2020 was), and is worth a second look at the notice.
 */
export function balanceOf(file: OfficialYear): { days: number; usual: boolean } {
  const rest = file.rest_days.filter(({ date }) => !isWeekend(date)).length;
  const days = rest - file.working_weekends.length;
  return { days, usual: days === statutoryDays };
}

/** The calendar of official years alone with the years of accepted files laid over. */
export function withOfficialYears(
  files: readonly OfficialYear[],
  base: Calendar = builtInCalendar,
): Calendar {
  const years = new Map(base.years);
  for (const file of files) years.set(file.year, tableOf(file));
  return { ...base, years };
}

function isWeekend(date: CivilDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}

function refuse(path: string, reason: string, date?: string, name?: string): AppError {
  return new AppError('calendar_invalid', {
    rule: 'G-008',
    params: {
      path,
      reason,
      ...(date === undefined ? {} : { date }),
      ...(name === undefined ? {} : { name }),
    },
  });
}
