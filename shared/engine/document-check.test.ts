import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions, samples } from '../agreements/index.generated.ts';
import { parseDossier } from '../model/exchange.ts';
import type { CheckValue } from '../model/document-check.ts';
import type { ObjectId } from '../model/ids.ts';
import { CivilDate } from '../model/units.ts';
import {
  checkDocument,
  findSentence,
  labelFindings,
  openLabels,
  placed,
  placeOf,
  rankOf,
} from './document-check.ts';
import { fillLabel } from './label-text.ts';
import { viewOf } from './view.ts';

const today = CivilDate.parse('2024-11-08');

function kind(letter: string) {
  const definition = definitions.find((one) => one.letter === letter);
  if (definition === undefined) throw new Error(letter);
  const record = parseDossier(samples[definition.id], () => definition);
  return viewOf(definition, record, { today });
}

const a = kind('A');
const center = a.text('host_center_name');
const number = a.text('project_no');
const words = fillLabel(
  fillLabel(a.text('label_zh'), (key) => a.text(key)),
  (key) => a.text(key),
);
const paper = (label: string, units = `1.${a.text('party_b_name')}；2.${center}`) =>
  `多时相影像变化检测\n郑某乙1，林某丙2\n（${units}）\n基金项目：${label}\n摘　要：针对耕地监测……`;
const check = (pages: string[], types = ['论文']) =>
  checkDocument(a, { pages, paged: true }, { types, row: null });
const of = (rule: string, pages: string[]) => check(pages).find((one) => one.rule === rule);

describe('a sentence in a document', () => {
  it('is found with its page and place, over line ends and blanks', () => {
    const broken = `${words.slice(0, 20)} \n ${words.slice(20)}`;
    expect(of('A-L03', ['封面', paper(broken)])).toMatchObject({
      verdict: 'exact',
      page: 2,
      place: 'acknowledgement',
      severity: null,
    });
  });

  it('that is nearly right says which characters differ, with what follows', () => {
    const wrong = words.replace('协同', '协调');
    const found = of('A-L03', [paper(wrong)]);
    expect(found).toMatchObject({ verdict: 'near', severity: 'block', page: 1 });
    expect(found?.differences).toEqual([{ at: words.indexOf('同'), wanted: '同', got: '调' }]);
    expect(found?.printed).toContain('协调');
    expect(found?.consequence.zh).not.toBe('');
  });

  it('of another project is told by its number', () => {
    expect(of('A-L03', [paper(words.replace(number, '2023XXXX99'))])).toMatchObject({
      verdict: 'wrong_number',
      differences: [{ wanted: number, got: '2023XXXX99' }],
    });
    expect(of('A-L03', [paper(words.replace(number, `${number.slice(0, -1)}8`))])?.verdict).toBe(
      'wrong_number',
    );
  });

  it('that is not there is absent; a scan is a scan', () => {
    expect(of('A-L03', [paper('国家自然科学基金（00000000）')])).toMatchObject({
      verdict: 'absent',
      page: null,
    });
    expect(check(['', ' \n']).map(({ verdict }) => verdict)).toEqual(expect.arrayContaining(['unread']));
  });

  it('is found wherever it is put and however it is broken', () => {
    const blanks = fc.array(fc.constantFrom('', ' ', '\n', '　'), {
      minLength: words.length,
      maxLength: words.length,
    });
    fc.assert(
      fc.property(blanks, fc.nat(5), (gaps, page) => {
        const spread = [...words].map((char, at) => char + (gaps[at] ?? '')).join('');
        const pages = Array.from({ length: 6 }, (_, at) =>
          placed(at === page ? `前文。${spread}后文` : '空'),
        );
        expect(findSentence(pages, words, number)).toMatchObject({ verdict: 'exact', page });
      }),
      { numRuns: 40 },
    );
  });
});

describe('the units', () => {
  it('have their rank by number or by order', () => {
    expect(of('A-L02', [paper(words)])).toMatchObject({ verdict: 'exact', rank: 2, rank_sure: true });
    const third = `1.${a.text('party_b_name')}；2.某某大学；3.${center}`;
    expect(of('A-L02', [paper(words, third)])).toMatchObject({
      verdict: 'low_rank',
      rank: 3,
      severity: 'block',
    });
    expect(rankOf('某某大学,某某研究院,', 10)).toEqual({ rank: 3, sure: false });
  });

  it('that are misspelt are told letter by letter', () => {
    const wrong = center.replace('协同', '协调');
    expect(of('A-L02', [paper(words, `1.甲公司；2.${wrong}`)])).toMatchObject({ verdict: 'near', page: 1 });
  });
});

it('knows cover, title page and first page', () => {
  const long = 'x'.repeat(500);
  const pages = ['书名', '前言', long, long].map(placed);
  expect(placeOf(pages, 0, 0)).toBe('cover');
  expect(placeOf(pages, 1, 0)).toBe('title_page');
  expect(placeOf(pages, 2, 0)).toBe('first_page');
  expect(placeOf(pages, 3, 0)).toBe('other');
  expect(placeOf([placed(long)], 0, 10)).toBe('first_page');
});

it('runs the rules of another kind over its report: not counted, or the whole refused', () => {
  const d = kind('D');
  const report = (text: string) =>
    checkDocument(d, { pages: [text], paged: true }, { types: ['结题报告'], row: null });
  const label = fillLabel(d.text('label_zh'), (key) => d.text(key));
  const near = report(`结题报告\n${d.text('lab_host')}\n${label.replace('资助', '支助')}`);
  expect(near.find(({ rule }) => rule === 'D-L01')).toMatchObject({
    verdict: 'near',
    severity: 'warn',
    consequence: { zh: '结题验收时不计入成果' },
  });
  expect(near.find(({ rule }) => rule === 'D-L08')).toMatchObject({ verdict: 'exact' });
  expect(report('结题报告正文').find(({ rule }) => rule === 'D-L08')).toMatchObject({ severity: 'block' });
});

it('stays open until a person who looked says that it is right; the last word counts', () => {
  const object = 'o'.repeat(32) as ObjectId;
  const labels = check([paper(words.replace('协同', '协调'))]);
  const read: CheckValue = {
    kind: 'document',
    object,
    output: null,
    scan: false,
    silent_pages: [],
    pages: 1,
    labels,
  };
  const looked = (right: boolean): CheckValue => ({ kind: 'looked', object, rule: 'A-L03', right, note: '' });
  const open = (...more: CheckValue[]) => openLabels([read, ...more], object).map(({ rule }) => rule);
  expect(open()).toContain('A-L03');
  expect(open(looked(true))).not.toContain('A-L03');
  expect(open(looked(true), looked(false))).toContain('A-L03');
  // The person who calls the file right settles what is not there, not what is there and wrong.
  expect(openLabels([read], object, true).map(({ rule }) => rule)).toContain('A-L03');
  const receipt: CheckValue = { ...read, labels: check(['投稿回执']) };
  expect(openLabels([receipt], object).length).toBeGreaterThan(0);
  expect(openLabels([receipt], object, true)).toEqual([]);
  expect(labelFindings([read], object, 'p')[0]?.message.zh).toMatch(/应为|未见/u);
});
