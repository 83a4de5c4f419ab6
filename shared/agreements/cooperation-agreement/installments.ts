import { installmentNumber } from '../../engine/installment-number.ts';
import type { FieldValue } from '../../model/record.ts';
import type { Fen } from '../../model/units.ts';
import { makesWhole, parsePercent, shareOf, splitShares } from '../../money/percent.ts';
import type { Count, Deadline, Gate, Instance, View } from '../define.ts';
import { countShape, parseCount } from '../../reading/numbers.ts';
import { at } from './clauses.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

type Row = Readonly<Record<string, FieldValue>>;

/** The events that may start an instalment, with the words of a condition that names them. */
const starts: readonly (readonly [string, RegExp])[] = [
  ['midterm_confirmed', /中期/u],
  ['archived', /归档/u],
  ['project_closed', /结题|验收|终期/u],
  ['agreement_effective', /生效|签订|签署|立项/u],
];

/** The event an instalment's period counts from: as said, as its condition says, else by its place. */
export function startOf(row: Row, index: number): string {
  const said = String(row['trigger'] ?? '');
  if (said) return said;
  const condition = String(row['condition'] ?? '');
  for (const [event, words] of starts) if (condition === event || words.test(condition)) return event;
  return index === 0 ? 'agreement_effective' : index === 1 ? 'midterm_confirmed' : 'project_closed';
}

const periods: readonly (readonly [RegExp, Count['unit']])[] = [
  [new RegExp(`(${countShape})个?工作日`, 'u'), 'working_day'],
  [new RegExp(`(${countShape})个?(?:日历日|自然日|日|天)`, 'u'), 'natural_day'],
  [new RegExp(`(${countShape})个月`, 'u'), 'month'],
];

/**
 * The count of an instalment as its row or its condition says (`… 15 个工作日内`); plain 日 are natural days
 * (G-011). Null where neither says one: the agreement's usual count holds.
 */
export function countOf(row: Row): Count | null {
  if (typeof row['working_days'] === 'number')
    return { offset: row['working_days'], unit: 'working_day', dir: 'after' };
  const condition = String(row['condition'] ?? '')
    .normalize('NFKC')
    .replace(/\s/gu, '')
    // A date is no count of days.
    .replace(/(?:\d{1,4}年)?\d{1,2}月\d{1,2}日/gu, '');
  for (const [shape, unit] of periods) {
    const offset = parseCount(shape.exec(condition)?.[1] ?? '');
    if (offset !== null && offset <= 3650) return { offset, unit, dir: 'after' };
  }
  return null;
}

/**
 * What each instalment is: its amount, else its share of the total (to the fen, so that the parts make the
 * whole where the shares do); null where neither is known.
 */
export function amountsOf(view: View): (Fen | null)[] {
  const rows = view.rows('installments');
  const total = view.money('total_amount');
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

/** Clause and rule of a payment by the event it counts from. */
function place(start: string, index: number) {
  if (start === 'agreement_effective') return { rule: 'A-T11', clause: at('第四条（二）2(1)', 94) };
  if (start === 'midterm_confirmed') return { rule: 'A-T12', clause: at('第四条（二）2(2)', 96) };
  return { rule: index === 0 ? 'A-T11' : index === 1 ? 'A-T12' : 'A-P03', clause: at('第四条（二）2', 92) };
}

const gates: readonly Gate[] = [
  {
    key: 'budget_quota',
    title: both('本项目的财政预算指标到达', 'The budget quota has arrived'),
    event: 'budget_quota_arrived',
    each: 'installment',
  },
  {
    key: 'invoice',
    title: both('收到税务部门认可的等额有效发票', 'A valid invoice of the same amount is received'),
    event: 'invoice_received',
    each: 'installment',
  },
];

function instances(view: View, own: (row: Row, index: number, no: number) => Partial<Instance>): Instance[] {
  const amounts = amountsOf(view);
  return view.rows('installments').map((row, index) => {
    const no = installmentNumber(row, index);
    return {
      suffix: `#${no}`,
      installment: no,
      amount: amounts[index] ?? null,
      trigger: { event: startOf(row, index) },
      ...own(row, index, no),
    };
  });
}

/** Payments (A-T11, A-T12 and further instalments) and the invoice that each waits for (A-T13). */
export const paymentDeadlines: readonly Deadline[] = [
  {
    rule: 'A-T11',
    key: 'pay_due',
    title: both('支付款项', 'Pay the instalment'),
    obligor: 'party_a',
    obligee: 'party_b',
    clause: at('第四条（二）2', 92),
    trigger: { event: 'agreement_effective' },
    count: { offset: { field: 'payment_working_days' }, unit: 'working_day', dir: 'after' },
    gates,
    gateMode: 'defer',
    metBy: ['payment_applied', 'payment_received'],
    reading: readings.q01,
    confidence: 'read',
    onMiss: both(
      '无正当理由拒付致无法研究的，乙方有权终止（A-B01）；财政审批等原因的迟延不算违约（A-P04）。',
      'Refusal without reason lets party B end the project (A-B01); delays of the treasury are no breach (A-P04).',
    ),
    instances: (view) =>
      instances(view, (row, index, no) => {
        const share = String(row['share'] ?? '');
        const count = countOf(row);
        return {
          ...place(startOf(row, index), index),
          key: `pay${no}_due`,
          title: both(
            `支付第${no}期款${share ? `（${share}）` : ''}`,
            `Pay instalment ${no}${share ? ` (${share})` : ''}`,
          ),
          ...(count === null ? {} : { count }),
        };
      }),
  },
  {
    rule: 'A-T13',
    key: 'invoice_defer',
    title: both('开具等额有效发票', 'Issue the invoice'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at('第四条（四）', 116),
    trigger: { event: 'agreement_effective' },
    count: { offset: 0, unit: 'none', dir: 'after' },
    metBy: ['invoice_received'],
    confidence: 'read',
    internal: true,
    onMiss: both(
      '付款期限顺延至取得发票，乙方不得怠于履约。',
      'The payment waits for the invoice; party B must go on performing.',
    ),
    instances: (view) =>
      instances(view, (_row, _index, no) => ({
        title: both(`开具第${no}期款的等额有效发票`, `Issue the invoice of instalment ${no}`),
      })),
  },
];
