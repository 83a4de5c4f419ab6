import { describe, expect, it } from 'vitest';
import { exposureAt, exposureOver } from '../../engine/exposure.ts';
import { contract, day, invoice, type Json } from '../../../test/fixtures/agreements/contract.ts';
import { definition } from './definition.ts';

describe('the exposure on a day', () => {
  const late = contract({ events: [invoice(1, '2024-09-05', '200000.00')] });
  const at = (record: typeof late, today: string) => exposureAt(definition, record, { today: day(today) });
  const row = (record: typeof late, today: string, id: string) =>
    at(record, today).rows.find((each) => each.id === id);

  it('B-P03, B-P04, B-Q03, B-Q22: cause first, both figures shown', () => {
    // Due 2024-09-20: ten days at 0.03 % of ¥200,000.00.
    expect(row(late, '2024-09-20', 'B-P03#1')).toBeUndefined();
    expect(row(late, '2024-09-30', 'B-P03#1')).toMatchObject({
      state: 'undecided',
      amount: null,
      otherwise: 60_000,
    });
    const because = (cause: string, evidence: string[] = ['a'], entries: Json = {}) =>
      contract({
        events: [
          invoice(1, '2024-09-05', '200000.00'),
          { key: 'payment_delay_explained', date: '2024-09-25', installment: 1, cause, evidence },
        ],
        entries,
      });
    expect(row(because('fiscal'), '2024-09-30', 'B-P03#1')).toMatchObject({
      state: 'excused',
      amount: 0,
      otherwise: 60_000,
    });
    // Without evidence the cause excuses nothing.
    expect(row(because('fiscal', []), '2024-09-30', 'B-P03#1')?.state).toBe('undecided');
    expect(row(because('other'), '2024-09-30', 'B-P03#1')).toMatchObject({
      state: 'undecided',
      otherwise: 60_000,
    });
    const premises = [{ rule: 'B-P03', holds: true, reason: '工作停滞', on: '2024-09-26' }];
    expect(row(because('other', ['a'], { premises }), '2024-09-30', 'B-P03#1')).toMatchObject({
      state: 'incurred',
      amount: 60_000,
      otherwise: null,
    });
  });

  it('G-020: by what stayed unpaid, rounded once, the day of payment counted or not', () => {
    const paid = (more: Json = {}) =>
      contract({
        fields: more,
        events: [
          invoice(1, '2024-09-05', '200000.00'),
          { key: 'payment_made', date: '2024-09-25', installment: 1, amount: '150000.00' },
          { key: 'payment_made', date: '2024-10-10', installment: 1, amount: '50000.00' },
        ],
      });
    // 150,000 × 5 days + 50,000 × 20 days = 1,750,000 yuan-days.
    expect(row(paid(), '2024-12-02', 'B-P03#1')?.otherwise).toBe(52_500);
    // 150,000 × 4 + 50,000 × 19.
    expect(row(paid({ pay_day_counts: false }), '2024-12-02', 'B-P03#1')?.otherwise).toBe(46_500);
  });

  it('B-P07, B-P08, B-P09, B-Q04, B-Q05: the highest counts, they are not added together', () => {
    const failed = ['2025-05-06', '2025-06-06'].map((date) => ({
      key: 'acceptance_failed',
      date,
      evidence: ['a'],
    }));
    const premises = [{ rule: 'B-P08', holds: true, reason: '失败', on: '2025-06-07' }];
    const record = contract({ events: failed, entries: { premises } });
    const { rows, totals } = at(record, '2025-06-10');
    const figures = rows
      .filter((each) => each.group !== null)
      .map((each) => [each.rule, each.state, each.amount, each.counted]);
    expect(figures).toEqual([
      ['B-P07', 'possible', 34_000_000, false],
      ['B-P08', 'incurred', 6_800_000, false],
      ['B-P09', 'possible', 68_000_000, true],
    ]);
    expect(totals.find(({ party }) => party === 'party_b')).toMatchObject({
      incurred: 6_800_000,
      at_most: 68_000_000,
    });
  });

  it('sees only what had happened by each day', () => {
    const days = ['2024-09-20', '2024-09-21', '2024-10-20'].map(day);
    const sums = exposureOver(definition, late, days, {}).map(
      ({ totals }) => totals.find(({ party }) => party === 'party_a')?.at_most ?? 0,
    );
    expect(sums).toEqual([0, 6_000, 180_000]);
    expect(at(late, '2024-08-01').rows).toEqual([]);
  });
});
