import { fromDayNumber } from '../calendar/civil.ts';
import type { CivilDate } from '../model/units.ts';

/** The first of January 1970, counted as spreadsheets do. */
const epoch = 25_569;

/**
 * A number of a sheet as one would write it. A spreadsheet keeps binary fractions and shows fifteen digits: what
 * lies beyond them (`0.1 + 0.2`) is no digit of the amount.
 */
export function numberText(value: number, percent = false): string {
  const exact = Number(value.toPrecision(15));
  const text = Math.abs(exact) >= 1e15 ? String(exact) : plain(exact);
  return percent ? `${text}%` : text;
}

function plain(value: number): string {
  const text = String(value);
  // Small fractions come as `1e-7`.
  return text.includes('e') ? value.toFixed(12).replace(/0+$/u, '').replace(/\.$/u, '') : text;
}

/**
 * The civil date of a spreadsheet's count of days, or null where the number is none of 1955–2119: counted from the
 * last day of 1899 (with a 29th of February 1900 that never was), or from the first of 1904.
 */
export function dateOfSerial(serial: number, from1904: boolean): CivilDate | null {
  if (!Number.isFinite(serial)) return null;
  const days = Math.floor(serial);
  const since1900 = from1904 ? days + 1462 : days;
  if (since1900 < 20_090 || since1900 > 80_350) return null;
  return fromDayNumber(since1900 - epoch);
}
