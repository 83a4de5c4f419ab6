import { describe, expect, it } from 'vitest';
import { definitions, samples } from '../agreements/index.generated.ts';
import type { CheckValue } from '../model/document-check.ts';
import { parseDossier } from '../model/exchange.ts';
import type { ItemId, ObjectId } from '../model/ids.ts';
import { CivilDate } from '../model/units.ts';
import { check } from './check.ts';
import { checkDocument } from './document-check.ts';
import { fillLabel } from './label-text.ts';
import { viewOf } from './view.ts';

const today = CivilDate.parse('2025-03-20');
const object = 'o'.repeat(32) as ObjectId;

/** A dossier of the kind with one paper among its outputs, and what is typed of that paper. */
function dossier(letter: string, typed: Record<string, unknown>) {
  const definition = definitions.find((one) => one.letter === letter);
  if (definition === undefined) throw new Error(letter);
  const sample = samples[definition.id] as { entries: Record<string, unknown[]> };
  const output = { type: '论文', title: '地表沉降的时序反演', language: '中文', ...typed };
  const materials = [{ piece: 'x', object, package: 'P-X', confirmed: false }];
  const entries = { ...sample.entries, outputs: [output], materials };
  const record = parseDossier({ ...sample, entries }, () => definition);
  return { definition, record, output: record.entries['outputs']?.[0]?.id };
}

type Dossier = ReturnType<typeof dossier>;

function read({ definition, record, output }: Dossier, pages: string[]): CheckValue {
  const row = record.entries['outputs']?.[0]?.values ?? null;
  const labels = checkDocument(
    viewOf(definition, record, { today }),
    { pages, paged: true },
    { types: [], row },
  );
  const scan = pages.every((page) => page === '');
  return { kind: 'document', object, output: output as ItemId, scan, silent_pages: [], pages: 1, labels };
}

function rules({ definition, record }: Dossier, checks: CheckValue[]): string[] {
  return check(definition, record, { today, checks }).map(({ rule }) => rule);
}

describe('labels are decided by the document where one was read (D-L05, D-L10, A-L03)', () => {
  const plain = dossier('D', {});
  const view = viewOf(plain.definition, plain.record, { today });
  const lab = view.text('lab_name');
  const words = fillLabel(view.text('label_zh'), (key) => view.text(key));
  const page = (label: string, units: string) =>
    `题名\n甲一，乙二\n（1.${units}）\n基金项目：${label}\n摘要：略`;
  const right = { label_text: words, label_position: '首页', units: [lab] };
  const wrong = { label_text: '某基金资助', label_position: '首页', units: ['某校'] };

  it('a wrong sentence in print is not counted, whatever was typed', () => {
    const one = dossier('D', right);
    expect(rules(one, [])).not.toContain('D-L05');
    const found = rules(one, [read(one, [page(words.replace('仿真', '方真'), lab)])]);
    expect(found).toContain('D-L01');
    expect(found).toContain('D-L05');
    expect(found).not.toContain('D-L10');
  });

  it('the right sentence in print counts, whatever was typed', () => {
    const one = dossier('D', wrong);
    expect(rules(one, [])).toEqual(expect.arrayContaining(['D-L05', 'D-L10']));
    const found = rules(one, [read(one, [page(words, lab)])]);
    for (const rule of ['D-L01', 'D-L05', 'D-L06', 'D-L07', 'D-L10']) expect(found).not.toContain(rule);
  });

  it('units that print does not name fail the whole (D-L10)', () => {
    const one = dossier('D', right);
    const found = rules(one, [read(one, [page(words, '某校')])]);
    expect(found).toEqual(expect.arrayContaining(['D-L06', 'D-L10']));
    expect(found).not.toContain('D-L05');
  });

  it('what a person saw who looked goes before what was read', () => {
    const one = dossier('D', right);
    const doc = read(one, [page(words.replace('仿真', '方真'), lab)]);
    const looked = (is: boolean): CheckValue => ({
      kind: 'looked',
      object,
      rule: 'D-L01',
      right: is,
      note: '',
    });
    expect(rules(one, [doc, looked(true)])).not.toContain('D-L05');
    expect(rules(one, [doc, looked(true), looked(false)])).toContain('D-L05');
  });

  it('a scan that nobody looked at, another output’s file and one taken off say nothing: what was typed counts', () => {
    const one = dossier('D', right);
    expect(rules(one, [read(one, [''])])).not.toContain('D-L05');
    const other = { ...read(one, [page('别的', '某校')]), output: 'other' as ItemId } as CheckValue;
    expect(rules(one, [other])).not.toContain('D-L05');
    const off = { ...read(one, [page('别的', '某校')]), object: 'p'.repeat(32) as ObjectId } as CheckValue;
    expect(rules(one, [off])).not.toContain('D-L05');
  });

  it('holds for the cooperation agreement too', () => {
    const seen = viewOf(dossier('A', {}).definition, dossier('A', {}).record, { today });
    const fill = (text: string) =>
      fillLabel(
        fillLabel(text, (key) => seen.text(key)),
        (key) => seen.text(key),
      );
    const [label, centre] = [fill('{label_zh}'), seen.text('host_center_name')];
    const one = dossier('A', { label_text: '无', units: ['某校'] });
    expect(rules(one, [])).toEqual(expect.arrayContaining(['A-L01', 'A-L02', 'A-L03']));
    const found = rules(one, [read(one, [page(label, centre)])]);
    for (const rule of ['A-L01', 'A-L02', 'A-L03']) expect(found).not.toContain(rule);
  });
});
