import type { Obligation } from '../../model/derived.ts';
import type { FieldValue } from '../../model/record.ts';
import { toWords } from '../../money/words.ts';
import { chineseDate } from '../../papers/compose.ts';
import type { PaperOffer, PaperWords } from '../define-paper.ts';
import type { View } from '../define-view.ts';
import { reminderPaper, volumePapers, yuanOf } from '../papers.ts';
import { at } from './clauses.ts';
import { acceptancePapers, deliveryRows, placesA, placesB } from './papers-acceptance.ts';
import { infoClasses } from './ledgers-security.ts';
import { both } from './words.ts';

const said = (value: FieldValue | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const dated = (value: FieldValue | undefined): string => said(value).replaceAll('-', '');

const levels: Readonly<Record<string, string>> = {
  user: '普通用户',
  admin: '最高管理员',
  security: '安全管理员',
  audit: '审计员',
};
const forms: Readonly<Record<string, string>> = {
  paper: '纸质',
  file: '电子',
  disc: '光盘、介质',
  oral: '口头',
};
const handled: Readonly<Record<string, string>> = { returned: '归还', kept: '存档', destroyed: '销毁' };

function member(view: View, key: string, part: string): string {
  const value = view.value(key);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? said(value[part]) : '';
}

function invoice(view: View, about: Obligation | null): PaperWords {
  const rows = view.rows('installments');
  const number = about?.installment ?? null;
  const row = number === null ? undefined : rows[number - 1];
  const asked = about?.amount ?? row?.['amount'];
  const fen = typeof asked === 'number' ? asked : null;
  return {
    values: {
      basis: '合同第五条',
      installment: number === null ? '' : String(number),
      amount: yuanOf(fen),
      amount_words: fen === null ? '' : toWords(fen as Parameters<typeof toWords>[0]),
      buyer: view.text('party_a_name'),
      payee: member(view, 'payee_account', 'name') || view.text('party_b_name'),
      payee_bank: member(view, 'payee_account', 'bank'),
      payee_account: member(view, 'payee_account', 'account'),
    },
  };
}

function display(view: View): PaperWords {
  const row = view.entries('display_requests').at(-1) ?? {};
  return {
    values: {
      basis: '《保密和网络安全协议》五（六）',
      audience: said(row['audience']),
      occasion: said(row['occasion']),
      what: said(row['what']),
      applied_on: chineseDate(said(row['applied_on'])),
      valid_until: chineseDate(said(row['valid_until'])),
      rule_words: '上述展示由甲方签字盖章同意后方可施行；未经同意，不将甲方数据向第三方展示。',
    },
  };
}

const accounts = (view: View): PaperWords => ({
  values: { rule_words: '按照最小必要原则申请的账号使用授权已在权限范围内使用完毕，现予交还，请核对停用。' },
  tables: {
    accounts: view
      .entries('account_grants')
      .map((row, index) => [
        String(index + 1),
        said(row['system']),
        said(row['account']),
        levels[said(row['level'])] ?? said(row['level']),
        said(row['holder']),
        `${dated(row['from'])}—${dated(row['until'])}`,
        dated(row['returned_on']),
      ]),
  },
});

const inventory = (view: View): PaperWords => ({
  values: {
    inventory_title: '甲方资料归还清点单',
    rule_words: '乙方归还甲方所有有关信息资料和文件，但并不免除乙方的保密义务。',
  },
  tables: {
    inventory: view
      .entries('inventory')
      .filter((row) => row['origin'] === 'party_a')
      .map((row, index) => [
        String(index + 1),
        said(row['item']),
        forms[said(row['form'])] ?? '',
        infoClasses.find(({ value }) => value === row['info_class'])?.title.zh ?? '',
        handled[said(row['handled'])] ?? '',
        dated(row['handled_on']),
      ]),
  },
});

const deliveries = (view: View): PaperWords => ({
  values: { rule_words: '成果以实际送达生效，甲方在收到的同时予以签收。' },
  tables: {
    deliveries: deliveryRows(view),
  },
});

const bToA = { from: 'party_b', to: 'party_a' } as const;
const mutual = { from: 'ours', to: 'theirs' } as const;

/** The papers of the contract that can be written from its record (P-B1–P-B4). */
export const papers: readonly PaperOffer[] = [
  {
    ...mutual,
    key: 'change_request',
    template: 'change-request',
    rule: 'B-C02',
    title: both('变更请求', 'Request for a change'),
    clause: at(159),
    change: 'agreed',
    words: () => ({
      values: {
        basis: '合同第七条',
        rule_words: '请求须写明第七条所列情形之一；无此依据的变更须双方协商一致，并以书面形式确定。',
      },
    }),
  },
  {
    ...mutual,
    key: 'contact_change',
    template: 'contact-change',
    rule: 'B-T26',
    title: both('变更联系人的通知', 'Notice of a new contact'),
    clause: at(304),
    deadlines: ['contact_change'],
    words: (view) => ({
      values: {
        basis: '合同第二十三条',
        old_contact: view.text(view.record.our_side === 'party_a' ? 'contact_name_a' : 'contact_name_b'),
      },
    }),
  },
  {
    ...mutual,
    key: 'force_majeure',
    template: 'force-majeure',
    rule: 'B-T23',
    title: both('不可抗力通报', 'Notice of force majeure'),
    clause: at(320),
    deadlines: ['fm_first_notice', 'fm_end_notice', 'force_majeure_report'],
    words: (view) => ({
      values: {
        basis: '合同第二十五条',
        happened: view.record.events.findLast(({ key }) => key.startsWith('force_majeure'))?.note ?? '',
        happened_on: chineseDate(view.eventDate('force_majeure_start')),
        rule_words: '灾害持续期间，我单位每隔7天报告一次，直至结束。',
      },
    }),
  },
  {
    from: 'party_a',
    to: 'party_b',
    key: 'invoice_request',
    template: 'invoice-request',
    rule: 'B-T10',
    title: both('请开具发票的函', 'Request for an invoice'),
    clause: at(139),
    pieces: ['invoice'],
    deadlines: ['invoice_due', 'pay_due'],
    words: invoice,
  },
  {
    ...bToA,
    key: 'display_request',
    template: 'display-request',
    rule: 'B-S11',
    title: both('向第三方展示的申请', 'Request to show to a third party'),
    clause: at(459),
    pieces: ['display_forms'],
    signatures: placesA,
    words: display,
  },
  {
    ...bToA,
    key: 'account_return',
    template: 'account-return',
    rule: 'B-S16',
    title: both('账号交还记录', 'Accounts handed back'),
    clause: at(469),
    pieces: ['account_returns'],
    deadlines: ['account_return'],
    signatures: [...placesB, ...placesA],
    words: accounts,
  },
  {
    ...bToA,
    key: 'return_inventory',
    template: 'return-inventory',
    rule: 'B-S19',
    title: both('甲方资料归还清点单', 'List of what went back'),
    clause: at(485),
    pieces: ['return_list'],
    deadlines: ['annex_return'],
    signatures: [...placesB, ...placesA],
    words: inventory,
  },
  {
    ...bToA,
    key: 'delivery_receipt',
    template: 'delivery-receipt',
    rule: 'B-T28',
    title: both('成果交付签收单', 'Delivery receipt'),
    clause: at(232),
    pieces: ['receipts'],
    deadlines: ['sign_receipt', 'tech_materials_due'],
    words: deliveries,
  },
  ...acceptancePapers,
  reminderPaper('B-B03', at(274)),
  ...volumePapers('B-N01', at(362)),
];
