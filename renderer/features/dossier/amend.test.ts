import { describe, expect, it } from 'vitest';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import {
  agreementRows,
  amendment,
  changedKeys,
  fieldOf,
  freshFindings,
  matching,
  movedMeanwhile,
  sameValue,
  wellFormed,
} from './amend.ts';

const definition = definitions[0];
if (definition === undefined) throw new Error('no kind');
const today = '2024-10-14' as CivilDate;
const dateField = definition.sections.flatMap((one) => one.fields).find((field) => field.type === 'date');
const textField = definition.sections.flatMap((one) => one.fields).find((field) => field.type === 'string');
if (dateField === undefined || textField === undefined) throw new Error('the kind lacks a date or a text');

const record = (fields: DossierRecord['fields'], side?: string): DossierRecord => ({
  kind: definition.id,
  definitionVersion: definition.version,
  ...(side === undefined ? {} : { our_side: side }),
  fields,
  events: [],
  entries: {},
});
const finding = (path: string, severity: Finding['severity'] = 'warn', zh = '不符'): Finding => ({
  rule: 'A-F01',
  severity,
  message: { zh, en: zh },
  path,
  clause: { article: '第一条' },
});

describe('agreementRows', () => {
  it('hides a field that does not apply unless it holds something; shows one that cannot be judged', () => {
    const judged = (when: () => boolean) => {
      const fields = [{ ...textField, when }];
      return (record: DossierRecord) =>
        agreementRows(
          { ...definition, sections: [{ key: 's', title: textField.title, fields }] },
          record,
          today,
          [],
        ).flatMap(({ rows }) => rows.map((row) => row.field.key));
    };
    const never = judged(() => false);
    expect(never(record({}))).toEqual([]);
    expect(never(record({ [textField.key]: '甲' }))).toEqual([textField.key]);
    const broken = judged(() => {
      throw new Error('half filled');
    });
    expect(broken(record({}))).toEqual([textField.key]);
  });
  it('puts warnings to their field, not what only informs', () => {
    const rows = agreementRows(definition, record({}), today, [
      finding(`fields.${textField.key}`),
      finding(`fields.${textField.key}`, 'info'),
      finding('events[0].date'),
    ]).flatMap((one) => one.rows);
    expect(rows.find((row) => row.field.key === textField.key)?.findings).toHaveLength(1);
    expect(rows.flatMap((row) => row.findings)).toHaveLength(1);
  });
});

describe('matching', () => {
  const all = agreementRows(definition, record({ [textField.key]: '红树林 2024' }), today, []);
  it('finds by content, title and rule, whatever the width and the blanks', () => {
    const found = (words: string) =>
      matching(all, words).flatMap(({ rows }) => rows.map((row) => row.field.key));
    expect(found('红树林２０２４')).toEqual([textField.key]);
    expect(found(textField.title.en.toUpperCase())).toContain(textField.key);
    expect(found(textField.rule)).toContain(textField.key);
    expect(found('没有这样的栏目')).toEqual([]);
    expect(matching(all, '  ')).toBe(all);
  });
});

describe('amendment', () => {
  const stands = record(
    { [textField.key]: '甲', list: [{ a: 1, b: '2' }], [dateField.key]: '2024-05-16' },
    'a',
  );
  it('sends only what changed, an emptied field as null', () => {
    const edits = { [textField.key]: '乙', list: [{ b: '2', a: 1 }], [dateField.key]: '' };
    expect(changedKeys(stands, edits)).toEqual([textField.key, dateField.key]);
    expect(amendment(stands, edits)).toEqual({ fields: { [textField.key]: '乙', [dateField.key]: null } });
  });
  it('sends our side by its own name, and only when it changed', () => {
    expect(amendment(stands, { our_side: 'b' })).toEqual({ fields: {}, our_side: 'b' });
    expect(amendment(stands, { our_side: 'a' })).toEqual({ fields: {} });
    expect(amendment(stands, { our_side: null })).toEqual({ fields: {}, our_side: null });
  });
  it('sees a row more, a row less and another order of rows', () => {
    const rows = [{ a: 1 }, { a: 2 }];
    expect(sameValue(rows, [{ a: 1 }, { a: 2 }])).toBe(true);
    expect(sameValue(rows, [{ a: 2 }, { a: 1 }])).toBe(false);
    expect(sameValue(rows, [{ a: 1 }])).toBe(false);
    expect(sameValue(undefined, [])).toBe(true);
    expect(sameValue(0, null)).toBe(false);
    expect(sameValue(false, null)).toBe(false);
  });
});

describe('wellFormed', () => {
  it('refuses a text that is no value of its type', () => {
    expect(wellFormed(definition, { [dateField.key]: '2024-13-40' })).toBe(false);
    expect(wellFormed(definition, { [dateField.key]: '2024-05-16', our_side: 'a' })).toBe(true);
    expect(fieldOf(definition, 'our_side')).toBeUndefined();
  });
});

describe('a version that came between', () => {
  it('names the edited fields that moved, no other', () => {
    const before = record({ a: '1', b: '1', c: '1' });
    const now = record({ a: '2', b: '1', c: '2' });
    expect(movedMeanwhile(before, now, { a: '3', b: '3' })).toEqual(['a']);
  });
});

describe('freshFindings', () => {
  it('tells what is new and not merely information', () => {
    const old = finding('fields.a');
    const fresh = finding('fields.b', 'block');
    expect(freshFindings([old], [old, fresh, finding('fields.c', 'info')])).toEqual([fresh]);
    expect(freshFindings([old], [finding('fields.a', 'warn', '另一处不符')])).toHaveLength(1);
  });
});
