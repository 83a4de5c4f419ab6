import { expect, it } from 'vitest';
import { definitions, samples } from '../agreements/index.generated.ts';
import type { CheckValue } from '../model/document-check.ts';
import { parseDossier } from '../model/exchange.ts';
import type { ObjectId } from '../model/ids.ts';
import type { CivilDate } from '../model/units.ts';
import { check } from './check.ts';
import { compareForm, findInScan, PagedText, printedValues, sentencesOf } from './form-compare.ts';
import { lastVerdicts } from './page-verdicts.ts';
import { viewOf } from './view.ts';

const today = '2022-05-12' as CivilDate;
const of = (kind: string) => definitions.find(({ id }) => id === kind);
const definition = of('development-contract') ?? expect.fail('no such kind');
const record = parseDossier(samples['development-contract'], of);
const view = viewOf(definition, record, { today });
const blocks = definition.form?.blocks(view) ?? [];
/** Our print as text: so many blocks a page, each on lines of its own. */
const ours = pagesOf(
  blocks.map((block) => (block.kind === 'table' ? block.rows.flat().join('\n') : block.text)),
);

function pagesOf(texts: readonly string[]): string[] {
  const size = Math.ceil(texts.length / 6);
  return Array.from(
    { length: 6 },
    (_, page) => `${texts.slice(page * size, page * size + size).join('\n')}\n${page + 1} / 6`,
  );
}

it('finds words though blanks, width and page numbers differ, and says on which pages', () => {
  const scan = new PagedText(['合同编号： ２０２２-KF-03-07\n— 1 —', '项目\n名称：选址比选']);
  expect(findInScan(scan, '2022-KF-03-07')).toEqual({ state: 'found', pages: [1], own: [], other: [] });
  expect(findInScan(scan, '项目名称：选址比选').pages).toEqual([2]);
  // Over the end of a page, its number in between.
  expect(findInScan(new PagedText(['甲方向乙方\n— 1 —', '支付报酬']), '甲方向乙方支付报酬').pages).toEqual([
    1,
  ]);
});

it('shows what nearly agrees letter by letter, and calls absent what is something else', () => {
  const scan = new PagedText(['无关的一页', '按逾期金额的万分之五作为逾期违约金支付给乙方']);
  const found = findInScan(scan, '按逾期金额的万分之三作为逾期违约金支付给乙方');
  expect(found).toMatchObject({ state: 'near', pages: [2] });
  expect(found.own.filter(({ same }) => !same)).toEqual([{ text: '三', same: false }]);
  expect(found.other.filter(({ same }) => !same)).toEqual([{ text: '五', same: false }]);
  expect(findInScan(scan, '潮位站旁的红树每年往外长三步').state).toBe('absent');
});

it('one dense page is looked through in stretches, and words over their border are found', () => {
  const wanted = '按逾期金额的万分之三作为逾期违约金支付给乙方';
  const printed = wanted.replace('三', '五');
  for (const before of [0, 1988, 1990, 1999, 2000, 30_000]) {
    const scan = new PagedText([`${'甲'.repeat(before)}${printed}${'乙'.repeat(50_000)}`]);
    expect(findInScan(scan, wanted), String(before)).toMatchObject({ state: 'near', pages: [1] });
  }
});

it('a form against itself: every value and every sentence is found on its own page', () => {
  const pages = compareForm(view, blocks, ours, new PagedText(ours), false);
  expect(pages).toHaveLength(6);
  for (const page of pages) {
    expect(page.departing).toEqual([]);
    expect(page.values.every(({ found }) => found?.state === 'found')).toBe(true);
  }
  const keys = new Set(pages.flatMap(({ values }) => values.map(({ key }) => key)));
  for (const key of [
    'contract_no',
    'party_a_name',
    'sign_date',
    'total_price',
    'installments[0].amount',
    'payee_account.bank',
  ])
    expect(keys).toContain(key);
  expect(pages.reduce((sum, { sentences }) => sum + sentences, 0)).toBe(sentencesOf(blocks).length);
});

it('one figure that was changed in the stamped paper is told on its page, the rest agrees', () => {
  const scan = ours.map((page) => page.replaceAll('960000.00', '980000.00'));
  const told = compareForm(view, blocks, ours, new PagedText(scan), false).flatMap(
    ({ values, departing }, at) => [
      ...values.filter(({ found }) => found?.state !== 'found').map(({ key }) => [at + 1, key]),
      ...departing.map(({ text }) => [at + 1, text.includes('960000.00')]),
    ],
  );
  const page = ours.findIndex((text) => text.includes('960000.00')) + 1;
  expect(told).toContainEqual([page, 'total_price']);
  expect(told).toContainEqual([page, true]);
  expect(new Set(told.map(([at]) => at))).toEqual(new Set([page]));
});

it('numbers alone are no proof, and an empty record carries nothing', () => {
  const keys = printedValues(view).map(({ key }) => key);
  expect(keys).not.toContain('copies');
  const empty = viewOf({ ...definition, sections: [] }, { ...record, fields: {} }, { today });
  expect(printedValues(empty)).toEqual([]);
});

it('B-Q16: while amounts are kept back nothing of the scan gives them out', () => {
  const masked = ours.map((page) =>
    page.replaceAll(/\d+\.\d{2}元|[零壹贰叁肆伍陆柒捌玖拾佰仟万]+元整/gu, '¥••••••'),
  );
  const hidden = blocks.map((block) =>
    block.kind === 'table'
      ? block
      : {
          ...block,
          text: block.text.replaceAll(/\d+\.\d{2}元|[零壹贰叁肆伍陆柒捌玖拾佰仟万]+元整/gu, '¥••••••'),
        },
  );
  const pages = compareForm(view, hidden, masked, new PagedText(ours), true);
  expect(pages.some(({ withheld }) => withheld)).toBe(true);
  expect(JSON.stringify(pages)).not.toMatch(/960000|玖拾陆万/u);
});

it('what a person saw stands in the checks: the last word on a page counts', () => {
  const object = 'a'.repeat(32) as ObjectId;
  const said = (form_page: number, verdict: 'same' | 'differs' | 'unclear', note = ''): CheckValue => ({
    kind: 'page',
    object,
    form_page,
    form_pages: 6,
    scan_page: form_page + 1,
    verdict,
    note,
    form: 'f'.repeat(64),
  });
  const checks = [
    said(1, 'same'),
    said(2, 'differs', '金额写作玖拾捌万'),
    said(3, 'unclear'),
    said(4, 'differs', '少一行'),
    said(4, 'same'),
  ];
  expect(lastVerdicts(checks).map(({ form_page, verdict }) => [form_page, verdict])).toEqual([
    [1, 'same'],
    [2, 'differs'],
    [3, 'unclear'],
    [4, 'same'],
  ]);
  const found = check(definition, record, { today, checks }).filter(({ path }) => path === 'form');
  expect(found.map(({ rule, severity, message }) => [rule, severity, message.zh])).toEqual([
    ['B-F38', 'warn', '盖章件第3页与填好的文本第2页不一致：金额写作玖拾捌万'],
    ['B-F38', 'info', '盖章件第4页与填好的文本第3页看不清'],
  ]);
});
