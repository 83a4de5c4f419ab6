import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CivilDate } from '../model/units.ts';
import { builtInCalendar, dayInfo, isWorkday } from './calendar.ts';
import { addDays, addMonths, daysBetween, toDayNumber, weekday } from './civil.ts';
import { addWorkdays, rollBack, rollForward } from './workdays.ts';

const [first, last] = [CivilDate.parse('2004-01-01'), CivilDate.parse('2026-12-31')];
const span = daysBetween(first, last);
const day = fc.nat(span).map((offset) => addDays(first, offset));

/** Days at work counted anew, from the tables and the machine’s own weekdays, day by day. */
function independent(): boolean[] {
  return Array.from({ length: span + 1 }, (_, offset) => {
    const at = new Date(Date.UTC(2004, 0, 1 + offset));
    const iso = at.toISOString().slice(0, 10);
    if (iso in table.workdays) return true;
    if (iso in table.holidays) return false;
    return at.getUTCDay() !== 0 && at.getUTCDay() !== 6;
  });
}

describe('dates of 2004–2026', () => {
  const works = independent();

  it('an independent count agrees with every day (G-007), and each says whether one works (G-012)', () => {
    const wrong = works.flatMap((work, offset) => {
      const date = addDays(first, offset);
      const info = dayInfo(date);
      const kind = info.work ? ['workday', 'makeup_workday'] : ['weekend', 'holiday'];
      return isWorkday(date) === work && kind.includes(info.kind) && !info.provisional ? [] : [date];
    });
    expect(wrong).toEqual([]);
  });

  it('n working days end on the n-th day at work after the first, which does not count (G-001)', () => {
    fc.assert(
      fc.property(fc.nat(span - 200), fc.integer({ min: 1, max: 90 }), (offset, count) => {
        let at = offset;
        for (let left = count; left > 0; ) {
          at += 1;
          if (works[at]) left -= 1;
        }
        const counted = addWorkdays(addDays(first, offset), count);
        expect(counted.date).toBe(addDays(first, at));
        expect(counted.steps.filter((step) => step.counted)).toHaveLength(count);
        expect(counted.steps[0]).toMatchObject({ counted: false, why: 'start' });
      }),
    );
  });

  it('n working days forward and back return to the day at work they began on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 150, max: span - 150 }),
        fc.integer({ min: 1, max: 60 }),
        (offset, count) => {
          const start = rollForward(addDays(first, offset)).date;
          expect(addWorkdays(addWorkdays(start, count).date, -count).date).toBe(start);
          expect(addWorkdays(addWorkdays(start, -count).date, count).date).toBe(start);
        },
      ),
    );
  });

  it('more days never end earlier, a later start never ends earlier', () => {
    fc.assert(
      fc.property(fc.nat(span - 200), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const start = addDays(first, offset);
        const end = addWorkdays(start, count).date;
        expect(addWorkdays(start, count + 1).date > end).toBe(true);
        expect(addWorkdays(addDays(start, 1), count).date >= end).toBe(true);
      }),
    );
  });

  it('rolling stops at a day at work, moves the right way, and moves a day at work nowhere (G-003, G-004)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: span - 20 }), (offset) => {
        const date = addDays(first, offset);
        const [forward, back] = [rollForward(date).date, rollBack(date).date];
        expect(isWorkday(forward) && isWorkday(back)).toBe(true);
        expect(back <= date && date <= forward).toBe(true);
        if (isWorkday(date)) expect([forward, back]).toEqual([date, date]);
      }),
    );
  });

  it('months keep their day or end with the month (G-002), and add up', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -120, max: 120 }), (date, months) => {
        const end = addMonths(date, months);
        const [wanted, got] = [Number(date.slice(8)), Number(end.slice(8))];
        expect(got === wanted || (got < wanted && Number(addDays(end, 1).slice(8)) === 1)).toBe(true);
        const index = (at: string) => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7));
        expect(index(end) - index(date)).toBe(months);
        if (wanted <= 28) expect(addMonths(end, -months)).toBe(date);
      }),
    );
  });

  it('weekdays and distances are the machine’s own', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(weekday(a)).toBe(new Date(`${a}T00:00:00Z`).getUTCDay());
        expect(daysBetween(a, b)).toBe((Date.parse(b) - Date.parse(a)) / 86_400_000);
        expect(toDayNumber(a)).toBe(Date.parse(a) / 86_400_000);
      }),
    );
  });
});

it('the days remembered are those of their own calendar', () => {
  const moved = { ...builtInCalendar, years: new Map(builtInCalendar.years) };
  moved.years.delete(2026);
  const date = CivilDate.parse('2026-02-28');
  expect(isWorkday(date)).toBe(true);
  expect(dayInfo(date, moved)).toMatchObject({ work: false, provisional: true });
  expect(isWorkday(date)).toBe(true);
});

describe('estimated years 2027–2030 (G-008)', () => {
  const [from, to] = [CivilDate.parse('2027-01-01'), CivilDate.parse('2030-12-31')];
  const length = daysBetween(from, to);
  // Spring Festival, Dragon Boat and Mid-Autumn as the almanac has them. (ICU's Chinese calendar is no witness: its
  // new moon of February 2027, four minutes before midnight, falls on the next day.)
  const almanac = [
    ['2027-02-06', '2027-06-09', '2027-09-15'],
    ['2028-01-26', '2028-05-28', '2028-10-03'],
    ['2029-02-13', '2029-06-16', '2029-09-22'],
    ['2030-02-03', '2030-06-05', '2030-09-12'],
  ].map((days) => days.map((day) => Date.parse(day) / 86_400_000));
  const feast = (day: number) =>
    almanac.some(
      ([spring = 0, ...others]) => others.includes(day) || (day >= spring - 1 && day <= spring + 2),
    );
  const solar = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

  it('an independent count agrees with every day but Tomb-sweeping Day, and each says that it is provisional', () => {
    const wrong: string[] = [];
    let brightness = 0;
    for (let offset = 0; offset <= length; offset += 1) {
      const date = addDays(from, offset);
      const at = new Date(`${date}T00:00:00Z`);
      const holiday = solar.includes(date.slice(5)) || feast(at.getTime() / 86_400_000);
      const work = !holiday && at.getUTCDay() !== 0 && at.getUTCDay() !== 6;
      const info = dayInfo(date);
      if (!info.provisional) wrong.push(date);
      // The sun's fifteenth degree: the fourth or fifth of April, counted apart.
      if (info.name === '清明') {
        brightness += 1;
        if (!['04-04', '04-05'].includes(date.slice(5)) || info.work) wrong.push(date);
      } else if (info.work !== work) wrong.push(date);
    }
    expect(wrong).toEqual([]);
    expect(brightness).toBe(4);
  });

  it('n working days forward and back return, over the border of what is published', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -200, max: length - 120 }),
        fc.integer({ min: 1, max: 60 }),
        (offset, count) => {
          const start = rollForward(addDays(from, offset)).date;
          const end = addWorkdays(start, count);
          expect(addWorkdays(end.date, -count).date).toBe(start);
          expect(end.provisional).toBe(end.date >= from);
        },
      ),
    );
  });
});
