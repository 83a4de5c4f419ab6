import { describe, expect, it } from 'vitest';
import type { Hold } from '../model/retention.ts';
import type { CivilDate } from '../model/units.ts';
import { holdsOn, retentionDays, retentionState } from './retention.ts';

const day = (text: string) => text as CivilDate;

describe('保管期限', () => {
  it('counts from 1 January after the closing year to 31 December', () => {
    expect(retentionDays('10年', 2026)).toEqual({ from: '2027-01-01', ends: '2036-12-31' });
    expect(retentionDays('30年', 1999)).toEqual({ from: '2000-01-01', ends: '2029-12-31' });
    expect(retentionDays('永久', 2026)).toBeNull();
    expect(retentionDays('10年', null)).toBeNull();
  });

  it('is due only on the day after the last', () => {
    expect(retentionState('10年', null, day('2099-01-01'))).toBe('open');
    expect(retentionState('永久', 1950, day('2099-01-01'))).toBe('permanent');
    expect(retentionState('10年', 2014, day('2023-12-31'))).toBe('kept');
    expect(retentionState('10年', 2014, day('2024-01-01'))).toBe('last_year');
    expect(retentionState('10年', 2014, day('2024-12-31'))).toBe('last_year');
    expect(retentionState('10年', 2014, day('2025-01-01'))).toBe('due');
  });

  it('a hold stands on its days, both ends included, until it is lifted', () => {
    const hold: Hold = {
      number: 1,
      reason: '审计',
      who: '审计处',
      from: day('2026-03-01'),
      until: day('2026-03-31'),
      lifted: null,
    };
    const on = (text: string, change: Partial<Hold> = {}) =>
      holdsOn([{ ...hold, ...change }], day(text)).length;
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((text) => on(text))).toEqual([
      0, 1, 1, 0,
    ]);
    expect(on('2036-01-01', { until: null })).toBe(1);
    expect(on('2026-03-02', { lifted: { on: day('2026-03-02'), reason: '了结' } })).toBe(0);
  });
});
