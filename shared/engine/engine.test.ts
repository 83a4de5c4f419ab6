import { describe, expect, it } from 'vitest';
import { definition } from '../agreements/cooperation-agreement/definition.ts';
import { builtInCalendar, withClosedDays } from '../calendar/calendar.ts';
import { parseDossier } from '../model/exchange.ts';
import type { Obligation } from '../model/derived.ts';
import { CivilDate } from '../model/units.ts';
import { check } from './check.ts';
import { payments } from './payments.ts';
import { schedule } from './schedule.ts';
import { stateOf } from './state.ts';

const d = (text: string) => CivilDate.parse(text);

const agreement = {
  period_end: '2024-11-30',
  midterm_due: '2024-07-15',
  completion_due: '2024-11-30',
  ip_kpi_choice: 'paper',
  total_amount: '80000.00',
  installments: [
    { no: 1, share: '70%', amount: '56000.00', condition: '本协议生效之日起 10 个工作日' },
    { no: 2, share: '30%', amount: '24000.00', condition: '中期报告经甲方书面确认之日起 10 个工作日内' },
  ],
};

function dossier(events: object[] = [], more: { fields?: object; entries?: object; our_side?: string } = {}) {
  return parseDossier(
    {
      kind: 'cooperation-agreement',
      ...(more.our_side === '' ? {} : { our_side: more.our_side ?? 'party_b' }),
      fields: { ...agreement, ...more.fields },
      events,
      entries: more.entries ?? {},
    },
    () => definition,
  );
}

function of(record: ReturnType<typeof dossier>, rule: string, today = '2024-06-01', suffix = ''): Obligation {
  const found = schedule(definition, record, { today: d(today) }).find((o) => o.id === `${rule}${suffix}`);
  if (!found) throw new Error(`${rule}${suffix} is not listed`);
  return found;
}

const effective = { key: 'agreement_effective', date: '2024-05-16' };

describe('fixed dates (A-T02, A-T03, A-Q02, G-006)', () => {
  it('“before” a day: the day itself by law, the working day before it with care', () => {
    const a = dossier([effective], { our_side: 'party_a' });
    expect(of(a, 'A-T02')).toMatchObject({
      nominal: '2024-07-15',
      statutory: '2024-07-15',
      safe: '2024-07-12',
      escalate: '2024-07-16',
      side: 'theirs',
    });
    expect(of(a, 'A-T03')).toMatchObject({
      statutory: '2024-11-30',
      safe: '2024-11-29',
      escalate: '2024-12-02',
    });
  });

  it('give what we owe ourselves nothing to write about, and both dates where our side is not said', () => {
    expect(of(dossier([effective]), 'A-T02')).toMatchObject({
      side: 'ours',
      safe: '2024-07-12',
      escalate: null,
    });
    expect(of(dossier([effective], { our_side: '' }), 'A-T02')).toMatchObject({
      side: 'unknown',
      safe: '2024-07-12',
      escalate: '2024-07-16',
    });
  });

  it('run only once the agreement is in force (A-T01)', () => {
    expect(of(dossier(), 'A-T02', '2024-08-01')).toMatchObject({
      status: 'pending_trigger',
      nominal: '2024-07-15',
    });
    expect(of(dossier([effective]), 'A-T02', '2024-08-01').status).toBe('overdue');
  });

  it('move with an approved extension (A-C02)', () => {
    const moved = dossier([
      effective,
      { key: 'extension_approved', date: '2024-10-08', completion_due: '2025-03-31' },
    ]);
    expect(of(moved, 'A-T03')).toMatchObject({ nominal: '2025-03-31', safe: '2025-03-28' });
    expect(of(moved, 'A-T02').nominal).toBe('2024-07-15');
  });

  it.each([
    ['2024-07-01', 'open'],
    ['2024-07-05', 'due_soon'],
    ['2024-07-15', 'due_today'],
    ['2024-07-16', 'overdue'],
  ])('on %s it is %s', (today, status) =>
    expect(of(dossier([effective]), 'A-T02', today).status).toBe(status),
  );

  it('are met in time or late', () => {
    const met = (date: string) =>
      of(dossier([effective, { key: 'midterm_submitted', date }]), 'A-T02', '2024-08-01');
    expect(met('2024-07-15')).toMatchObject({
      status: 'met',
      met_on: '2024-07-15',
      met_by: 'midterm_submitted',
    });
    expect(met('2024-07-16').status).toBe('met_late');
  });
});

describe('counting back from the meeting (A-T05, V-02, V-03, G-010)', () => {
  it.each([
    ['2024-11-29', '2024-11-15', '2024-11-14'],
    ['2024-11-30', '2024-11-18', '2024-11-15'],
  ])('meeting %s: by %s, with care by %s', (date, last, safe) => {
    const record = dossier([effective, { key: 'acceptance_meeting', date }]);
    expect(of(record, 'A-T05')).toMatchObject({ nominal: last, statutory: last, safe });
  });

  it('takes another number of days from its field', () => {
    const record = dossier([effective, { key: 'acceptance_meeting', date: '2024-11-29' }], {
      fields: { acceptance_lead_working_days: 15 },
    });
    expect(of(record, 'A-T05').nominal).toBe('2024-11-08');
  });

  it('begins anew for a second meeting', () => {
    const record = dossier([
      effective,
      { key: 'materials_submitted', date: '2024-10-08' },
      { key: 'acceptance_meeting', date: '2024-10-29' },
      { key: 'acceptance_failed(1)', date: '2024-10-29' },
      { key: 'acceptance_meeting', date: '2024-11-29' },
    ]);
    expect(of(record, 'A-T05', '2024-11-01')).toMatchObject({
      nominal: '2024-11-15',
      status: 'open',
      met_on: null,
    });
  });

  it('has no dates before a meeting is called', () => {
    expect(of(dossier([effective]), 'A-T05')).toMatchObject({
      nominal: null,
      safe: null,
      status: 'pending_trigger',
    });
  });
});

describe('payments (A-T11, A-T12, A-Q01, A-T13)', () => {
  it('V-05: counts from the confirmation', () => {
    const record = dossier([effective, { key: 'midterm_confirmed', date: '2024-07-15' }]);
    expect(of(record, 'A-T12', '2024-08-01', '#2')).toMatchObject({
      nominal: '2024-07-29',
      statutory: null,
      status: 'waiting_gate',
      key: 'pay2_due',
      amount: 2_400_000,
    });
  });

  it('A-Q01: late gates move the last day, early ones do not', () => {
    const late = dossier([
      effective,
      { key: 'invoice_received', date: '2024-05-20', installment: 1 },
      { key: 'budget_quota_arrived', date: '2024-06-03' },
    ]);
    expect(of(late, 'A-T11', '2024-06-10', '#1')).toMatchObject({
      nominal: '2024-05-30',
      statutory: '2024-06-18',
      safe: '2024-06-03',
      escalate: '2024-06-19',
    });
    const early = dossier([
      effective,
      { key: 'invoice_received', date: '2024-05-16', installment: 1 },
      { key: 'budget_quota_arrived', date: '2024-05-10' },
    ]);
    expect(of(early, 'A-T11', '2024-05-20', '#1')).toMatchObject({
      statutory: '2024-05-30',
      safe: '2024-05-30',
    });
  });

  it('A-T13: without the invoice the payment waits', () => {
    const record = dossier([effective, { key: 'budget_quota_arrived', date: '2024-05-16' }]);
    expect(of(record, 'A-T11', '2024-09-01', '#1')).toMatchObject({ status: 'waiting_gate', escalate: null });
    expect(of(record, 'A-T13', '2024-09-01', '#1')).toMatchObject({
      status: 'open',
      safe: '2024-05-16',
      nominal: null,
    });
  });

  it('A-P04: applying to the treasury is performance', () => {
    const record = dossier([
      effective,
      { key: 'invoice_received', date: '2024-05-16', installment: 1 },
      { key: 'budget_quota_arrived', date: '2024-05-16' },
      { key: 'payment_applied', date: '2024-05-30', installment: 1 },
    ]);
    expect(of(record, 'A-T11', '2024-07-01', '#1')).toMatchObject({
      status: 'met',
      met_by: 'payment_applied',
    });
  });

  it('A-P03: any number of instalments, shares and days', () => {
    const record = dossier([effective, { key: 'project_closed', date: '2025-03-03' }], {
      fields: {
        total_amount: '100000.01',
        payment_working_days: 15,
        installments: [
          { no: 1, share: '50%', condition: '协议生效' },
          { no: 2, share: '30%', condition: '中期报告书面确认' },
          { no: 3, share: '20%', condition: '通过结题验收', working_days: 5 },
        ],
      },
    });
    const due = payments(definition, record, { today: d('2025-04-01') });
    expect(due.map((payment) => [payment.due.trigger, payment.amount])).toEqual([
      ['agreement_effective', 5_000_001],
      ['midterm_confirmed', 3_000_000],
      ['project_closed', 2_000_000],
    ]);
    expect(due.reduce((sum, payment) => sum + (payment.amount ?? 0), 0)).toBe(10_000_001);
    expect(due[0]?.due.nominal).toBe('2024-06-06');
    expect(due[2]?.due.nominal).toBe('2025-03-10');
  });

  it('tell what came and what is left', () => {
    const record = dossier(
      [effective, { key: 'payment_received', date: '2024-06-07', installment: 1, amount: '50000.00' }],
      {
        entries: {
          payments: [{ installment: 1, amount: '50000.00', date: '2024-06-07', setoff: '6000.00' }],
        },
      },
    );
    const [first, second] = payments(definition, record, { today: d('2024-07-01') });
    expect(first).toMatchObject({
      received: 5_000_000,
      set_off: 600_000,
      left: 0,
      received_on: '2024-06-07',
    });
    expect(second).toMatchObject({ received: 0, left: 2_400_000 });
  });
});

describe('after closing', () => {
  const closed = [effective, { key: 'project_closed', date: '2024-11-29' }];

  it('A-T07: thirty working days; A-T10: a year, rolled forward (G-003)', () => {
    expect(of(dossier(closed), 'A-T07', '2024-12-01').nominal).toBe('2025-01-13');
    expect(of(dossier(closed), 'A-T10', '2024-12-01')).toMatchObject({
      nominal: '2025-11-29',
      statutory: '2025-12-01',
      safe: '2025-11-28',
    });
  });

  it('A-T08–A-T10: only what was chosen is owed', () => {
    const rules = (choice: string) =>
      schedule(definition, dossier(closed, { fields: { ip_kpi_choice: choice } }), {
        today: d('2024-12-01'),
      }).map((o) => o.rule);
    expect(rules('patent')).not.toContain('A-T10');
    expect(rules('patent')).toContain('A-T08');
    expect(rules('paper')).not.toContain('A-T08');
    expect(rules('both')).toEqual(expect.arrayContaining(['A-T08', 'A-T09', 'A-T10']));
  });

  it('A-T15, A-Q06: a year with a paper or patent, half a year without', () => {
    expect(of(dossier(closed), 'A-T15', '2024-12-01').nominal).toBe('2025-11-29');
    const none = dossier(closed, { fields: { ip_kpi_choice: '' } });
    expect(of(none, 'A-T15', '2024-12-01').nominal).toBe('2025-05-29');
  });

  it('A-T16: a surplus goes back at once, none goes nowhere', () => {
    const settled = (surplus: string) =>
      dossier([...closed, { key: 'finance_settled', date: '2025-03-03', surplus }]);
    expect(of(settled('12.50'), 'A-T16', '2025-03-04')).toMatchObject({ status: 'open', safe: '2025-03-03' });
    expect(() => of(settled('0.00'), 'A-T16', '2025-03-04')).toThrow('not listed');
  });

  it('V-23: what reaches 2027 is provisional (G-008)', () => {
    const record = dossier([effective, { key: 'project_closed', date: '2026-11-20' }]);
    expect(of(record, 'A-T07', '2026-12-01')).toMatchObject({ provisional: true });
    expect(of(record, 'A-T02').provisional).toBe(false);
  });
});

describe('notices by either party (A-T17, A-Q15, A-T18)', () => {
  it('takes the day that satisfies both readings', () => {
    const record = dossier([effective, { key: 'contact_change_effective', date: '2024-09-20' }]);
    expect(of(record, 'A-T17', '2024-09-01', '#1')).toMatchObject({
      nominal: '2024-09-12',
      statutory: '2024-09-12',
      safe: '2024-09-12',
      escalate: '2024-09-13',
      side: 'both',
      reading: { rule: 'A-Q15' },
    });
  });

  it('lists each occurrence and pairs it with its own notice', () => {
    const record = dossier([
      effective,
      { key: 'force_majeure_start', date: '2024-06-03' },
      { key: 'force_majeure_start', date: '2024-08-05' },
      { key: 'force_majeure_noticed', date: '2024-06-05' },
    ]);
    expect(of(record, 'A-T18', '2024-08-10', '#1').status).toBe('met');
    expect(of(record, 'A-T18', '2024-08-10', '#2')).toMatchObject({ nominal: '2024-08-19', status: 'open' });
  });
});

it('G-009: the unit’s closed days move the careful day and nothing else', () => {
  const calendar = withClosedDays(builtInCalendar, [{ date: d('2024-11-14'), reason: '停电' }]);
  const record = dossier([effective, { key: 'acceptance_meeting', date: '2024-11-29' }]);
  const due = schedule(definition, record, { today: d('2024-10-01'), calendar }).find(
    (o) => o.rule === 'A-T05',
  );
  expect(due).toMatchObject({ statutory: '2024-11-15', safe: '2024-11-13' });
  // The proof says which day and why.
  expect(due?.steps).toContainEqual({ date: '2024-11-14', counted: false, why: 'closed', detail: '停电' });
  // The other side's careful day is not ours to move.
  const theirs = schedule(
    definition,
    { ...record, our_side: 'party_a' },
    { today: d('2024-10-01'), calendar },
  );
  expect(theirs.find((o) => o.rule === 'A-T05')).toMatchObject({ side: 'theirs', safe: '2024-11-14' });
});

it('a year that cannot be is told, and the rest is still answered', () => {
  for (const year of ['1924', '2199']) {
    const record = dossier([effective], {
      fields: { completion_due: `${year}-12-31`, period_end: `${year}-12-31`, midterm_due: '2024-07-15' },
    });
    expect(of(record, 'A-T02').safe).toBe('2024-07-12');
    expect(of(record, 'A-T03').provisional || of(record, 'A-T03').nominal === null).toBe(true);
    expect(check(definition, record, { today: d('2024-06-01') })).toContainEqual(
      expect.objectContaining({ rule: 'G-007', path: 'fields.completion_due' }),
    );
  }
});

describe('state (rulebook P, G-019)', () => {
  const evidence = ['a.pdf'];
  it('moves step by step and only on evidence', () => {
    const at = (events: object[]) => stateOf(definition, dossier(events), { today: d('2024-12-01') });
    expect(at([]).key).toBe('draft');
    expect(at([{ ...effective, evidence }]).key).toBe('effective');
    const unproven = at([effective]);
    expect(unproven.key).toBe('signed');
    expect(unproven.unproven).toEqual(['agreement_effective']);
    expect(unproven.missing).toMatchObject([{ key: 'agreement_effective', recorded: true }]);
    expect(at([{ ...effective, evidence }]).missing).toEqual([]);
    // Accepted without the interim report: nothing is skipped, and what lacks is named.
    const held = at([
      { ...effective, evidence },
      { key: 'project_closed', date: '2024-11-29', evidence },
    ]);
    expect(held.key).toBe('effective');
    expect(held.missing).toMatchObject([{ key: 'midterm_submitted', recorded: false }]);
    const aside = at([
      { ...effective, evidence },
      { key: 'force_majeure_start', date: '2024-06-03' },
    ]);
    expect(aside.side.map((track) => track.key)).toEqual(['force_majeure']);
  });
});
