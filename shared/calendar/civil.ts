import { AppError } from '../model/errors.ts';
import { CivilDate } from '../model/units.ts';

/** Days since 1970-01-01 as a plain integer: no zone, no clock, no summer time can touch it. */
export type DayNumber = number;

/** First and last civil date the application knows. */
export const firstDate = CivilDate.parse('1900-01-01');
export const lastDate = CivilDate.parse('2199-12-31');

/**
 * The civil date in a text `YYYY-MM-DD`, or null where it is malformed or does not exist (2023-02-29).
 * Full-width digits and Chinese forms are the reader's matter, not this one's.
 */
export function parseCivil(text: unknown): CivilDate | null {
  const parsed = CivilDate.safeParse(text);
  return parsed.success ? parsed.data : null;
}

/** Year, month 1–12 and day of a civil date. */
export function parts(date: CivilDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The day number of a proleptic Gregorian date (era arithmetic, exact for every year). */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day number of a civil date. */
export function toDayNumber(date: CivilDate): DayNumber {
  const { year, month, day } = parts(date);
  return dayNumber(year, month, day);
}

/**
 * The civil date of a day number.
 * @throws AppError `bad_input` {reason: out_of_range} outside 1900–2199.
 */
export function fromDayNumber(number: DayNumber): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return civil(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/**
 * A civil date from its parts.
 * @throws AppError `bad_input` {reason: out_of_range} outside 1900–2199.
 */
export function civil(year: number, month: number, day: number): CivilDate {
  if (year < 1900 || year > 2199) {
    throw new AppError('bad_input', { params: { reason: 'out_of_range', year } });
  }
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}` as CivilDate;
}

/** Day of the week, 0 = Sunday. */
export function weekday(date: CivilDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return ((((toDayNumber(date) + 4) % 7) + 7) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

/** A date some natural days later, or earlier where `count` is negative (G-001: the day itself does not count). */
export function addDays(date: CivilDate, count: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + count);
}

/** Natural days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Days of a month 1–12. */
export function daysInMonth(year: number, month: number): number {
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return dayNumber(nextYear, nextMonth, 1) - dayNumber(year, month, 1);
}

/**
 * The corresponding day some months later or earlier; where that month has no such day, its last day
 * (G-002, 民法典 202). Adding years is adding twelve months.
 */
export function addMonths(date: CivilDate, count: number): CivilDate {
  const { year, month, day } = parts(date);
  const index = year * 12 + (month - 1) + count;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return civil(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** The last day of a month `YYYY-MM`. */
export function endOfMonth(month: string): CivilDate {
  const [year = 0, index = 0] = month.split('-').map(Number);
  return civil(year, index, daysInMonth(year, index));
}

/** The later of some dates, ignoring nulls; null where all are. */
export function latest(dates: readonly (CivilDate | null)[]): CivilDate | null {
  return dates.reduce<CivilDate | null>((best, date) => (date && (!best || date > best) ? date : best), null);
}

/** The earlier of some dates, ignoring nulls; null where all are. */
export function earliest(dates: readonly (CivilDate | null)[]): CivilDate | null {
  return dates.reduce<CivilDate | null>((best, date) => (date && (!best || date < best) ? date : best), null);
}
