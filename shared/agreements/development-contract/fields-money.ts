import type { Section } from '../define.ts';
import { both, col, field, word } from './words.ts';

/** 经费: B-F12–B-F18. */
export const money: Section = {
  key: 'money',
  title: both('经费和报酬', 'Money'),
  fields: [
    field('total_price', 'B-F12', 125, 'money', '研究开发经费和报酬总额', 'Total', {
      required: 'always',
      min: 1,
      secret: true,
      help: both(
        '合同金额属双方商业秘密（B-Q16），缺省打码。',
        'The amount is a trade secret of both (B-Q16): masked unless shown.',
      ),
    }),
    field('total_price_words', 'B-F12', 125, 'string', '总额大写', 'Total in words', {
      required: 'always',
      secret: true,
    }),
    field('price_items', 'B-F13', 127, 'list', '总额的组成', 'What the total covers', {
      columns: [
        col('item', 'string', '项目', 'Item', { required: true }),
        col('amount', 'money', '金额', 'Amount', { secret: true, min: 0 }),
        col('free', 'boolean', '免费', 'Free of charge'),
      ],
      default: [{ item: '开发费' }, { item: '免2年维护费', free: true }, { item: '验收、鉴定等费用' }],
    }),
    field('purchased_assets', 'B-F13', 133, 'money', '购置财产的金额', 'Assets bought with the funds', {
      default: 0,
      min: 0,
      secret: true,
    }),
    field('pay_mode', 'B-F14', 135, 'enum', '支付方式', 'Way of payment', {
      options: [word('一次', 'At once'), word('分期', 'By instalments'), word('提成', 'By royalty')],
      default: '分期',
      confirmDefault: true,
    }),
    field('installments', 'B-F15', 137, 'list', '分期', 'Instalments', {
      required: 'always',
      columns: [
        col('no', 'integer', '期', 'No.', { min: 1 }),
        col('share', 'percent', '比例', 'Share'),
        col('amount', 'money', '金额', 'Amount', { secret: true, min: 0 }),
        col('amount_words', 'string', '大写', 'In words', { secret: true }),
        col('condition', 'text', '前提', 'Condition', { required: true }),
        col('working_days', 'integer', '工作日数', 'Working days', {
          min: 0,
          max: 3650,
          unit: 'working_day',
        }),
      ],
      help: both(
        '前提按合同的字句写；“签订、上线、初验、服务结束、验收合格”各成一道门，另加有效发票。',
        'The condition in the words of the contract: each event it names is a gate, beside the invoice.',
      ),
    }),
    field('payee_account', 'B-F16', 145, 'account', '乙方开户银行、地址和账号', 'Account of party B', {
      personal: true,
      columns: [
        col('name', 'string', '户名', 'Name'),
        col('bank', 'string', '开户银行', 'Bank', { required: true }),
        col('address', 'string', '地址', 'Address'),
        col('account', 'string', '账号', 'Account', { required: true }),
      ],
    }),
    field('royalty_audit_mode', 'B-F17', 151, 'string', '提成的查账方式', 'Audit of royalties', {
      default: '无',
    }),
    field('fund_use_mode', 'B-F18', 157, 'string', '经费使用方式', 'Use of the funds', {
      default: '自由合理支配',
    }),
    field('fund_inspect_mode', 'B-F18', 157, 'string', '甲方检查方式', 'Inspection by party A', {
      default: '无',
      help: both(
        '填“无”有两读，须确认（B-R09）；依法的财政、审计检查不受影响。',
        '无 can be read in two ways (B-R09); audits by law are not affected.',
      ),
    }),
    field('asset_owner', 'B-F25', 262, 'enum', '购置财产归属', 'Owner of what is bought', {
      options: [word('甲', 'Party A'), word('乙', 'Party B'), word('双', 'Both')],
      default: '乙',
      confirmDefault: true,
    }),
  ],
};
