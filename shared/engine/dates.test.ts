import { describe, expect, it } from 'vitest';
import type { Count, Definition } from '../agreements/define.ts';
import { definition as agreement } from '../agreements/cooperation-agreement/definition.ts';
import { builtInCalendar } from '../calendar/calendar.ts';
import { parseDossier } from '../model/exchange.ts';
import { CivilDate } from '../model/units.ts';
import { fourDates } from './dates.ts';
import { schedule } from './schedule.ts';

const d = (text: string) => CivilDate.parse(text);

/** The examples of the rulebook for every way of counting, whichever kind they belong to. */
describe('four dates', () => {
  it.each<[string, string, number, Count, object]>([
    [
      'B-T03: thirty natural days ending inside National Day',
      '2024-09-04',
      30,
      { offset: 30, unit: 'natural_day', dir: 'after' },
      { nominal: '2024-10-04', statutory: '2024-10-08', safe: '2024-09-30', escalate: '2024-10-09' },
    ],
    [
      'B-T04: three natural days ending on a Saturday',
      '2024-09-04',
      3,
      { offset: 3, unit: 'natural_day', dir: 'after' },
      { nominal: '2024-09-07', statutory: '2024-09-09', safe: '2024-09-06', escalate: '2024-09-10' },
    ],
    [
      'B-T27: a stretch of three years does not roll (G-003) and is provisional (V-23)',
      '2024-09-04',
      3,
      { offset: 3, unit: 'year', dir: 'after', roll: false },
      { nominal: '2027-09-04', statutory: '2027-09-04', provisional: true },
    ],
    [
      'B-T05: the end of a month that is a working day',
      '2024-09-30',
      0,
      { offset: 0, unit: 'fixed_date', dir: 'on' },
      { nominal: '2024-09-30', statutory: '2024-09-30', safe: '2024-09-30' },
    ],
    [
      'D-T02, V-16: six months before the end, which does not roll (D-Q02)',
      '2026-08-31',
      6,
      { offset: 6, unit: 'month', dir: 'before', safe: 'previous' },
      { nominal: '2026-02-28', statutory: '2026-02-28', safe: '2026-02-27' },
    ],
    [
      'D-T03, V-16: three months after the end',
      '2026-08-31',
      3,
      { offset: 3, unit: 'month', dir: 'after' },
      { nominal: '2026-11-30', statutory: '2026-11-30', safe: '2026-11-30' },
    ],
    [
      'V-10: ten working days ending on a Saturday that is worked',
      '2024-09-02',
      10,
      { offset: 10, unit: 'working_day', dir: 'after' },
      { nominal: '2024-09-14', statutory: '2024-09-14', safe: '2024-09-14', escalate: '2024-09-18' },
    ],
  ])('%s', (_name, from, offset, count, expected) => {
    expect(fourDates(d(from), count, offset, builtInCalendar)).toMatchObject(expected);
  });

  it('proves a roll day by day', () => {
    const { steps } = fourDates(
      d('2024-09-04'),
      { offset: 30, unit: 'natural_day', dir: 'after' },
      30,
      builtInCalendar,
    );
    expect(steps.map((step) => step.date)).toEqual([
      '2024-09-04',
      '2024-10-04',
      '2024-10-05',
      '2024-10-06',
      '2024-10-07',
      '2024-10-08',
    ]);
    expect(steps.at(-1)?.why).toBe('rolled_workday');
  });
});

it('B-T09, V-10: gates may start the count instead of deferring it', () => {
  const starting: Definition = {
    ...agreement,
    deadlines: [
      {
        rule: 'B-T09',
        key: 'pay1_due',
        title: { zh: '支付', en: 'Pay' },
        obligor: 'party_a',
        obligee: 'party_b',
        clause: { article: '五' },
        trigger: { event: 'agreement_effective' },
        count: { offset: 10, unit: 'working_day', dir: 'after' },
        gates: [{ key: 'invoice', title: { zh: '发票', en: 'Invoice' }, event: 'invoice_received' }],
        gateMode: 'start',
        onMiss: { zh: '', en: '' },
      },
    ],
  };
  const at = (events: object[]) => {
    const record = parseDossier(
      { kind: agreement.id, our_side: 'party_b', fields: {}, events },
      () => starting,
    );
    return schedule(starting, record, { today: d('2024-09-10') })[0];
  };
  const signed = { key: 'agreement_effective', date: '2024-08-20' };
  expect(at([signed])).toMatchObject({ nominal: null, status: 'waiting_gate' });
  expect(at([signed, { key: 'invoice_received', date: '2024-09-02' }])).toMatchObject({
    nominal: '2024-09-14',
    statutory: '2024-09-14',
    escalate: '2024-09-18',
  });
});
