import { sameName } from '../../engine/label-text.ts';
import { formatAmount, parseFigures } from '../../money/fen.ts';
import type { Bilingual } from '../../model/units.ts';
import type { Comparison } from '../comparison.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { dateOf, fundingEnd } from './deadlines.ts';
import { application } from './fields-application.ts';
import { both, rule, say } from './words.ts';

/** The place of the last event of a key in the record. */
export function indexOf(view: View, key: string): number {
  return view.record.events.findLastIndex((event) => event.key === key);
}

/** D-T01, D-B03: a contract that comes late is one that was given up. */
function contractInTime(view: View): Problem[] {
  const due = view.date('contract_due');
  if (!due) return [];
  const submitted = view.events('contract_submitted')[0]?.date ?? view.events('contract_approved')[0]?.date;
  if (submitted && submitted > due)
    return say(
      'block',
      `events[${Math.max(0, indexOf(view, 'contract_submitted'))}].date`,
      `合同${submitted}提交，晚于资助通知书要求的${due}：视为自愿放弃资助`,
      `Contract handed in on ${submitted}, after ${due}: the award is given up`,
    );
  if (!submitted && view.today > due && view.events('award_notice_received').length > 0)
    return say(
      'block',
      'fields.contract_due',
      `合同应于${due}前提交，尚未登记提交：逾期视为自愿放弃资助`,
      `The contract was due on ${due} and is not recorded: the award is given up`,
    );
  return [];
}

/** D-T02, D-C02: asked for no later than the last day, counted from the end that held then (D-Q03). */
function extensionInTime(view: View): Problem[] {
  const months = view.integer('extension_lead_months');
  if (months === null) return [];
  return view.record.events.flatMap((event, index): Problem[] => {
    if (event.key !== 'extension_applied') return [];
    const end = fundingEnd(view, event.date);
    if (!end) return [];
    const last = view.days.addMonths(end, -months);
    const careful = view.days.lastWorkdayBefore(last);
    if (event.date > last)
      return say(
        'block',
        `events[${index}].date`,
        `延期申请${event.date}提出，晚于期满日${end}前${months}个月（${last}）；〔内控〕逾期不受理`,
        `Asked for on ${event.date}, after ${last}, ${months} months before ${end}`,
      );
    return event.date > careful
      ? say(
          'warn',
          `events[${index}].date`,
          `延期申请在末日${last}提出，是否含当日有争议（谨慎日${careful}）`,
          `Asked for on the last day ${last}; the careful day is ${careful}`,
          'D-Q02',
        )
      : [];
  });
}

function extensionSaysWhen(view: View): Problem[] {
  return view.record.events.flatMap((event, index): Problem[] =>
    event.key === 'extension_approved' && !dateOf(event.values?.['funding_end'])
      ? say(
          'block',
          `events[${index}].funding_end`,
          '批准延期未录新的资助期满日，结题期限无法重算',
          'The approved extension has no new end of funding',
        )
      : [],
  );
}

/** D-T03: closing is applied for within the months after the end of funding. */
function closingInTime(view: View): Problem[] {
  const [end, months] = [fundingEnd(view), view.integer('closing_months')];
  if (!end || months === null) return [];
  const nominal = view.days.addMonths(end, months);
  const last = view.days.isWorkday(nominal) ? nominal : view.days.addWorkdays(nominal, 1).date;
  const applied = view.events('closing_applied')[0];
  if (applied && applied.date > last)
    return say(
      'block',
      `events[${view.record.events.indexOf(applied)}].date`,
      `结题申请${applied.date}提出，晚于${last}（期满${end}后${months}个月）`,
      `Closing applied for on ${applied.date}, after ${last}`,
    );
  if (
    !applied &&
    view.today > last &&
    view.events('closing_notice').length + view.events('sanction_decided').length === 0
  )
    return say(
      'warn',
      'events',
      `结题申请最迟${last}提出，尚未登记`,
      `Closing was to be applied for by ${last}; none is recorded`,
    );
  return [];
}

/** What the application wrote of one item, and what the contract has. */
interface Written {
  item: string;
  wrote: string;
  has: string;
  same: boolean;
  asked: boolean;
}

function writtenOf(view: View): Written[] {
  return view.rows('application_values').flatMap((row): Written[] => {
    const item = String(row['item'] ?? '');
    const wrote = String(row['text'] ?? '');
    const value = view.value(item);
    if (!item || !wrote) return [];
    const asked = row['asked_by_lab'] === true;
    if (value === undefined || value === null || value === '')
      return [{ item, wrote, has: '', same: false, asked }];
    const named =
      typeof value === 'object' && !Array.isArray(value) ? String(value['name'] ?? '') : String(value);
    const same =
      item === 'amount'
        ? parseFigures(wrote) === value
        : item === 'duration'
          ? Number.parseInt(wrote, 10) === value
          : sameName(named, wrote);
    const has =
      item === 'amount' && typeof value === 'number'
        ? formatAmount(value as Parameters<typeof formatAmount>[0])
        : named;
    return [{ item, wrote, has, same, asked }];
  });
}

/** D-R05: the contract is the application, save what the laboratory asked to change. */
function sameAsApplication(view: View): Problem[] {
  return writtenOf(view).flatMap(({ item, wrote, has, same, asked }) =>
    same || asked || has === ''
      ? []
      : say(
          'block',
          `fields.${item}`,
          `合同“${has}”与申请书“${wrote}”不一致，且非实验室要求修改`,
          `The contract says “${has}”, the application “${wrote}”`,
        ),
  );
}

/** D-R05 side by side: every item of the application with what the contract has. */
export const contractAndApplication: Comparison = {
  key: 'contract_and_application',
  rule: 'D-R05',
  clause: at(67),
  title: both('合同与申请书对照', 'Contract against application'),
  heads: [both('申请书', 'Application'), both('合同', 'Contract')],
  none: both(
    '在“协议”的“申请书所写”中逐项录入申请书原文，这里即与合同对照。',
    'Enter the words of the application under “As the application has it”; they are compared here.',
  ),
  rows: (view) =>
    writtenOf(view).map(({ item, wrote, has, same, asked }) => ({
      what: itemTitle(item),
      left: wrote,
      right: has,
      state: has === '' ? 'open' : same ? 'same' : asked ? 'agreed' : 'differs',
    })),
};

function itemTitle(item: string): Bilingual {
  const fields = application.fields.find((field) => field.key === 'application_values');
  const options = fields?.columns?.find((column) => column.key === 'item')?.options;
  return options?.find((option) => option.value === item)?.title ?? both(item, item);
}

function contractSealed(view: View): Problem[] {
  return view.value('has_host_unit') === true && view.value('contract_sealed') === false
    ? say(
        'block',
        'fields.contract_sealed',
        '有依托单位的，合同须经依托单位审核盖章再提交',
        'With a host unit, the contract is checked and sealed by it first',
      )
    : [];
}

function closingSealed(view: View): Problem[] {
  return view.value('has_host_unit') === true && view.value('closing_sealed') === false
    ? say(
        'block',
        'fields.closing_sealed',
        '有依托单位的，结题材料须经依托单位审核盖章',
        'With a host unit, the closing materials are checked and sealed by it',
      )
    : [];
}

/** D-R06: experts, then the committee, then the notice. */
function closingReviewed(view: View): Problem[] {
  const notice = view.events('closing_notice')[0];
  if (!notice) return [];
  const lacking = [
    ['acceptance_meeting', '专家验收', 'the experts'],
    ['closing_reviewed', '学术委员会审核', 'the academic committee'],
  ].filter(([key = '']) => !view.events(key).some((event) => event.date <= notice.date));
  return lacking.length === 0
    ? []
    : say(
        'warn',
        `events[${view.record.events.indexOf(notice)}]`,
        `签发结题通知书前缺：${lacking.map(([, zh]) => zh).join('、')}`,
        `Before the closing notice: ${lacking.map(([, , en]) => en).join(', ')}`,
      );
}

/** D-R07: a failure is tolerated where effort and an objective cause are shown. */
function tolerance(view: View): Problem[] {
  if (view.value('outcomes_reached') !== false) return [];
  const has = (piece: string) => view.entries('materials').some((row) => row['piece'] === piece);
  const cause = view.text('failure_cause') !== '';
  if (has('effort_evidence') && (cause || has('failure_statement')))
    return say(
      'info',
      'fields.outcomes_reached',
      '未达预期，已附努力证据和客观原因：可按“宽容失败”予以通过',
      'Not reached, with effort and an objective cause shown: may pass',
    );
  return say(
    'warn',
    'fields.outcomes_reached',
    '未达合同预期成果：须附努力证据和客观原因说明，方可按“宽容失败”通过',
    'Not reached: effort and an objective cause have to be shown',
  );
}

/** D-R01: no step of the award is left out. */
function awardProcess(view: View): Problem[] {
  const awarded = view.events('award_notice_received')[0];
  if (!awarded || view.events('application_submitted').length === 0) return [];
  const lacking = [
    ['form_review_passed', '形式审查', 'formal review'],
    ['expert_reviewed', '专家评审', 'experts'],
    ['committee_decided', '学术委员会会审', 'academic committee'],
  ].filter(([key = '']) => view.events(key).length === 0);
  return lacking.length === 0
    ? []
    : say(
        'info',
        `events[${view.record.events.indexOf(awarded)}]`,
        `立项流程未登记：${lacking.map(([, zh]) => zh).join('、')}`,
        `Not recorded before the award: ${lacking.map(([, , en]) => en).join(', ')}`,
      );
}

/** Events against fields and against each other. */
export const courseRules: readonly Rule[] = [
  rule(
    'D-B03',
    'contract_in_time',
    both('逾期不交合同视为放弃', 'A late contract gives the award up'),
    63,
    contractInTime,
  ),
  rule(
    'D-T02',
    'extension_in_time',
    both('延期须在期满6个月前提出', 'Extension asked for in time'),
    83,
    extensionInTime,
  ),
  rule(
    'D-Q03',
    'extension_says_when',
    both('延期后重算结题期限', 'The extension says until when'),
    83,
    extensionSaysWhen,
  ),
  rule(
    'D-T03',
    'closing_in_time',
    both('期满后3个月内申请结题', 'Closing applied for in time'),
    87,
    closingInTime,
  ),
  rule(
    'D-R05',
    'same_as_application',
    both('合同与申请书一致', 'The contract is the application'),
    67,
    sameAsApplication,
  ),
  rule('D-F10', 'contract_sealed', both('合同经依托单位盖章', 'Contract sealed'), 65, contractSealed),
  rule(
    'D-F15',
    'closing_sealed',
    both('结题材料经依托单位盖章', 'Closing materials sealed'),
    91,
    closingSealed,
  ),
  rule(
    'D-R06',
    'closing_reviewed',
    both('专家评审、学术委员会审核后签发结题通知书', 'Experts and committee before the notice'),
    95,
    closingReviewed,
  ),
  rule('D-R07', 'tolerance', both('宽容失败', 'Tolerance of honest failure'), 97, tolerance),
  rule('D-R01', 'award_process', both('立项流程', 'The way to the award'), 59, awardProcess),
  rule('D-R02', 'principles', both('遴选、检查和验收的原则', 'Principles of choice and acceptance'), 17),
  rule(
    'D-R03',
    'ownership',
    both('知识产权、科学数据归实验室和课题组共同所有', 'Rights and data belong to both'),
    23,
  ),
  rule('D-R04', 'cooperation', both('鼓励国际合作与交流', 'International cooperation is encouraged'), 25),
  rule(
    'D-S01',
    'no_secrecy',
    both(
      '办法无保密条款：导出默认“内部”级，合同另定',
      'No clause on secrecy: exports are internal by default',
    ),
    23,
  ),
  rule(
    'D-N01',
    'copies',
    both('份数未规定：按资助通知和合同', 'Copies are not fixed: as notice and contract say'),
    63,
  ),
];
