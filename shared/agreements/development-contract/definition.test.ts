import { describe, expect, it } from 'vitest';
import { check } from '../../engine/check.ts';
import { exposureAt } from '../../engine/exposure.ts';
import { payments } from '../../engine/payments.ts';
import { schedule } from '../../engine/schedule.ts';
import { stateOf } from '../../engine/state.ts';
import { fieldsOf } from '../../engine/view.ts';
import { parseDossier } from '../../model/exchange.ts';
import { contract, day, invoice, owed, type Json } from '../../../test/fixtures/agreements/contract.ts';
import { definition } from './definition.ts';
import sample from './sample.json' with { type: 'json' };

const find = (kind: string) => (kind === definition.id ? definition : undefined);

describe('dates of the rulebook', () => {
  it('B-T03: 30 natural days into the holidays, for both sides', () => {
    const ours = { nominal: '2024-10-04', statutory: '2024-10-08', safe: '2024-09-30' };
    expect(owed(contract(), 'B-T03')).toMatchObject({ ...ours, escalate: null });
    expect(owed(contract({ side: 'party_a' }), 'B-T03')).toMatchObject({ ...ours, escalate: '2024-10-09' });
  });

  it('B-T04, B-Q08: three days from the signature, over a weekend', () => {
    const four = {
      nominal: '2024-09-07',
      statutory: '2024-09-09',
      safe: '2024-09-06',
      escalate: '2024-09-10',
    };
    expect(owed(contract(), 'B-T04')).toMatchObject(four);
  });

  it('a phase at the border of the known years has no dates and keeps nothing else from being answered', () => {
    const far = structuredClone(sample) as { fields: { phases: { end: string }[] } };
    for (const phase of far.fields.phases) phase.end = '2199-12';
    const owing = schedule(definition, parseDossier(far, find), { today: day('2024-10-14') });
    expect(owing.find(({ rule }) => rule === 'B-T03')?.nominal).not.toBeNull();
    expect(owing.find(({ rule }) => rule === 'B-T05')?.nominal ?? null).toBeNull();
  });

  it('an acceptance on the last day of the known years leaves the state without the day after it', () => {
    const record = contract({
      events: [{ key: 'final_acceptance_passed', date: '2199-12-31', evidence: ['a'] }],
    });
    const { steps } = stateOf(definition, record, { today: day('2199-12-31') });
    expect(steps.find(({ key }) => key === 'final_accepted')?.reached_on).toBe('2199-12-31');
    expect(steps.find(({ key }) => key === 'maintenance')?.reached_on).toBeNull();
  });

  it('B-T05–B-T08, B-Q09: phases end with their last day', () => {
    const ends = ['B-T05', 'B-T06', 'B-T07', 'B-T08'].map((id) => {
      const { statutory, safe } = owed(contract(), id) ?? {};
      return [statutory, safe];
    });
    expect(ends).toEqual([
      ['2024-09-30', '2024-09-30'],
      ['2024-12-31', '2024-12-31'],
      ['2025-06-30', '2025-06-30'],
      ['2025-06-30', '2025-06-30'],
    ]);
  });

  it('V-10, B-T09: an invoice of 2024-09-02 is due on a working Saturday', () => {
    const record = contract({
      events: [
        { key: 'agreement_signed', date: '2024-09-01', evidence: ['a'] },
        invoice(1, '2024-09-02', '200000.00'),
      ],
      fields: {},
    });
    record.events = record.events.filter(
      (one) => one.key !== 'agreement_signed' || one.date === '2024-09-01',
    );
    expect(owed(record, 'B-T09#1', '2024-09-20')).toMatchObject({
      statutory: '2024-09-14',
      escalate: '2024-09-18',
      status: 'overdue',
    });
  });

  it('B-T10, B-Q21: the latest of all conditions and the invoice', () => {
    const early = [
      invoice(2, '2024-11-01', '408000.00'),
      { key: 'system_online', date: '2024-12-02', evidence: ['a'] },
    ];
    expect(owed(contract({ events: early }), 'B-T10#2', '2024-12-20')).toMatchObject({
      status: 'waiting_gate',
      statutory: null,
    });
    const all = [...early, { key: 'initial_acceptance_passed', date: '2024-12-10', evidence: ['a'] }];
    expect(owed(contract({ events: all }), 'B-T10#2', '2024-12-12')).toMatchObject({
      safe: '2024-12-10',
      statutory: '2024-12-24',
      escalate: '2024-12-25',
    });
  });

  it('B-T11, B-Q02: the last instalment waits for both proofs, and asks which service is meant', () => {
    const accepted = [
      invoice(3, '2025-07-01', '72000.00'),
      { key: 'final_acceptance_passed', date: '2025-06-20', evidence: ['a'] },
    ];
    const waiting = owed(contract({ events: accepted }), 'B-T11#3', '2025-07-10');
    expect(waiting).toMatchObject({ status: 'waiting_gate', confidence: 'ask', reading: { rule: 'B-Q02' } });
    const both = [...accepted, { key: 'service_ended', date: '2025-07-02', evidence: ['a'] }];
    expect(owed(contract({ events: both }), 'B-T11#3', '2025-07-10')?.statutory).toBe('2025-07-16');
  });

  it('B-T27, B-Q14: three years from the signature, not rolled, in a year nobody has published', () => {
    expect(owed(contract(), 'B-T27')).toMatchObject({
      nominal: '2027-09-04',
      statutory: '2027-09-04',
      provisional: true,
      status: 'standing',
    });
  });

  it('B-T19, B-T15, B-T16, B-T17, B-Q06: periods, each from its own day', () => {
    const events = [{ key: 'final_acceptance_passed', date: '2025-06-20', evidence: ['a'] }];
    expect(owed(contract({ events }), 'B-T19', '2025-07-01')?.statutory).toBe('2027-06-20');
    expect(owed(contract(), 'B-T15')?.statutory).toBe('2032-09-04');
    expect(owed(contract(), 'B-T16')).toMatchObject({ status: 'standing', statutory: null });
    expect(owed(contract(), 'B-T17')?.statutory).toBe('2029-09-04');
  });

  it('B-T24, B-Q17: a report every seven days from the first notice until the end', () => {
    const storm = [
      { key: 'force_majeure_start', date: '2024-10-09' },
      { key: 'force_majeure_noticed', date: '2024-10-10', evidence: ['a'] },
      { key: 'force_majeure_reported', date: '2024-10-16', evidence: ['a'] },
      { key: 'force_majeure_reported', date: '2024-10-25', evidence: ['a'] },
    ];
    const reports = (events: Json[], today: string) =>
      schedule(definition, contract({ events }), { today: day(today) })
        .filter((each) => each.rule === 'B-T24')
        .map((each) => [each.nominal, each.status]);
    expect(reports(storm, '2024-10-29')).toEqual([
      ['2024-10-17', 'met'],
      ['2024-10-24', 'met_late'],
      ['2024-10-31', 'due_soon'],
    ]);
    const over = [...storm, { key: 'force_majeure_end', date: '2024-10-26' }];
    expect(reports(over, '2024-12-02')).toEqual([
      ['2024-10-17', 'met'],
      ['2024-10-24', 'met_late'],
    ]);
  });

  it('B-T20, B-T21, B-T22: suspending, curing, ending on arrival', () => {
    const events = [
      invoice(1, '2024-09-05', '200000.00'),
      { key: 'breach_notice_received', date: '2024-10-08', evidence: ['a'] },
    ];
    // Due 2024-09-20; the thirtieth day after it.
    expect(owed(contract({ events }), 'B-T20#1', '2024-10-30')).toMatchObject({
      nominal: '2024-10-20',
      escalate: null,
    });
    expect(owed(contract({ events }), 'B-T21#1', '2024-10-30')).toMatchObject({
      statutory: '2024-10-28',
      status: 'overdue',
    });
    const ended = [
      { key: 'acceptance_failed', date: '2025-05-06', evidence: ['a'] },
      { key: 'acceptance_failed', date: '2025-06-06', evidence: ['a'] },
      { key: 'termination_notice_received', date: '2025-06-20', ground: 'refused_twice', evidence: ['a'] },
    ];
    const record = contract({ events: ended });
    expect(owed(record, 'B-T22', '2025-06-21')?.nominal).toBe('2025-06-20');
    expect(stateOf(definition, record, { today: day('2025-06-21') }).side.map(({ key }) => key)).toContain(
      'terminated',
    );
    // B-T18: five working days after the end; B-T15 runs from it.
    expect(owed(record, 'B-T18', '2025-06-21')?.statutory).toBe('2025-06-27');
    expect(owed(record, 'B-T15', '2025-06-21')?.statutory).toBe('2030-06-20');
  });
});

describe('another contract', () => {
  it('has its own amounts, rates, counts of days and number of instalments, without touching code', () => {
    const record = contract({
      fields: {
        sign_date: '2025-02-10',
        total_price: '1234567.89',
        installments: [
          { no: 1, share: '25%', condition: '合同签订后收到发票15个工作日内' },
          { no: 2, share: '25%', condition: '系统上线后收到发票15个工作日内' },
          { no: 3, share: '40%', condition: '终验合格后收到发票15个工作日内' },
          { no: 4, share: '10%', condition: '维护期满后收到发票二十个工作日内' },
        ],
        overdue_rate: '0.05%',
        secrecy_share: '30%',
        acceptance_share: '20%',
        annex_share: '60%',
        acceptance_attempts: 3,
        rd_plan_days: 20,
        change_reply_days: 15,
        cure_days: 30,
        fm_report_days: 3,
        maintenance_years: 1,
        validity_years: 5,
        suspend_days: 45,
      },
      events: [
        { key: 'change_request_received', date: '2025-03-03', requester: 'party_b', ground: '1' },
        invoice(1, '2025-02-11', '308641.97'),
      ],
    });
    for (const event of record.events) if (event.date === '2024-09-04') event.date = day('2025-02-10');
    expect(
      check(definition, record, { today: day('2025-03-20') }).filter(({ rule }) => rule === 'G-016'),
    ).toEqual([]);
    expect(owed(record, 'B-T03', '2025-02-11')?.nominal).toBe('2025-03-02');
    expect(owed(record, 'B-T12#1', '2025-03-04')?.nominal).toBe('2025-03-18');
    expect(owed(record, 'B-T27', '2025-03-04')?.nominal).toBe('2030-02-10');
    const plan = payments(definition, record, { today: day('2025-03-20') });
    expect(plan.map(({ amount }) => amount)).toEqual([30_864_197, 30_864_197, 49_382_716, 12_345_679]);
    expect(plan.map(({ due }) => due.gates.map(({ key }) => key))).toEqual([
      ['agreement_signed', 'invoice'],
      ['system_online', 'invoice'],
      ['final_acceptance_passed', 'invoice'],
      ['service_ended', 'invoice'],
    ]);
    expect(plan[0]?.due.statutory).toBe('2025-03-04');
    expect(plan.map(({ due }) => due.id)).toEqual(['B-T09#1', 'B-T10#2', 'B-T11#3', 'B-T11#4']);
    const { rows } = exposureAt(definition, record, { today: day('2025-03-14') });
    // Ten days at 0.05 % of ¥308,641.97, to the fen.
    expect(rows.find(({ id }) => id === 'B-P03#1')?.otherwise).toBe(154_321);
    expect(rows.find(({ id }) => id === 'B-P07')?.amount).toBe(37_037_037);
    expect(rows.find(({ id }) => id === 'B-P09')?.amount).toBe(74_074_073);
  });
});

describe('the form', () => {
  it('has a place for every field B-F01–B-F42, and every amount of it is a trade secret (B-Q16)', () => {
    const rules = new Set([...fieldsOf(definition), ...definition.ledgers].map(({ rule }) => rule));
    const missing = Array.from({ length: 42 }, (_, at) => `B-F${String(at + 1).padStart(2, '0')}`).filter(
      // B-F38 is a rule over all of them.
      (id) => id !== 'B-F38' && !rules.has(id),
    );
    expect(missing).toEqual([]);
    const shapes = [
      ...fieldsOf(definition),
      ...definition.events.flatMap(({ values }) => values ?? []),
      ...definition.ledgers.flatMap(({ columns }) => columns),
    ];
    const amounts = [...shapes, ...shapes.flatMap(({ columns }) => columns ?? [])].filter(
      ({ type }) => type === 'money',
    );
    expect(amounts.length).toBeGreaterThan(8);
    expect(amounts.filter(({ secret }) => secret !== true).map(({ key }) => key)).toEqual([]);
  });

  it('runs from signature to the return of data along state machine B', () => {
    const record = parseDossier(sample, find);
    expect(stateOf(definition, record, { today: day('2024-12-02') })).toMatchObject({ key: 'maintenance' });
    record.events.push({
      id: record.events[0]?.id as (typeof record.events)[number]['id'],
      key: 'materials_returned',
      date: day('2024-12-18'),
      evidence: record.events[0]?.evidence ?? [],
    });
    expect(stateOf(definition, record, { today: day('2025-01-02') }).key).toBe('returned');
    expect(stateOf(definition, record, { today: day('2025-03-02') }).key).toBe('expired');
  });

  it('B-Q10: two copies of every sort, on paper, as file and on disc', () => {
    for (const [place, key] of [
      [1, 'paper'],
      [1, 'electronic'],
      [5, 'disc'],
    ] as const) {
      const record = parseDossier(sample, find);
      const values = record.entries['outputs']?.[place]?.values;
      if (values) values[key] = 1;
      const found = check(definition, record, { today: day('2024-12-02') });
      expect(found.map(({ rule, path }) => [rule, path])).toContainEqual([
        'B-N02',
        `entries.outputs[${place}]`,
      ]);
    }
  });

  it('B-R11, B-Q12, B-Q13, B-Q23: what is open to the public is no secret; readings are shown with their rule', () => {
    const open = { what: '公告图', info_class: 'public', to: 'public', on: '2025-01-06', for_project: true };
    const findings = check(definition, contract({ entries: { disclosures: [open] } }), {
      today: day('2025-01-07'),
    });
    expect(findings.filter(({ rule }) => rule.startsWith('B-S'))).toEqual([]);
    const readings = new Set(definition.deadlines.flatMap(({ reading }) => (reading ? [reading.rule] : [])));
    for (const rule of [
      'B-Q01',
      'B-Q06',
      'B-Q07',
      'B-Q08',
      'B-Q09',
      'B-Q12',
      'B-Q14',
      'B-Q15',
      'B-Q17',
      'B-Q20',
      'B-Q21',
      'B-Q24',
    ])
      expect(readings, rule).toContain(rule);
  });
});
