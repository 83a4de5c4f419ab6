import { describe, expect, it } from 'vitest';
import type { View } from '../agreements/define.ts';
import { addDays, addMonths } from '../calendar/civil.ts';
import { CivilDate, type Fen } from '../model/units.ts';
import { perDay } from './exposure.ts';
import { pairs, recurring } from './recurring.ts';

const day = (text: string) => CivilDate.parse(text);
const on = (today: string) => ({ today: day(today), days: { addDays, addMonths } }) as unknown as View;

describe('a duty that comes again', () => {
  const weekly = { from: day('2024-01-01'), every: 7, unit: 'natural_day' as const, until: null, done: [] };

  it('lists what has passed and the next, and stops where it ends', () => {
    const suffixes = (today: string, until: string | null) =>
      recurring(on(today), '', { ...weekly, until: until === null ? null : day(until) }).map(
        ({ suffix }) => suffix,
      );
    expect(suffixes('2024-01-01', null)).toEqual(['#1']);
    expect(suffixes('2024-01-08', null)).toEqual(['#1', '#2']);
    expect(suffixes('2024-01-15', '2024-01-14')).toEqual(['#1']);
    expect(suffixes('2023-12-31', null)).toEqual(['']);
  });

  it('takes each report for one stretch, in order; one before the beginning for none', () => {
    const done = ['2023-12-30', '2024-01-05', '2024-01-16'].map((date) => ({ on: day(date), by: 'report' }));
    const met = recurring(on('2024-01-20'), '', { ...weekly, done }).map((one) => one.met?.on ?? null);
    expect(met).toEqual(['2024-01-05', '2024-01-16', null]);
  });

  it('is bounded, and says nothing for a grid of no width', () => {
    expect(recurring(on('2100-01-01'), '', { ...weekly, every: 1 }).length).toBe(400);
    expect(recurring(on('2024-02-01'), '', { ...weekly, every: 0 })).toEqual([]);
  });
});

describe('which answer belongs to which question', () => {
  const asked = [
    { on: day('2024-01-01'), until: day('2024-01-11') },
    { on: day('2024-02-01'), until: day('2024-02-11') },
  ];
  const answer = (date: string, n?: number) => ({ date: day(date), n });

  it('by its number, else the one that was open, else the earliest without one', () => {
    expect(pairs(asked, [answer('2024-02-05')]).map((one) => one?.date ?? null)).toEqual([
      null,
      '2024-02-05',
    ]);
    expect(pairs(asked, [answer('2024-02-05', 1)]).map((one) => one?.date ?? null)).toEqual([
      '2024-02-05',
      null,
    ]);
    expect(pairs(asked, [answer('2024-01-20')]).map((one) => one?.date ?? null)).toEqual([
      '2024-01-20',
      null,
    ]);
    expect(pairs(asked, [answer('2023-12-20')])).toEqual([null, null]);
  });
});

describe('a penalty per day', () => {
  const rate = { numerator: 3, places: 2 };
  const owed = 10_000_001 as Fen;

  it('is exact and rounded once; nothing before the day after the last day', () => {
    expect(perDay(owed, day('2024-01-10'), day('2024-01-10'), [], rate, true)).toMatchObject({
      amount: 0,
      days: 0,
    });
    expect(perDay(owed, day('2024-01-10'), day('2024-01-11'), [], rate, true)).toMatchObject({
      amount: 3000,
      days: 1,
    });
    // 10,000,001 × 0.0003 × 7 = 21,000.0021
    expect(perDay(owed, day('2024-01-10'), day('2024-01-17'), [], rate, true).amount).toBe(21_000);
    expect(perDay(5000 as Fen, day('2024-01-10'), day('2024-01-11'), [], rate, true).amount).toBe(2);
  });

  it('ends with the payment; what was paid in time costs nothing, more than was owed nothing more', () => {
    const paid = (date: string, amount: number) => [{ on: day(date), amount }];
    const at = (payments: ReturnType<typeof paid>) =>
      perDay(1_000_000 as Fen, day('2024-01-10'), day('2024-06-01'), payments, rate, true);
    expect(at(paid('2024-01-08', 1_000_000))).toMatchObject({ amount: 0, days: 0, unpaid: 0 });
    expect(at(paid('2024-01-20', 9_000_000))).toMatchObject({ amount: 3000, days: 10, unpaid: 0 });
  });
});
