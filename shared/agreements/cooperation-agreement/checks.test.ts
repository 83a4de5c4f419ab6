import { describe, expect, it } from 'vitest';
import { check } from '../../engine/check.ts';
import { parseDossier } from '../../model/exchange.ts';
import { CivilDate } from '../../model/units.ts';
import { definition } from './definition.ts';
import sample from './sample.json' with { type: 'json' };

const today = CivilDate.parse('2024-12-02');

type Change = { fields?: object; events?: object[]; entries?: Record<string, object[]>; without?: string };

/** The findings of a changed sample that the sample itself does not have. */
function told(change: Change, options: { today?: string; with?: object[] } = {}) {
  const changed = {
    ...sample,
    fields: { ...sample.fields, ...change.fields },
    events: [...sample.events.filter((event) => event.key !== change.without), ...(change.events ?? [])],
    entries: { ...sample.entries, ...change.entries },
  };
  const parse = (value: unknown) => parseDossier(value, () => definition);
  const when = CivilDate.parse(options.today ?? today);
  const others = (options.with ?? []).map(parse);
  return check(definition, parse(changed), { today: when, others }).map(
    (finding) => `${finding.severity} ${finding.rule} ${finding.path}`,
  );
}

const spend = (more: object) => ({
  entries: { expenses: [{ item: '材料支出', amount: '100.00', date: '2024-06-03', ...more }] },
});

describe('expenses (A-P10, A-P11, A-Q04, A-Q16, A-T04)', () => {
  it.each([
    [{ item: '基础建设' }, 'block A-P11 entries.expenses[0].item'],
    [{ item: '福利劳保' }, 'block A-P11 entries.expenses[0].item'],
    [{ item: '其他', purpose: '接待专家' }, 'block A-P11 entries.expenses[0].item'],
    [{ item: '设备费', purpose: '购置大型仪器设备' }, 'block A-P11 entries.expenses[0].item'],
    [{ item: '设备费', ordered_on: '2024-04-10' }, 'block A-P11 entries.expenses[0].ordered_on'],
    // Paid for before the approval, so ordered before it.
    [{ item: '设备费', date: '2024-04-10' }, 'block A-P11 entries.expenses[0].date'],
    [{ item: '设备费', purpose: '服务器' }, 'warn A-Q16 entries.expenses[0].item'],
    [{ item: '费' }, 'warn A-P10 entries.expenses[0].item'],
    [{ ordered_on: '2024-04-10' }, 'warn A-P11 entries.expenses[0].ordered_on'],
    [{ item: '设备费', purpose: '笔记本电脑' }, 'warn A-Q16 entries.expenses[0].item'],
    [{ item: '团建' }, 'warn A-P10 entries.expenses[0].item'],
    [{ date: '2024-04-20' }, 'warn A-Q04 entries.expenses[0].date'],
    [{ date: '2024-12-01' }, 'warn A-T04 entries.expenses[0].date'],
    [{ amount: '120000.01' }, 'warn A-P01 entries.expenses'],
    [{ colour: 'red' }, 'info unknown_key entries.expenses[0].colour'],
    [{ amount: '' }, 'block A-F31 entries.expenses[0].amount'],
  ])('%j: %s', (row, expected) => expect(told(spend(row))).toContain(expected));

  it.each([
    [{ item: '差旅费' }],
    [{ item: '会议支出' }],
    [{ item: '设备费', ordered_on: '2024-04-11' }],
    [{ item: '设备费', purpose: '笔记本电脑', consent: true }],
    [{ date: '2024-05-16' }],
    [{ date: '2024-11-30' }],
  ])('%j is in order', (row) =>
    expect(told(spend(row)).filter((line) => line.includes('expenses'))).toEqual([]),
  );
});

describe('fields against each other', () => {
  it.each<[Change, string]>([
    [{ fields: { sign_month: '2024-04' } }, 'warn A-F07 fields.sign_month'],
    [{ fields: { funding_type: '自主研究' } }, 'warn A-F04 fields.funding_type'],
    [{ fields: { copies: 6 } }, 'warn A-N01 fields.copies'],
    [{ fields: { annexes: [{ name: '立项通知' }] } }, 'warn A-F26 fields.annexes'],
    [
      { fields: { signature_blocks: [{ place: 'seal_a', done: true }] } },
      'warn A-F28 fields.signature_blocks',
    ],
    [{ fields: { midterm_due: '2024-12-15' } }, 'block A-F13 fields.midterm_due'],
    [{ fields: { ip_kpi_choice: 'none' } }, 'block A-F19 fields.ip_kpi_choice'],
    [{ fields: { copies: 0 } }, 'block A-F27 fields.copies'],
    [
      { fields: { installments: [{ no: 1, share: '100%', amount: '120000.00' }, { no: 3 }] } },
      'block A-F21 fields.installments[1]',
    ],
    [
      { fields: { research_cycle_notice: { start: '2024-11', end: '2024-04' } } },
      'block A-F30 fields.research_cycle_notice',
    ],
    [{ fields: { colour: 1 } }, 'info unknown_key fields.colour'],
    [{ fields: { agreement_no: '' } }, 'warn A-F01 fields.agreement_no'],
  ])('%j: %s', (change, expected) => expect(told(change)).toContain(expected));

  it('compares names as G-017 says: blanks and widths are no difference (A-F22)', () => {
    const name = '青禾时空(云川) 遥感\n科技有限公司';
    expect(told({ fields: { payee_account: { name } } }).some((line) => line.includes('A-F22'))).toBe(false);
  });

  it('a fen of rounding is no mistake, two are (G-016)', () => {
    const installments = (a: string, b: string, c: string) => ({
      fields: {
        total_amount: '100.00',
        total_amount_words: '',
        funding_quota: '',
        installments: [
          { no: 1, share: '33.33%', amount: a },
          { no: 2, share: '33.33%', amount: b },
          { no: 3, share: '33.34%', amount: c },
        ],
      },
      entries: { expenses: [], payments: [] },
    });
    expect(told(installments('33.33', '33.33', '33.34')).filter((line) => line.includes('G-016'))).toEqual(
      [],
    );
    expect(
      told(installments('33.35', '33.31', '33.34')).filter((line) => line.includes('G-016')).length,
    ).toBeGreaterThan(0);
  });

  it('knows another dossier with the same number', () => {
    expect(told({}, { with: [sample] })).toContain('warn A-F03 fields.project_no');
  });
});

describe('events (A-T01, A-Q03, G-019)', () => {
  it.each<[Change, string]>([
    [{ events: [{ key: 'arrived', date: '2024-06-01' }] }, 'info unknown_key events[17].key'],
    [{ events: [{ key: 'archived', date: '2024-11-01', evidence: ['x'] }] }, 'warn A-T07 events[17].date'],
    [{ events: [{ key: 'archived', date: '2025-11-01', evidence: ['x'] }] }, 'warn A-T07 events[17].date'],
    [{ events: [{ key: 'archived', date: '2024-12-02' }] }, 'warn G-019 events[17].evidence'],
    [
      { events: [{ key: 'midterm_submitted', date: '2024-07-11', evidence: ['x'] }] },
      'warn A-D01 events[17]',
    ],
    [{ events: [{ key: 'payment_received', date: '2024-08-02' }] }, 'warn A-P03 events[17].installment'],
    [
      { events: [{ key: 'payment_received', date: '2024-08-02', installment: 9 }] },
      'warn A-P03 events[17].installment',
    ],
    [{ without: 'agreement_effective' }, 'warn A-T01 events'],
    [{ fields: { sign_date_b: '2024-05-20' } }, 'warn A-T01 events[2].date'],
  ])('%j: %s', (change, expected) => expect(told(change)).toContain(expected));

  it('counts the meeting back from completion while none is called (A-Q03)', () => {
    const before = told({ without: 'project_closed' }, { today: '2024-10-08' });
    expect(before.some((line) => line.includes('A-Q03'))).toBe(false);
    const parse = (value: unknown) => parseDossier(value, () => definition);
    const open = { ...sample, events: sample.events.slice(0, 3) };
    const plan = check(definition, parse(open), { today }).find((finding) => finding.rule === 'A-Q03');
    expect(plan?.message.zh).toContain(
      '验收会不晚于2024-11-29，申请和资料不晚于2024-11-15（内控2024-11-14）',
    );
  });

  it('payments: set-off needs a reason, money comes by transfer (A-P05, A-P06)', () => {
    const rows = [
      { installment: 1, amount: '80000.00', setoff: '4000.00', date: '2024-06-07', method: '现金' },
    ];
    const lines = told({ entries: { payments: rows } });
    expect(lines).toContain('warn A-P06 entries.payments[0].setoff_reason');
    expect(lines).toContain('warn A-P05 entries.payments[0].method');
    expect(lines.some((line) => line.includes('A-P03 entries'))).toBe(false);
  });
});

it('carries every field, deadline and payment rule of the rulebook', () => {
  const ids = (letter: string, last: number) =>
    Array.from({ length: last }, (_, index) => `A-${letter}${String(index + 1).padStart(2, '0')}`);
  const here = new Set([
    ...definition.sections.flatMap((section) => section.fields.map((field) => field.rule)),
    ...definition.ledgers.map((ledger) => ledger.rule),
    ...definition.deadlines.map((deadline) => deadline.rule),
    ...definition.checks.map((rule) => rule.rule),
    ...(definition.payments?.rules ?? []).map((rule) => rule.rule),
    // The second instalment's rule comes with its instance.
    'A-T12',
  ]);
  const wanted = [...ids('F', 31), ...ids('T', 20), ...ids('P', 7), 'A-P10', 'A-P11', 'A-E01'];
  expect(wanted.filter((rule) => !here.has(rule))).toEqual([]);
});
