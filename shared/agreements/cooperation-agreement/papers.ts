import { fillLabel } from '../../engine/label-text.ts';
import type { Obligation } from '../../model/derived.ts';
import { toWords } from '../../money/words.ts';
import type { PaperOffer, PaperWords } from '../define-paper.ts';
import type { View } from '../define-view.ts';
import { chineseDate } from '../../papers/compose.ts';
import {
  moneyWords,
  outputRows,
  periodWords,
  reminderPaper,
  sourceWords,
  volumePapers,
  yuanOf,
} from '../papers.ts';
import { at } from './clauses.ts';
import { contentItems, withoutNumber } from './outputs.ts';
import { both } from './words.ts';

/** 签署页, as L213–L230 print the places. */
const sealedByB = ['乙方（盖章）：{party_b_name}', '课题负责人（签字或签章）：', '日期：　　年　月　日'];

/** L72, as the source has it. */
const sameOnPaper = '乙方盖章后的PDF电子版与纸质版内容一致，所提交的成果均与研究内容相关。';

function labelsOf(view: View): string {
  const filled = (key: string) => fillLabel(view.text(key), (name) => view.text(name));
  const [zh, en] = [filled('label_zh'), filled('label_en')];
  return [zh === '' ? '' : `中文标注：“${zh}”。`, en === '' ? '' : `英文标注：“${en}”。`].join('');
}

function person(view: View, key: string, part: string): string {
  const value = view.value(key);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const said = value[part];
  return typeof said === 'string' ? said : '';
}

/** The rows of what the record knows of each output’s proof. */
function proofOf(row: Readonly<Record<string, unknown>>): string {
  return ['index_proof', 'language']
    .map((key) => row[key])
    .filter((said): said is string => typeof said === 'string')
    .join('、');
}

function work(view: View): PaperWords {
  const money = moneyWords(view, view.money('total_amount'));
  return {
    values: {
      ...money.values,
      basis: '课题合作协议',
      leader: person(view, 'project_leader', 'name'),
      period: periodWords(
        view.date('period_start') ?? view.eventDate('agreement_effective'),
        view.date('period_end'),
      ),
      due: chineseDate(view.date('completion_due')),
      schedule_words: `协议第二条（二）：${chineseDate(view.date('midterm_due'))}前，提交课题中期报告；${chineseDate(view.date('completion_due'))}前，完成本课题所有内容并通过课题结题的验收。`,
      progress: progressOf(view),
      contact: person(view, 'contact_b', 'name'),
      phone: person(view, 'contact_b', 'phone'),
      statement: sameOnPaper,
      label: '',
      label_rule: labelsOf(view),
      money_rule:
        '上述经费实行单独核算、专款专用，未用于基础建设、福利劳保、购置大型和通用设备、资助课题批准前已订购的仪器设备、接待费等（协议第五条）。',
    },
    tables: {
      ...money.tables,
      outputs: outputRows(view, proofOf),
      contents: contentItems(view.text('research_content')).map((item, index) => [
        String(index + 1),
        withoutNumber(item),
        '',
        view
          .entries('outputs')
          .filter((row) => row['content_item'] === item)
          .map((row) => String(row['title'] ?? ''))
          .join('、'),
      ]),
    },
  };
}

function progressOf(view: View): string {
  const done = [
    ['midterm_submitted', '提交中期报告'],
    ['midterm_confirmed', '中期报告经甲方书面确认'],
  ].flatMap(([key = '', words]) => {
    const on = chineseDate(view.eventDate(key));
    return on === '' ? [] : [`${on}${words}`];
  });
  return done.length === 0 ? '' : `${done.join('，')}。`;
}

function invoice(view: View, about: Obligation | null): PaperWords {
  const rows = view.rows('installments');
  const at =
    about?.installment ??
    rows.findIndex((_, index) => view.events('payment_applied', index + 1).length === 0) + 1;
  const row = rows[at - 1];
  const fen = typeof row?.['amount'] === 'number' ? row['amount'] : null;
  const payer = (key: string) => person(view, 'payer_info', key);
  return {
    values: {
      basis: '协议第四条（二）2',
      installment: at > 0 ? String(at) : '',
      amount: yuanOf(fen),
      amount_words: fen === null ? '' : toWords(fen as Parameters<typeof toWords>[0]),
      buyer: payer('name'),
      buyer_code: payer('credit_code'),
      payee: person(view, 'payee_account', 'name'),
      payee_bank: person(view, 'payee_account', 'bank'),
      payee_account: person(view, 'payee_account', 'account'),
    },
  };
}

const deliveries = (view: View): PaperWords => ({
  values: { rule_words: '成果资料按协议第二条（五）、第三条（二）交付，纸质文档与电子文档内容一致。' },
  tables: {
    deliveries: view
      .rows('deliverables')
      .map((row, index) => [
        String(index + 1),
        String(row['name'] ?? ''),
        String(view.integer('output_copies') ?? ''),
        '',
        '',
        '',
      ]),
  },
});

const aToB = { from: 'party_a', to: 'party_b' } as const;
const bToA = { from: 'party_b', to: 'party_a' } as const;
const mutual = { from: 'ours', to: 'theirs' } as const;

/** The papers of the agreement that can be written from its record (P-A1–P-A4). */
export const papers: readonly PaperOffer[] = [
  {
    ...bToA,
    key: 'acceptance_application',
    template: 'acceptance-application',
    rule: 'A-D06',
    title: both('验收申请', 'Application for acceptance'),
    clause: at('第三条（一）1', 66),
    pieces: ['acceptance_application'],
    deadlines: ['acceptance_apply', 'acceptance_materials_due'],
    words: work,
  },
  {
    ...bToA,
    key: 'midterm_report',
    template: 'progress-report',
    rule: 'A-D01',
    title: both('课题中期报告', 'Interim report'),
    clause: at('第三条（二）1', 74),
    pieces: ['midterm_report'],
    deadlines: ['midterm_report_due'],
    signatures: sealedByB,
    words: work,
  },
  {
    ...bToA,
    key: 'final_report',
    template: 'closing-report',
    rule: 'A-D02',
    title: both('课题结题报告', 'Final report'),
    clause: at('第三条（二）2', 76),
    pieces: ['final_report'],
    deadlines: ['complete_and_pass'],
    change: 'plan',
    signatures: sealedByB,
    words: (view) => {
      const own = work(view);
      return { ...own, values: { ...own.values, label: labelsOf(view) } };
    },
  },
  {
    ...bToA,
    key: 'expense_statement',
    template: 'expense-statement',
    rule: 'A-D07',
    title: both('经费使用情况', 'Statement of expenses'),
    clause: at('第五条（一）', 122),
    pieces: ['expense_statement'],
    deadlines: ['expense_statement_due', 'fund_spend_settle_due'],
    signatures: sealedByB,
    words: work,
  },
  {
    ...bToA,
    key: 'output_list',
    template: 'output-list',
    rule: 'A-D04',
    title: both('成果清单', 'List of outputs'),
    clause: at('第三条（二）', 72),
    signatures: sealedByB,
    words: work,
  },
  {
    ...bToA,
    key: 'integrity_pledge',
    template: 'integrity-pledge',
    rule: 'A-D08',
    title: both('科研诚信承诺书', 'Pledge of integrity'),
    clause: at('第九条', 157),
    pieces: ['integrity_pledge'],
    signatures: ['承诺单位（盖章）：{party_b_name}', '课题负责人（签字或签章）：', '日期：　　年　月　日'],
    words: (view) => ({
      values: {
        leader: person(view, 'project_leader', 'name'),
        rule_words: sourceWords(view, 157).replace(/^第九条[^\u3000-\u9fff]*/u, ''),
      },
    }),
  },
  {
    ...bToA,
    key: 'change_request',
    template: 'change-request',
    rule: 'A-C02',
    title: both('变更申请', 'Request for a change'),
    clause: at('第七条（二）2', 147),
    change: 'plan',
    words: () => ({
      values: {
        basis: '协议第七条（二）2',
        rule_words: '课题负责人提出申请，经乙方审查签署意见并报甲方审批同意后方可施行。',
      },
    }),
  },
  {
    ...bToA,
    key: 'extension_request',
    template: 'extension-request',
    rule: 'A-C02',
    title: both('延期申请', 'Request for an extension'),
    clause: at('第七条（二）2', 147),
    deadlines: ['complete_and_pass', 'midterm_report_due'],
    change: 'plan',
    words: (view) => ({
      values: {
        due: chineseDate(view.date('completion_due')),
        rule_words: '延长期限经乙方审查签署意见并报甲方审批同意后方可施行（协议第七条（二）2）。',
      },
    }),
  },
  {
    ...mutual,
    key: 'contact_change',
    template: 'contact-change',
    rule: 'A-C04',
    title: both('变更联系人的通知', 'Notice of a new contact'),
    clause: at('第六条（二）', 134),
    deadlines: ['contact_change_notice'],
    words: (view) => ({
      values: {
        basis: '协议第六条（二）',
        old_contact: person(view, view.record.our_side === 'party_a' ? 'contact_a' : 'contact_b', 'name'),
        effective_on: chineseDate(view.eventDate('contact_change_effective')),
      },
    }),
  },
  {
    ...mutual,
    key: 'force_majeure',
    template: 'force-majeure',
    rule: 'A-T18',
    title: both('不可抗力通报', 'Notice of force majeure'),
    clause: at('第十一条（二）', 169),
    deadlines: ['force_majeure_notice'],
    words: (view) => ({
      values: {
        basis: '协议第十一条（二）',
        happened: view.events('force_majeure_start').at(-1)?.note ?? '',
        happened_on: chineseDate(view.eventDate('force_majeure_start')),
        proof: '',
        rule_words: '请在取得有关机构的不可抗力证明或双方谅解确认后，允许延期履行或修订本协议。',
      },
    }),
  },
  {
    ...aToB,
    key: 'invoice_request',
    template: 'invoice-request',
    rule: 'A-P02',
    title: both('请开具发票的函', 'Request for an invoice'),
    clause: at('第四条（二）2', 92),
    pieces: ['invoice'],
    deadlines: ['pay_due'],
    words: invoice,
  },
  {
    ...bToA,
    key: 'return_inventory',
    template: 'return-inventory',
    rule: 'A-B05',
    title: both('缴回清单', 'List of what is given back'),
    clause: at('第十二条（二）3', 190),
    deadlines: ['give_back', 'surplus_return'],
    signatures: sealedByB,
    words: () => ({
      values: {
        inventory_title: '剩余经费和设备缴回清单',
        rule_words: '乙方将剩余经费和用经费购买的设备缴回甲方（协议第十二条（二）3）。',
      },
    }),
  },
  {
    ...bToA,
    key: 'delivery_receipt',
    template: 'delivery-receipt',
    rule: 'A-D09',
    title: both('成果交付签收单', 'Delivery receipt'),
    clause: at('第二条（五）', 60),
    pieces: ['handover_list'],
    deadlines: ['archive_due'],
    words: deliveries,
  },
  reminderPaper('A-Q09', at('第四条（二）2(2)', 96)),
  ...volumePapers('A-T07', at('第二条（五）', 60)),
];
