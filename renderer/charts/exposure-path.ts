import { daysBetween } from '../../shared/calendar/civil.ts';
import type { CivilDate } from '../../shared/model/units.ts';

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The path of a figure that changes by steps, in a frame whose top is `most`; `closed` for an area down to zero. A
 * single day is a line across the frame.
 */
export function stepPath(
  points: readonly { date: CivilDate; value: number }[],
  frame: Frame,
  most: number,
  closed: boolean,
): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const days = Math.max(1, daysBetween(first.date, last.date));
  const x = (date: CivilDate) => round(frame.x + (daysBetween(first.date, date) / days) * frame.width);
  const y = (value: number) => round(frame.y + frame.height * (1 - Math.min(1, Math.max(0, value / most))));
  const base = frame.y + frame.height;
  const start = closed ? `M${frame.x} ${base}V${y(first.value)}` : `M${frame.x} ${y(first.value)}`;
  const steps = points.slice(1).map(({ date, value }) => `H${x(date)}V${y(value)}`);
  const end = points.length === 1 ? `H${frame.x + frame.width}` : '';
  return `${start}${steps.join('')}${end}${closed ? `V${base}Z` : ''}`;
}

/** The scale of the picture: its top in fen, and the ceiling that is told beside it instead of flattening the rest. */
export interface Scale {
  top: number;
  ceiling: number | null;
}

/**
 * A ceiling that never changes (a penalty of the whole sum is always possible) would press everything else flat: where
 * what is owed stays under half of it, the scale follows what is owed.
 */
export function scaleOf(points: readonly { atMost: number; incurred: number }[]): Scale {
  const most = Math.max(0, ...points.map(({ atMost }) => atMost));
  const owed = Math.max(0, ...points.map(({ incurred }) => incurred));
  const steady = points.every(({ atMost }) => atMost === most);
  if (steady && owed > 0 && owed < most / 2) return { top: roundUp(owed), ceiling: most };
  return { top: roundUp(most), ceiling: null };
}

/** Whether the figures never change: a sentence says more than a line across the picture. */
export function isSteady(points: readonly { atMost: number; incurred: number }[]): boolean {
  const [first] = points;
  return points.every(({ atMost, incurred }) => atMost === first?.atMost && incurred === first.incurred);
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ that leaves some air above. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const wanted = value * 1.05;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= wanted) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
