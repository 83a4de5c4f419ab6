import { describe, expect, it } from 'vitest';
import { check } from '../../engine/check.ts';
import { payments } from '../../engine/payments.ts';
import { packageView } from '../../engine/package-view.ts';
import { schedule } from '../../engine/schedule.ts';
import { stateOf } from '../../engine/state.ts';
import { parseDossier } from '../../model/exchange.ts';
import { CivilDate } from '../../model/units.ts';
import { excellentLimit } from './checks-limits.ts';
import { definition } from './definition.ts';
import sample from './sample.json' with { type: 'json' };

const today = CivilDate.parse('2024-12-02');
type Fields = Record<string, unknown>;
type Change = {
  fields?: Fields;
  events?: object[];
  entries?: Record<string, object[]>;
  without?: string[];
  only?: boolean;
};

function record(change: Change = {}) {
  const kept = change.only ? [] : sample.events.filter((event) => !change.without?.includes(event.key));
  return parseDossier(
    {
      ...sample,
      fields: { ...sample.fields, ...change.fields },
      events: [...kept, ...(change.events ?? [])],
      entries: { ...sample.entries, ...change.entries },
    },
    () => definition,
  );
}

function told(change: Change, others: Change[] = [], at = today): string[] {
  return check(definition, record(change), { today: at, others: others.map(record) }).map(
    ({ severity, rule, path }) => `${severity} ${rule} ${path}`,
  );
}

const rules = (lines: readonly string[]) => lines.map((line) => line.split(' ')[1]);
const lab = sample.fields.lab_name;
const label = `${lab}开放基金资助课题`;

describe('fields (D-F01–D-F20)', () => {
  it.each<[string, Change, string]>([
    ['D-F01', { fields: { lab_host: '' } }, 'warn D-F01 fields.lab_host'],
    ['D-F02', { fields: { applicant: null } }, 'block D-F02 fields.applicant'],
    ['D-F03', { fields: { host_unit: '' } }, 'block D-F03 fields.host_unit'],
    ['D-F04', { fields: { guideline_year: 1999 } }, 'block D-F04 fields.guideline_year'],
    ['D-F05', { fields: { category: '其他' } }, 'block D-F05 fields.category'],
    ['D-F06', { fields: { amount: '0.00', amount_words: '' } }, 'block D-F06 fields.amount'],
    ['D-F07', { fields: { duration: 0 } }, 'block D-F07 fields.duration'],
    ['D-F08', { fields: { research_content: '' } }, 'warn D-F08 fields.research_content'],
    [
      'D-F09',
      { events: [{ key: 'award_notice_received', date: '2022-05-31', evidence: ['x'] }] },
      'warn D-F09 events[22]',
    ],
    [
      'D-F11',
      {
        fields: {
          batches: [
            { no: 1, amount: '96000.00' },
            { no: 1, amount: '64000.00' },
          ],
        },
      },
      'block D-F11 fields.batches',
    ],
    ['D-F12', { fields: { funding_end: '2003-06-30' } }, 'warn G-007 fields.funding_end'],
    [
      'D-F13',
      { events: [{ key: 'progress_submitted', date: '2022-06-01', evidence: ['x'] }] },
      'warn D-F13 events[22].date',
    ],
    [
      'D-F14',
      { events: [{ key: 'change_approved', date: '2026-01-05', evidence: ['x'] }] },
      'warn D-F14 events[22].date',
    ],
    ['D-F16', { entries: { outputs: [{ type: '论文' }] } }, 'block D-F16 entries.outputs[0].title'],
    [
      'D-F17',
      { entries: { expenses: [{ item: '差旅费', date: '2023-01-04' }] } },
      'block D-F17 entries.expenses[0].amount',
    ],
    [
      'D-F18',
      { entries: { fixed_assets: [{ name: '服务器' }] } },
      'block D-F18 entries.fixed_assets[0].manager',
    ],
    ['D-F19', { entries: { sanctions: [{ name: '某人' }] } }, 'block D-F19 entries.sanctions[0].decided_on'],
    [
      'D-F20',
      {
        without: ['closing_notice'],
        events: ['2024-09-28', '2024-11-01', '2024-11-20'].map((date) => ({ key: 'closing_refused', date })),
      },
      'block D-F20 events[23]',
    ],
  ])('%s', (_rule, change, expected) => expect(told(change)).toContain(expected));
});

describe('readings', () => {
  it('a usual limit is soft: at it nothing, above it a warning, with the laboratory’s note a remark (D-Q01, G-005)', () => {
    const above = { category: '开放探索', amount: '200000.01', amount_words: '', batches: [] };
    expect(rules(told({ fields: { ...above, amount: '200000.00' } }))).not.toContain('D-P03');
    expect(told({ fields: above })).toContain('warn D-P03 fields.amount');
    expect(told({ fields: { ...above, over_limit_note: { name: '说明.pdf' } } })).toContain(
      'info D-P03 fields.amount',
    );
  });

  it('two categories share one limit, as the source has it (D-Q09)', () => {
    const fields = definition.sections.flatMap((section) => section.fields);
    const limit = (key: string) => fields.find((field) => field.key === key)?.default;
    expect([limit('cap_major'), limit('cap_key'), limit('cap_open')]).toEqual([
      50_000_000, 20_000_000, 20_000_000,
    ]);
  });

  const running: Change = {
    without: ['closing_applied', 'closing_notice', 'results_archived'],
    fields: { project_title: '在研课题', funding_end: '2025-06-30' },
  };
  const next: Change = {
    only: true,
    fields: { project_title: '新课题' },
    events: [{ key: 'application_submitted', date: '2024-03-11', evidence: ['x'] }],
  };

  it('only leaders of running topics are kept out; participants are not (D-E03, D-Q04)', () => {
    expect(told(next, [running])).toContain('block D-E03 fields.applicant');
    const other = {
      ...running,
      fields: { ...running.fields, applicant: { name: '别人' }, participants: [{ name: '许某甲' }] },
    };
    expect(rules(told(next, [other]))).not.toContain('D-E03');
  });

  it('who closes in the year may apply early, and signs only after closing (D-E04); that counts as the year’s one (D-Q12)', () => {
    const closing = { ...running, fields: { ...running.fields, funding_end: '2024-06-30' } };
    expect(rules(told(next, [closing]))).not.toContain('D-E03');
    expect(told(next, [closing])).toContain('warn D-E04 fields.applicant');
    const signed = {
      ...next,
      events: [...(next.events ?? []), { key: 'contract_submitted', date: '2024-06-03', evidence: ['x'] }],
    };
    expect(told(signed, [closing])).toContain('block D-E04 events[1]');
    expect(rules(told(signed, [{}]))).not.toContain('D-E04');
    const second: Change = { ...next, events: [{ key: 'application_submitted', date: '2024-12-01' }] };
    expect(told(next, [second])).toContain('block D-E02 fields.applicant');
  });

  it('tells two people of one name apart by their number', () => {
    const withId = (id: string) => ({ applicant: { ...sample.fields.applicant, id } });
    const own = { ...next, fields: { ...next.fields, ...withId('1') } };
    expect(rules(told(own, [{ ...running, fields: { ...running.fields, ...withId('2') } }]))).not.toContain(
      'D-E03',
    );
    expect(rules(told(own, [{ ...running, fields: { ...running.fields, ...withId('1') } }]))).toContain(
      'D-E03',
    );
  });

  it('kinds are as fine as kinds of certificate (D-Q05): a patent does not stand in for a software copyright', () => {
    const output = (type: string, first: string) => ({
      type,
      title: type,
      units: [first, lab],
      label_text: label,
      label_position: '封面',
    });
    expect(told({ entries: { outputs: [output('专利', lab), output('软件著作权', '某校')] } })).toContain(
      'block D-L09 entries.outputs',
    );
    expect(
      rules(told({ entries: { outputs: [output('专利', lab), output('专利', '某校')] } })),
    ).not.toContain('D-L09');
  });

  it('the closing report carries the acknowledgement as well (D-Q07); a number after it does no harm (D-Q06)', () => {
    const report = { type: '结题报告', title: '报告', units: [lab], label_position: '封面' };
    expect(told({ entries: { outputs: [{ ...report, label_text: '某报告' }] } })).toContain(
      'warn D-L01 entries.outputs[0].label_text',
    );
    expect(
      rules(told({ entries: { outputs: [{ ...report, label_text: `${label}，编号 7` }] } })),
    ).not.toContain('D-L01');
  });

  it('without a paper the rules of papers do not apply (D-Q11)', () => {
    const outputs = [
      { type: '专利', title: '专利', units: [lab], label_text: label, label_position: '封面' },
    ];
    const found = rules(told({ entries: { outputs } }));
    expect(found).not.toContain('D-L06');
    expect(found).not.toContain('D-L07');
    expect(found).not.toContain('D-L10');
  });

  it('wrong words are not counted, wrong units fail the whole: two consequences (D-L05, D-L10)', () => {
    const [paper] = sample.entries.outputs;
    const words = told({
      entries: { outputs: [{ ...paper, label_text: '某基金资助' }, ...sample.entries.outputs.slice(1)] },
    });
    expect(rules(words)).toContain('D-L05');
    expect(rules(words)).not.toContain('D-L10');
    const names = told({ entries: { outputs: [{ ...paper, units: ['某校'] }] } });
    expect(names).toContain('block D-L10 entries.outputs');
    expect(rules(names)).not.toContain('D-L05');
  });

  it('what is left is claimed back, after the audit where there is a host unit (D-Q10); the ban’s beginning is to be asked (D-Q13)', () => {
    const ended = { events: [{ key: 'sanction_decided', date: '2024-11-01' }] };
    const of = (change: Change, rule: string) =>
      schedule(definition, record(change), { today }).find((each) => each.rule === rule);
    expect(of(ended, 'D-P10')).toMatchObject({ status: 'waiting_gate', reading: { rule: 'D-Q10' } });
    expect(of({ ...ended, fields: { has_host_unit: false } }, 'D-P10')).toMatchObject({
      status: 'open',
      gates: [],
    });
    expect(of(ended, 'D-T05')).toMatchObject({
      nominal: '2029-11-01',
      confidence: 'ask',
      reading: { rule: 'D-Q13' },
      escalate: null,
    });
  });
});

it('excellent topics: the share of those closed, rounded down (D-E10, V-24)', () => {
  expect([0, 9, 10, 19, 20, 100].map((closed) => excellentLimit(closed))).toEqual([0, 0, 1, 1, 2, 10]);
  expect(excellentLimit(40, '7.5%')).toBe(3);
});

describe('states and packages (P-D1–P-D4)', () => {
  it('goes the whole way, and leaves it on the tracks beside', () => {
    expect(stateOf(definition, record(), { today }).key).toBe('accepted');
    expect(stateOf(definition, record({ without: ['form_review_passed'] }), { today }).key).toBe('applied');
    const ended = record({
      without: ['closing_notice'],
      events: [
        { key: 'correction_ordered', date: '2023-03-01', due: '2023-03-31' },
        { key: 'sanction_decided', date: '2023-05-04' },
      ],
    });
    expect(stateOf(definition, ended, { today }).side.map((track) => track.key)).toEqual([
      'correcting',
      'terminated',
    ]);
  });

  it.each(['P-D1', 'P-D2', 'P-D3'])('%s of the sample is whole', (id) => {
    const view = packageView(definition, record(), id, { today });
    expect(view.findings.filter((finding) => finding.severity !== 'info')).toEqual([]);
    expect(view.ready).toBe(true);
  });

  it('P-D4 lacks its papers; P-D3 asks for no seal without a host unit', () => {
    const view = packageView(
      definition,
      record({ events: [{ key: 'sanction_decided', date: '2024-11-01' }] }),
      'P-D4',
      { today },
    );
    expect(view.pieces.filter((piece) => piece.state === 'missing').map((piece) => piece.key)).toContain(
      'audit_report',
    );
    const alone = packageView(definition, record({ fields: { has_host_unit: false } }), 'P-D3', { today });
    expect(alone.pieces.find((piece) => piece.key === 'closing_report_unsealed')?.state).toBe('missing');
  });

  it('pays each batch to the host unit (D-P06)', () => {
    expect(
      payments(definition, record(), { today }).map(({ no, amount, left }) => [no, amount, left]),
    ).toEqual([
      [1, 9_600_000, 0],
      [2, 6_400_000, 0],
    ]);
    expect(
      payments(definition, record({ fields: { has_host_unit: false, host_unit: '', submitted_via: '' } }), {
        today,
      }),
    ).toEqual([]);
  });
});

it('another fund with other limits, shares and texts needs no code', () => {
  const fields = {
    amount: '330000.00',
    amount_words: '叁拾叁万元整',
    application_values: [],
    cap_key: '400000.00',
    duration: 3,
    duration_cap_years: 3,
    batches: [
      { no: 1, share: '33.33%' },
      { no: 2, share: '33.33%' },
      { no: 3, share: '33.34%' },
    ],
    extension_lead_months: 4,
    label_zh: '{lab_name}开放课题资助',
  };
  const outputs = [
    { type: '论文', title: '甲', units: [lab], label_text: `${lab}开放课题资助`, label_position: '首页' },
  ];
  expect(
    told({ fields, entries: { outputs, payments: [] } }).filter(
      (line) => !line.startsWith('info') && !line.includes('D-P06'),
    ),
  ).toEqual([]);
  const due = schedule(definition, record({ fields }), { today });
  expect(due.find((each) => each.rule === 'D-T02')).toMatchObject({
    nominal: '2024-02-29',
    safe: '2024-02-28',
  });
  expect(due.filter((each) => each.rule === 'D-P06').map((each) => each.amount)).toEqual([
    10_998_900, 10_998_900, 11_002_200,
  ]);
});
