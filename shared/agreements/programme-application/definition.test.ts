import { describe, expect, it } from 'vitest';
import { check } from '../../engine/check.ts';
import { comparisonsOf } from '../../engine/comparison.ts';
import { indicatorView, judge, reachedSteps } from '../../engine/indicators.ts';
import { schedule } from '../../engine/schedule.ts';
import { stateOf } from '../../engine/state.ts';
import { viewOf } from '../../engine/view.ts';
import { parseDossier } from '../../model/exchange.ts';
import { stableId } from '../../model/stable-id.ts';
import { CivilDate } from '../../model/units.ts';
import { adoptGuideline, changesFor, compareGuidelines } from './compare-guidelines.ts';
import { definition } from './definition.ts';
import { builtIn, Guideline, type GuidelineIndicator } from './guideline.ts';
import sample from './sample.json' with { type: 'json' };

type Json = Record<string, unknown>;
const today = CivilDate.parse('2024-12-02');
const find = (kind: string) => (kind === definition.id ? definition : undefined);
const made = (fields: Json, more: { events?: unknown[]; entries?: Json } = {}) =>
  parseDossier(
    {
      ...sample,
      fields: { ...sample.fields, ...fields },
      events: more.events ?? sample.events,
      entries: { ...sample.entries, ...more.entries },
    },
    find,
  );
const topics = builtIn.directions.flatMap((direction) => direction.topics ?? []);

describe('V-20: the ten directions of C-E01', () => {
  it('make 49,250 万元 and 210 projects', () => {
    expect(builtIn.directions.length).toBe(10);
    expect(builtIn.directions.reduce((sum, { funding_wan }) => sum + funding_wan, 0)).toBe(49_250);
    expect(builtIn.directions.reduce((sum, { projects }) => sum + projects.number, 0)).toBe(210);
    expect(builtIn.funding_wan).toBe(49_250);
  });
  it('tell soft limits from hard ones (C-Q02)', () => {
    const kinds = new Map(builtIn.directions.map(({ code, projects }) => [code, projects.kind]));
    expect(kinds.get('1.1')).toBe('at_most');
    expect(kinds.get('1.3')).toBe('about');
  });
  it('have the 43 topics of C-E12 on three levels', () => {
    const tree = builtIn.directions.find(({ code }) => code === '1.2')?.tree ?? [];
    expect(tree.flatMap(({ areas }) => areas.flatMap((area) => area.topics)).length).toBe(43);
    expect(tree.flatMap(({ areas }) => areas.filter((area) => area.other)).length).toBe(3);
  });
});

const sealed = (name: string) => ({ object: stableId(name), name });

function rowsFor(topic: string, item: GuidelineIndicator, value: number): Json[] {
  const times = item.how === 'distinct' ? value * (item.per === 'year' ? 3 : 1) : 1;
  return Array.from({ length: times }, (_, index) => ({
    indicator: `${topic.slice(2)}-${item.key}`,
    title: `第${index + 1}项`,
    value: item.how === 'distinct' ? '1' : String(value),
    date: '2023-06-01',
    proof: sealed(`证明${item.key}-${index}.pdf`),
  }));
}

const standingOf = (topic: string, item: GuidelineIndicator, value: number) =>
  indicatorView(
    definition,
    made({ topic_code: topic }, { entries: { measurements: rowsFor(topic, item, value) } }),
    {
      today,
    },
  ).standings.find(({ target }) => target.key === `${topic.slice(2)}-${item.key}`);

describe.each(topics.map((topic) => [topic.code, topic] as const))('%s', (code, topic) => {
  it.each(topic.indicators.map((item) => [`${item.key} ${item.title.zh}`, item] as const))(
    '%s: met, equal, and missed (G-013, G-014, C-P00)',
    (_title, item) => {
      const strict = item.op === '<' || item.op === '>';
      const better = item.direction === 'less' ? item.value / 2 : item.value * 2;
      const worse = item.direction === 'less' ? item.value * 2 : item.value - 1;
      expect(standingOf(code, item, item.value)?.verdict).toBe(strict ? 'warn' : 'pass');
      expect(standingOf(code, item, item.op === '<' ? (item.advice ?? better) : better)?.verdict).toBe(
        'pass',
      );
      const missed = standingOf(code, item, worse);
      expect(missed?.verdict).toBe(item.enough !== undefined && worse >= item.enough ? 'warn' : 'fail');
      expect(missed?.missing?.zh).toBeTruthy();
    },
  );
});

describe('a verdict', () => {
  const base = { value: 4, unit: 'ppm', direction: 'less' as const };
  it('knows which way is better (G-013) and that better is strict (G-014, C-Q11)', () => {
    expect(judge({ ...base, op: '<' }, 3.9).verdict).toBe('pass');
    expect(judge({ ...base, op: '<' }, 4).verdict).toBe('warn');
    expect(judge({ ...base, op: '<' }, 4.1).verdict).toBe('fail');
    expect(judge({ ...base, op: '<=' }, 4).verdict).toBe('pass');
    expect(judge({ ...base, op: '>', direction: 'more' }, 85).verdict).toBe('pass');
    expect(judge({ ...base, op: '<' }, null).verdict).toBe('fail');
  });
  it('holds the lower end of a range and only tells the upper one (C-Q05)', () => {
    const range = { value: 2, upper: 3, unit: '场', direction: 'more' as const, op: '>=' as const };
    expect([1, 2, 3, 4].map((value) => judge(range, value).verdict)).toEqual([
      'fail',
      'pass',
      'pass',
      'warn',
    ]);
  });
});

describe('what counts', () => {
  const view = (entries: Json, fields: Json = {}) =>
    indicatorView(definition, made(fields, { entries }), { today });
  const at = (entries: Json, key: string, fields: Json = {}) =>
    view(entries, fields).standings.find(({ target }) => target.key === key);

  it('reaches every target of the sample, with the day of each', () => {
    const all = view({});
    expect(all.standings.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(all.elapsed).toBe(1);
    const steps = reachedSteps(all.standings);
    expect(steps.at(-1)?.reached).toBe(all.standings.length);
    expect(steps.map(({ date }) => date)).toEqual(steps.map(({ date }) => date).toSorted());
  });
  it('adds the days of visits once, though two of them overlap (C-Q06)', () => {
    const visit = (entry: string, exit: string, n: number) => ({
      person: 'B. Example',
      direction: '来华',
      entry,
      exit,
      proof: sealed(`v${n}.pdf`),
    });
    const standing = at(
      { visits: [visit('2022-05-01', '2022-05-11', 1), visit('2022-05-06', '2022-05-16', 2)] },
      'K13-b',
    );
    expect(standing?.value).toBe(15);
    expect(at({ visits: [visit('2021-09-20', '2021-10-11', 1)] }, 'K13-b')?.value).toBe(10);
  });
  it('counts three months on end from entry to exit (C-Q08)', () => {
    const visit = (exit: string) => ({
      visits: [{ person: 'A', direction: '来华', entry: '2022-03-01', exit, proof: sealed('v.pdf') }],
    });
    const fields = { direction_code: '1.6', period_end: '2023-09-30' };
    expect(at(visit('2022-06-01'), 'inbound', fields)?.value).toBe(1);
    const short = at(visit('2022-05-31'), 'inbound', fields);
    expect(short?.value).toBeNull();
    expect(short?.refused[0]?.refused?.zh).toContain('连续不足3个月');
  });
  it('counts an activity once unless the filing says both (C-Q07)', () => {
    const [, , , , first, second, third, fourth] = sample.entries.activities;
    const twice = { ...third, counts_for: '两者', type: '国际研讨会', people: 62, foreigners: 18 };
    const standing = at({ activities: [first, second, twice, fourth] }, 'K14');
    expect(standing?.verdict).toBe('fail');
    expect(standing?.doubled[0]?.double?.zh).toContain('C-Q07');
    expect(
      at({ activities: [first, second, { ...twice, offset_filed: true }, fourth] }, 'K14')?.verdict,
    ).toBe('pass');
  });
  it('does not count one file as the proof of two rows', () => {
    const [one, two] = sample.entries.news;
    const standing = at({ news: [one, { ...two, proof: one?.proof }] }, 'K15');
    expect(standing?.value).toBe(1);
    expect(standing?.doubled.length).toBe(1);
  });
  it('takes journals published in China against half (C-K02), papers that are accepted (C-Q15), of both sides (C-L01)', () => {
    const [one, two] = sample.entries.papers;
    expect(at({}, 'K02')?.value).toBe(50);
    expect(at({ papers: [{ ...one, cn_journal: false }, two] }, 'K02')?.verdict).toBe('fail');
    expect(at({ papers: [{ ...one, foreign_unit: false }, two] }, 'K02')?.value).toBe(0);
    const fields = { direction_code: '1.7' };
    expect(at({ papers: [{ ...one, status: '在线发表' }, two] }, 'papers', fields)?.value).toBe(1);
    expect(
      at({ papers: [{ ...one, status: '在线发表', accepted: true }, two] }, 'papers', fields)?.value,
    ).toBe(2);
  });
  it('counts visits either way for themselves (C-Q09)', () => {
    const visit = (person: string, direction: string) => ({
      person,
      direction,
      entry: '2022-03-01',
      exit: '2022-03-09',
      proof: sealed(person),
    });
    const entries = {
      visits: ['甲', '乙', '丙', '丁'].map((person, n) => visit(person, n < 3 ? '来华' : '出访')),
    };
    expect(at(entries, 'inbound', { direction_code: '1.8' })?.verdict).toBe('pass');
    expect(at(entries, 'outbound', { direction_code: '1.8' })?.missing?.zh).toContain('还差1');
  });
  it('asks for the proof and says that the number is there', () => {
    const rows = sample.entries.news.map((row) => ({ ...row, proof: null }));
    expect(at({ news: rows }, 'K15')).toMatchObject({ verdict: 'fail', value: null });
    expect(at({ news: rows }, 'K15')?.why.zh).toContain('证据未齐');
    // A name says which paper is meant; only a sealed one proves (C-Q07).
    const named = sample.entries.news.map((row, n) => ({ ...row, proof: { name: `新闻${n}.pdf` } }));
    expect(at({ news: named }, 'K15')).toMatchObject({ verdict: 'fail', value: null });
    expect(at({ news: named }, 'K15')?.missing?.zh).toContain('待证明');
  });
  it('takes no number of a voucher for the voucher', () => {
    const numbered = sample.entries.deposits.map((row) => ({ ...row, proof: null }));
    expect(at({ deposits: numbered }, 'K16-a')?.verdict).toBe('fail');
  });
});

describe('the five fields (C-E02)', () => {
  const foreign = (title: string) => [
    { item: 'title', text: title },
    { item: 'units', text: 'Melisca Space Agency; Yunchuan Institute of Space Information' },
  ];
  const rows = (title: string) =>
    comparisonsOf(definition, made({ direction_code: '1.1', foreign_application: foreign(title) }), {
      today,
    })[0]?.rows ?? [];
  it('marks the letters that differ', () => {
    const [row] = rows('Point-source greenhouse gas monitoring by a small satelite constellation');
    expect(row?.difference).toMatchObject({ kind: 'near', letters: 1 });
    expect(row?.difference.own.filter(({ same }) => !same)).toEqual([{ text: 'l', same: false }]);
    expect(
      rows('Point-source  greenhouse gas monitoring by a small satellite constellation')[0]?.difference.kind,
    ).toBe('form');
    expect(rows('Something else altogether')[0]?.difference.kind).toBe('different');
  });
  it('does not mind the order of units, but one that lacks', () => {
    const units = rows('x').find(({ key }) => key === 'units');
    expect(units?.difference.kind).toBe('different');
    expect(units?.difference.other.map(({ text }) => text).join('')).toMatch(/^Yunchuan .*Melisca/u);
  });
  it('binds only directions that ask for a joint application (C-Q10)', () => {
    const found = check(definition, made({ direction_code: '1.3', foreign_application: [] }), { today });
    expect(found.filter(({ rule }) => rule === 'C-E02')).toEqual([]);
  });
});

describe('a guideline is data (C-F01, C-Q01)', () => {
  const final = Guideline.parse({
    ...builtIn,
    version: 'final-1',
    status: '正式稿',
    deadlines: { application: '2026-03-31', recommendation: '2026-04-15', defence: null },
    directions: builtIn.directions.map((direction) =>
      direction.code === '1.6'
        ? { ...direction, years: 3, choices: [...direction.choices, '海洋科学'] }
        : direction,
    ),
  });
  it('tells what differs and whom it touches', () => {
    const changes = compareGuidelines(builtIn, final);
    expect(changes.map(({ path }) => path)).toEqual([
      'version',
      'status',
      'deadlines.application',
      'deadlines.recommendation',
      '1.6.years',
      '1.6.choices',
    ]);
    expect(changesFor(made({}), final).length).toBe(4);
    expect(changesFor(made({ direction_code: '1.6' }), final).length).toBe(6);
    expect(compareGuidelines(builtIn, builtIn)).toEqual([]);
  });
  it('decides days, fields and duration once it is taken over, without code', () => {
    const fields = {
      direction_code: '1.6',
      field_1_6: '海洋科学',
      application_due: '',
      recommendation_due: '',
      defence_date: '',
    };
    const before = check(definition, made(fields), { today });
    expect(before.map(({ rule }) => rule)).toContain('C-E16');
    const record = made({ ...fields, ...adoptGuideline(final) });
    const rules = check(definition, record, { today }).map(({ rule }) => rule);
    expect(rules).not.toContain('C-E16');
    expect(rules).not.toContain('C-T01');
    const days = schedule(definition, record, { today }).filter(({ rule }) => rule === 'C-T02');
    expect(days.map(({ nominal }) => nominal)).toEqual(['2026-03-31', '2026-04-15', null]);
    expect(definition.watermark?.({ ...viewLike(record) } as never)).toBeNull();
  });
  it('is watermarked while it is a draft', () => {
    expect(definition.watermark?.(viewLike(made({ guideline_status: '征求意见稿' })) as never)?.zh).toBe(
      '依据征求意见稿',
    );
  });
});

function viewLike(record: ReturnType<typeof made>) {
  return { record, text: (key: string) => String(record.fields[key] ?? '') };
}

describe('the way (state machine C)', () => {
  const state = (fields: Json, keys: readonly string[]) =>
    stateOf(definition, made(fields, { events: sample.events.filter(({ key }) => keys.includes(key)) }), {
      today,
    }).key;
  it('asks for agreement of both sides where the direction does', () => {
    expect(state({}, ['application_submitted'])).toBe('registered');
    expect(state({ direction_code: '1.1' }, ['application_submitted'])).toBe('draft');
    expect(state({ direction_code: '1.9' }, ['application_submitted'])).toBe('draft');
    expect(
      state(
        {},
        sample.events.map(({ key }) => key),
      ),
    ).toBe('data_submitted');
  });
});

describe('what has to be there', () => {
  const blocks = (fields: Json, bundle?: string, entries?: Json) =>
    check(definition, made(fields, { entries: entries ?? {} }), {
      today,
      ...(bundle ? { package: bundle } : {}),
    })
      .filter(({ severity }) => severity === 'block')
      .map(({ rule }) => rule);
  it.each([
    ['C-F02', 'direction_code'],
    ['C-F03', 'topic_code'],
    ['C-F04', 'title_cn'],
    ['C-F06', 'cn_lead'],
    ['C-F07', 'foreign_lead_country'],
    ['C-F08', 'pi_foreign'],
    ['C-F09', 'period_end'],
    ['C-F10', 'state_funding'],
    ['C-F11', 'kpi_table'],
  ])('%s: %s', (rule, key) => {
    expect(blocks({})).not.toContain(rule);
    expect(blocks({ [key]: null })).toContain(rule);
  });
  it('C-F05 is compared with the foreign application, C-F13 is a piece of P-C1, C-F14 stays empty', () => {
    const field = [{ item: 'field', text: 'Clean water' }];
    const [comparison] = comparisonsOf(
      definition,
      made({ direction_code: '1.1', field_en: 'Clean technology', foreign_application: field }),
      { today },
    );
    expect(comparison?.rows.find(({ key }) => key === 'field')?.difference.kind).toBe('different');
    const materials = sample.entries.materials.filter(({ piece }) => piece !== 'cooperation_agreement');
    expect(blocks({}, 'P-C1', { materials })).toContain('C-F13');
    expect(blocks({ sub_topics: [{ title: '课题一' }] })).toContain('C-E05');
  });
});

describe('questions follow from the direction', () => {
  const asked = (fields: Json) => {
    const record = made(fields);
    const view = viewOf(definition, record, { today });
    return definition.sections
      .flatMap((section) => section.fields)
      .filter((field) => !field.when || field.when(view))
      .map(({ key }) => key);
  };
  it('C-2.0 asks for the topic, C-GEO for the programme in W only', () => {
    expect(asked({})).toContain('topic_code');
    expect(asked({})).not.toContain('gwp_listed_on');
    expect(asked({ topic_code: 'C-W3' })).toContain('gwp_listed_on');
    expect(asked({ topic_code: 'C-W3', pi_is_contact: true })).not.toContain('contact_proof');
    expect(asked({ direction_code: '1.1' })).not.toContain('geo_pledge');
  });
  it('C-1.9 asks for the registration, C-E12 for three levels', () => {
    expect(asked({ direction_code: '1.9' })).toEqual(
      expect.arrayContaining(['registration_no', 'field_free']),
    );
    const keys = asked({ direction_code: '1.2', field_theme: '健康与老年科技', field_area_3: '老龄科技' });
    expect(keys.filter((key) => key.startsWith('field_'))).toEqual([
      'field_theme',
      'field_area_3',
      'field_topic_3_2',
      'field_en',
    ]);
  });
});

describe('readings that are shown beside what follows from them', () => {
  const target = (topic: string, key: string) =>
    indicatorView(definition, made({ topic_code: topic }), { today }).standings.find(
      (one) => one.target.key === key,
    )?.target;
  it.each([
    ['C-Q12', 'C-M6', 'M6-3'],
    ['C-Q13', 'C-M10', 'M10-1b'],
    ['C-Q14', 'C-W1', 'W1-6e'],
    ['C-Q11', 'C-W4', 'W4-1a'],
  ])('%s', (rule, topic, key) => {
    expect(target(topic, key)?.reading?.rule).toBe(rule);
  });
  it('C-Q16: a university registered in Japan is none of the enterprises', () => {
    const fields = {
      direction_code: '1.5',
      foreign_lead_country: '日本',
      foreign_lead_type: '高校',
      foreign_lead_registered: '日本',
    };
    const found = check(definition, made(fields), { today }).filter(({ rule }) => rule === 'C-1.5');
    expect(found.some(({ message }) => message.zh.includes('C-Q16'))).toBe(true);
  });
  it('C-GEO-05 is the formula of C-P03', () => {
    const rule = definition.eligibility.find((one) => one.rule === 'C-P03');
    expect(rule?.clause.line).toBe(557);
  });
});
