import { formatAmount } from '../../money/fen.ts';
import type { Fen } from '../../model/units.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { owesPaper } from './deadlines.ts';
import { has, one, pathOf } from './problems.ts';
import { both, rule } from './words.ts';

/** A-E04: a leader is changed in special cases only. */
function leaderStays(view: View): Problem[] {
  return view.record.events.flatMap((event, index): Problem[] =>
    event.key === 'leader_changed' && !event.values?.['reason'] && !event.note
      ? one(
          'warn',
          `events[${index}]`,
          '课题负责人一般不得变更，特殊情况须写明理由',
          'A leader is changed in special cases only: say why',
        )
      : [],
  );
}

/** A-E05, A-R06: what a third party claims falls on party B. */
function claims(view: View): Problem[] {
  return view.events('third_party_claim').length > view.events('claim_settled').length
    ? one(
        'warn',
        pathOf(view, 'third_party_claim'),
        '第三人主张侵权尚未了结：赔偿、补偿、诉讼费、律师费由乙方承担',
        'A third party’s claim is open: damages and costs fall on party B',
      )
    : [];
}

function refusedInspection(view: View): Problem[] {
  return has(view, 'inspection_refused')
    ? one(
        'block',
        pathOf(view, 'inspection_refused'),
        '无故不接受检查、监督：属第十二条（二）1(3)，可缓拨、中止或撤销',
        'Inspection refused: payment may be held back, the project suspended or revoked',
      )
    : [];
}

function integrity(view: View): Problem[] {
  return has(view, 'integrity_violation')
    ? one(
        'warn',
        pathOf(view, 'integrity_violation'),
        '有科研失信记录：可致撤销，并记入负责人和单位信用（A-B05）',
        'A breach of integrity is recorded (A-B05)',
      )
    : [];
}

/** A-S02: nothing is given to others unless its owner published it or it was agreed. */
function disclosures(view: View): Problem[] {
  return view
    .entries('disclosures')
    .flatMap((row, index): Problem[] =>
      String(row['basis'] ?? '') === '' || row['basis'] === '无'
        ? one(
            'block',
            `entries.disclosures[${index}].basis`,
            `对外提供“${String(row['what'] ?? '')}”前，须核实已由所有权人公开或有特别约定`,
            `“${String(row['what'] ?? '')}” goes to others only where its owner published it or it was agreed`,
          )
        : [],
    );
}

function approvedFirst(view: View): Problem[] {
  const [notice, signed] = [
    view.date('approval_notice_date'),
    view.eventDate('agreement_signed') ?? view.date('sign_date_b'),
  ];
  return notice && signed && signed < notice
    ? one(
        'warn',
        'fields.approval_notice_date',
        `协议${signed}签订，早于立项通知${notice}`,
        `Signed on ${signed}, before the notice of approval of ${notice}`,
      )
    : [];
}

/** A-R07: what outlives closing keeps the dossier open. */
function tails(view: View): Problem[] {
  const closed = view.eventDate('dossier_closed');
  if (!closed) return [];
  const open = [
    owesPaper(view) && !has(view, 'paper_published') ? '论文发表或录用（A-T10）' : '',
    has(view, 'finance_settled') ? '' : '财务结算（A-T15）',
    has(view, 'archived') ? '' : '归档（A-T07）',
    '永久保密（A-T19）',
  ].filter(Boolean);
  return one(
    open.length > 1 ? 'warn' : 'info',
    pathOf(view, 'dossier_closed'),
    `结题后仍存续：${open.join('、')}`,
    `Still owed after closing: ${open.join(', ')}`,
  );
}

function measuresAttached(view: View): Problem[] {
  const there = [
    ...view.rows('annexes').map((row) => row['name']),
    ...view.entries('materials').map((row) => row['piece']),
  ];
  return there.some((name) => /管理办法|governing_measures/u.test(String(name)))
    ? []
    : one(
        'info',
        'fields.governing_measures',
        '管理办法（试行）被引用而未附，须取得原文；不得套用其他实验室的办法',
        'The measures are quoted and not attached; those of another laboratory do not stand in',
      );
}

function secrecyEnd(view: View): Problem[] {
  return view.text('disclosure_exceptions') === ''
    ? one(
        'info',
        'fields.disclosure_exceptions',
        '保密信息的返还、销毁未约定：一律封存，导出须审批；请甲方书面明确',
        'Return or destruction is not agreed: kept sealed, exports need approval',
      )
    : [];
}

function costs(view: View): Problem[] {
  return view.record.events.flatMap((event, index): Problem[] => {
    if (event.key !== 'cost_requested') return [];
    const said = `${String(event.values?.['reason'] ?? '')}${event.note ?? ''}`;
    const acceptance = /验收|专家/u.test(said);
    return [
      {
        severity: 'block',
        path: `events[${index}]`,
        message: acceptance
          ? both('验收产生的费用由乙方承担，包含于包干价', 'The cost of acceptance is in the lump sum')
          : both('总额为包干价，不得以任何理由要求追加', 'A lump sum: nothing may be added'),
        ...(acceptance ? { rule: 'A-P09', clause: at('第三条（一）2', 68) } : {}),
      },
    ];
  });
}

/** A-P08: what is left goes back, all of it. */
function surplus(view: View): Problem[] {
  const left = view.events('finance_settled').at(-1)?.values?.['surplus'];
  if (typeof left !== 'number') return [];
  const sum = (rows: readonly Readonly<Record<string, unknown>>[], key: string) =>
    rows.reduce((total, row) => total + (typeof row[key] === 'number' ? row[key] : 0), 0);
  const counted = sum(view.entries('payments'), 'amount') - sum(view.entries('expenses'), 'amount');
  const found: Problem[] = [];
  if (view.entries('payments').length > 0 && view.entries('expenses').length > 0 && counted !== left)
    found.push(
      ...one(
        'warn',
        pathOf(view, 'finance_settled'),
        `结算结余${formatAmount(left as Fen)}，台账到账减支出为${formatAmount(counted as Fen)}`,
        `The settlement says ${formatAmount(left as Fen)}, the ledgers ${formatAmount(counted as Fen)}`,
      ),
    );
  const returned = view
    .events('surplus_returned')
    .reduce((total, event) => total + Number(event.values?.['amount'] ?? 0), 0);
  if (has(view, 'surplus_returned') && returned !== left)
    found.push(
      ...one(
        'warn',
        pathOf(view, 'surplus_returned'),
        `退回${formatAmount(returned as Fen)}与结余${formatAmount(left as Fen)}不等`,
        `${formatAmount(returned as Fen)} returned of ${formatAmount(left as Fen)}`,
      ),
    );
  return found;
}

/** A-P15: how much of what came is spent. */
function progressOfSpending(view: View): Problem[] {
  const sum = (ledger: string) =>
    view
      .entries(ledger)
      .reduce((total, row) => total + (typeof row['amount'] === 'number' ? row['amount'] : 0), 0);
  const [came, spent] = [sum('payments'), sum('expenses')];
  if (came <= 0 || spent <= 0) return [];
  const rate = Math.floor((spent * 1000) / came) / 10;
  return one(
    'info',
    'fields.total_amount',
    `经费执行率${rate}%（支出${formatAmount(spent as Fen)}，到账${formatAmount(came as Fen)}）`,
    `${rate} % of what came is spent (${formatAmount(spent as Fen)} of ${formatAmount(came as Fen)})`,
  );
}

function rework(view: View): Problem[] {
  return has(view, 'rework_required')
    ? one(
        'info',
        pathOf(view, 'rework_required'),
        '修改、重做所发生的各种费用由乙方承担',
        'Rework is at the cost of party B',
      )
    : [];
}

/** Rights, duties, secrecy and readings that have a check of their own (A-R, A-S, A-Q). */
export const courseChecks: readonly Rule[] = [
  rule('A-R01', 'payment', both('甲方按约付款', 'Party A pays as agreed'), '第七条（一）1', 140),
  rule(
    'A-R03',
    'inspection',
    both('接受检查、监督', 'Inspections are accepted'),
    '第七条（一）3',
    142,
    refusedInspection,
  ),
  rule(
    'A-R04',
    'supervision',
    both('承担单位加强过程与经费监督', 'The unit supervises research and money'),
    '附件一',
    245,
  ),
  rule(
    'A-R06',
    'third_party',
    both('第三人侵权主张由乙方承担', 'Claims of third parties fall on party B'),
    '第十条（二）',
    163,
  ),
  rule('A-R07', 'tails', both('结题后存续的义务', 'What outlives closing'), '第十一条（一）', 167, tails),
  rule(
    'A-R08',
    'approved_first',
    both('先立项后签约', 'Approval before signature'),
    '附件一',
    240,
    approvedFirst,
  ),
  rule('A-R09', 'measures', both('按课题管理办法执行', 'The measures are followed'), '第七条（二）1', 146),
  rule(
    'A-S02',
    'disclosures',
    both('对外提供须已公开或有特别约定', 'Nothing goes to others unless public or agreed'),
    '第八条',
    153,
    disclosures,
  ),
  rule('A-S03', 'integrity', both('科研诚信', 'Research integrity'), '第九条', 157, integrity),
  rule(
    'A-Q12',
    'secrecy_end',
    both('返还、销毁未约定', 'Return or destruction not agreed'),
    '第八条',
    153,
    secrecyEnd,
  ),
  rule(
    'A-Q13',
    'measures_attached',
    both('管理办法未附', 'The measures are not attached'),
    '前言',
    32,
    measuresAttached,
  ),
  rule(
    'A-N02',
    'result_copies',
    both('成果文件份数未定（见A-Q08）', 'Copies of the results are not fixed (A-Q08)'),
    '第七条（二）3',
    148,
  ),
];

/** Who may lead and whose rights are kept (A-E04, A-E05). */
export const leaderAndRights: readonly Rule[] = [
  rule(
    'A-E04',
    'leader_stays',
    both('课题负责人一般不得变更', 'The leader stays'),
    '第二条（三）',
    54,
    leaderStays,
  ),
  rule('A-E05', 'no_infringement', both('不侵犯第三人权益', 'No infringement'), '第十条（二）', 163, claims),
];

/** Money rules that look at events: costs, surplus, rework, rate of spending. */
export const moneyCourse: readonly Rule[] = [
  rule(
    'A-P01',
    'no_addition',
    both('包干价不得追加', 'Nothing is added to the lump sum'),
    '第四条（一）',
    84,
    costs,
  ),
  rule('A-P08', 'surplus', both('结余退回甲方', 'What is left goes back'), '第五条（一）', 122, surplus),
  rule(
    'A-P09',
    'acceptance_cost',
    both('验收费用由乙方承担', 'Acceptance at the cost of party B'),
    '第三条（一）2',
    68,
  ),
  rule(
    'A-P13',
    'rework_cost',
    both('修改、重做费用由乙方承担', 'Rework at the cost of party B'),
    '第七条（一）3',
    142,
    rework,
  ),
  rule('A-P14', 'currency', both('“元”指人民币', 'Yuan is renminbi'), '第四条（一）', 84),
  rule(
    'A-P15',
    'spending',
    both('资金执行进度', 'Rate of spending'),
    '第五条（一）',
    122,
    progressOfSpending,
  ),
];
