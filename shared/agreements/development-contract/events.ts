import type { EventType } from '../define.ts';
import { both, col, event } from './words.ts';

const amount = col('amount', 'money', '金额', 'Amount', { secret: true, min: 0 });
const proof = (zh: string, en: string) => ({ evidence: both(zh, en) });
const step = (zh: string, en: string) => ({ milestone: true, evidence: both(zh, en) });
const many = { repeat: 'many' } as const;
const begun = ['agreement_effective'];

/** Signature, work, delivery and acceptance. */
const course: readonly EventType[] = [
  event('agreement_signed', 'B-T01', 364, '双方签字', 'Signed by both', step('签署页', 'The signed page')),
  event(
    'agreement_effective',
    'B-T01',
    364,
    '合同生效（签字盖章齐备，以后者为准）',
    'In force (the later of both)',
    {
      ...step('双方签字盖章的合同', 'The contract signed and sealed by both'),
      after: ['agreement_signed'],
    },
  ),
  event('annex_effective', 'B-T02', 511, '附件生效（双方盖章）', 'Annex in force (sealed by both)', {
    ...proof('双方盖章的附件', 'The annex sealed by both'),
  }),
  event(
    'tech_materials_provided',
    'B-T04',
    117,
    '甲方提供技术资料并提出技术要求',
    'Materials provided by party A',
    {
      ...many,
      ...proof('资料移交单', 'The list handed over'),
      after: ['agreement_signed'],
    },
  ),
  event('rd_plan_submitted', 'B-T03', 95, '提交研究开发计划', 'Development plan submitted', {
    ...step('研究开发计划和签收', 'The plan and its receipt'),
    after: begun,
  }),
  event('phase_completed', 'B-T07', 104, '完成一个进度阶段', 'A phase completed', {
    ...many,
    values: [col('phase', 'integer', '第几阶段', 'Which phase', { required: true, min: 1 })],
    ...proof('阶段成果、确认单', 'What the phase gave'),
    after: begun,
  }),
  event('system_built', 'B-T06', 105, '系统研发完成', 'System built', {
    ...step('测试报告', 'The test report'),
    after: begun,
  }),
  event('system_online', 'B-T10', 139, '系统上线运行', 'System online', {
    ...step('上线证明', 'Proof that it runs'),
    after: ['system_built'],
  }),
  event('initial_acceptance_passed', 'B-D05', 139, '通过初验', 'First acceptance passed', {
    ...step('初验文件', 'The document of first acceptance'),
    after: ['system_online'],
  }),
  event('trial_started', 'B-T07', 109, '开始试运行', 'Trial begins', {
    ...step('试运行记录', 'The record'),
    after: ['initial_acceptance_passed'],
  }),
  event('results_delivered', 'B-D07', 232, '送达成果', 'Results delivered', {
    ...many,
    ...proof('送达凭证', 'Proof of delivery'),
    after: begun,
  }),
  event('delivery_received', 'B-T28', 232, '甲方签收', 'Signed for by party A', {
    ...many,
    ...proof('签收单', 'The receipt'),
  }),
  event('acceptance_meeting', 'B-F23', 236, '现场验收', 'Acceptance on site', {
    ...many,
    planned: true,
    ...proof('验收通知', 'The notice'),
    after: begun,
  }),
  event('acceptance_failed', 'B-B04', 282, '验收未通过', 'Acceptance refused', {
    ...many,
    ...proof('现场验收记录', 'The record of the acceptance'),
    after: begun,
  }),
  event('acceptance_reminded', 'B-Q24', 236, '书面催告组织验收', 'Reminded of the acceptance in writing', {
    ...many,
    ...proof('催告函和送达凭证', 'The letter and its delivery'),
  }),
  event('final_acceptance_passed', 'B-D06', 236, '验收合格', 'Final acceptance passed', {
    ...step('签字盖章的现场验收记录', 'The signed and sealed record'),
    after: ['initial_acceptance_passed'],
  }),
  event('service_ended', 'B-Q02', 141, '服务结束（双方确认）', 'Service ended (confirmed)', {
    ...proof('服务结束确认', 'The confirmation'),
    after: begun,
  }),
  event('materials_returned', 'B-T18', 485, '归还甲方全部资料和文件', 'All materials given back to party A', {
    ...step('归还清点单', 'The list of what went back'),
  }),
  event(
    'cooperation_ended',
    'B-T18',
    485,
    '合作项目终止',
    'Cooperation ended',
    proof('终止文件', 'The document'),
  ),
];

/** Money: invoices, payments, delays, suspension. */
const money: readonly EventType[] = [
  event('invoice_received', 'B-T09', 137, '甲方收到有效付款发票', 'Valid invoice received', {
    repeat: 'installment',
    exact: true,
    values: [amount],
    ...proof('发票和签收', 'The invoice and its receipt'),
  }),
  event('payment_made', 'B-T09', 137, '甲方付款', 'Paid by party A', {
    repeat: 'installment',
    values: [amount],
    ...proof('付款凭证', 'The voucher'),
  }),
  event('payment_received', 'B-T09', 137, '乙方收到款项', 'Money received', {
    repeat: 'installment',
    values: [amount],
    ...proof('银行回单', 'The bank slip'),
  }),
  event('payment_delay_explained', 'B-P04', 153, '认定逾期付款的原因', 'Cause of the delay decided', {
    repeat: 'installment',
    values: [
      col('cause', 'enum', '原因', 'Cause', {
        required: true,
        options: [
          { value: 'fiscal', title: both('财政拨付周期或支付进度', 'Cycle or progress of the treasury') },
          { value: 'other', title: both('其他原因', 'Another cause') },
        ],
      }),
    ],
    ...proof('财政部门的证明或双方确认', 'Proof of the treasury, or both confirm'),
  }),
  event('suspension_noticed', 'B-T20', 276, '乙方书面通知暂停', 'Suspension notified in writing', {
    ...many,
    ...proof('通知和送达凭证', 'The notice and its delivery'),
  }),
  event('work_resumed', 'B-T20', 276, '恢复履行', 'Work resumed', {
    ...many,
    ...proof('复工记录', 'The record'),
  }),
  event('account_changed', 'B-P05', 155, '变更收款账户', 'Account changed', {
    ...many,
    values: [
      col('written', 'boolean', '有书面变更', 'In writing'),
      col('checked_by', 'string', '复核人一', 'First check'),
      col('checked_by_2', 'string', '复核人二', 'Second check'),
    ],
    ...proof('书面变更', 'The written change'),
  }),
  event('tax_withheld', 'B-P05', 155, '甲方代扣税金', 'Tax withheld by party A', {
    ...many,
    values: [amount],
  }),
  event('fee_charged', 'B-P14', 272, '乙方另行收费', 'Fee charged by party B', {
    ...many,
    values: [
      amount,
      col('for', 'enum', '项目', 'For', {
        required: true,
        options: [
          { value: 'service', title: both('培训、技术服务', 'Training, services') },
          { value: 'rectification', title: both('安全整改', 'Security rectification') },
          { value: 'maintenance', title: both('维护', 'Maintenance') },
        ],
      }),
    ],
  }),
];

export const events: readonly EventType[] = [...course, ...money];
