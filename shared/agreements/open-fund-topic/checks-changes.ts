import { chainProblems } from '../../engine/chain.ts';
import type { Breach, Change, Problem, Rule, View } from '../define.ts';
import { indexOf } from './checks-course.ts';
import { at } from './clauses.ts';
import { dateOf } from './deadlines.ts';
import { both, rule, say } from './words.ts';

/** D-F20, D-B01: two attempts, then the topic ends. */
function attempts(view: View): Problem[] {
  const refused = view.events('closing_refused').length;
  if (refused < 2) return [];
  if (
    view
      .events('closing_notice')
      .some((event) => event.date >= (view.events('closing_refused')[1]?.date ?? ''))
  )
    return say(
      'block',
      `events[${indexOf(view, 'closing_notice')}]`,
      '第二次验收仍未通过的，不得再结题',
      'After the second refusal there is no closing',
    );
  if (refused > 2)
    return say(
      'block',
      `events[${indexOf(view, 'closing_refused')}]`,
      '验收至多两次',
      'There are two acceptances at most',
      'D-F20',
    );
  return view.events('sanction_decided').length === 0
    ? say(
        'warn',
        `events[${indexOf(view, 'closing_refused')}]`,
        '第二次验收仍未通过：应终止课题、撤销资助决定、追回剩余经费，负责人进入禁期',
        'Refused twice: the topic is ended, the award revoked, what is left claimed back, the leader banned',
      )
    : [];
}

/** D-B02: first the warning with its term, only then the end. */
function twoStages(view: View): Problem[] {
  const ended = view.events('sanction_decided').at(-1);
  const ordered = view.events('correction_ordered');
  const found: Problem[] = [];
  if (ended && view.events('closing_refused').length < 2 && view.events('change_rejected').length === 0) {
    const before = ordered.filter((event) => event.date <= ended.date).at(-1);
    const due = dateOf(before?.values?.['due']);
    const path = `events[${view.record.events.indexOf(ended)}]`;
    if (!before)
      found.push(
        ...say(
          'block',
          path,
          '终止前须先警告、暂缓拨付并责令限期改正',
          'A warning with a term to correct comes before the end',
        ),
      );
    else if (due && ended.date <= due)
      found.push(
        ...say('block', path, `改正期限${due}未满，不得终止`, `The term to correct runs until ${due}`),
      );
  }
  const last = ordered.at(-1);
  const due = dateOf(last?.values?.['due']);
  if (
    last &&
    due &&
    !ended &&
    view.today > due &&
    !view.events('corrected').some((event) => event.date >= last.date)
  )
    found.push(
      ...say(
        'warn',
        `events[${view.record.events.indexOf(last)}]`,
        `改正期限${due}已过，未登记改正：逾期不改正的，终止课题`,
        `The term to correct passed on ${due}; the topic is ended if nothing is corrected`,
      ),
    );
  return found;
}

const decided = ['change_approved', 'change_rejected'] as const;

/** Changes and their chains, in order (D-C01, D-C02). */
export const changes: readonly Change[] = [
  {
    rule: 'D-C01',
    key: 'change',
    title: both(
      '变更负责人、依托单位、研究内容、预期成果、期限、经费总额等',
      'Change of leader, host, content, outputs, period, amount',
    ),
    clause: at(77),
    steps: [
      {
        event: 'change_applied',
        title: both('课题负责人申请', 'Application of the leader'),
        by: 'applicant',
      },
      { event: 'change_collected', title: both('实验室整理汇总', 'Laboratory puts it forward'), by: 'lab' },
      {
        event: 'change_approved',
        title: both('学术委员会批准、驳回或终止', 'Academic committee decides'),
        by: 'lab',
      },
    ],
    check: (view) => chainProblems(view, ['change_applied', 'change_collected'], decided),
  },
  {
    rule: 'D-C02',
    key: 'extension',
    title: both('延期', 'Extension'),
    clause: at(83),
    steps: [
      {
        event: 'extension_applied',
        title: both('期满6个月前申请', 'Application six months before the end'),
        by: 'applicant',
      },
      {
        event: 'extension_approved',
        title: both('学术委员会批准', 'Academic committee approves'),
        by: 'lab',
      },
    ],
    check: (view) => chainProblems(view, ['extension_applied'], ['extension_approved', 'extension_rejected']),
  },
];

/** What follows a breach (D-B01–D-B03). */
export const sanctions: readonly Breach[] = [
  {
    ...rule(
      'D-B01',
      'refused_twice',
      both('第二次验收仍未通过', 'Refused at the second acceptance'),
      101,
      attempts,
    ),
    by: 'applicant',
    remedy: both(
      '终止课题、撤销原资助决定、追回剩余经费，课题负责人5年禁期',
      'Topic ended, award revoked, what is left claimed back, the leader banned',
    ),
  },
  {
    ...rule(
      'D-B02',
      'two_stages',
      both(
        '不按合同研究、不按要求提交材料和归档、其他违反',
        'Not as contracted, materials lacking, other breaches',
      ),
      172,
      twoStages,
    ),
    by: 'applicant',
    remedy: both(
      '先警告、暂缓拨付并责令限期改正；逾期不改正的，终止、撤销、追回剩余、5年禁期',
      'First warned, payment held back, correction ordered; then ended and banned',
    ),
  },
  {
    ...rule('D-B03', 'contract_late', both('逾期不交合同', 'Contract not handed in'), 63),
    by: 'applicant',
    remedy: both('视为自愿放弃资助', 'The award is given up'),
  },
];

/** Who decides what the measures mean (D-X01). */
export const precedence: readonly Rule[] = [
  rule(
    'D-X01',
    'interpretation',
    both(
      '办法由实验室制定、修改、解释；〔内控〕个案按合同约定',
      'The laboratory makes and interprets the measures; 〔internal〕 a case follows its contract',
    ),
    180,
  ),
];
