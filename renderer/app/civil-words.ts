import type { Texts } from '../../shared/text/text.ts';

/** `周五`, `Fri`. */
export function weekdayName(t: Texts, weekday: number): string {
  return t.common.week(weekdayShort(t, weekday));
}

/** `五`, `Fri`: the head of a column. */
export function weekdayShort(t: Texts, weekday: number): string {
  const width = t.common.weekdays.length / 7;
  return t.common.weekdays.slice(weekday * width, (weekday + 1) * width);
}

const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', timeStyle: 'short' });
const dateTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `14:32`, of an instant or of now, by the clock that the civil dates use. */
export function clockTime(instant: string | Date): string {
  return time.format(typeof instant === 'string' ? new Date(instant) : instant);
}

/** `2024-10-14 14:32:05` in the calendar that the civil dates use. */
export function instantText(instant: string): string {
  return dateTime.format(new Date(instant));
}

/** `1.2 MB`; exact bytes under a kilobyte. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power - 1]}`;
}
