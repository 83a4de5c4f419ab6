import type { Ledger } from '../define.ts';
import { materialColumns } from '../materials.ts';
import { at } from './clauses.ts';
import { securityLedgers } from './ledgers-security.ts';
import { both, col } from './words.ts';

/** The penalties whose premise (article 21, first sentence) a person decides (B-B08). */
export const premised = ['B-P03', 'B-P06', 'B-P07', 'B-P08', 'B-P10', 'B-P11'];

/** Outputs, copies, losses, decisions and money; the registers of the annex. */
export const ledgers: readonly Ledger[] = [
  {
    key: 'outputs',
    rule: 'B-D02',
    clause: at(228),
    title: both('成果和交付', 'Results and delivery'),
    columns: [
      col('title', 'string', '成果', 'Result', { required: true }),
      col('type', 'enum', '种类', 'Kind', {
        required: true,
        options: [
          { value: '系统', title: both('系统', 'System') },
          { value: '文字资料', title: both('文字资料', 'Document') },
          { value: '可执行程序', title: both('可执行程序', 'Executable') },
          { value: '其他', title: both('其他', 'Other') },
        ],
      }),
      col('content_nos', 'list', '对应技术内容', 'Contents it answers', {
        columns: [col('no', 'integer', '序号', 'No.')],
      }),
      col('authors', 'list', '技术成果完成者', 'Authors', {
        columns: [col('name', 'string', '姓名', 'Name')],
      }),
      col('names_authors', 'boolean', '文件写明完成者', 'The paper names them'),
      col('reviewed_by', 'string', '数据复核人', 'Data checked by'),
      col('paper', 'integer', '书面份数', 'On paper', { min: 0, unit: 'copy' }),
      col('electronic', 'integer', '电子份数', 'Files', { min: 0, unit: 'copy' }),
      col('disc', 'integer', '光盘份数', 'Discs', { min: 0, unit: 'copy' }),
      col('delivered_on', 'date', '送达', 'Delivered on'),
      col('received_on', 'date', '甲方签收', 'Signed for on'),
      col('sm_crypto', 'boolean', '使用国密算法', 'Chinese ciphers'),
      col('standard', 'boolean', '符合国家标准', 'To national standards'),
      col('malicious', 'boolean', '含恶意程序', 'Holds malicious code'),
    ],
  },
  {
    key: 'losses',
    rule: 'B-P10',
    clause: at(284),
    title: both('损失和应返还', 'Losses'),
    columns: [
      col('rule', 'enum', '依据', 'Under', {
        required: true,
        options: [
          { value: 'B-P06', title: both('21.2 未完成部分和实际损失', '21.2 What was not done, and loss') },
          { value: 'B-P10', title: both('21.5 网信通报、声誉等', '21.5 Reputation and the like') },
          { value: 'B-P11', title: both('21.7 替代采购差价', '21.7 Dearer replacement') },
          { value: 'B-B05', title: both('21.6 安全事故', '21.6 Incidents') },
          { value: 'B-T13', title: both('九 扩大的损失', '9 Loss that grew') },
          { value: 'B-T14', title: both('十 未通知的损失', '10 Loss untold') },
          { value: 'B-R03', title: both('十五 侵权', '15 Infringement') },
        ],
      }),
      col('amount', 'money', '金额', 'Amount', { required: true, secret: true, min: 0 }),
      col('on', 'date', '日期', 'On', { required: true }),
      col('basis', 'text', '计算依据', 'How found', { required: true }),
      col('proof', 'file', '证据', 'Proof'),
    ],
  },
  {
    key: 'premises',
    rule: 'B-B08',
    clause: at(274),
    title: both('违约后果前提的认定', 'Premise of the consequences'),
    columns: [
      col('rule', 'enum', '后果', 'Consequence', {
        required: true,
        options: premised.map((value) => ({ value, title: both(value, value) })),
      }),
      col('holds', 'boolean', '造成停滞、延误或失败', 'Work stopped, was late or failed', { required: true }),
      col('reason', 'text', '理由', 'Reason', { required: true }),
      col('on', 'date', '认定日', 'Decided on', { required: true }),
      col('proof', 'file', '证据', 'Proof'),
    ],
  },
  {
    key: 'copies',
    rule: 'B-N01',
    clause: at(362),
    title: both('合同份数去向', 'Where the copies went'),
    columns: [
      col('no', 'integer', '份', 'Copy', { required: true, min: 1 }),
      col('holder', 'string', '持有方', 'Holder', { required: true }),
      col('received_on', 'date', '签收', 'Received on'),
    ],
  },
  ...securityLedgers,
  {
    key: 'materials',
    rule: 'B-D06',
    clause: at(236),
    title: both('材料', 'Materials'),
    columns: [
      ...materialColumns,
      col('disc_copies', 'integer', '光盘份数', 'Discs', { min: 0, unit: 'copy' }),
    ],
  },
  {
    key: 'payments',
    rule: 'B-P01',
    clause: at(135),
    title: both('到账', 'Payments'),
    columns: [
      col('installment', 'integer', '期', 'Instalment', { required: true, min: 1 }),
      col('amount', 'money', '金额', 'Amount', { required: true, secret: true }),
      col('date', 'date', '日期', 'Date', { required: true }),
      col('setoff', 'money', '抵扣', 'Set off', { secret: true }),
      col('account', 'string', '收款账号', 'Account', { personal: true }),
    ],
  },
];
