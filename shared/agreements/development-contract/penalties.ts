import { perDay, type Paid } from '../../engine/exposure.ts';
import { formatAmount } from '../../money/fen.ts';
import { formatPercent, parsePercent, shareOf } from '../../money/percent.ts';
import type { CivilDate, Fen } from '../../model/units.ts';
import type { Charge, Penalty, View } from '../define.ts';
import { at } from './clauses.ts';
import { dateOf, lastOfMonth, payDays } from './days.ts';
import { both } from './words.ts';

/** Whether the premise of article 21 (work stopped, was late or failed) was decided, and how (B-B08). */
export function premiseOf(view: View, rule: string): 'holds' | 'denied' | 'open' {
  const said = view
    .entries('premises')
    .filter((row) => row['rule'] === rule && (dateOf(row['on']) ?? view.today) <= view.today)
    .at(-1);
  return said === undefined ? 'open' : said['holds'] === false ? 'denied' : 'holds';
}

function stateBy(premise: ReturnType<typeof premiseOf>): Charge['state'] {
  return premise === 'holds' ? 'incurred' : premise === 'denied' ? 'excused' : 'undecided';
}

/** What was paid on an instalment, oldest first; the ledger where it has rows, else the events. */
export function paidOn(view: View, no: number): Paid[] {
  const booked = view
    .entries('payments')
    .filter((row) => row['installment'] === no)
    .map((row) => ({
      on: dateOf(row['date']) ?? view.today,
      amount: Number(row['amount'] ?? 0) + Number(row['setoff'] ?? 0),
    }));
  const events = (key: string) =>
    view.events(key, no).map((event) => ({ on: event.date, amount: Number(event.values?.['amount'] ?? 0) }));
  const made = events('payment_made');
  const rows = booked.length > 0 ? booked : made.length > 0 ? made : events('payment_received');
  return rows.filter((row) => row.on <= view.today).toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** Why an instalment was late, as decided with evidence (B-P04); null while nobody has. */
export function causeOf(view: View, no: number): string | null {
  const said = view.events('payment_delay_explained', no).findLast((event) => event.evidence.length > 0);
  const cause = said?.values?.['cause'];
  return typeof cause === 'string' ? cause : null;
}

/**
 * B-P03 with B-P04, B-Q03 and B-Q22: the cause is decided first; a fiscal one shows nothing owed beside the figure
 * had it been another. Whether the delay stopped the work is asked for, the sum is found all the same.
 */
function overdue(view: View): Charge[] {
  const rate = parsePercent(view.text('overdue_rate'));
  if (rate === null) return [];
  return payDays(view).flatMap(({ no, amount, due }) => {
    if (amount === null || due === null || due >= view.today) return [];
    const paid = paidOn(view, no);
    const { amount: figure, days } = perDay(
      amount,
      due,
      view.today,
      paid,
      rate,
      view.value('pay_day_counts') !== false,
    );
    if (days === 0) return [];
    const cause = causeOf(view, no);
    const premise = premiseOf(view, 'B-P03');
    const state: Charge['state'] =
      cause === 'fiscal' ? 'excused' : cause === null ? 'undecided' : stateBy(premise);
    const counts = state === 'incurred';
    const sum = `${formatAmount(amount)} × ${formatPercent(rate)} × ${days}`;
    const why =
      cause === null
        ? both('；先判逾期原因（B-P04）', '; the cause is decided first (B-P04)')
        : cause === 'fiscal'
          ? both('；财政原因，不担违约责任（B-P04）', '; the treasury is the cause: nothing owed (B-P04)')
          : premise === 'open'
            ? both('；须填是否造成停滞、延误（B-Q22）', '; say whether work stopped or was late (B-Q22)')
            : both('', '');
    return [
      {
        suffix: `#${no}`,
        title: both(`第${no}期款逾期违约金`, `Late payment of instalment ${no}`),
        state,
        amount: counts ? figure : state === 'excused' ? (0 as Fen) : null,
        otherwise: counts ? null : figure,
        formula: both(
          `${sum}日，自${due}次日起，部分付款的按余额分段${why.zh}`,
          `${sum} days from the day after ${due}, by what stayed unpaid${why.en}`,
        ),
        path: `fields.installments[${no - 1}]`,
      },
    ];
  });
}

const zero = 0 as Fen;

/** A share of the total that a breach costs. */
function shareCharge(
  view: View,
  key: string,
  rule: string,
  happened: CivilDate | null,
  possible: boolean,
  path: string,
): Charge[] {
  const total = view.money('total_price');
  const share = parsePercent(view.text(key));
  if (total === null || share === null || (happened === null && !possible)) return [];
  const figure = shareOf(total, share);
  const premise = rule === 'B-P09' ? 'holds' : premiseOf(view, rule);
  const state: Charge['state'] = happened === null ? 'possible' : stateBy(premise);
  const owed = state === 'incurred' || state === 'possible';
  return [
    {
      suffix: '',
      state,
      amount: owed ? figure : state === 'excused' ? zero : null,
      otherwise: owed ? null : figure,
      formula: both(
        `${formatAmount(total)} × ${formatPercent(share)}${state === 'undecided' ? '；先认定前提（B-B08）' : ''}`,
        `${formatAmount(total)} × ${formatPercent(share)}${state === 'undecided' ? '; the premise first (B-B08)' : ''}`,
      ),
      path,
    },
  ];
}

/** The day of the n-th refusal that ends the contract (two in the form). */
export function lastRefusal(view: View): CivilDate | null {
  const most = view.integer('acceptance_attempts') ?? 2;
  return view.events('acceptance_failed')[most - 1]?.date ?? null;
}

function refusals(view: View): Charge[] {
  const failed = view.events('acceptance_failed');
  return shareCharge(
    view,
    'acceptance_share',
    'B-P08',
    lastRefusal(view),
    failed.length > 0 && view.events('final_acceptance_passed').length === 0,
    'events',
  );
}

function leaks(view: View, underAnnex: boolean): CivilDate | null {
  return (
    view.events('leak_established').find((event) => !underAnnex || event.values?.['under_annex'] === true)
      ?.date ?? null
  );
}

/** What was written down as loss under a rule; without a row, an amount by the real loss. */
function losses(rule: string, open: (view: View) => boolean, premised: boolean) {
  return (view: View): Charge[] => {
    const rows = view
      .entries('losses')
      .filter((row) => row['rule'] === rule && (dateOf(row['on']) ?? view.today) <= view.today);
    const sum = rows.reduce((total, row) => total + Number(row['amount'] ?? 0), 0) as Fen;
    if (rows.length === 0) {
      if (!open(view)) return [];
      return [
        {
          suffix: '',
          state: 'actual',
          amount: null,
          formula: both('按实际损失，不以合同金额为限', 'By the real loss, not capped by the contract'),
          path: 'entries.losses',
        },
      ];
    }
    const state = premised ? stateBy(premiseOf(view, rule)) : 'incurred';
    const owed = state === 'incurred';
    return [
      {
        suffix: '',
        state,
        amount: owed ? sum : state === 'excused' ? zero : null,
        otherwise: owed ? null : sum,
        formula: both(
          `台账所列${rows.length}笔之和${owed ? '' : '；先认定前提（B-B08）'}`,
          `The ${rows.length} losses written down${owed ? '' : '; the premise first (B-B08)'}`,
        ),
        path: 'entries.losses',
      },
    ];
  };
}

/** Whether a phase or the acceptance is past its month and not done (article 3). */
export function behindSchedule(view: View): boolean {
  const due = lastOfMonth(view, view.value('acceptance_month'));
  if (due !== null && view.today > due && view.events('final_acceptance_passed').length === 0) return true;
  const done = view.events('phase_completed').map((event) => event.values?.['phase']);
  return view.rows('phases').some((row, index, all) => {
    const end = lastOfMonth(view, row['end']);
    const built = index === all.length - 2 && view.events('system_built').length > 0;
    const accepted = view.events('final_acceptance_passed').length > 0;
    return end !== null && view.today > end && !done.includes(index + 1) && !built && !accepted;
  });
}

/** B-P12: a technical failure gives back what was paid, by the cause that was established. */
function technicalFailure(view: View): Charge[] {
  const risk = view.events('risk_found').at(-1);
  if (risk === undefined || risk.values?.['established'] !== true) return [];
  const paid = payDays(view).reduce(
    (sum, { no }) => sum + paidOn(view, no).reduce((part, row) => part + row.amount, 0),
    0,
  ) as Fen;
  const cause = risk.values['cause'];
  const path = `events[${view.record.events.indexOf(risk)}]`;
  const words = both(`已付款合计${formatAmount(paid)}`, `Paid so far ${formatAmount(paid)}`);
  if (cause === 'party_b') return [{ suffix: '', state: 'incurred', amount: paid, formula: words, path }];
  if (cause === 'party_a')
    return [{ suffix: '', state: 'excused', amount: zero, otherwise: paid, formula: words, path }];
  const share = cause === 'both' ? parsePercent(String(risk.values['share_b'] ?? '')) : null;
  if (share === null)
    return [{ suffix: '', state: 'undecided', amount: null, otherwise: paid, formula: words, path }];
  return [
    {
      suffix: '',
      state: 'incurred',
      amount: shareOf(paid, share),
      formula: both(
        `${words.zh} × 乙方过错${formatPercent(share)}`,
        `${words.en} × fault ${formatPercent(share)}`,
      ),
      path,
    },
  ];
}

const b = { by: 'party_b', to: 'party_a' } as const;

/** Article 21, article 9 and annex 8 in money (B-P03–B-P12); B-P07, B-P08 and B-P09 are not added together. */
export const penalties: readonly Penalty[] = [
  {
    rule: 'B-P03',
    key: 'late_payment',
    title: both('逾期付款违约金', 'Late payment'),
    clause: at(276),
    by: 'party_a',
    to: 'party_b',
    charges: overdue,
  },
  {
    rule: 'B-P06',
    key: 'late_work',
    title: both('返还已付未完成部分并赔偿实际损失', 'What was paid and not done, and loss'),
    clause: at(278),
    ...b,
    charges: losses('B-P06', behindSchedule, true),
  },
  {
    rule: 'B-P07',
    key: 'secrecy_half',
    title: both('泄密扣罚（按合同总额，B-Q04）', 'Leak (of the total, B-Q04)'),
    clause: at(280),
    ...b,
    group: 'liquidated',
    charges: (view) =>
      shareCharge(
        view,
        'secrecy_share',
        'B-P07',
        leaks(view, false),
        view.events('agreement_effective').length > 0,
        'fields.secrecy_share',
      ),
  },
  {
    rule: 'B-P08',
    key: 'refused_twice',
    title: both('两次验收未通过的违约金', 'Refused twice'),
    clause: at(282),
    ...b,
    group: 'liquidated',
    charges: refusals,
  },
  {
    rule: 'B-P09',
    key: 'annex_whole',
    title: both('附件违约金（合作项目金额）', 'Breach of the annex (the whole amount)'),
    clause: at(505),
    ...b,
    group: 'liquidated',
    charges: (view) =>
      shareCharge(
        view,
        'annex_share',
        'B-P09',
        leaks(view, true),
        view.events('annex_effective').length > 0,
        'fields.annex_share',
      ),
  },
  {
    rule: 'B-P10',
    key: 'reputation',
    title: both('网信通报、声誉等实际损失', 'Reports by authorities, reputation'),
    clause: at(284),
    ...b,
    charges: losses(
      'B-P10',
      (view) => view.entries('incidents').some((row) => row['notified_above'] === true),
      true,
    ),
  },
  {
    rule: 'B-P11',
    key: 'replacement',
    title: both('替代采购差价', 'Dearer replacement'),
    clause: at(290),
    ...b,
    charges: losses(
      'B-P11',
      (view) =>
        view.events('termination_notice_received').some((event) => event.values?.['ground'] === 'breach'),
      true,
    ),
  },
  {
    rule: 'B-P12',
    key: 'technical_failure',
    title: both('技术失败退还已付款', 'Technical failure: what was paid'),
    clause: at(175),
    ...b,
    charges: technicalFailure,
  },
  {
    rule: 'B-B05',
    key: 'incident',
    title: both('非甲方原因的安全事故', 'Incidents not caused by party A'),
    clause: at(286),
    ...b,
    charges: losses(
      'B-B05',
      (view) => view.entries('incidents').some((row) => row['cause'] === 'party_b'),
      false,
    ),
  },
];
