import type { Ledger } from '../define.ts';
import { materialColumns } from '../materials.ts';
import { at } from './clauses.ts';
import { both, word } from './words.ts';

/** Items of expense that the agreement allows (A-P10). */
export const allowedItems = [
  word('设备费', 'Equipment'),
  word('材料支出', 'Materials'),
  word('测试加工支出', 'Testing and processing'),
  word('差旅/会议支出', 'Travel and meetings'),
  word(
    '出版/文献/信息传播/知识产权事务支出',
    'Publication, literature, dissemination, intellectual property',
  ),
  word('直接人力资源成本费', 'Direct staff'),
  word('咨询费', 'Consulting'),
  word('资料费', 'Documents'),
  word('印刷费', 'Printing'),
  word('市内交通费', 'Local transport'),
] as const;

/** The ledgers: dated or counted things of which there are many. */
export const ledgers: readonly Ledger[] = [
  {
    key: 'expenses',
    rule: 'A-F31',
    clause: at('第五条（二）', 124),
    title: both('经费支出台账', 'Expenses'),
    columns: [
      { key: 'item', type: 'string', title: both('科目', 'Item'), required: true, options: allowedItems },
      { key: 'amount', type: 'money', title: both('金额', 'Amount'), required: true, secret: true },
      { key: 'date', type: 'date', title: both('支出日期', 'Date'), required: true },
      { key: 'ordered_on', type: 'date', title: both('订购日期', 'Ordered on') },
      { key: 'purpose', type: 'string', title: both('用途', 'Purpose') },
      { key: 'voucher', type: 'string', title: both('凭证', 'Voucher') },
      { key: 'consent', type: 'boolean', title: both('有甲方书面意见', 'Party A agreed in writing') },
    ],
  },
  {
    key: 'outputs',
    rule: 'A-F18',
    clause: at('第三条（二）', 72),
    title: both('成果', 'Outputs'),
    columns: [
      {
        key: 'type',
        type: 'enum',
        title: both('类型', 'Type'),
        required: true,
        options: [
          word('论文', 'Paper'),
          word('专利', 'Patent'),
          word('软件著作权', 'Software copyright'),
          word('著作', 'Book'),
          word('科技评价', 'Evaluated result'),
          word('方法', 'Method'),
          word('报告', 'Report'),
          word('数据', 'Data'),
          word('奖励', 'Award'),
          word('鉴定', 'Evaluation'),
          word('其他', 'Other'),
        ],
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
        type: 'enum',
        title: both('文种', 'Language'),
        options: [word('中文', 'Chinese'), word('英文', 'English')],
      },
      {
        key: 'content_item',
        type: 'string',
        title: both('对应的研究内容', 'Research content it answers to'),
      },
      { key: 'used_in', type: 'string', title: both('已用于其他课题', 'Used in another project') },
      { key: 'index_proof', type: 'string', title: both('检索或期刊证明', 'Proof of the index') },
      {
        key: 'consent_on',
        type: 'date',
        title: both('甲方书面同意日期（鉴定、报奖）', 'Party A agreed in writing on'),
      },
      { key: 'applied_on', type: 'date', title: both('申报日期', 'Applied on') },
      { key: 'copy_sent_on', type: 'date', title: both('复制本送交甲方日期', 'Copy sent to party A on') },
      { key: 'date', type: 'date', title: both('完成日期', 'Date') },
    ],
  },
  {
    key: 'materials',
    rule: 'A-D06',
    clause: at('第三条（一）1', 66),
    title: both('材料', 'Materials'),
    columns: materialColumns,
  },
  {
    key: 'payments',
    rule: 'A-P03',
    clause: at('第四条（二）2', 92),
    title: both('到账', 'Payments'),
    columns: [
      { key: 'installment', type: 'integer', title: both('期', 'Instalment'), required: true, min: 1 },
      { key: 'amount', type: 'money', title: both('金额', 'Amount'), required: true, secret: true },
      { key: 'date', type: 'date', title: both('日期', 'Date'), required: true },
      { key: 'setoff', type: 'money', title: both('抵扣', 'Set off'), secret: true, min: 0 },
      { key: 'setoff_reason', type: 'string', title: both('抵扣事由', 'Reason of the set-off') },
      { key: 'method', type: 'string', title: both('付款方式', 'Method') },
    ],
  },
  {
    key: 'copies',
    rule: 'A-N01',
    clause: at('第十五条（三）', 209),
    title: both('协议去向', 'Copies of the agreement'),
    columns: [
      { key: 'no', type: 'integer', title: both('份号', 'Copy'), required: true, min: 1 },
      { key: 'holder', type: 'string', title: both('持有方', 'Holder'), required: true },
      { key: 'date', type: 'date', title: both('签收日期', 'Received on') },
      { key: 'signed_by', type: 'string', title: both('签收人', 'Signed by'), personal: true },
    ],
  },
  {
    key: 'disclosures',
    rule: 'A-S02',
    clause: at('第八条', 153),
    title: both('对外提供', 'Given to others'),
    columns: [
      { key: 'what', type: 'string', title: both('内容', 'What'), required: true },
      { key: 'to', type: 'string', title: both('提供给', 'To whom'), required: true },
      { key: 'date', type: 'date', title: both('日期', 'Date') },
      {
        key: 'basis',
        type: 'enum',
        title: both('依据', 'Basis'),
        options: [
          word('所有权人已公开', 'Published by its owner'),
          word('特别约定', 'Specially agreed'),
          word('甲方书面同意', 'Party A agreed in writing'),
          word('无', 'None'),
        ],
      },
    ],
  },
];
