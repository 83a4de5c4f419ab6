import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../model/units.ts';
import { builtInCalendar, dayInfo, lastYear } from './calendar.ts';
import {
  balanceOf,
  type OfficialYear,
  parseOfficialYear,
  requireNews,
  tableOf,
  withOfficialYears,
} from './official.ts';
import { addWorkdays } from './workdays.ts';

const d = (text: string) => text as CivilDate;
const invented = JSON.parse(
  readFileSync(new URL('../../test/fixtures/calendar/2027-invented.json', import.meta.url), 'utf8'),
) as OfficialYear;
type Change = (file: OfficialYear) => void;
const changed = (change: Change) => {
  const file = structuredClone(invented);
  change(file);
  return file;
};
const day = (date: string) => ({ date: d(date), name: '元旦' });

/** A built-in year written as a file. */
function fileOf(year: number): OfficialYear {
  const table = builtInCalendar.years.get(year);
  const list = (days: Readonly<Record<string, string>> = {}) =>
    Object.entries(days).map(([date, name]) => ({ date: d(date), name }));
  return {
    format: 'juanzong-calendar/1',
    version: 1,
    year,
    notice: { number: '号', title: `${year}`, date: d(`${year - 1}-11-01`) },
    rest_days: list(table?.holidays),
    working_weekends: list(table?.makeup),
  };
}

describe('a calendar file (G-008)', () => {
  it('makes certain what was provisional, and counts by its days', () => {
    const calendar = withOfficialYears([parseOfficialYear(invented)]);
    expect(dayInfo(d('2027-01-31'), calendar)).toMatchObject({ kind: 'makeup_workday', provisional: false });
    expect(addWorkdays(d('2027-02-04'), 1)).toMatchObject({ date: '2027-02-09', provisional: true });
    expect(addWorkdays(d('2027-02-04'), 1, calendar)).toMatchObject({
      date: '2027-02-15',
      provisional: false,
    });
    const proof = addWorkdays(d('2027-02-04'), 1, calendar).steps;
    expect(proof.find((step) => step.date === '2027-02-08')?.detail).toContain('虚构〔2026〕1号');
    // The other years stay as they are.
    expect(dayInfo(d('2028-01-03'), calendar).provisional).toBe(true);
    expect(dayInfo(d('2026-10-01'), calendar)).toEqual(dayInfo(d('2026-10-01')));
  });

  const wrong: [reason: string, path: string, Change][] = [
    ['shape', 'format', (file) => Object.assign(file, { format: 'x' })],
    ['shape', '', (file) => Object.assign(file, { more: 1 })],
    ['shape', 'rest_days.0.date', (file) => Object.assign(file.rest_days[0] ?? {}, { date: '2027-02-30' })],
    ['not_this_year', 'notice.title', (file) => Object.assign(file, { year: 2028 })],
    ['not_this_year', 'notice.date', (file) => Object.assign(file.notice, { date: '2023-11-01' })],
    ['not_this_year', 'rest_days.28.date', (file) => file.rest_days.push(day('2026-12-31'))],
    ['twice', 'rest_days.28.date', (file) => file.rest_days.push(day('2027-01-01'))],
    ['twice', 'working_weekends.5.date', (file) => file.working_weekends.push(day('2027-01-02'))],
    ['not_a_weekend', 'working_weekends.5.date', (file) => file.working_weekends.push(day('2027-01-04'))],
    ['statutory_missing', 'rest_days', (file) => file.rest_days.splice(20)],
  ];
  it.each(wrong)('is refused: %s at %s', (reason, path, change) => {
    expect(() => parseOfficialYear(changed(change))).toThrow(
      expect.objectContaining({
        code: 'calendar_invalid',
        rule: 'G-008',
        params: expect.objectContaining({ reason, path }) as unknown,
      }) as Error,
    );
  });

  it('may not contradict a year built in, nor one that was accepted, and says the first day', () => {
    const code = (file: OfficialYear, calendar = builtInCalendar) => {
      try {
        requireNews(file, calendar);
        return null;
      } catch (error) {
        const { code: own, params } = error as { code: string; params?: Record<string, unknown> };
        return [own, params?.['date']];
      }
    };
    expect(code(invented)).toBeNull();
    const accepted = withOfficialYears([invented]);
    expect(code(invented, accepted)).toEqual(['calendar_known', undefined]);
    const other = changed((file) => file.rest_days.push(day('2027-03-08')));
    expect(code(other, accepted)).toEqual(['calendar_contradicts', '2027-03-08']);
    for (let year = 2025; year <= lastYear; year++) {
      expect(code(parseOfficialYear(fileOf(year)))).toEqual(['calendar_known', undefined]);
      const fewer = fileOf(year);
      const gone = fewer.working_weekends.shift();
      expect(code(fewer)).toEqual(['calendar_contradicts', gone?.date]);
    }
  });

  it('takes 13 working days away, as 2025 and 2026 did; anything else is told', () => {
    for (const file of [fileOf(2025), fileOf(2026), invented])
      expect(balanceOf(file)).toEqual({ days: 13, usual: true });
    const more = changed((file) => file.working_weekends.pop());
    expect(balanceOf(more)).toEqual({ days: 14, usual: false });
    expect(tableOf(more).makeup['2027-10-09']).toBeUndefined();
  });
});
