import { installmentNumber } from '../../engine/installment-number.ts';
import type { Fen } from '../../model/units.ts';
import { makesWhole, parsePercent, shareOf, splitShares } from '../../money/percent.ts';
import { CivilDate } from '../../model/units.ts';
import type { Deadline, Instance, View } from '../define.ts';
import { at } from './clauses.ts';
import { hasHost } from './fields-application.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

/** A date among the values of an event, or null. */
export function dateOf(value: unknown): CivilDate | null {
  const parsed = CivilDate.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The end of funding: as the contract fixes it, or as the last approved extension did (D-Q03). */
export function fundingEnd(view: View, before?: CivilDate): CivilDate | null {
  const moved = view
    .events('extension_approved')
    .filter((event) => before === undefined || event.date < before)
    .map((event) => dateOf(event.values?.['funding_end']))
    .filter((date) => date !== null);
  return moved.at(-1) ?? view.date('funding_end');
}

function dueOf(key: string) {
  return (view: View) => dateOf(view.events(key).at(-1)?.values?.['due']);
}

const agreed = { offset: 0, unit: 'fixed_date', dir: 'on' } as const;
const promptly = { offset: 0, unit: 'none', dir: 'after' } as const;

/** The amount of each batch: as written, else its share of the grant, to the fen. */
export function batchAmounts(view: View): (Fen | null)[] {
  const rows = view.rows('batches');
  const total = view.money('amount');
  const shares = rows.map((row) => parsePercent(String(row['share'] ?? '')));
  const known = shares.filter((share) => share !== null);
  const split =
    total !== null && known.length === rows.length && makesWhole(known) ? splitShares(total, known) : null;
  return rows.map((row, index) => {
    if (typeof row['amount'] === 'number') return row['amount'] as Fen;
    const share = shares[index];
    return split?.[index] ?? (share && total !== null ? shareOf(total, share) : null);
  });
}

/** The event a batch waits for: as said, as its condition says, else by its place. */
function startOf(row: ReturnType<View['rows']>[number], index: number): string {
  const said = String(row['trigger'] ?? '');
  if (said) return said;
  const words = String(row['condition'] ?? '');
  if (/结题|验收/u.test(words)) return 'closing_notice';
  if (/进展|中期|检查/u.test(words)) return 'progress_submitted';
  if (/合同|签订|启动/u.test(words)) return 'contract_approved';
  return index === 0 ? 'contract_approved' : 'progress_submitted';
}

function batches(view: View): Instance[] {
  const amounts = batchAmounts(view);
  return view.rows('batches').map((row, index) => {
    const no = installmentNumber(row, index);
    const due = dateOf(row['due']);
    return {
      suffix: `#${no}`,
      installment: no,
      key: `batch${no}_due`,
      title: both(`拨付第${no}批经费`, `Pay batch ${no}`),
      amount: amounts[index] ?? null,
      trigger: due
        ? { date: () => due, label: `fields.batches[${index}].due` }
        : { event: startOf(row, index) },
      ...(due ? { count: agreed } : {}),
    };
  });
}

const ending = both(
  '终止课题、撤销原资助决定、追回剩余经费，课题负责人进入禁期。',
  'Topic ended, award revoked, what is left claimed back, the leader banned.',
);

/** The deadlines of an open-fund topic: D-T01–D-T11, and the duties without a count of days. */
export const deadlines: readonly Deadline[] = [
  {
    rule: 'D-T11',
    key: 'annual_guideline',
    title: both('每年发布申报指南', 'Publish the guideline every year'),
    obligor: 'lab',
    obligee: 'applicant',
    clause: at(29),
    trigger: { standing: null },
    count: promptly,
    onMiss: both('办法未写后果。', 'The measures name no consequence.'),
  },
  {
    rule: 'D-T10',
    key: 'same_year_quota',
    title: both('同年申请1项的计数期间', 'The year in which one application counts'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(39),
    trigger: {
      date: (view) => dateOf(`${view.eventDate('application_submitted')?.slice(0, 4) ?? ''}-12-31`),
      label: 'application_submitted',
    },
    count: { ...agreed, safe: 'same' },
    period: true,
    reading: readings.q12,
    onMiss: both('当年第二项不予受理（D-E02）。', 'A second one in the year is not accepted (D-E02).'),
  },
  {
    rule: 'D-T07',
    key: 'formal_review_notice',
    title: both('及时通知形式审查结果', 'Tell the result of the formal review promptly'),
    obligor: 'lab',
    obligee: 'applicant',
    clause: at(55),
    trigger: { event: 'application_submitted' },
    count: promptly,
    metBy: ['form_review_passed', 'form_review_refused', 'award_notice_received', 'award_refused'],
    onMiss: both('办法未写后果。', 'The measures name no consequence.'),
  },
  {
    rule: 'D-T01',
    key: 'contract_submit',
    title: both('提交课题合同', 'Submit the contract'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(63),
    trigger: { field: 'contract_due' },
    count: agreed,
    metBy: ['contract_submitted', 'contract_approved'],
    reading: readings.q08,
    onMiss: both(
      '逾期未提交的，视为自愿放弃资助（D-B03）。',
      'Late means that the award is given up (D-B03).',
    ),
  },
  {
    rule: 'D-D07',
    key: 'filing',
    title: both('资助名单报自然资源部备案', 'File the list with the ministry'),
    obligor: 'lab',
    obligee: 'other',
    clause: at(21),
    trigger: { event: 'award_notice_received' },
    count: promptly,
    metBy: ['filed_with_ministry'],
    confidence: 'read',
    onMiss: both('办法未写后果。', 'The measures name no consequence.'),
  },
  {
    rule: 'D-P06',
    key: 'batch_due',
    title: both('拨付经费', 'Pay the batch'),
    obligor: 'lab',
    obligee: 'host_unit',
    clause: at(154),
    trigger: { event: 'contract_approved' },
    count: promptly,
    when: hasHost,
    gates: [
      {
        key: 'condition',
        title: both('达到合同约定的准予拨付条件', 'The condition of the batch is met'),
        event: 'batch_condition_met',
        each: 'installment',
      },
    ],
    metBy: ['payment_made', 'payment_received'],
    confidence: 'read',
    onMiss: both(
      '按合同约定处理；违规时暂缓拨付（D-P11）。',
      'As the contract says; held back in a breach (D-P11).',
    ),
    instances: batches,
  },
  {
    rule: 'D-T09',
    key: 'periodic_check',
    title: both('接受实验室定期检查', 'Periodic checks by the laboratory'),
    obligor: 'lab',
    obligee: 'applicant',
    clause: at(71),
    trigger: { standing: 'contract_approved' },
    count: promptly,
    confidence: 'ask',
    onMiss: both('周期由实验室定。', 'The laboratory fixes how often.'),
  },
  {
    rule: 'D-D03',
    key: 'progress_report_due',
    title: both('提交进展报告', 'Submit the progress report'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(73),
    trigger: { date: dueOf('progress_requested'), label: 'progress_requested' },
    count: agreed,
    when: (view) => view.events('progress_requested').length > 0,
    metBy: ['progress_submitted'],
    onMiss: both(
      '警告、暂缓拨付并责令限期改正（D-B02）。',
      'Warned, payment held back, correction ordered (D-B02).',
    ),
  },
  {
    rule: 'D-T02',
    key: 'extension_apply',
    title: both('需延期的，最迟提出延期申请之日', 'Last day to ask for an extension, if one is needed'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(83),
    trigger: { date: (view) => fundingEnd(view), label: 'fields.funding_end' },
    count: { offset: { field: 'extension_lead_months' }, unit: 'month', dir: 'before', safe: 'previous' },
    period: true,
    metBy: ['extension_applied'],
    reading: readings.q02,
    onMiss: both(
      '须在此前提出；〔内控〕逾期不受理。',
      'Has to come before; 〔internal〕 a late one is not accepted.',
    ),
  },
  {
    rule: 'D-T03',
    key: 'closing_apply',
    title: both('提出结题申请', 'Apply for closing'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(87),
    trigger: { date: (view) => fundingEnd(view), label: 'funding_end' },
    count: { offset: { field: 'closing_months' }, unit: 'month', dir: 'after' },
    metBy: ['closing_applied'],
    reading: readings.q03,
    onMiss: both(
      '警告、暂缓拨付、责令限期改正，逾期不改的终止（D-B02）。',
      'Warned and ordered to correct, then ended (D-B02).',
    ),
  },
  {
    rule: 'D-T06',
    key: 'second_acceptance',
    title: both('第二次验收', 'Second acceptance'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(101),
    trigger: { field: 'second_acceptance_date' },
    count: agreed,
    when: (view) => view.events('closing_refused').length > 0,
    metBy: ['closing_notice'],
    reading: readings.q08,
    confidence: 'ask',
    onMiss: ending,
  },
  {
    rule: 'D-T08',
    key: 'correction_deadline',
    title: both('限期改正', 'Correct what was ordered'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(172),
    trigger: { date: dueOf('correction_ordered'), label: 'correction_ordered' },
    count: agreed,
    when: (view) => view.events('correction_ordered').length > 0,
    metBy: ['corrected'],
    reading: readings.q08,
    confidence: 'ask',
    onMiss: ending,
  },
  {
    rule: 'D-D06',
    key: 'archive_results',
    title: both('成果归档', 'Archive the results'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(175),
    trigger: { event: 'closing_notice' },
    count: promptly,
    metBy: ['results_archived'],
    confidence: 'read',
    onMiss: both('未归档的，按第四十条（二）处理（D-B02）。', 'Article 40 (2) applies (D-B02).'),
  },
  {
    rule: 'D-P10',
    key: 'return_of_funds',
    title: both('退回剩余经费', 'Return what is left'),
    obligor: 'host_unit',
    obligee: 'lab',
    clause: at(105),
    trigger: { event: 'sanction_decided' },
    count: promptly,
    gateMode: 'start',
    when: (view) => view.events('sanction_decided').length > 0,
    metBy: ['surplus_returned'],
    reading: readings.q10,
    confidence: 'read',
    onMiss: both('实验室追回。', 'The laboratory claims it back.'),
    instances: (view) => [
      {
        suffix: '',
        gates: hasHost(view)
          ? [
              {
                key: 'audit',
                title: both('依托单位组织的课题审计报告', 'The audit report of the host unit'),
                event: 'audit_reported',
              },
            ]
          : [],
      },
    ],
  },
  {
    rule: 'D-T05',
    key: 'ban_5y',
    title: both('课题负责人不得申请和参与的禁期', 'The leader may neither apply nor take part'),
    obligor: 'applicant',
    obligee: 'lab',
    clause: at(101),
    trigger: { event: 'sanction_decided' },
    count: { offset: { field: 'ban_years' }, unit: 'year', dir: 'after', roll: false, safe: 'same' },
    when: (view) => view.events('sanction_decided').at(-1)?.values?.['ban'] !== false,
    period: true,
    reading: readings.q13,
    confidence: 'ask',
    onMiss: both(
      '禁期内的申请和参与一律拦下（D-E07）。',
      'Any application or participation is stopped (D-E07).',
    ),
  },
];
