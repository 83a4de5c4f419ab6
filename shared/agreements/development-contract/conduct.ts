import { isEmpty } from '../../engine/compare.ts';
import type { Breach, Change, Problem, Rule, View } from '../define.ts';
import { changeChecks, precedence as first } from './checks-changes.ts';
import { breachChecks } from './checks-course.ts';
import { staff } from './checks-security.ts';
import { at } from './clauses.ts';
import { both, rule, say } from './words.ts';

const step = (event: string, zh: string, en: string, by: string) => ({ event, title: both(zh, en), by });

/** Changes with their evidence in order (B-C01–B-C06). */
export const changes: readonly Change[] = [
  {
    rule: 'B-C01',
    key: 'agreed',
    title: both('变更须双方协商一致并书面', 'A change is agreed, in writing'),
    clause: at(159),
    steps: [
      step('change_request_received', '提出请求', 'Asked', 'either'),
      step('change_replied', '答复', 'Answered', 'either'),
      step('change_confirmed', '书面确认', 'Confirmed in writing', 'both'),
    ],
    check: changeChecks.writtenFirst,
  },
  {
    rule: 'B-C02',
    key: 'one_sided',
    title: both(
      '四种情形可单方提出（逾期未答复视为同意）',
      'One side may ask on four grounds (silence is consent)',
    ),
    clause: at(161),
    steps: [
      step('change_request_received', '请求写明依据', 'The request names its ground', 'either'),
      step('change_replied', '10日内答复', 'Answered within ten days', 'either'),
      step('change_reply_delivered', '答复送达', 'Answer delivered', 'either'),
    ],
    check: changeChecks.groundsOf,
  },
  {
    rule: 'B-C03',
    key: 'supplement',
    title: both('补充协议与本合同同等效力', 'A supplement has the same force'),
    clause: at(351),
    steps: [step('supplement_signed', '签订补充协议', 'Signed', 'both')],
    check: changeChecks.supplementKept,
  },
  {
    rule: 'B-C04',
    key: 'demands',
    title: both('乙方应满足甲方需求变更（与第七条冲突，B-Q12）', 'Party B meets what party A needs (B-Q12)'),
    clause: at(360),
    steps: [
      step('change_request_received', '甲方提出需求变更', 'Party A asks', 'party_a'),
      step('change_confirmed', '书面确认单', 'Confirmed in writing', 'both'),
    ],
    check: changeChecks.demands,
  },
  {
    rule: 'B-C05',
    key: 'termination',
    title: both('解除及其前提', 'Termination and what it needs'),
    clause: at(306),
    steps: [
      step('breach_notice_received', '催告（二十四2、二十一7）', 'Notice of breach', 'party_a'),
      step('termination_notice_received', '解除通知到达', 'The notice arrives', 'either'),
    ],
    check: changeChecks.termination,
  },
  {
    rule: 'B-C06',
    key: 'transfer',
    title: both('转让研发工作：甲方同意文件', 'Transfer: party A’s consent'),
    clause: at(166),
    steps: [
      step('transfer_consented', '甲方同意', 'Consent', 'party_a'),
      step('work_transferred', '转让', 'Transfer', 'party_b'),
    ],
    check: changeChecks.consentKept,
  },
];

function breach(
  id: string,
  key: string,
  line: number,
  by: string,
  zh: string,
  en: string,
  remedy: Breach['remedy'],
  check: Rule['check'],
): Breach {
  return { rule: id, key, title: both(zh, en), clause: at(line), by, remedy, ...(check ? { check } : {}) };
}

/** Consequences of a breach (B-B01–B-B04, B-B06, B-B08); their sums are in `penalties.ts`. */
export const breaches: readonly Breach[] = [
  breach(
    'B-B01',
    'late_payment',
    276,
    'party_a',
    '甲方逾期付款',
    'Party A pays late',
    both(
      'B-P03（B-P04除外）；满30日乙方可书面通知暂停（B-T20）',
      'B-P03 (not B-P04); suspension after 30 days (B-T20)',
    ),
    breachChecks.late,
  ),
  breach(
    'B-B02',
    'behind',
    278,
    'party_b',
    '乙方逾期进度',
    'Party B is behind',
    both('返还未完成部分并赔偿（B-P06）', 'B-P06'),
    breachChecks.behind,
  ),
  breach(
    'B-B03',
    'leak',
    280,
    'party_b',
    '乙方泄密',
    'Party B leaks',
    both('B-P07（主合同）、B-P09（附件），不叠加', 'B-P07 or B-P09, not both'),
    breachChecks.leaked,
  ),
  breach(
    'B-B04',
    'refused',
    282,
    'party_b',
    '验收两次不过',
    'Refused twice',
    both('解除并付10%违约金（B-P08）', 'Termination and B-P08'),
    breachChecks.refused,
  ),
  breach(
    'B-B06',
    'part',
    290,
    'party_b',
    '部分或全部终止、替代采购',
    'Ended in part or whole',
    both('差价（B-P11），其余继续', 'The difference (B-P11); the rest goes on'),
    breachChecks.part,
  ),
  breach(
    'B-B08',
    'premise',
    274,
    'either',
    '后果以造成停滞、延误或失败为前提',
    'The premise of article 21',
    both('计算前确认', 'Decided before counting'),
    breachChecks.premises,
  ),
];

/** Who may work on it (B-E01, B-E04, B-E08). */
export const eligibility: readonly Rule[] = [
  rule(
    'B-E01',
    'scope',
    both(
      '适用于新技术、新产品、新工艺、新材料及其系统的研究开发',
      'For new technology, products, processes, materials and systems',
    ),
    26,
  ),
  rule('B-E04', 'staff', both('正式员工且通过背景审查', 'Regular staff, checked'), 491, staff),
  rule(
    'B-E08',
    'no_more',
    both('附件不构成其他合作或业务关系的依据', 'The annex founds no other relation'),
    501,
  ),
];

/** B-X04: the papers the contract rests on are kept with it. */
function basis(view: View): Problem[] {
  const kept = view.entries('materials').some((row) => row['piece'] === 'procurement');
  return kept || !isEmpty(view.value('procurement_docs'))
    ? []
    : say(
        'warn',
        'fields.procurement_docs',
        '采购文件和响应文件是合同订立的依据，未附',
        'The contract rests on tender and response: attach them',
      );
}

/** What goes first, and the papers the contract rests on (B-X01–B-X04). */
export const precedence: readonly Rule[] = [
  ...first,
  rule(
    'B-X04',
    'procurement',
    both('采购文件与响应文件为订立依据（效力顺序未写）', 'Tender and response are its basis'),
    70,
    basis,
  ),
];

/** Rights that the record has no facts for; shown with their clause (B-R). */
export const rights: readonly Rule[] = [
  rule('B-R01', 'cooperation', both('甲方提供配合协作', 'Party A cooperates'), 119),
  rule('B-R05', 'assets', both('购置财产归属', 'Owner of what is bought'), 262),
  rule('B-R07', 'contacts', both('联系人职责3项', 'Three duties of the contacts'), 300),
  rule('B-R11', 'open_to_public', both('公开服务内容不属保密', 'What serves the public is not secret'), 426),
];
