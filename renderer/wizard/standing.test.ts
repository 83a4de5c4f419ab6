import { describe, expect, it } from 'vitest';
import type { Definition, Field } from '../../shared/agreements/define.ts';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import type { Finding } from '../../shared/model/derived.ts';
import { nextPlace, remaining, survey } from './standing.ts';

const words = (zh: string) => ({ zh, en: zh });
const clause = { article: '第一条' };
const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  rule: 'X-F01',
  clause,
  type: 'string',
  title: words(key),
  ...more,
});
const definition = {
  sections: [
    { key: 'one', title: words('一'), fields: [field('name'), field('total'), field('hidden')] },
    { key: 'two', title: words('二'), fields: [field('rank', { default: 'second', confirmDefault: true })] },
  ],
} as unknown as Definition;

function finding(path: string, severity: Finding['severity'] = 'block', rule = 'G-015'): Finding {
  return { rule, severity, message: words(`${rule} ${path}`), path, clause };
}

function draft(more: Partial<DraftView> = {}): DraftView {
  return {
    fields: {},
    confirmed: [],
    findings: [],
    our_side: 'party_b',
    reading: null,
    ...more,
  } as DraftView;
}

function reading(
  fields: { key: string; value: string; alternatives?: unknown[] }[],
  findings: Finding[] = [],
): DraftView['reading'] {
  return { result: { kind: null, fields, findings } } as unknown as DraftView['reading'];
}

const all = () => true;

describe('where the fields of a draft stand', () => {
  it('waits for what was read, until it is confirmed (G-019)', () => {
    const read = reading([{ key: 'name', value: '甲' }]);
    const before = survey(definition, draft({ fields: { name: '甲' }, reading: read }), [], all);
    expect(before[0]?.fields[0]?.standing).toBe('waiting');
    const after = survey(
      definition,
      draft({ fields: { name: '甲' }, confirmed: ['name'], reading: read }),
      [],
      all,
    );
    expect(after[0]?.fields[0]?.standing).toBe('confirmed');
  });

  it('preselects nothing where the readings disagree (G-015)', () => {
    const read = reading([{ key: 'total', value: '8', alternatives: [{}, {}] }]);
    const [one] = survey(definition, draft({ reading: read }), [], all);
    expect(one?.fields[1]).toMatchObject({ standing: 'must', undecided: true, value: undefined });
    expect(one?.must).toBe(1);
  });

  it('drops the reader’s doubt once decided, keeps what the engine still finds', () => {
    const doubt = finding('fields.total');
    const engine = finding('fields.total', 'block', 'G-016');
    const view = draft({
      fields: { total: '8' },
      confirmed: ['total'],
      reading: reading([{ key: 'total', value: '8' }], [doubt]),
      findings: [doubt, engine],
    });
    expect(survey(definition, view, [], all)[0]?.fields[1]?.findings).toEqual([engine]);
    expect(survey(definition, { ...view, confirmed: [] }, [], all)[0]?.fields[1]?.findings).toEqual([
      doubt,
      engine,
    ]);
  });

  it('keeps the engine’s finding where it says exactly what the reader said', () => {
    const same = finding('fields.total');
    const view = draft({
      fields: { total: '8' },
      confirmed: ['total'],
      reading: reading([{ key: 'total', value: '8' }], [same]),
      findings: [same, same],
    });
    expect(survey(definition, view, [], all)[0]?.fields[1]?.findings).toEqual([same]);
  });

  it('shows a field that does not apply while the document speaks of it', () => {
    const applies = (entry: Field) => entry.key !== 'hidden';
    const read = reading([{ key: 'hidden', value: 'x' }]);
    expect(survey(definition, draft({ reading: read }), [], applies)[0]?.fields).toHaveLength(3);
    expect(
      survey(definition, draft({ reading: read, confirmed: ['hidden'] }), [], applies)[0]?.fields,
    ).toHaveLength(2);
  });
});

describe('what keeps the wizard from being finished', () => {
  it('lists the side, fields in reading order, and findings in no field', () => {
    const view = draft({
      our_side: null,
      fields: { name: '甲' },
      reading: reading([{ key: 'name', value: '甲' }]),
      findings: [finding('fields.total'), finding('events[0]'), finding('fields.rank', 'warn')],
    });
    const list = remaining(survey(definition, view, [], all), view);
    expect(list.map(({ why, field: key }) => [why, key])).toEqual([
      ['side', null],
      ['waiting', 'name'],
      ['lacking', 'total'],
      ['waiting', 'rank'],
      ['finding', null],
    ]);
  });

  it('is empty when all is confirmed, and warnings do not count', () => {
    const view = draft({
      fields: { name: '甲', rank: 'first' },
      confirmed: ['rank'],
      findings: [finding('fields.total', 'warn')],
    });
    expect(remaining(survey(definition, view, [], all), view)).toEqual([]);
  });

  it('goes round to the next place', () => {
    const view = draft({ fields: { name: '甲' }, reading: reading([{ key: 'name', value: '甲' }]) });
    const sections = survey(definition, view, [], all);
    const list = remaining(sections, view);
    expect(nextPlace(list, sections, null)?.field).toBe('name');
    expect(nextPlace(list, sections, 'name')?.field).toBe('rank');
    expect(nextPlace(list, sections, 'rank')?.field).toBe('name');
    expect(nextPlace([], sections, 'rank')).toBeNull();
  });
});
