import { addMonths, civil, fromDayNumber, parts, toDayNumber } from '../../shared/calendar/civil.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import type { Item } from './timeline-items.ts';

/** Days to pixels: `from` is the day at x = 0. */
export interface Scale {
  from: number;
  days: number;
  width: number;
}

export const levels = ['all', 'year', 'quarter', 'month', 'week'] as const;
export type Level = (typeof levels)[number];

const span: Record<Exclude<Level, 'all'>, number> = { year: 366, quarter: 93, month: 35, week: 9 };

/** The part that is seen: so many days of a level around a centre, kept within the life where it fits. */
export function windowOf(
  level: Level,
  center: number,
  life: { from: CivilDate; to: CivilDate },
  width: number,
): Scale {
  const [first, last] = [toDayNumber(life.from), toDayNumber(life.to)];
  const all = last - first + 1;
  const days = level === 'all' ? all : Math.min(all, span[level]);
  const from = Math.min(Math.max(first, Math.round(center - days / 2)), last - days + 1);
  return { from, days, width };
}

/** The left edge of a day. */
export function x(scale: Scale, date: CivilDate): number {
  return ((toDayNumber(date) - scale.from) / scale.days) * scale.width;
}

export function perDay(scale: Scale): number {
  return scale.width / scale.days;
}

export interface Placed {
  item: Item;
  row: number;
  left: number;
  right: number;
  /** Where the label stands; `over`: on its own bar; `none`: it gave way, the mark stays. */
  label: 'right' | 'left' | 'over' | 'none';
}

const gap = 12;
const markPad = 8;

/**
 * Puts the items of one lane into rows so that neither marks nor labels overlap. Where rows run out the label
 * gives way first (the table under the picture says everything); no mark is ever dropped.
 * @param measure the width of an item's label in pixels
 */
export function placeLane(
  items: readonly Item[],
  scale: Scale,
  rows: number,
  measure: (item: Item) => number,
): Placed[] {
  const whole = place(items, scale, rows, rows, measure);
  if (whole.every((one) => one.label !== 'none') || rows === 1) return whole;
  // The last row is kept for marks whose label gave way, so that no label is ever written over.
  return place(items, scale, rows - 1, rows, measure);
}

function place(
  items: readonly Item[],
  scale: Scale,
  labelRows: number,
  rows: number,
  measure: (item: Item) => number,
): Placed[] {
  const taken: [number, number][][] = Array.from({ length: labelRows }, () => []);
  const free = (row: number, a: number, b: number) =>
    (taken[row] ?? []).every(([left, right]) => b + gap <= left || a >= right + gap);
  const take = (row: number, a: number, b: number) => taken[row]?.push([a, b]);
  const spare = rows - 1;
  const placed: Placed[] = [];
  const seen = items
    .map((item) => ({ item, left: x(scale, item.from), right: x(scale, item.to) + perDay(scale) }))
    .filter(({ left, right }) => right >= 0 && left <= scale.width)
    // The present state is named first; the others take what room is left.
    .toSorted((a, b) => rank(a.item) - rank(b.item) || a.left - b.left || a.right - b.right);
  for (const { item, left, right } of seen) {
    const wide = measure(item);
    const [a, b] = [left - markPad, right + markPad];
    const choices =
      item.lane === 'period'
        ? [{ label: 'over' as const, from: a, to: Math.max(b, Math.max(0, a) + wide) }]
        : [
            { label: 'right' as const, from: a, to: b + wide },
            { label: 'left' as const, from: a - wide, to: b },
          ];
    const found = choices
      .filter((choice) =>
        choice.label === 'left' ? choice.from >= 0 : choice.to <= scale.width || choice.label === 'over',
      )
      .flatMap((choice) => Array.from({ length: labelRows }, (_, row) => ({ ...choice, row })))
      .toSorted((one, two) => one.row - two.row)
      .find((choice) => free(choice.row, choice.from, choice.to));
    if (found) {
      take(found.row, found.from, found.to);
      placed.push({ item, row: found.row, left, right, label: found.label });
      continue;
    }
    placed.push({ item, row: spare, left, right, label: 'none' });
  }
  return placed;
}

const rank = (item: Item) => (item.lane === 'period' && item.ours ? 0 : 1);

/** An estimate of a label's width: a Chinese character is as wide as the type is high. */
export function textWidth(text: string, size = 14): number {
  let width = 0;
  for (const character of text) width += /[⺀-鿿＀-｠　-〿“”…]/.test(character) ? size : size * 0.56;
  return Math.ceil(width);
}

export interface Tick {
  date: CivilDate;
  label: string;
  strong: boolean;
}

/** The ruler: years and months where they have room, days of the week's Monday when near. */
export function ticks(scale: Scale, monthName: (month: number) => string): Tick[] {
  const each = perDay(scale);
  const found: Tick[] = [];
  const last = scale.from + scale.days;
  const step = each * 30 >= 44 ? 1 : each * 91 >= 44 ? 3 : each * 183 >= 44 ? 6 : 12;
  const start = parts(fromDayNumber(scale.from));
  let month = civil(start.year, Math.floor((start.month - 1) / step) * step + 1, 1);
  while (toDayNumber(month) < last) {
    const { year, month: number } = parts(month);
    if (toDayNumber(month) >= scale.from)
      found.push({
        date: month,
        label: number === 1 || step === 12 ? `${year}` : monthName(number),
        strong: true,
      });
    month = addMonths(month, step);
  }
  if (each < 4) return found;
  const every = each >= 30 ? 1 : 7;
  const taken = found.map((tick) => reach(scale, tick));
  for (let day = scale.from; day < last; day += 1) {
    // Monday is day 0 of a week.
    if (every === 7 && (day - mondayNumber) % 7 !== 0) continue;
    const tick = { date: fromDayNumber(day), label: String(parts(fromDayNumber(day)).day), strong: false };
    const [from, to] = reach(scale, tick);
    // A day gives way to a month's name.
    if (taken.some(([left, right]) => from < right && to > left)) continue;
    found.push(tick);
  }
  return found;
}

/** What a tick's label covers on the ruler, with the air that tells it from the next. */
function reach(scale: Scale, tick: Tick): [number, number] {
  const left = x(scale, tick.date) + (tick.strong ? 4 : 2);
  return [left, left + textWidth(tick.label) + 6];
}

const mondayNumber = toDayNumber(civil(2024, 1, 1));
