import type { Column, EventType } from '../define.ts';
import { at } from './clauses.ts';
import { both, word } from './words.ts';

const amount: Column = { key: 'amount', type: 'money', title: both('金额', 'Amount'), secret: true, min: 0 };
const subject: Column = {
  key: 'subject',
  type: 'string',
  title: both('变更事项', 'What changes'),
  options: [
    word('课题负责人', 'Leader'),
    word('课题依托单位', 'Host unit'),
    word('研究内容', 'Research content'),
    word('预期成果', 'Expected outputs'),
    word('研究期限', 'Period'),
    word('资助经费总额', 'Amount of the grant'),
    word('其他', 'Other'),
  ],
};

function event(
  key: string,
  rule: string,
  line: number,
  zh: string,
  en: string,
  more: Partial<EventType> = {},
): EventType {
  return { key, rule, clause: at(line), title: both(zh, en), ...more };
}

const proof = (zh: string, en: string) => ({ evidence: both(zh, en) });
const step = (zh: string, en: string) => ({ milestone: true, evidence: both(zh, en) });
const many = { repeat: 'many' } as const;

/** From the guideline to the contract (第二章). */
const founding: readonly EventType[] = [
  event(
    'guideline_published',
    'D-T11',
    29,
    '发布年度指南',
    'Guideline of the year published',
    proof('正式指南', 'The guideline'),
  ),
  event(
    'application_submitted',
    'D-R01',
    31,
    '提交开放课题申请',
    'Application submitted',
    step('申请书和签收', 'The application and its receipt'),
  ),
  event('form_review_passed', 'D-T07', 55, '形式审查通过，予以受理', 'Formal review passed', {
    ...step('形式审查结果通知', 'The notice of the review'),
    after: ['application_submitted'],
  }),
  event('form_review_refused', 'D-T07', 55, '形式审查不予受理', 'Formal review: not accepted', {
    ...proof('形式审查结果通知', 'The notice of the review'),
    after: ['application_submitted'],
  }),
  event('expert_reviewed', 'D-R01', 57, '专家评审', 'Reviewed by experts', {
    ...step('专家评审意见', 'The opinions'),
    after: ['form_review_passed'],
  }),
  event('committee_decided', 'D-R01', 59, '学术委员会会审确定资助名单', 'Academic committee decides', {
    ...proof('会审纪要、资助名单', 'The minutes and the list'),
    after: ['expert_reviewed'],
  }),
  event('award_notice_received', 'D-F09', 61, '收到资助通知书', 'Notice of the award received', {
    ...step('资助通知书', 'The notice'),
    after: ['application_submitted', 'expert_reviewed', 'committee_decided'],
  }),
  event('award_refused', 'D-T07', 61, '不予资助', 'Not funded', {
    ...proof('通知', 'The notice'),
    after: ['application_submitted'],
  }),
  event('contract_submitted', 'D-T01', 63, '提交课题合同', 'Contract submitted', {
    ...proof('合同和签收', 'The contract and its receipt'),
    after: ['award_notice_received'],
  }),
  event('contract_approved', 'D-F10', 63, '课题合同经实验室审核通过', 'Contract approved by the laboratory', {
    ...step('审核通过的合同', 'The approved contract'),
    after: ['award_notice_received', 'contract_submitted'],
  }),
  event(
    'filed_with_ministry',
    'D-D07',
    21,
    '资助名单报自然资源部备案',
    'List filed with the ministry',
    proof('备案文件', 'The filing'),
  ),
];

/** Research, money and changes (第三章、第六章). */
const running: readonly EventType[] = [
  event('project_started', 'D-R05', 73, '开始实施', 'Work begins', {
    ...step('启动记录', 'The record'),
    after: ['contract_approved'],
  }),
  event('progress_requested', 'D-D03', 73, '实验室要求提交进展报告', 'Progress report asked for', {
    ...many,
    values: [{ key: 'due', type: 'date', title: both('要求提交日', 'Due on') }],
  }),
  event('progress_submitted', 'D-F13', 73, '提交进展报告', 'Progress report submitted', {
    ...many,
    ...proof('进展报告和签收', 'The report and its receipt'),
    after: ['contract_approved'],
  }),
  event('check_held', 'D-T09', 71, '实验室定期检查', 'Periodic check by the laboratory', {
    ...many,
    ...proof('检查记录', 'The record'),
  }),
  event('inspection_refused', 'D-P09', 162, '拒绝财政、审计或主管部门检查', 'Inspection refused', {
    ...many,
    ...proof('检查方记录', 'The record'),
  }),
  event('batch_condition_met', 'D-P06', 154, '达到本批准予拨付条件', 'Condition of the batch met', {
    repeat: 'installment',
    ...proof('条件成就的证明', 'The proof'),
  }),
  event('payment_made', 'D-P06', 152, '实验室拨付', 'Batch paid', {
    repeat: 'installment',
    values: [amount],
    ...proof('拨款凭证', 'The voucher'),
  }),
  event('payment_received', 'D-P06', 152, '依托单位收到拨款', 'Batch received', {
    repeat: 'installment',
    values: [amount],
    ...proof('银行回单', 'The bank slip'),
  }),
  event('change_applied', 'D-C01', 79, '课题负责人提出变更申请', 'Change applied for by the leader', {
    ...many,
    values: [subject],
    ...proof('变更申请', 'The application'),
  }),
  event('change_collected', 'D-C01', 81, '实验室整理汇总变更申请', 'Laboratory puts the change forward', {
    ...many,
    ...proof('汇总材料', 'The papers'),
  }),
  event('change_approved', 'D-F14', 81, '学术委员会批准变更', 'Change approved', {
    ...many,
    values: [subject],
    ...proof('批复文件', 'The decision'),
  }),
  event('change_rejected', 'D-C01', 81, '学术委员会驳回变更', 'Change rejected', {
    ...many,
    ...proof('批复文件', 'The decision'),
  }),
  event('extension_applied', 'D-T02', 83, '提出延期申请', 'Extension applied for', {
    ...many,
    ...proof('延期申请和签收', 'The application and its receipt'),
  }),
  event('extension_approved', 'D-C02', 81, '学术委员会批准延期', 'Extension approved', {
    ...many,
    ...proof('批复文件', 'The decision'),
    values: [{ key: 'funding_end', type: 'date', title: both('新的资助期满日', 'New end of funding') }],
  }),
  event('extension_rejected', 'D-C02', 81, '学术委员会驳回延期', 'Extension rejected', {
    ...many,
    ...proof('批复文件', 'The decision'),
  }),
];

/** Acceptance, results and sanctions (第四、五、七章). */
const ending: readonly EventType[] = [
  event('closing_applied', 'D-F15', 87, '提出结题申请', 'Closing applied for', {
    ...many,
    ...step('结题申请和签收', 'The application and its receipt'),
    after: ['contract_approved'],
  }),
  event('acceptance_meeting', 'D-R06', 93, '专家验收', 'Acceptance by experts', {
    ...many,
    planned: true,
    ...proof('专家评审意见', 'The opinions'),
    after: ['closing_applied'],
  }),
  event('closing_reviewed', 'D-R06', 95, '学术委员会审核结题名单', 'Academic committee decides on closing', {
    ...many,
    ...proof('审核纪要', 'The minutes'),
    after: ['closing_applied'],
  }),
  event('closing_refused', 'D-F20', 101, '不予结题', 'Closing refused', {
    ...many,
    ...proof('通知', 'The notice'),
    after: ['closing_applied'],
  }),
  event('closing_notice', 'D-D04', 99, '签发结题通知书', 'Closing notice issued', {
    ...step('结题通知书', 'The notice'),
    after: ['contract_approved', 'closing_applied'],
  }),
  event('results_archived', 'D-D06', 175, '成果归档', 'Results archived', {
    ...proof('归档清单和签收', 'The list and its receipt'),
  }),
  event('excellent_selected', 'D-E11', 168, '评为年度优秀课题', 'Chosen as an excellent topic of the year', {
    ...proof('评选结果', 'The decision'),
    after: ['closing_notice'],
  }),
  event(
    'correction_ordered',
    'D-B02',
    172,
    '警告、暂缓拨付并责令限期改正',
    'Warned, payment held back, correction ordered',
    {
      ...many,
      ...proof('处理决定', 'The decision'),
      values: [
        { key: 'due', type: 'date', title: both('限期', 'Until') },
        {
          key: 'cause',
          type: 'string',
          title: both('事由', 'Cause'),
          options: [
            word('不按合同研究', 'Not as the contract says'),
            word('不按要求提交材料和归档', 'Materials or archive lacking'),
            word('其他违反', 'Other breach'),
          ],
        },
      ],
    },
  ),
  event('corrected', 'D-T08', 172, '改正完成', 'Corrected', {
    ...many,
    ...proof('改正材料和实验室认可', 'The proof and its acceptance'),
    after: ['correction_ordered'],
  }),
  event('sanction_decided', 'D-B01', 101, '终止课题、撤销原资助决定', 'Topic ended, award revoked', {
    ...proof('终止、撤销决定', 'The decision'),
    values: [{ key: 'ban', type: 'boolean', title: both('课题负责人列入禁期', 'The leader is banned') }],
  }),
  event('audit_reported', 'D-P10', 105, '依托单位组织的课题审计报告', 'Audit report by the host unit', {
    ...proof('审计报告', 'The report'),
    values: [
      { key: 'remaining', type: 'money', title: both('剩余经费', 'What is left'), secret: true, min: 0 },
    ],
  }),
  event('surplus_returned', 'D-P10', 105, '退回剩余经费', 'What is left is returned', {
    values: [amount],
    ...proof('退款凭证', 'The voucher'),
    after: ['sanction_decided'],
  }),
];

/** The dated facts of an open-fund topic, with what proves each (G-019). */
export const events: readonly EventType[] = [...founding, ...running, ...ending];
