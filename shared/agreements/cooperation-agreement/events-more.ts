import type { Column, EventType } from '../define.ts';
import { at } from './clauses.ts';
import { both, word } from './words.ts';

const amount: Column = { key: 'amount', type: 'money', title: both('金额', 'Amount'), secret: true, min: 0 };
const reason: Column = { key: 'reason', type: 'string', title: both('理由', 'Reason') };

/** The four cases of 第十二条（二）1 (A-B03). */
export const causes = [
  word('弄虚作假、违背科学道德', 'Fraud'),
  word('执行不力、未开展实质研究', 'Neglect'),
  word('不报进展、拒绝检查', 'No reports, inspection refused'),
  word('经费使用违规', 'Misuse of funds'),
] as const;

function event(
  key: string,
  rule: string,
  article: string,
  line: number,
  zh: string,
  en: string,
  more: Partial<EventType> = {},
): EventType {
  return { key, rule, clause: at(article, line), title: both(zh, en), repeat: 'many', ...more };
}

/** Facts beside the way of a project: changes carried out, breaches and what follows them, disputes. */
export const sideEvents: readonly EventType[] = [
  event('leader_changed', 'A-E04', '第二条（三）', 54, '更换课题负责人', 'Leader changed', {
    values: [reason],
    evidence: both(
      '甲方书面批准、新负责人简历〔内控〕',
      'The approval; the new leader’s record 〔internal〕',
    ),
  }),
  event('change_carried_out', 'A-C02', '第七条（二）2', 147, '变更施行', 'Change carried out'),
  event(
    'circumstances_changed',
    'A-C03',
    '第十一条（三）',
    171,
    '客观情况发生重大变动',
    'Circumstances changed greatly',
    { values: [reason] },
  ),
  event(
    'force_majeure_relief',
    'A-C05',
    '第十一条（二）',
    169,
    '协商一致延期、修订或免责',
    'Delay, revision or exemption agreed',
    { evidence: both('双方协商一致的文件', 'The agreement on it') },
  ),
  event('cost_requested', 'A-P01', '第四条（一）', 84, '乙方要求追加费用', 'Party B asks for more money', {
    values: [amount, reason],
  }),
  event('fiscal_delay', 'A-P04', '第四条（三）', 114, '财政审批延迟', 'Delayed by the treasury', {
    evidence: both('财政延迟说明', 'The note on the delay'),
  }),
  event('rework_required', 'A-P13', '第七条（一）3', 142, '甲方要求修改、重做', 'Rework asked for', {
    evidence: both('书面要求', 'The request'),
  }),
  event('rework_done', 'A-B02', '第七条（一）3', 142, '修改、重做完成', 'Rework done', {
    after: ['rework_required'],
  }),
  event('inspection_noticed', 'A-R03', '第七条（一）3', 142, '甲方检查、监督', 'Inspection by party A'),
  event(
    'inspection_refused',
    'A-R03',
    '第十二条（二）1(3)',
    185,
    '无故不接受检查、监督',
    'Inspection refused without reason',
  ),
  event('integrity_violation', 'A-S03', '第九条', 157, '科研失信记录', 'Breach of integrity recorded', {
    values: [reason],
  }),
  event(
    'third_party_claim',
    'A-E05',
    '第十条（二）',
    163,
    '第三人主张侵权',
    'A third party claims infringement',
    { values: [amount, reason] },
  ),
  event('claim_settled', 'A-R06', '第十条（二）', 163, '侵权主张了结', 'The claim is settled', {
    after: ['third_party_claim'],
  }),
  event('payment_withheld', 'A-B03', '第十二条（二）1', 181, '缓拨资助经费', 'Payment held back', {
    values: [{ key: 'cause', type: 'string', title: both('情形', 'Case'), options: causes }],
  }),
  event('breach_remedied', 'A-B04', '第十二条（二）2', 188, '采取补救措施完成逾期任务', 'Made good'),
  event(
    'assets_returned',
    'A-B05',
    '第十二条（二）3',
    190,
    '缴回剩余经费和用经费购买的设备',
    'Funds and equipment given back',
    { values: [amount], evidence: both('退款凭证、设备清点单', 'The voucher and the list') },
  ),
  event(
    'all_funds_reclaimed',
    'A-B05',
    '第十二条（二）3',
    190,
    '甲方追回已拨付的全部经费',
    'Party A claims all back',
    { values: [amount] },
  ),
  event('negotiation_failed', 'A-B06', '第十三条', 194, '协商、调解不成', 'Negotiation failed'),
];
