import { civil, parseCivil } from '../../shared/calendar/civil.ts';
import type { CivilDate } from '../../shared/model/units.ts';

/**
 * Reads a date as people type it on a number pad: `2024-10-14`, `20241014`, `2024/10/14`, `2024.10.14`,
 * `2024年10月14日`, `10-14` and `1014` (the year of today); null where it is not a day.
 */
export function readDate(text: string, today: CivilDate): CivilDate | null {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, '');
  const whole =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (whole) return day(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain);
  if (short) return day(Number(today.slice(0, 4)), Number(short[1]), Number(short[2]));
  return parseCivil(plain);
}

function day(year: number, month: number, date: number): CivilDate | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const parsed = parseCivil(text);
  return parsed === null ? null : civil(year, month, date);
}
