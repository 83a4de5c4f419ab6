import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CivilDate, type Fen } from '../model/units.ts';
import { addDays, daysBetween } from '../calendar/civil.ts';
import { parseFigures } from '../money/fen.ts';
import { isTitleOf } from './columns.ts';
import { dateOfSerial, numberText } from './numbers.ts';
import { sumOf } from './sums.ts';

describe('sums of a ledger', () => {
  const fen = fc.integer({ min: -9e12, max: 9e12 });

  it('are exact to the fen, whatever the order and however many', () => {
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 900 }), (amounts) => {
        const rows = amounts.map((amount) => ({ values: { amount } }));
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        const sum = sumOf(rows, 'amount');
        if (exact > 9_000_000_000_000_000n || exact < -9_000_000_000_000_000n) expect(sum).toBeNull();
        else if (sum !== null) expect(BigInt(sum)).toBe(exact);
        if (sum !== null) expect(sumOf(rows.toReversed(), 'amount') ?? sum).toBe(sum);
      }),
    );
  });

  it('are none where a cell holds no amount, and empty cells add nothing', () => {
    expect(sumOf([{ values: { amount: 5 } }, { values: {} }, { values: { amount: null } }], 'amount')).toBe(
      5,
    );
    expect(sumOf([{ values: { amount: 5 } }, { values: { amount: '约三千' } }], 'amount')).toBeNull();
    expect(sumOf([{ values: { amount: 9e15 } }, { values: { amount: 1 } }], 'amount')).toBeNull();
    expect(sumOf([], 'amount')).toBe(0);
  });
});

describe('numbers of a sheet', () => {
  it('a sum of yuan as a sheet keeps it reads back to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        expect(parseFigures(numberText(amount / 100))).toBe(amount as Fen);
      }),
    );
    expect(numberText(0.1 + 0.2)).toBe('0.3');
    expect(numberText(1e-7)).toBe('0.0000001');
    expect(numberText(0.7 * 100, true)).toBe('70%');
  });

  it('a count of days is the day it stands for, in both ways of counting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_090, max: 80_350 }), (serial) => {
        const date = addDays(CivilDate.parse('1970-01-01'), serial - 25_569);
        expect(dateOfSerial(serial, false)).toBe(date);
        expect(dateOfSerial(serial + 0.75, false)).toBe(date);
        expect(dateOfSerial(daysBetween(CivilDate.parse('1904-01-01'), date), true)).toBe(date);
      }),
    );
    for (const none of [0, -5, 1234.5, 680_000, Number.NaN]) expect(dateOfSerial(none, false)).toBeNull();
  });
});

it('a title names its column in either language, with its unit and without', () => {
  const column = { key: 'amount', title: { zh: '金额', en: 'Amount' } };
  for (const text of ['金额', ' 金 额（元） ', 'amount', 'Amount (CNY)', '＊金额'])
    expect(isTitleOf(column, text)).toBe(true);
  for (const text of ['', '总金额', '（元）']) expect(isTitleOf(column, text)).toBe(false);
  const units = { key: 'units', title: { zh: '完成单位（按位次）', en: 'Completing units, in order' } };
  expect(isTitleOf(units, '完成单位（按位次）')).toBe(true);
});
