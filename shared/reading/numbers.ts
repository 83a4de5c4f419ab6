import { CivilDate } from '../model/units.ts';
import type { Source, Span } from './source.ts';

const digits = new Map(
  Object.entries({
    零: 0,
    〇: 0,
    一: 1,
    壹: 1,
    弌: 1,
    二: 2,
    贰: 2,
    貳: 2,
    弍: 2,
    貮: 2,
    两: 2,
    兩: 2,
    三: 3,
    叁: 3,
    參: 3,
    参: 3,
    弎: 3,
    四: 4,
    肆: 4,
    五: 5,
    伍: 5,
    六: 6,
    陆: 6,
    陸: 6,
    七: 7,
    柒: 7,
    八: 8,
    捌: 8,
    九: 9,
    玖: 9,
  }),
);
const powers = new Map(
  Object.entries({ 十: 10, 拾: 10, 廿: 20, 卅: 30, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }),
);

/** Characters of a Chinese count, for use inside a pattern's class. */
export const hanDigits = '零〇一二三四五六七八九十百两兩壹贰貳弍貮叁參参肆伍陆陸柒捌玖拾佰廿卅';

/** A count in figures or in words, as a pattern. */
export const countShape = `(?:\\d{1,4}|[${hanDigits}]{1,7})`;

/**
 * A whole number written in figures or in Chinese words below ten thousand; null where it is neither.
 * @param text as in the tight text, e.g. `10`, `十`, `叁拾`, `二〇二四`
 */
export function parseCount(text: string): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  const characters = [...text];
  if (characters.length === 0) return null;
  if (characters.every((character) => digits.has(character))) {
    // Digit by digit (二〇二四); a lone 一 is the same either way.
    return Number(characters.map((character) => digits.get(character)).join(''));
  }
  let total = 0;
  let pending: number | null = null;
  for (const character of characters) {
    const digit = digits.get(character);
    const power = powers.get(character);
    if (digit !== undefined) {
      pending = digit;
    } else if (power === undefined) {
      return null;
    } else if (power === 20 || power === 30) {
      total += power;
      pending = null;
    } else {
      total += (pending === null || pending === 0 ? 1 : pending) * power;
      pending = null;
    }
  }
  return total + (pending ?? 0);
}

const year = `((?:19|20|21)\\d{2}|[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4})`;
const han = '[〇零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾廿卅元正]';
const dateShapes = {
  day: new RegExp(`${year}年(\\d{1,2}|${han}{1,3})月(\\d{1,2}|${han}{1,3})[日号曰]`, 'gu'),
  dayFigures: /((?:19|20|21)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/gu,
  month: new RegExp(`${year}年(\\d{1,2}|${han}{1,3})月(?:份)?`, 'gu'),
  monthFigures: /((?:19|20|21)\d{2})[-/.](\d{1,2})(?![\d./-])/gu,
} as const;

/** A date found in the text. */
export interface FoundDate extends Span {
  /** `YYYY-MM-DD`, or null where the paper names a day that no calendar has. */
  readonly value: string | null;
  readonly unit: 'day' | 'month';
}

/** Every date in a stretch of the text, in order; months only where no day follows. */
export function findDates(source: Source, span: Span): FoundDate[] {
  const text = source.tight.slice(span.start, span.end);
  const found: FoundDate[] = [];
  const taken = new Uint8Array(text.length);
  const push = (match: RegExpExecArray, y: string, m: string, d: string | null): void => {
    if (taken[match.index] === 1) return;
    taken.fill(1, match.index, match.index + match[0].length);
    const start = span.start + match.index;
    found.push({
      start,
      end: start + match[0].length,
      value: civil(y, m, d),
      unit: d === null ? 'month' : 'day',
    });
  };
  for (const match of text.matchAll(dateShapes.day))
    push(match, match[1] ?? '', match[2] ?? '', match[3] ?? '');
  for (const match of text.matchAll(dateShapes.dayFigures))
    push(match, match[1] ?? '', match[3] ?? '', match[4] ?? '');
  for (const match of text.matchAll(dateShapes.month)) push(match, match[1] ?? '', match[2] ?? '', null);
  for (const match of text.matchAll(dateShapes.monthFigures))
    push(match, match[1] ?? '', match[2] ?? '', null);
  return found.sort((a, b) => a.start - b.start);
}

function civil(yearText: string, monthText: string, dayText: string | null): string | null {
  const y = parseCount(yearText);
  const m = monthText === '正' || monthText === '元' ? 1 : parseCount(monthText);
  const d = dayText === null ? 1 : parseCount(dayText);
  if (y === null || m === null || d === null) return null;
  const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  if (!CivilDate.safeParse(text).success) return null;
  return dayText === null ? text.slice(0, 7) : text;
}
