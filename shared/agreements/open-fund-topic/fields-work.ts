import type { Section } from '../define.ts';
import { at } from './clauses.ts';
import { hasHost } from './fields-application.ts';
import { both } from './words.ts';

function count(key: string, rule: string, line: number, zh: string, en: string, usual: number, unit: string) {
  return {
    key,
    rule,
    clause: at(line),
    type: 'integer' as const,
    title: both(zh, en),
    unit,
    min: 0,
    max: 600,
    default: usual,
  };
}

function cap(key: string, line: number, rule: string, zh: string, en: string, fen: number) {
  return { key, rule, clause: at(line), type: 'money' as const, title: both(zh, en), min: 0, default: fen };
}

/** 资助与合同: notice, contract, period (D-F09–D-F12). */
export const award: Section = {
  key: 'award',
  title: both('资助与合同', 'Award and contract'),
  fields: [
    {
      key: 'award_notice',
      rule: 'D-F09',
      clause: at(61),
      type: 'file',
      title: both('资助通知书', 'Notice of the award'),
    },
    {
      key: 'award_notice_date',
      rule: 'D-F09',
      clause: at(61),
      type: 'date',
      title: both('资助通知书日期', 'Date of the notice'),
    },
    {
      key: 'contract_due',
      rule: 'D-T01',
      clause: at(63),
      type: 'date',
      title: both('合同提交截止日', 'Contract due on'),
      help: both(
        '以资助通知书要求的日期为准；办法未给天数，须录入。',
        'As the notice says; the measures give no count of days.',
      ),
    },
    { key: 'contract', rule: 'D-F10', clause: at(63), type: 'file', title: both('课题合同', 'The contract') },
    {
      key: 'contract_sealed',
      rule: 'D-F10',
      clause: at(65),
      type: 'boolean',
      title: both('合同已经依托单位审核盖章', 'Contract checked and sealed by the host unit'),
      when: hasHost,
    },
    {
      key: 'period_start',
      rule: 'D-F07',
      clause: at(53),
      type: 'date',
      title: both('研究期限起', 'Period from'),
    },
    {
      key: 'funding_end',
      rule: 'D-F12',
      clause: at(87),
      type: 'date',
      title: both('资助期满日', 'End of funding'),
      help: both(
        '延期获批后以批准的新日期为准，旧值保留（D-Q03）。',
        'An approved extension moves it; the old day is kept (D-Q03).',
      ),
    },
    count(
      'extension_lead_months',
      'D-T02',
      83,
      '延期申请提前（月）',
      'Extension asked for in advance (months)',
      6,
      'month',
    ),
    count(
      'closing_months',
      'D-T03',
      87,
      '期满后结题申请（月）',
      'Closing applied for within (months)',
      3,
      'month',
    ),
    count(
      'duration_cap_years',
      'D-T04',
      53,
      '研究年限一般上限（年）',
      'Usual limit of the duration (years)',
      2,
      'year',
    ),
    count('ban_years', 'D-T05', 101, '禁期（年）', 'Ban (years)', 5, 'year'),
    {
      key: 'second_acceptance_date',
      rule: 'D-T06',
      clause: at(101),
      type: 'date',
      title: both('第二次验收日期', 'Second acceptance on'),
      help: both('由实验室定；首次不予结题后须录入（D-Q08）。', 'The laboratory fixes it (D-Q08).'),
    },
  ],
};

/** 经费: amount, limits, batches (D-F06, D-F11). */
export const money: Section = {
  key: 'money',
  title: both('经费', 'Money'),
  fields: [
    {
      key: 'amount',
      rule: 'D-F06',
      clause: at(136),
      type: 'money',
      title: both('资助经费总额', 'Amount of the grant'),
      required: 'always',
      secret: true,
      min: 1,
    },
    {
      key: 'amount_words',
      rule: 'D-F06',
      clause: at(136),
      type: 'string',
      title: both('资助经费总额（大写）', 'Amount in words'),
      secret: true,
    },
    {
      key: 'batches',
      rule: 'D-F11',
      clause: at(154),
      type: 'list',
      title: both('拨款批次', 'Batches'),
      secret: true,
      help: both(
        '每批金额和准予拨付的条件在合同中事先约定，合计等于总额。',
        'Amount and condition of each are agreed in the contract; together they make the total.',
      ),
      columns: [
        { key: 'no', type: 'integer', title: both('批次', 'No.'), required: true, min: 1 },
        { key: 'share', type: 'percent', title: both('比例', 'Share') },
        { key: 'amount', type: 'money', title: both('金额', 'Amount'), min: 0, secret: true },
        { key: 'amount_words', type: 'string', title: both('金额（大写）', 'Amount in words'), secret: true },
        { key: 'condition', type: 'string', title: both('准予拨付条件', 'Condition') },
        {
          key: 'trigger',
          type: 'enum',
          title: both('起算事件', 'Counted from'),
          options: [
            { value: 'contract_approved', title: both('合同审核通过', 'Contract approved') },
            { value: 'progress_submitted', title: both('提交进展报告', 'Progress report in') },
            { value: 'closing_notice', title: both('结题通知', 'Closing notice') },
          ],
        },
        { key: 'due', type: 'date', title: both('约定拨付日', 'Agreed day') },
      ],
    },
    cap('cap_major', 138, 'D-P02', '重大研究类一般上限', 'Usual limit, major research', 50_000_000),
    cap('cap_key', 140, 'D-P03', '重点研究类一般上限', 'Usual limit, key research', 20_000_000),
    cap('cap_open', 142, 'D-P03', '开放探索类一般上限', 'Usual limit, open exploration', 20_000_000),
    {
      key: 'over_limit_note',
      rule: 'D-Q01',
      clause: at(136),
      type: 'file',
      title: both('超限的实验室说明', 'The laboratory’s note on what exceeds a limit'),
    },
  ],
};

/** 验收与评优: what the laboratory decides at the end and each year (D-F15, D-E10). */
export const closing: Section = {
  key: 'closing',
  title: both('验收与评优', 'Acceptance and awards'),
  fields: [
    {
      key: 'closing_sealed',
      rule: 'D-F15',
      clause: at(91),
      type: 'boolean',
      title: both('结题材料已经依托单位审核盖章', 'Closing materials checked and sealed by the host unit'),
      when: hasHost,
    },
    {
      key: 'outcomes_reached',
      rule: 'D-R07',
      clause: at(97),
      type: 'boolean',
      title: both('达到合同预期成果', 'Expected outcomes reached'),
    },
    {
      key: 'failure_cause',
      rule: 'D-R07',
      clause: at(97),
      type: 'text',
      title: both('未达预期的客观原因', 'Objective cause of the failure'),
      when: (view) => view.value('outcomes_reached') === false,
    },
    {
      key: 'closed_this_year',
      rule: 'D-E10',
      clause: at(168),
      type: 'integer',
      title: both('当年结题课题总数', 'Topics closed in the year'),
      min: 0,
    },
    {
      key: 'excellent_this_year',
      rule: 'D-E10',
      clause: at(168),
      type: 'integer',
      title: both('当年优秀课题数', 'Excellent topics of the year'),
      min: 0,
    },
    {
      key: 'excellent_share',
      rule: 'D-E10',
      clause: at(168),
      type: 'percent',
      title: both('优秀课题比例上限', 'Limit of excellent topics'),
      default: '10%',
    },
  ],
};
