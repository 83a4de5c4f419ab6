import { describe, expect, it } from 'vitest';
import { check } from '../../engine/check.ts';
import { schedule } from '../../engine/schedule.ts';
import { packageView } from '../../engine/package-view.ts';
import { stateOf } from '../../engine/state.ts';
import { parseDossier } from '../../model/exchange.ts';
import { CivilDate } from '../../model/units.ts';
import { definition } from './definition.ts';
import { contentItems } from './outputs.ts';
import sample from './sample.json' with { type: 'json' };

const today = CivilDate.parse('2024-12-02');
type Change = { fields?: object; events?: object[]; entries?: Record<string, object[]>; without?: string[] };

function record(change: Change = {}) {
  return parseDossier(
    {
      ...sample,
      fields: { ...sample.fields, ...change.fields },
      events: [
        ...sample.events.filter((event) => !change.without?.includes(event.key)),
        ...(change.events ?? []),
      ],
      entries: { ...sample.entries, ...change.entries },
    },
    () => definition,
  );
}

function told(change: Change): string[] {
  return check(definition, record(change), { today }).map(
    ({ severity, rule, path }) => `${severity} ${rule} ${path}`,
  );
}

const rules = (lines: readonly string[]) => lines.map((line) => line.split(' ')[1]);

describe('fields that have to be there', () => {
  it.each<[string, object, string]>([
    ['A-F09', { approval_notice_title: '' }, 'warn A-F09 fields.approval_notice_title'],
    ['A-F11', { objective: '' }, 'block A-F11 fields.objective'],
    ['A-F15', { project_leader: null }, 'block A-F15 fields.project_leader'],
    ['A-F17', { acceptance_form: '书面' }, 'block A-F17 fields.acceptance_form'],
    ['A-F18', { deliverables: [] }, 'warn A-F18 fields.deliverables'],
    ['A-F20', { total_amount: '', total_amount_words: '' }, 'block A-F20 fields.total_amount'],
    ['A-F25', { integrity_pledge: null }, 'warn A-F25 fields.integrity_pledge'],
  ])('%s', (_rule, fields, expected) => expect(told({ fields })).toContain(expected));

  it('personal information is marked so that it stays sealed (A-F06, A-F23); usual values are proposals (A-F10)', () => {
    const fields = definition.sections.flatMap((section) => section.fields);
    for (const rule of ['A-F06', 'A-F23']) {
      const own = fields.filter((field) => field.rule === rule);
      expect(own.length).toBeGreaterThan(0);
      expect(own.every((field) => field.personal)).toBe(true);
    }
    expect(fields.find((field) => field.rule === 'A-F10')).toMatchObject({ confirmDefault: true });
    expect(record().fields['sign_place'], 'A-F08').toBe('东屿市');
  });

  it('the labels quote the centre’s usual name where none is recorded (A-F02)', () => {
    const units = ['自然资源部粤港澳大湾区自然资源数据协同应用工程技术创新中心'];
    const [paper] = sample.entries.outputs;
    const usual = {
      fields: { host_center_name: '' },
      entries: { outputs: [{ ...paper, units, label_text: `${units[0]}开放基金课题资助（2024NRDK07）` }] },
    };
    expect(rules(told(usual)).filter((rule) => rule?.startsWith('A-L'))).toEqual([]);
  });
});

describe('labels (A-L01–A-L05, G-017)', () => {
  const [paper] = sample.entries.outputs;
  const center = sample.fields.host_center_name;
  const outputs = (more: object) => ({ entries: { outputs: [{ ...paper, ...more }] } });

  it('blanks, widths and brackets are no difference, a character is, and it is named', () => {
    const spaced = paper?.label_text.replace('（', ' (').replace('）', ')').split('').join(' ');
    expect(rules(told(outputs({ label_text: spaced })))).not.toContain('A-L03');
    const wrong = check(
      definition,
      record(outputs({ label_text: paper?.label_text.replace('开放', '开方') })),
      { today },
    );
    expect(wrong.find((finding) => finding.rule === 'A-L03')?.message.zh).toContain('“放”印作“方”');
  });

  it('an empty acknowledgement is none, an unrecorded one is asked for', () => {
    expect(told(outputs({ label_text: '' }))).toContain('block A-L03 entries.outputs[0].label_text');
    const { label_text: _, ...unrecorded } = paper ?? { label_text: '' };
    expect(told({ entries: { outputs: [unrecorded] } })).toContain(
      'warn A-L03 entries.outputs[0].label_text',
    );
  });

  it('where party A asked for the first place, the second is not enough (A-F16)', () => {
    const asked = { attribution_rank_decision: 'first' };
    expect(told({ fields: asked })).toContain('block A-L02 entries.outputs[0].units');
    expect(
      told({ fields: asked, ...outputs({ units: [center] }) }).filter((line) => line.includes('A-L0')),
    ).toEqual([]);
  });
});

describe('outputs and research content (A-E02)', () => {
  it('reads the items however they are numbered', () => {
    expect(contentItems('一、甲；二、乙；三、丙。')).toEqual(['一、甲', '二、乙', '三、丙']);
    expect(contentItems('1. 甲\n2. 乙\n')).toEqual(['1. 甲', '2. 乙']);
  });

  it.each(['2', '二', '第二项', '（二）', '要素提取与成果规整', '二、要素提取'])(
    '“%s” names an item',
    (content_item) => {
      const [paper] = sample.entries.outputs;
      expect(rules(told({ entries: { outputs: [{ ...paper, content_item }] } }))).not.toContain('A-E02');
    },
  );

  it.each(['九', '海底地形', '4'])('“%s” names none', (content_item) => {
    const [paper] = sample.entries.outputs;
    expect(told({ entries: { outputs: [{ ...paper, content_item }] } })).toContain(
      'block A-E02 entries.outputs[0].content_item',
    );
  });
});

describe('the list of approved projects (A-E03)', () => {
  const own = {
    no: '2024NRDK07',
    title: sample.fields.project_title,
    leader: '陆某丁',
    unit: sample.fields.party_b_name,
  };
  const list = (...rows: object[]) => ({ fields: { approved_projects: rows } });

  it('a merged quota holds for the rows below it', () => {
    const above = { no: '2024NRDK06', title: '甲', type: '开放基金', quota: '6 万元' };
    expect(told(list(above, own))).toContain('block A-E03 fields.total_amount');
    expect(rules(told(list({ ...above, quota: '12 万元' }, own)))).not.toContain('A-E03');
    expect(told(list({ ...above, quota: '依托单位经费另行安排' }, own))).toContain(
      'info A-E03 fields.funding_quota',
    );
  });

  it('names each cell that differs, a project that is not there, and a count that is not the list’s', () => {
    expect(told(list({ ...own, leader: '别人' }))).toContain('block A-E03 fields.project_leader');
    expect(told(list({ ...own, no: '2024NRDK01' }))).toContain('block A-E03 fields.project_no');
    const counted = { fields: { approved_projects: [{ ...own, type: '开放基金' }], approved_open_count: 4 } };
    expect(told(counted)).toContain('warn A-E03 fields.approved_open_count');
  });
});

it('the day of closing is the document’s, else the meeting’s (A-Q05)', () => {
  const of = (change: Change) =>
    schedule(definition, record(change), { today }).find((each) => each.rule === 'A-T14');
  expect(of({})?.nominal).toBe('2024-11-27');
  expect(of({ without: ['project_closed'] })?.nominal).toBe('2024-11-26');
});

it('annex and agreement differ on the end: the earlier one asks more of party B (A-X01, G-018)', () => {
  const fields = { research_cycle_notice: { start: '2024-04', end: '2024-10' } };
  const finding = check(definition, record({ fields }), { today }).find((each) => each.rule === 'A-X01');
  expect(finding?.message.zh).toContain('（2024-10）为准');
});

it('of two supplements on one article the later decides, both laid side by side (A-X02)', () => {
  const signed = (date: string, article?: string, says?: string) => ({
    key: 'supplement_signed',
    date,
    values: { ...(article ? { article } : {}), ...(says ? { says } : {}) },
  });
  const found = (...events: ReturnType<typeof signed>[]) =>
    check(definition, record({ events }), { today }).filter((each) => each.rule === 'A-X02');
  const [first, second] = [
    signed('2024-09-02', '第五条', '分三期支付'),
    signed('2024-08-01', '第五条', '分两期支付'),
  ];
  const [finding] = found(first, second);
  expect(finding?.message.zh).toContain('都涉及第五条：以后签（2024-09-02）的为准');
  expect(finding?.against).toEqual({
    other: { article: '补充协议（2024-08-01）第五条', text: '分两期支付' },
    decides: { article: '补充协议（2024-09-02）第五条', text: '分三期支付' },
  });
  // Two matters do not meet; one that does not say its matter may meet any.
  expect(found(first, signed('2024-08-01', '第七条'))).toHaveLength(0);
  expect(found(first, signed('2024-08-01'))[0]?.message.zh).toContain('同一事项以后签');
  expect(found(first)).toHaveLength(0);
});

it('a third party’s claim is told until it is settled; its costs are party B’s (A-E05, A-R06)', () => {
  const claim = { key: 'third_party_claim', date: '2024-08-01' };
  expect(told({ events: [claim] })).toContain('warn A-E05 events[17]');
  expect(rules(told({ events: [claim, { key: 'claim_settled', date: '2024-09-02' }] }))).not.toContain(
    'A-E05',
  );
});

describe('packages and states (P-A1–P-A4)', () => {
  it('P-A1 and P-A3 of the sample are whole', () => {
    for (const id of ['P-A1', 'P-A3'])
      expect(packageView(definition, record(), id, { today }).ready, id).toBe(true);
  });

  it('P-A2 is about the next instalment that is not paid', () => {
    const open = record({ without: ['payment_received'] });
    expect(packageView(definition, open, 'P-A2', { today }).due).toMatchObject({
      rule: 'A-T12',
      installment: 2,
    });
    const missing = packageView(definition, record(), 'P-A2', { today }).pieces.filter(
      (piece) => piece.state === 'missing',
    );
    expect(missing.map((piece) => piece.key)).toEqual(['invoice', 'budget_quota', 'midterm_confirmation']);
  });

  it('P-A4 is due with the archive and asks for opinion and list as well', () => {
    const view = packageView(definition, record(), 'P-A4', { today });
    expect(view.due?.nominal).toBe('2025-01-09');
    expect(view.pieces.filter((piece) => piece.state === 'missing').map((piece) => piece.key)).toEqual([
      'acceptance_opinion',
      'handover_list',
    ]);
  });

  it('stays closed_with_tail until the paper is out and the accounts are settled (A-R07)', () => {
    const archived = [
      { key: 'archived', date: '2024-12-20', evidence: ['x'] },
      { key: 'dossier_closed', date: '2024-12-23', evidence: ['x'] },
    ];
    const later = { today: CivilDate.parse('2025-12-01') };
    expect(stateOf(definition, record({ events: archived }), later).key).toBe('closed_with_tail');
    const done = [
      ...archived,
      { key: 'finance_settled', date: '2025-03-03', surplus: '0.00', evidence: ['x'] },
      { key: 'paper_published', date: '2025-06-03', evidence: ['x'] },
    ];
    expect(stateOf(definition, record({ events: done }), later).key).toBe('closed');
  });
});
