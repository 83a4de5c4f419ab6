import { describe, expect, it } from 'vitest';
import { addWorkdays } from '../../../shared/calendar/workdays.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import { CivilDate } from '../../../shared/model/units.ts';
import { countWeeks, naiveEnd } from './day-count.ts';

const day = (text: string) => CivilDate.parse(text);

function counted(start: string, days: number, side: Obligation['side'] = 'theirs'): Obligation {
  const result = addWorkdays(day(start), days);
  return {
    unit: 'working_day',
    side,
    nominal: result.date,
    statutory: result.date,
    escalate: addWorkdays(result.date, 1).date,
    steps: [
      ...(result.steps[0]?.why === 'start' ? [] : [{ date: day(start), counted: false, why: 'start' }]),
      ...result.steps,
    ],
  } as Obligation;
}

describe('countWeeks', () => {
  it('numbers the working days across a holiday and its make-up days (2024 National Day)', () => {
    const weeks = countWeeks(counted('2024-09-23', 10)) ?? [];
    const days = weeks.flat();
    const of = (date: string) => days.find((one) => one.date === date);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(of('2024-09-23')).toMatchObject({ start: true, number: null });
    expect(of('2024-09-24')?.number).toBe(1);
    // 09-29 is a Sunday that counts (班); 10-01 to 10-07 do not (休).
    expect(of('2024-09-29')?.number).toBe(5);
    expect(of('2024-10-01')?.number).toBeNull();
    expect(of('2024-10-11')).toMatchObject({ number: 10, last: true });
    expect(of('2024-10-12')).toMatchObject({ mayWrite: true });
  });

  it('shows no day to write where the duty is ours', () => {
    const days = (countWeeks(counted('2024-09-23', 10, 'ours')) ?? []).flat();
    expect(days.some((one) => one.mayWrite)).toBe(false);
  });

  it('leaves months, fixed dates and very long counts to the list of steps', () => {
    expect(countWeeks({ ...counted('2024-09-23', 10), unit: 'month' })).toBeNull();
    expect(countWeeks(counted('2024-01-02', 120))).toBeNull();
  });

  it('numbers natural days from their two ends', () => {
    const obligation = {
      unit: 'natural_day',
      side: 'ours',
      nominal: day('2024-10-18'),
      statutory: day('2024-10-18'),
      escalate: null,
      steps: [
        { date: day('2024-10-08'), counted: false, why: 'start' },
        { date: day('2024-10-18'), counted: true, why: 'natural_day' },
      ],
    } as unknown as Obligation;
    const days = (countWeeks(obligation) ?? []).flat();
    expect(days.find((one) => one.date === '2024-10-13')?.number).toBe(5);
    expect(days.find((one) => one.last)?.number).toBe(10);
  });
});

describe('naiveEnd', () => {
  it('tells where leaving out weekends alone would have ended', () => {
    expect(naiveEnd(counted('2024-09-23', 10))).toBe('2024-10-07');
  });

  it('says nothing where both agree', () => {
    expect(naiveEnd(counted('2024-11-04', 5))).toBeNull();
  });
});
