import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { samples } from '../../../shared/agreements/index.generated.ts';
import type { FormBlock } from '../../../shared/agreements/form.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import type { Fields } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { formPaper } from './filled-form.ts';

const kind = 'development-contract';
const definition = definitionOf(kind);
const record = parseDossier(samples[kind], definitionOf);
const on = { today: '2022-05-12' as CivilDate, author: '林某戊' };
/** What the model form of the source says of its own parties, project and sums. */
const foreign = /常州|一张图|吴某甲|沈某丙|钱某乙|周某丁|陆拾捌万|200000|408000|72000|JSZC-320400/u;

function textOf(fields: Fields = {}): string {
  const paper = formPaper(definition, { ...record, fields: { ...record.fields, ...fields } }, on);
  return (paper.blocks as readonly FormBlock[])
    .map((block) => (block.kind === 'table' ? block.rows.map((row) => row.join(' ')).join('\n') : block.text))
    .join('\n');
}

it('has all thirty-one articles, the annex, the slots to sign and the page to register, of this contract only', () => {
  const text = textOf();
  for (const no of '一二三四五六七八九'.split('')) expect(text).toContain(`第${no}条`);
  for (const no of ['二十一', '二十八', '三十', '三十一']) expect(text).toContain(`第${no}条`);
  expect(text).not.toMatch(foreign);
  for (const words of ['滨海市自然资源和规划局', '2022-KF-03-07', '选址比选', '附件一：保密和网络安全协议'])
    expect(text).toContain(words);
  expect(text).toContain('玖拾陆万元整（960000.00元）');
  expect(text.match(/（签名）/gu)).toHaveLength(5);
  expect(text.match(/（盖章）/gu)?.length).toBeGreaterThanOrEqual(2);
  expect(text).toContain('印花税票粘贴处');
  expect(text).toMatch(/第三十条 本合同一式[壹贰叁肆伍陆柒捌玖拾]份/u);
});

it('a sentence that the print broke is whole, and a short line ends by itself', () => {
  const lines = textOf().split('\n');
  expect(lines).toContain('有效期限：3年');
  expect(lines.some((line) => line.includes('的，乙方不退还甲方所支付的款项'))).toBe(true);
  expect(textOf()).not.toMatch(/工作日内：\d+个工作日/u);
});

it('an empty line says 无 (B-F38), and no value of a program stands on paper', () => {
  const empty = formPaper(definition, { ...record, fields: {}, events: [], entries: {} }, on);
  const text = (empty.blocks as readonly FormBlock[])
    .map((block) => (block.kind === 'table' ? '' : block.text))
    .join('\n');
  for (const line of [
    '合同编号：无',
    '委托方（甲方）：无',
    '住所地：无',
    '签订地点：无',
    '开户银行：无',
    '甲方：无',
  ])
    expect(text).toContain(line);
  expect(text).not.toMatch(foreign);
  for (const each of [text, textOf()]) expect(each).not.toMatch(/undefined|null|NaN|\[object/u);
});

it('says what this contract says: counts, rates, choices, further parties, copies', () => {
  const text = textOf({
    overdue_rate: '0.05%',
    suspend_days: 45,
    change_reply_days: 15,
    secrecy_share: '40%',
    acceptance_attempts: 3,
    cure_days: 25,
    fm_report_days: 5,
    copies: 8,
    dispute_option: '1',
    arbitration_commission: '滨海',
    co_parties_b: [{ name: '滨海信息公司', role: '共同受托', addr: '滨海市某街', contact: '孙某' }],
    other_matters: [{ text: '每季度汇报一次' }],
  });
  for (const words of [
    '的0.05%作为逾期违约金',
    '逾期45日或以上',
    '在 15日内予以答复',
    '的 40%，',
    '3次未通过',
    '25天内',
    '每隔 5天',
    '捌份',
    '确定按以下第1种方式处理',
    '提交滨海仲裁委员会',
    '共同受托方：滨海信息公司',
    '1. 每季度汇报一次',
  ])
    expect(text).toContain(words);
  // Each further party has its own place for the seal.
  expect(text).toMatch(/乙方：滨海信息公司＿+（盖章）/u);
});

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp('2022-05-12');
  await test.setUp();
}, 60_000);
afterAll(() => test.close());

it('leaves as docx and PDF, also of a draft, amounts masked until they are asked for', async () => {
  test.answers.folder = test.folder;
  const { id } = await test.ok('dossier.createSample', { kind });
  const read = async () => {
    const { name, files } = await test.ok('form.export', { dossier: id });
    expect(files).toBe(2);
    const folder = join(test.folder, name);
    const names = readdirSync(folder).toSorted();
    expect(names).toEqual(['技术开发（委托）合同.docx', '技术开发（委托）合同.pdf']);
    const buffer = readFileSync(join(folder, names[0] ?? ''));
    return (await mammoth.extractRawText({ buffer })).value;
  };
  const masked = await read();
  expect(masked).toContain('滨海市自然资源和规划局');
  expect(masked).not.toMatch(/960000|玖拾陆万/u);
  test.setToday('2022-05-13');
  await test.ok('dossier.unmask', { dossier: id });
  expect(await read()).toContain('玖拾陆万元整（960000.00元）');
  const { id: draft } = await test.ok('dossier.create', { kind });
  await test.ok('dossier.saveDraft', { dossier: draft, fields: { contract_no: '2022-KF-09-09' } });
  expect((await test.ok('form.export', { dossier: draft })).name).toContain('2022-KF-09-09');
  const { id: other } = await test.ok('dossier.createSample', { kind: 'cooperation-agreement' });
  expect(await test.refused('form.export', { dossier: other })).toMatchObject({ code: 'bad_input' });
});
