import type { Problem, Rule, View } from '../define.ts';
import { resultsKept, silence, transferred } from './checks-changes.ts';
import { payDays } from './days.ts';
import { behindSchedule, causeOf, paidOn, premiseOf } from './penalties.ts';
import { both, has, pathOf, rowsThat, rule, say } from './words.ts';

/** B-E07: three conditions together. */
function riskConditions(view: View): Problem[] {
  return view.events('risk_found').flatMap((event) => {
    const value = event.values ?? {};
    const all =
      value['difficult_enough'] === true &&
      value['without_fault'] === true &&
      value['reasonable_failure'] === true;
    return value['established'] === true && !all
      ? say(
          'block',
          `events[${view.record.events.indexOf(event)}]`,
          '认定技术风险须难度足够、乙方主观无过错且失败属合理',
          'Technical risk needs all three conditions',
        )
      : [];
  });
}

function measures(view: View): Problem[] {
  return view
    .events('risk_noticed')
    .flatMap((event) =>
      event.values?.['measures'] === true
        ? []
        : say(
            'warn',
            `events[${view.record.events.indexOf(event)}]`,
            '通知的同时须采取适当措施',
            'Telling alone is not enough: act',
          ),
    );
}

function majeure(view: View): Problem[] {
  return view
    .events('force_majeure_start')
    .flatMap((event) =>
      event.values?.['unforeseeable'] === false || event.values?.['unavoidable'] === false
        ? say(
            'block',
            `events[${view.record.events.indexOf(event)}]`,
            '能预见或能避免、克服的，不构成不可抗力',
            'What could be foreseen or avoided is none',
          )
        : [],
    );
}

function infringement(view: View): Problem[] {
  return view.events('infringement_claimed').length > view.events('infringement_settled').length
    ? say(
        'warn',
        pathOf(view, 'infringement_claimed'),
        '第三人指控侵权，由乙方承担经济损失和其他责任',
        'Party B bears the loss of a claim',
      )
    : [];
}

function ownerOf(
  view: View,
  key: string,
  field: string,
  value: string,
  id: string,
  zh: string,
  en: string,
): Problem[] {
  return view
    .events(key)
    .flatMap((event) =>
      event.values?.[value] !== undefined && event.values[value] !== view.text(field)
        ? say('block', `events[${view.record.events.indexOf(event)}]`, zh, en, id)
        : [],
    );
}

function patents(view: View): Problem[] {
  return ownerOf(
    view,
    'patent_applied',
    'ip_patent_owner',
    'applicants',
    'B-R04',
    '专利申请人与第十六条约定不一致',
    'The applicants are not those of article 16',
  );
}

function improvements(view: View): Problem[] {
  return view.events('improved').flatMap((event) => {
    const agreed = view.text(event.values?.['by'] === 'party_a' ? 'improve_a_owner' : 'improve_b_owner');
    const owner = event.values?.['owner'];
    return owner !== undefined && owner !== agreed
      ? say(
          'block',
          `events[${view.record.events.indexOf(event)}]`,
          `后续改进成果归属应为“${agreed}”`,
          `The improvement belongs to ${agreed}`,
        )
      : [];
  });
}

function inspections(view: View): Problem[] {
  if (view.text('fund_inspect_mode') !== '无') return [];
  return view
    .events('fund_inspected')
    .flatMap((event) =>
      event.values?.['agreed_in_writing'] === true || event.values?.['by_law'] === true
        ? []
        : say(
            'warn',
            `events[${view.record.events.indexOf(event)}]`,
            '检查方式填“无”：或未约定方式、或约定不检查，须另行书面商定',
            '无 can be read in two ways: agree in writing',
          ),
    );
}

function awards(view: View): Problem[] {
  return view
    .events('award_applied')
    .flatMap((event) =>
      event.values?.['party_a_named'] === true && event.values['party_b_named'] === true
        ? []
        : say(
            'block',
            `events[${view.record.events.indexOf(event)}]`,
            '共同申报奖项，双方均须列明',
            'Both are named',
          ),
    );
}

function late(view: View): Problem[] {
  return payDays(view).flatMap(({ no, amount, due }) => {
    const paid = paidOn(view, no).reduce((sum, row) => sum + row.amount, 0);
    if (due === null || amount === null || due >= view.today || paid >= amount) return [];
    const cause = causeOf(view, no);
    const path = `fields.installments[${no - 1}]`;
    const told = say(
      'warn',
      path,
      `第${no}期款自${due}届满仍未付清`,
      `Instalment ${no} is unpaid after ${due}`,
    );
    return cause === null
      ? [
          ...told,
          ...say(
            'warn',
            path,
            `第${no}期款逾期：先判原因并附证据（财政原因不担违约责任）`,
            `Instalment ${no} is late: decide the cause first, with evidence`,
            'B-P04',
          ),
        ]
      : told;
  });
}

function behind(view: View): Problem[] {
  return behindSchedule(view)
    ? say(
        'warn',
        'fields.phases',
        '进度逾期（第三条）：返还已付未完成部分并赔偿实际损失（B-P06）',
        'Behind article 3: B-P06',
      )
    : [];
}

function leaked(view: View): Problem[] {
  return has(view, 'leak_established')
    ? say(
        'warn',
        pathOf(view, 'leak_established'),
        '泄密：主合同50%与附件100%不叠加，按高者登记，法律适用留人工（B-Q05）',
        'A leak: half or the whole, not both (B-Q05)',
      )
    : [];
}

function refused(view: View): Problem[] {
  const most = view.integer('acceptance_attempts') ?? 2;
  const failed = view.events('acceptance_failed');
  if (failed.length < most) return [];
  const last = failed[most - 1];
  const passed = view
    .events('final_acceptance_passed')
    .some(({ date }) => last !== undefined && date >= last.date);
  return say(
    'warn',
    pathOf(view, 'acceptance_failed'),
    `${most}次验收未通过：甲方有权解除并要求违约金（B-P08）${passed ? '；其后的验收合格须双方另行书面约定' : ''}`,
    `Refused ${most} times: party A may end the contract (B-P08)`,
  );
}

function part(view: View): Problem[] {
  return view
    .events('termination_notice_received')
    .flatMap((event) =>
      event.values?.['scope'] === 'part'
        ? say(
            'info',
            `events[${view.record.events.indexOf(event)}]`,
            '部分终止：未终止部分继续执行，甲方可另购类似服务',
            'Ended in part: the rest goes on, party A may buy elsewhere',
          )
        : [],
    );
}

/** B-B08: consequences need their premise decided. */
function premises(view: View): Problem[] {
  return rowsThat(
    view,
    'losses',
    (row) =>
      ['B-P06', 'B-P10', 'B-P11'].includes(String(row['rule'])) &&
      premiseOf(view, String(row['rule'])) === 'open',
  ).flatMap(({ path }) =>
    say(
      'warn',
      path,
      '第二十一条后果以造成停滞、延误或失败为前提：须先认定（证据或理由）',
      'The premise of article 21 is decided first',
    ),
  );
}

/** B-Q02: the last instalment against both proofs. */
function lastPaid(view: View): Problem[] {
  const last = payDays(view).at(-1);
  if (last === undefined || view.events('payment_made', last.no).length === 0) return [];
  return has(view, 'service_ended') && has(view, 'final_acceptance_passed')
    ? []
    : say(
        'warn',
        pathOf(view, 'payment_made'),
        '末期款须验收合格和服务结束两份证据；“服务结束”所指须确认',
        'The last instalment needs both proofs',
      );
}

/** Checks of what happened (B-C, B-E, B-R, B-B, B-X). */
export const courseChecks: readonly Rule[] = [
  rule('B-T12', 'silence', both('逾期未答复视为同意', 'Silence counts as consent'), 159, silence),
  rule('B-T13', 'measures', both('采取措施减少损失', 'Measures against loss'), 184, measures),
  rule('B-E02', 'transfer', both('未经同意不得转让', 'No transfer without consent'), 166, transferred),
  rule(
    'B-E03',
    'results_kept',
    both('交付前不得转让成果', 'Results are not transferred before delivery'),
    258,
    resultsKept,
  ),
  rule(
    'B-E07',
    'risk_conditions',
    both('认定技术风险的条件', 'Conditions of technical risk'),
    181,
    riskConditions,
  ),
  rule('B-R03', 'infringement', both('不侵权', 'No infringement'), 238, infringement),
  rule('B-R04', 'patents', both('双方享有专利申请权', 'Right to patents'), 244, patents),
  rule('B-R06', 'improvements', both('后续改进归属', 'Improvements'), 294, improvements),
  rule('B-R09', 'fund_inspection', both('经费检查方式', 'Inspection of funds'), 157, inspections),
  rule('B-R10', 'majeure', both('不可抗力的构成', 'What is force majeure'), 314, majeure),
  rule('B-L02', 'awards', both('共同申报奖项', 'Awards together'), 256, awards),
  rule('B-Q02', 'last_paid', both('末期款两份证据', 'Both proofs'), 141, lastPaid),
];

/** Consequences (B-B). */
export const breachChecks = { late, behind, leaked, refused, part, premises };
