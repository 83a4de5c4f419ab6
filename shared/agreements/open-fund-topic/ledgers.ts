import type { Ledger } from '../define.ts';
import { materialColumns } from '../materials.ts';
import { at } from './clauses.ts';
import { both, word } from './words.ts';

/** Items of expense that the measures name (D-P05). */
export const allowedItems = [
  word('设备费', 'Equipment'),
  word('材料费', 'Materials'),
  word('测试化验加工费', 'Testing and processing'),
  word('燃料动力费', 'Fuel and power'),
  word('差旅费', 'Travel'),
  word('会议费', 'Meetings'),
  word('出版/文献/信息传播/知识产权事务费', 'Publication, literature, dissemination, intellectual property'),
  word('国际合作与交流费', 'International cooperation'),
  word('劳务费', 'Labour'),
  word('专家咨询费', 'Experts'),
  word('绩效支出', 'Performance pay'),
  word('管理费', 'Administration'),
] as const;

/** Kinds of output by the six groups of 第二十八条, as fine as the kinds of certificate (D-D01, D-Q05). */
export const outputKinds: readonly {
  value: string;
  group: 1 | 2 | 3 | 4 | 5 | 6;
  words: RegExp;
  en: string;
}[] = [
  { value: '论文', group: 3, words: /论文|期刊|paper|article/iu, en: 'Paper' },
  { value: '著作', group: 3, words: /著作(?!权)|专著|书/u, en: 'Book' },
  { value: '软件著作权', group: 4, words: /软件著作权|软著/u, en: 'Software copyright' },
  { value: '专利', group: 4, words: /专利|patent/iu, en: 'Patent' },
  { value: '获奖', group: 4, words: /奖/u, en: 'Award' },
  { value: '鉴定', group: 4, words: /鉴定|科技评价/u, en: 'Evaluation' },
  { value: '知识产权证书', group: 4, words: /知识产权/u, en: 'Other certificate of intellectual property' },
  { value: '标准', group: 2, words: /标准/u, en: 'Standard' },
  { value: '规程', group: 2, words: /规程/u, en: 'Code of practice' },
  { value: '规范', group: 2, words: /规范/u, en: 'Specification' },
  { value: '政策文件', group: 1, words: /政策/u, en: 'Policy paper' },
  { value: '技术报告', group: 1, words: /技术报告/u, en: 'Technical report' },
  { value: '结题报告', group: 1, words: /结题/u, en: 'Final report' },
  { value: '研究报告', group: 1, words: /报告|report/iu, en: 'Research report' },
  { value: '数据库', group: 5, words: /数据库|数据集/u, en: 'Database' },
  { value: '软件系统', group: 5, words: /软件|系统|平台/u, en: 'Software system' },
  { value: '原始技术档案', group: 6, words: /档案|数据|记录|图纸|底片/u, en: 'Technical archive' },
];

/** The kind of an output as it was typed: one of the usual kinds, else its own words (不限于, D-D01). */
export function kindOf(type: unknown): { value: string; group: number | null } {
  const text = typeof type === 'string' ? type.trim() : '';
  const known =
    outputKinds.find((kind) => kind.value === text) ?? outputKinds.find((kind) => kind.words.test(text));
  return known ?? { value: text, group: null };
}

/** The ledgers: dated or counted things of which there are many. */
export const ledgers: readonly Ledger[] = [
  {
    key: 'expenses',
    rule: 'D-F17',
    clause: at(150),
    title: both('经费支出台账', 'Expenses'),
    columns: [
      { key: 'item', type: 'string', title: both('科目', 'Item'), required: true, options: allowedItems },
      { key: 'amount', type: 'money', title: both('金额', 'Amount'), required: true, secret: true },
      { key: 'date', type: 'date', title: both('支出日期', 'Date'), required: true },
      { key: 'ordered_on', type: 'date', title: both('订购日期', 'Ordered on') },
      { key: 'purpose', type: 'string', title: both('用途', 'Purpose') },
      { key: 'voucher', type: 'string', title: both('凭证', 'Voucher') },
    ],
  },
  {
    key: 'outputs',
    rule: 'D-F16',
    clause: at(109),
    title: both('成果', 'Outputs'),
    columns: [
      {
        key: 'type',
        type: 'string',
        title: both('形式', 'Kind'),
        required: true,
        options: outputKinds.map((kind) => word(kind.value, kind.en)),
      },
      { key: 'title', type: 'string', title: both('名称', 'Title'), required: true },
      {
        key: 'units',
        type: 'list',
        title: both('完成单位（按位次）', 'Completing units, in order'),
        columns: [{ key: 'name', type: 'string', title: both('单位', 'Unit') }],
      },
      { key: 'label_text', type: 'text', title: both('标注原文', 'Acknowledgement as printed') },
      {
        key: 'language',
        type: 'string',
        title: both('标注语言', 'Language'),
        options: [word('中文', 'Chinese'), word('英文', 'English'), word('其他', 'Other')],
      },
      {
        key: 'label_position',
        type: 'string',
        title: both('标注位置', 'Place of the acknowledgement'),
        options: [
          word('封面', 'Cover'),
          word('扉页', 'Flyleaf'),
          word('首页', 'First page'),
          word('致谢', 'Acknowledgements'),
          word('其他', 'Elsewhere'),
        ],
      },
      {
        key: 'label_confirmed',
        type: 'boolean',
        title: both('标注已经人工确认', 'Acknowledgement confirmed by a person'),
      },
      { key: 'used_in', type: 'string', title: both('已用于其他课题', 'Used in another topic') },
      { key: 'certificate', type: 'string', title: both('证书或刊号', 'Certificate or number') },
      {
        key: 'consent_on',
        type: 'date',
        title: both('实验室同意日期（鉴定、报奖）', 'Laboratory agreed on (evaluation, award)'),
      },
      { key: 'applied_on', type: 'date', title: both('申报日期', 'Applied on') },
      {
        key: 'copy_sent_on',
        type: 'date',
        title: both('复制本送交实验室日期', 'Copy sent to the laboratory on'),
      },
      { key: 'date', type: 'date', title: both('完成日期', 'Date') },
    ],
  },
  {
    key: 'fixed_assets',
    rule: 'D-F18',
    clause: at(158),
    title: both('固定资产', 'Fixed assets'),
    columns: [
      { key: 'name', type: 'string', title: both('名称', 'Name'), required: true },
      { key: 'amount', type: 'money', title: both('原值', 'Value'), secret: true },
      { key: 'manager', type: 'string', title: both('管理和使用方', 'Managed and used by'), required: true },
      { key: 'date', type: 'date', title: both('入账日期', 'Booked on') },
    ],
  },
  {
    key: 'sanctions',
    rule: 'D-F19',
    clause: at(101),
    title: both('处分记录', 'Sanctions'),
    columns: [
      { key: 'name', type: 'string', title: both('姓名', 'Name'), required: true, personal: true },
      { key: 'decided_on', type: 'date', title: both('决定日', 'Decided on'), required: true },
      { key: 'until', type: 'date', title: both('禁期止', 'Ban until') },
      { key: 'reason', type: 'string', title: both('事由', 'Reason') },
    ],
  },
  {
    key: 'materials',
    rule: 'D-D02',
    clause: at(89),
    title: both('材料', 'Materials'),
    columns: materialColumns,
  },
  {
    key: 'payments',
    rule: 'D-P06',
    clause: at(152),
    title: both('到账', 'Payments'),
    columns: [
      { key: 'installment', type: 'integer', title: both('批', 'Batch'), required: true, min: 1 },
      { key: 'amount', type: 'money', title: both('金额', 'Amount'), required: true, secret: true },
      { key: 'date', type: 'date', title: both('日期', 'Date'), required: true },
      { key: 'account_of', type: 'string', title: both('收款单位', 'Paid to') },
    ],
  },
];
