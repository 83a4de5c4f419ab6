import type { Deadline, View } from '../define.ts';
import { at } from './clauses.ts';
import { paymentDeadlines } from './installments.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

const remedy = both(
  '未按期履行：积极补救并承担费用（A-B04）；情节落入第十二条（二）1的，缓拨、中止或撤销（A-B03）。',
  'To be made good at its own cost (A-B04); in grave cases payment is held back or the project ended (A-B03).',
);
const noClosing = both('成果或资料不齐，不得结题。', 'Closing is refused while it lacks.');

/** Whether a paper is owed: the choice says so, or before a choice an output does (A-F19). */
export function owesPaper(view: View): boolean {
  const choice = view.text('ip_kpi_choice');
  return choice === 'paper' || choice === 'both' || (choice === '' && hasOutput(view, '论文'));
}

/** Whether a patent is owed. */
export function owesPatent(view: View): boolean {
  const choice = view.text('ip_kpi_choice');
  return choice === 'patent' || choice === 'both' || (choice === '' && hasOutput(view, '专利'));
}

function hasOutput(view: View, type: string): boolean {
  return view.entries('outputs').some((output) => output['type'] === type);
}

/** The day of closing, or of the meeting that will decide it (A-Q05). */
function closingDay(view: View) {
  return view.eventDate('project_closed') ?? view.eventDate('acceptance_meeting');
}

/**
 * A fixed date of the agreement, or the one that an approved extension put in its place (A-C02). Completion and
 * the end of the period are one day (A-F14): where only one of them is said, it stands for both.
 */
export function extended(field: 'midterm_due' | 'completion_due' | 'period_end') {
  const moved = field === 'period_end' ? 'completion_due' : field;
  const twin = field === 'midterm_due' ? field : field === 'period_end' ? 'completion_due' : 'period_end';
  return (view: View) => {
    const dates = view
      .events('extension_approved')
      .map((event) => event.values?.[moved])
      .filter((value) => typeof value === 'string');
    return (dates.at(-1) as ReturnType<View['date']> | undefined) ?? view.date(field) ?? view.date(twin);
  };
}

const fixed = { offset: 0, unit: 'fixed_date', dir: 'on', beforeWord: true } as const;
const lead = {
  offset: { field: 'acceptance_lead_working_days' },
  unit: 'working_day',
  dir: 'before',
} as const;
const beforeClosing = {
  trigger: { date: closingDay, label: 'project_closed' },
  count: { offset: 0, unit: 'none', dir: 'before', safe: 'previous' },
  reading: readings.q05,
  obligor: 'party_b',
  obligee: 'party_a',
  onMiss: noClosing,
} as const;

/** The deadlines of the cooperation agreement, A-T01–A-T20 (rulebook A.2), and the reminder of A-Q09. */
export const deadlines: readonly Deadline[] = [
  {
    rule: 'A-T01',
    key: 'effective',
    title: both('双方签字盖章，协议生效', 'Both sign and seal: the agreement takes effect'),
    obligor: 'both',
    obligee: 'both',
    clause: at('第十五条（一）', 204),
    trigger: {
      date: (view) => {
        const [a, b] = [view.date('sign_date_a'), view.date('sign_date_b')];
        return a && b ? (a > b ? a : b) : null;
      },
      label: 'agreement_signed',
    },
    count: { offset: 0, unit: 'none', dir: 'on', safe: 'same' },
    period: true,
    metBy: ['agreement_effective'],
    onMiss: both('签字、盖章未齐则未生效，一切期限不启动。', 'Not in force, and no period runs.'),
  },
  {
    rule: 'A-T02',
    key: 'midterm_report_due',
    title: both('提交课题中期报告', 'Submit the interim report'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第二条（二）1', 48),
    trigger: { date: extended('midterm_due'), label: 'fields.midterm_due' },
    count: fixed,
    metBy: ['midterm_submitted'],
    reading: readings.q02,
    onMiss: both(`${remedy.zh}第二期款不启动。`, `${remedy.en} The second instalment does not begin.`),
  },
  {
    rule: 'A-T03',
    key: 'complete_and_pass',
    title: both('完成全部内容并通过结题验收', 'Complete everything and pass acceptance'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第二条（二）2', 50),
    trigger: { date: extended('completion_due'), label: 'fields.completion_due' },
    count: fixed,
    metBy: ['project_closed'],
    reading: readings.q03,
    onMiss: both(
      '延期须经甲方审批同意（A-C02），否则违约。',
      'An extension needs approval (A-C02); else a breach.',
    ),
  },
  {
    rule: 'A-T04',
    key: 'period',
    title: both('课题研究期限', 'Period of research'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第二条（一）', 42),
    trigger: { date: extended('period_end'), label: 'fields.period_end' },
    count: { offset: 0, unit: 'fixed_date', dir: 'on' },
    period: true,
    onMiss: both('期外的支出、成果须说明。', 'Expenses and outputs outside it need a reason.'),
  },
  {
    rule: 'A-T05',
    key: 'acceptance_materials_due',
    title: both('提交验收前置审核所需的全部成果资料', 'Submit all materials for the preliminary review'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第三条（一）1', 66),
    trigger: { event: 'acceptance_meeting' },
    count: { ...lead, safe: 'extra_day' },
    metBy: ['materials_submitted'],
    onMiss: both('不满足验收条件，甲方可不组织验收。', 'Party A need not hold the acceptance.'),
  },
  {
    rule: 'A-T06',
    key: 'acceptance_apply',
    title: both('提出验收申请', 'Apply for acceptance'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第三条（一）1', 66),
    trigger: { event: 'acceptance_meeting' },
    count: { ...lead, safe: 'extra_day' },
    metBy: ['acceptance_applied'],
    reading: readings.q03,
    confidence: 'read',
    internal: true,
    onMiss: both('不满足验收条件，甲方可不组织验收。', 'Party A need not hold the acceptance.'),
  },
  {
    rule: 'A-T07',
    key: 'archive_due',
    title: both('协助甲方完成成果资料归档', 'Help party A to archive the results'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第二条（五）', 60),
    trigger: { event: 'project_closed' },
    count: { offset: { field: 'archive_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['archived'],
    onMiss: both('未按期履行义务（A-B04）；〔内控〕按甲方管理办法处置。', 'Not performed in time (A-B04).'),
  },
  {
    rule: 'A-T08',
    key: 'patent_receipt_due',
    title: both('结题前提交专利申请受理通知书', 'Submit the patent receipt before closing'),
    clause: at('第三条（二）4', 80),
    ...beforeClosing,
    when: owesPatent,
    metBy: ['patent_receipt_submitted'],
  },
  {
    rule: 'A-T09',
    key: 'paper_submission_due',
    title: both('结题前提交论文投稿证明', 'Submit proof of the paper’s submission before closing'),
    clause: at('第三条（二）4', 80),
    ...beforeClosing,
    when: owesPaper,
    metBy: ['paper_submission_proved'],
  },
  {
    rule: 'A-T10',
    key: 'paper_publish_due',
    title: both('论文发表或提供录用证明', 'Publish the paper or show its acceptance'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第三条（二）4', 80),
    trigger: { event: 'project_closed' },
    count: { offset: { field: 'paper_publish_months' }, unit: 'month', dir: 'after' },
    when: owesPaper,
    metBy: ['paper_published'],
    onMiss: both('违约；结题后任务，卷宗不得关闭。', 'A breach; the dossier stays open for it.'),
  },
  ...paymentDeadlines,
  {
    rule: 'A-T14',
    key: 'expense_statement_due',
    title: both('结题前提交经费使用情况', 'Submit the statement of expenses before closing'),
    clause: at('第五条（一）', 122),
    ...beforeClosing,
    metBy: ['expense_statement_submitted'],
  },
  {
    rule: 'A-T15',
    key: 'fund_spend_settle_due',
    title: both('经费用毕并完成财务结算', 'Spend the funds and settle the accounts'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第五条（一）', 122),
    trigger: { event: 'project_closed' },
    count: { offset: { field: 'settlement_months' }, unit: 'month', dir: 'after' },
    instances: (view) =>
      owesPaper(view) || owesPatent(view)
        ? [
            {
              suffix: '',
              count: { offset: { field: 'settlement_months_with_ip' }, unit: 'month', dir: 'after' },
              reading: readings.q06,
            },
          ]
        : [{ suffix: '' }],
    metBy: ['finance_settled'],
    onMiss: both('结余经费退回甲方（A-P08）。', 'What is left goes back to party A (A-P08).'),
  },
  {
    rule: 'A-T16',
    key: 'surplus_return',
    title: both('退回结余经费', 'Return what is left'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第五条（一）', 122),
    trigger: { event: 'finance_settled' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    // Nothing left, nothing to return.
    when: (view) => view.events('finance_settled').at(-1)?.values?.['surplus'] !== 0,
    metBy: ['surplus_returned'],
    confidence: 'read',
    onMiss: both('甲方追回。', 'Party A claims it back.'),
  },
  {
    rule: 'A-T17',
    key: 'contact_change_notice',
    title: both('书面通知联系人变更', 'Notify the new contact in writing'),
    obligor: 'either',
    obligee: 'other',
    clause: at('第六条（二）', 134),
    trigger: { event: 'contact_change_effective', each: true },
    count: {
      offset: { field: 'contact_change_working_days' },
      unit: 'working_day',
      dir: 'before',
      safe: 'same',
    },
    metBy: ['contact_change_noticed'],
    reading: readings.q15,
    confidence: 'read',
    onMiss: both('违约方自行承担一切后果及损失。', 'The party in breach bears all consequences.'),
  },
  {
    rule: 'A-T18',
    key: 'force_majeure_notice',
    title: both('向对方通报不可抗力', 'Notify force majeure'),
    obligor: 'either',
    obligee: 'other',
    clause: at('第十一条（二）', 169),
    trigger: { event: 'force_majeure_start', each: true },
    count: { offset: { field: 'force_majeure_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['force_majeure_noticed'],
    onMiss: both('不得主张免责。', 'No exemption may be claimed.'),
  },
  {
    rule: 'A-T19',
    key: 'confidentiality_perpetual',
    title: both('永久保密，至所有权人公开为公众知悉', 'Secrecy for ever, until the owner publishes'),
    obligor: 'both',
    obligee: 'both',
    clause: at('第八条', 153),
    trigger: { standing: 'agreement_effective' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    onMiss: both('损害赔偿。', 'Damages.'),
  },
  {
    rule: 'A-T20',
    key: 'litigation_continue',
    title: both('诉讼期间继续履行无争议部分', 'Perform what is undisputed during litigation'),
    obligor: 'both',
    obligee: 'both',
    clause: at('第十三条', 194),
    trigger: { standing: 'litigation_started' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    metBy: ['litigation_ended'],
    onMiss: both('未争议部分不履行的，另负违约责任。', 'Not performing it is a breach of its own.'),
  },
  {
    rule: 'A-B05',
    key: 'give_back',
    title: both('缴回剩余经费和用经费购买的设备', 'Give back what is left and the equipment'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第十二条（二）3', 190),
    trigger: { event: 'project_revoked' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    when: (view) => view.events('project_revoked').length > 0,
    metBy: ['assets_returned'],
    confidence: 'read',
    onMiss: both(
      '甲方可追回已拨付的全部经费，可记科研信用不良记录。',
      'Party A may claim all back; a bad record may follow.',
    ),
  },
  {
    rule: 'A-Q09',
    key: 'midterm_confirmation_chase',
    title: both('中期报告未获书面确认的，发催办函', 'Chase the confirmation of the interim report'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第四条（二）2(2)', 96),
    trigger: { event: 'midterm_submitted' },
    count: { offset: { field: 'payment_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['midterm_confirmed', 'chase_sent'],
    reading: readings.q09,
    confidence: 'read',
    internal: true,
    onMiss: both('第二期款的起算日继续拖延。', 'The second instalment keeps waiting.'),
  },
];
