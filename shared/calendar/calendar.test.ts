import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CivilDate } from '../model/units.ts';
import { builtInCalendar, dayInfo, isWorkday, withClosedDays } from './calendar.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  endOfMonth,
  fromDayNumber,
  parseCivil,
  toDayNumber,
  weekday,
} from './civil.ts';
import { estimatedHolidays } from './estimate.ts';
import {
  addWorkdays,
  firstWorkdayAfter,
  lastWorkdayBefore,
  rollBack,
  rollForward,
  skipClosedDays,
} from './workdays.ts';

const d = (text: string) => CivilDate.parse(text);

describe.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'])('civil dates under TZ=%s', (zone) => {
  const before = process.env['TZ'];
  beforeAll(() => {
    process.env['TZ'] = zone;
  });
  afterAll(() => {
    process.env['TZ'] = before;
  });

  it('knows the zone, so that the case means something', () => {
    expect(new Date(0).getTimezoneOffset()).toBe(
      { UTC: 0, 'Asia/Shanghai': -480, 'America/Los_Angeles': 480 }[zone],
    );
  });

  it.each([
    ['V-02', '2024-11-29', -10, '2024-11-15'],
    ['V-03', '2024-11-30', -10, '2024-11-18'],
    ['V-05', '2024-07-15', 10, '2024-07-29'],
    ['V-10', '2024-09-02', 10, '2024-09-14'],
    ['V-17', '2026-09-18', 10, '2026-10-09'],
    ['V-18', '2026-02-10', 10, '2026-03-02'],
    ['A-Q15', '2024-09-20', -5, '2024-09-12'],
  ])('%s: %s %i working days is %s', (_id, from, count, expected) => {
    const counted = addWorkdays(d(from), count);
    expect(counted.date).toBe(expected);
    expect(counted.provisional).toBe(false);
    expect(counted.steps.filter((step) => step.counted)).toHaveLength(Math.abs(count));
    expect(counted.steps[0]).toMatchObject({ date: from, counted: false, why: 'start' });
  });

  it('V-10: one may write on 2024-09-18, after Mid-Autumn', () => {
    expect(firstWorkdayAfter(d('2024-09-14')).date).toBe('2024-09-18');
  });

  it('V-02, V-03: the careful day is one working day earlier (G-010)', () => {
    expect(lastWorkdayBefore(d('2024-11-15')).date).toBe('2024-11-14');
    expect(lastWorkdayBefore(d('2024-11-18')).date).toBe('2024-11-15');
  });

  it('V-16: six months back and three on from the last of August (G-002)', () => {
    expect(addMonths(d('2026-08-31'), -6)).toBe('2026-02-28');
    expect(isWorkday(d('2026-02-28'))).toBe(true);
    expect(lastWorkdayBefore(d('2026-02-28')).date).toBe('2026-02-27');
    expect(addMonths(d('2026-08-31'), 3)).toBe('2026-11-30');
  });

  it('V-23: a count into 2027 is provisional (G-008) and skips New Year', () => {
    const counted = addWorkdays(d('2026-12-30'), 5);
    expect(counted).toMatchObject({ date: '2027-01-07', provisional: true });
    expect(isWorkday(d('2027-01-01'))).toBe(false);
  });
});

describe('the tables', () => {
  it('have every make-up day of 2024–2026 (rulebook V)', () => {
    const expected =
      '2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'.split(
        ' ',
      );
    const found: string[] = [];
    for (let date = d('2024-01-01'); date <= '2026-12-31'; date = addDays(date, 1)) {
      if (dayInfo(date).kind === 'makeup_workday') found.push(date);
    }
    expect(found).toEqual(expected);
  });

  it('name the holiday and its notice in the proof', () => {
    const step = addWorkdays(d('2024-09-30'), 1).steps.find((candidate) => candidate.date === '2024-10-01');
    expect(step).toMatchObject({ counted: false, why: 'holiday' });
    expect(step?.detail).toContain('国庆节');
    expect(step?.detail).toContain('国办发明电〔2023〕7号');
  });

  it('refuse what lies before 2004 (G-007)', () => {
    expect(() => isWorkday(d('2003-12-31'))).toThrow(
      expect.objectContaining({ code: 'bad_input', rule: 'G-007' }) as Error,
    );
  });

  it('let the unit’s closed days move the careful day only (G-009)', () => {
    const local = withClosedDays(builtInCalendar, [
      { date: d('2024-11-14'), reason: '停电' },
      { date: d('2024-11-13'), reason: '停电' },
    ]);
    expect(skipClosedDays(d('2024-11-14'), local).date).toBe('2024-11-12');
    expect(addWorkdays(d('2024-11-29'), -10, local).date).toBe('2024-11-15');
    expect(isWorkday(d('2024-11-14'), local)).toBe(true);
  });

  it('estimate the statutory holidays of later years (G-008)', () => {
    expect([...estimatedHolidays(2027).keys()]).toEqual(
      '2027-01-01 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-04-05 2027-05-01 2027-05-02 2027-06-09 2027-09-15 2027-10-01 2027-10-02 2027-10-03'.split(
        ' ',
      ),
    );
    expect(estimatedHolidays(2150).get(d('2150-10-02'))).toBe('国庆节');
  });
});

describe('civil dates', () => {
  const anyDay = fc.integer({ min: toDayNumber(d('1900-01-01')), max: toDayNumber(d('2199-12-31')) });

  it('go to day numbers and back', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const date = fromDayNumber(number);
        expect(parseCivil(date)).toBe(date);
        expect(toDayNumber(date)).toBe(number);
        expect(weekday(date)).toBe(new Date(number * 86_400_000).getUTCDay());
      }),
    );
  });

  it('refuse days that do not exist', () => {
    for (const text of [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-1-1',
      '2024-04-31',
      '20240101',
      '1899-12-31',
      7,
      null,
    ]) {
      expect(parseCivil(text)).toBeNull();
    }
    expect(parseCivil('2000-02-29')).toBe('2000-02-29');
  });

  it('count months to the last day where there is no such day (G-002)', () => {
    expect(addMonths(d('2026-12-31'), -6)).toBe('2026-06-30');
    expect(addMonths(d('2024-02-29'), 12)).toBe('2025-02-28');
    expect(addMonths(d('2024-01-31'), 1)).toBe('2024-02-29');
    expect(endOfMonth('2025-06')).toBe('2025-06-30');
  });

  it('roll forward and back over rest days (G-003, G-004)', () => {
    expect(rollForward(d('2024-10-04')).date).toBe('2024-10-08');
    expect(rollBack(d('2024-10-04')).date).toBe('2024-09-30');
    expect(rollForward(d('2024-09-14')).date).toBe('2024-09-14');
  });

  it('count working days there and back, and never land on a rest day', () => {
    const day = fc.integer({ min: toDayNumber(d('2005-01-01')), max: toDayNumber(d('2026-10-01')) });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 120 }), (number, count) => {
        const from = fromDayNumber(number);
        const there = addWorkdays(from, count).date;
        expect(isWorkday(there)).toBe(true);
        const back = addWorkdays(there, -count).date;
        expect(back).toBe(isWorkday(from) ? from : rollBack(from).date);
        expect(daysBetween(from, there)).toBeGreaterThanOrEqual(count);
      }),
    );
  });

  it('answer zero working days with the day or the next working day', () => {
    expect(addWorkdays(d('2024-09-14'), 0).date).toBe('2024-09-14');
    expect(addWorkdays(d('2024-09-15'), 0).date).toBe('2024-09-18');
  });
});
