import type { Deadline, Instance, View } from '../define.ts';
import { at } from './clauses.ts';
import { acceptedOn, contractEnd, endOfWork, lastOfMonth, sealedOn } from './days.ts';
import { changeDeadlines } from './deadlines-change.ts';
import { moneyDeadlines } from './deadlines-money.ts';
import { noticeDeadlines } from './deadlines-notices.ts';
import { registerDeadlines } from './deadlines-registers.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

const toA = { obligor: 'party_b', obligee: 'party_a' } as const;
const toB = { obligor: 'party_a', obligee: 'party_b' } as const;
const late = both(
  '违反第三条：返还已付未完成部分并赔偿实际损失（B-P06），以造成停滞、延误或失败为前提（B-B08）。',
  'Article 3 broken: what was paid and not done goes back, and loss is paid (B-P06, B-B08).',
);
const span = { dir: 'after', roll: false, safe: 'same' } as const;
const phaseRules = ['B-T05', 'B-T06', 'B-T07'] as const;
const phaseLines = [104, 105, 109] as const;

/** The phases of article 3: each ends with the last day of its last month (B-Q09). */
function phases(view: View): Instance[] {
  const rows = view.rows('phases');
  return rows.map((row, index) => {
    const place = Math.min(index, phaseRules.length - 1);
    const end = lastOfMonth(view, row['end']);
    const said = view.events('phase_completed').find((event) => event.values?.['phase'] === index + 1);
    // The last phase ends with the acceptance it leads to, the one before with the system.
    const last = index === rows.length - 1 ? view.events('final_acceptance_passed')[0] : undefined;
    const built = index === rows.length - 2 ? view.events('system_built')[0] : undefined;
    const by = said ?? last ?? built;
    return {
      suffix: index < phaseRules.length ? '' : `#${index + 1}`,
      rule: phaseRules[place] ?? 'B-T07',
      clause: at(phaseLines[place] ?? 109),
      key: `phase${index + 1}`,
      title: both(`完成阶段：${String(row['name'] ?? '')}`, `Finish phase: ${String(row['name'] ?? '')}`),
      trigger: { date: () => end, label: `fields.phases[${index}].end` },
      met: by === undefined ? null : { on: by.date, by: by.key },
    };
  });
}

/** B-T01, B-T02, B-T27: what comes into force and ends; B-T03–B-T08: the work; B-T15–B-T19, B-T28: afterwards. */
export const deadlines: readonly Deadline[] = [
  {
    rule: 'B-T01',
    key: 'effective',
    title: both('双方签字盖章，合同生效', 'Both sign and seal: the contract takes effect'),
    obligor: 'both',
    obligee: 'both',
    clause: at(364),
    trigger: { date: sealedOn, label: 'fields.seal_date_b' },
    count: { offset: 0, unit: 'none', dir: 'on', safe: 'same' },
    period: true,
    metBy: ['agreement_effective'],
    reading: readings.q01,
    onMiss: both('签字、盖章未齐则未生效，一切期限不启动。', 'Not in force, and no period runs.'),
  },
  {
    rule: 'B-T02',
    key: 'annex_effective',
    title: both('双方盖章，附件生效', 'Both seal: the annex takes effect'),
    obligor: 'both',
    obligee: 'both',
    clause: at(511),
    trigger: { field: 'annex_sign_date' },
    count: { offset: 0, unit: 'none', dir: 'on', safe: 'same' },
    period: true,
    metBy: ['annex_effective'],
    reading: readings.q15,
    onMiss: both('附件未生效；可早于主合同。', 'The annex is not in force; it may come before the contract.'),
  },
  {
    rule: 'B-T03',
    key: 'rd_plan_due',
    title: both('提交研究开发计划', 'Submit the development plan'),
    ...toA,
    clause: at(95),
    trigger: { event: 'agreement_effective' },
    count: { offset: { field: 'rd_plan_days' }, unit: 'natural_day', dir: 'after' },
    metBy: ['rd_plan_submitted'],
    reading: readings.q20,
    onMiss: both(
      '违反第二条：催告仍不纠正的可解除（二十四2）、二十一7；不适用二十一2（仅第三条）。',
      'Article 2 broken: termination after a reminder (24.2), 21.7; not 21.2.',
    ),
  },
  {
    rule: 'B-T04',
    key: 'tech_materials_due',
    title: both('向乙方提供技术资料并提出技术要求', 'Provide materials and requirements'),
    ...toB,
    clause: at(117),
    trigger: { event: 'agreement_signed' },
    count: { offset: { field: 'tech_materials_days' }, unit: 'natural_day', dir: 'after' },
    metBy: ['tech_materials_provided'],
    reading: readings.q08,
    onMiss: both(
      '致停滞、延误的按第二十一条；技术失败时计入“甲方原因”（第九条）。',
      'Article 21 where work stops or is late; counts as party A’s cause under article 9.',
    ),
  },
  {
    rule: 'B-T05',
    key: 'phase_due',
    title: both('完成进度阶段', 'Finish the phase'),
    ...toA,
    clause: at(104),
    trigger: { field: 'sign_date' },
    count: { offset: 0, unit: 'fixed_date', dir: 'on' },
    metBy: ['phase_completed'],
    reading: readings.q09,
    onMiss: late,
    instances: phases,
  },
  {
    rule: 'B-T08',
    key: 'final_acceptance_month',
    title: both('完成项目验收并提交最终成果', 'Pass acceptance and hand in the final results'),
    ...toA,
    clause: at(111),
    trigger: {
      date: (view) => lastOfMonth(view, view.value('acceptance_month')),
      label: 'fields.acceptance_month',
    },
    count: { offset: 0, unit: 'fixed_date', dir: 'on' },
    metBy: ['final_acceptance_passed'],
    onMiss: both(`${late.zh}两次未过的另见B-T22。`, `${late.en} Refused twice: B-T22.`),
  },
  ...moneyDeadlines,
  ...changeDeadlines,
  ...noticeDeadlines,
  {
    rule: 'B-T15',
    key: 'conf_a_term',
    title: both('甲方保密期', 'Secrecy of party A'),
    ...toB,
    clause: at(196),
    trigger: { date: contractEnd, label: 'contract_end' },
    count: { offset: { field: 'conf_a_years' }, unit: 'year', ...span },
    period: true,
    reading: readings.q06,
    confidence: 'ask',
    onMiss: both('承担由此引起的后果并承担赔偿责任。', 'Liable for the consequences and damages.'),
  },
  {
    rule: 'B-T16',
    key: 'conf_b_term',
    title: both('乙方长期保密', 'Secrecy of party B, without an end'),
    ...toA,
    clause: at(206),
    trigger: { standing: 'agreement_effective' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    reading: readings.q06,
    onMiss: both('扣罚50%并赔偿（B-P07）。', 'A penalty of half, and damages (B-P07).'),
  },
  {
    rule: 'B-T17',
    key: 'annex_conf_term',
    title: both(
      '附件保密期（失效后未失密信息继续有效）',
      'Secrecy under the annex (goes on for what is still secret)',
    ),
    obligor: 'both',
    obligee: 'both',
    clause: at(481),
    trigger: { event: 'annex_effective' },
    count: { offset: { field: 'annex_conf_years' }, unit: 'year', ...span },
    period: true,
    reading: readings.q06,
    confidence: 'read',
    onMiss: both('附件八：终止合作并付合作项目金额的违约金（B-P09）。', 'Annex 8 (B-P09).'),
  },
  {
    rule: 'B-T18',
    key: 'annex_return',
    title: both('归还甲方全部资料和文件', 'Give back all materials of party A'),
    ...toA,
    clause: at(485),
    trigger: { date: endOfWork, label: 'cooperation_ended' },
    count: { offset: { field: 'return_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['materials_returned'],
    reading: readings.q07,
    confidence: 'read',
    internal: true,
    onMiss: both('附件八；保密义务不因归还而免除。', 'Annex 8; secrecy goes on after the return.'),
  },
  {
    rule: 'B-T19',
    key: 'maintenance',
    title: both('免费维护', 'Free maintenance'),
    ...toA,
    clause: at(268),
    trigger: { date: acceptedOn, label: 'final_acceptance_passed' },
    count: { offset: { field: 'maintenance_years' }, unit: 'year', ...span },
    period: true,
    onMiss: both('违约。', 'A breach.'),
  },
  {
    rule: 'B-R08',
    key: 'support_goes_on',
    title: both('服务期满后继续提供技术支持', 'Support goes on after the service'),
    ...toA,
    clause: at(359),
    trigger: { standing: 'service_ended' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    onMiss: both('违约。', 'A breach.'),
  },
  {
    rule: 'B-T27',
    key: 'contract_expiry',
    title: both('合同有效期', 'The contract is valid'),
    obligor: 'both',
    obligee: 'both',
    clause: at(18),
    trigger: { field: 'sign_date' },
    count: { offset: { field: 'validity_years' }, unit: 'year', ...span },
    period: true,
    reading: readings.q14,
    onMiss: both(
      '验收晚于有效期届满前2年的，2年维护将超出有效期。',
      'Accepted too late, maintenance runs past the end of the contract.',
    ),
  },
  ...registerDeadlines,
];
