import type { Deadline, Gate, Instance, View } from '../define.ts';
import { gatesOf, payDays, workingDaysOf } from './days.ts';
import { at } from './clauses.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

const titles = new Map([
  ['agreement_signed', both('合同已签', 'Contract signed')],
  ['system_online', both('系统上线运行', 'System online')],
  ['initial_acceptance_passed', both('初验通过', 'First acceptance passed')],
  ['service_ended', both('服务结束', 'Service ended')],
  ['final_acceptance_passed', both('验收合格', 'Accepted')],
]);

const invoice: Gate = {
  key: 'invoice',
  title: both('收到有效付款发票', 'A valid invoice is received'),
  event: 'invoice_received',
  each: 'installment',
};

/** Rule and line of an instalment by its place; what goes beyond the form’s three counts as the last. */
const place = [
  { rule: 'B-T09', clause: at(137) },
  { rule: 'B-T10', clause: at(139) },
  { rule: 'B-T11', clause: at(141) },
] as const;

function instances(view: View): Instance[] {
  const rows = view.rows('installments');
  return payDays(view).map(({ no, amount }, index) => {
    const row = rows[index] ?? {};
    const days = workingDaysOf(view, row);
    const gates = gatesOf(row);
    const own = place[Math.min(index, place.length - 1)] ?? place[0];
    return {
      ...own,
      suffix: `#${no}`,
      installment: no,
      amount,
      key: `pay${no}_due`,
      title: both(`支付第${no}期款`, `Pay instalment ${no}`),
      ...(days === null ? {} : { count: { offset: days, unit: 'working_day', dir: 'after', safe: 'begin' } }),
      gates: [
        ...gates.map((event) => ({ key: event, title: titles.get(event) ?? both(event, event), event })),
        invoice,
      ],
      ...(gates.includes('service_ended')
        ? { reading: readings.q02, confidence: 'ask' as const }
        : { reading: readings.q21 }),
    };
  });
}

/** The first day on which an instalment is late enough to suspend the work, where it still is unpaid. */
function suspensions(view: View): Instance[] {
  return payDays(view).map(({ no, due }) => ({
    suffix: `#${no}`,
    installment: no,
    title: both(
      `第${no}期款逾期满30日后乙方可书面通知暂停`,
      `Instalment ${no}: party B may suspend in writing`,
    ),
    trigger: { date: () => due, label: 'pay_due' },
  }));
}

const promptly = { offset: 0, unit: 'none', dir: 'after' } as const;

/** Payments (B-T09–B-T11) with their invoices, and the right to suspend the work (B-T20). */
export const moneyDeadlines: readonly Deadline[] = [
  {
    rule: 'B-T09',
    key: 'pay_due',
    title: both('支付款项', 'Pay the instalment'),
    obligor: 'party_a',
    obligee: 'party_b',
    clause: at(137),
    trigger: { event: 'agreement_signed' },
    count: { offset: { field: 'payment_working_days' }, unit: 'working_day', dir: 'after', safe: 'begin' },
    gateMode: 'start',
    metBy: ['payment_made', 'payment_received'],
    reading: readings.q21,
    onMiss: both(
      '每逾期一日按该阶段应付未付额付违约金（B-P03）；财政拨付周期或支付进度的原因不担违约责任（B-P04）。',
      'A penalty a day on what is unpaid (B-P03); none where the treasury is the cause (B-P04).',
    ),
    instances,
  },
  {
    rule: 'B-Q21',
    key: 'invoice_due',
    title: both('开具有效付款发票', 'Issue the invoice'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at(137),
    trigger: { event: 'agreement_signed' },
    count: promptly,
    metBy: ['invoice_received'],
    internal: true,
    confidence: 'read',
    onMiss: both('付款的钟不启动。', 'The count of the payment does not begin.'),
    instances: (view) =>
      payDays(view).map(({ no }, index) => {
        const [first = 'agreement_signed'] = gatesOf(view.rows('installments')[index] ?? {}).toReversed();
        return {
          suffix: `#${no}`,
          installment: no,
          title: both(`开具第${no}期款的有效发票`, `Issue the invoice of instalment ${no}`),
          trigger: { event: first },
        };
      }),
  },
  {
    rule: 'B-T20',
    key: 'overdue_suspend',
    title: both('逾期满30日后乙方可书面通知暂停下阶段', 'Party B may suspend the next phase in writing'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at(276),
    trigger: { date: () => null, label: 'pay_due' },
    count: {
      offset: { field: 'suspend_days' },
      unit: 'natural_day',
      dir: 'after',
      roll: false,
      safe: 'same',
    },
    period: true,
    // The money that came in time leaves no right to suspend.
    metBy: ['payment_received', 'payment_made'],
    onMiss: both('暂停须书面通知；收款后立即继续。', 'In writing; work goes on as soon as the money comes.'),
    instances: suspensions,
  },
  {
    rule: 'B-B01',
    key: 'resume_work',
    title: both('收到款项后立即恢复履行', 'Resume the work at once when the money comes'),
    obligor: 'party_b',
    obligee: 'party_a',
    clause: at(276),
    trigger: {
      date: (view) => {
        const since = view.eventDate('suspension_noticed');
        return (
          view.events('payment_received').find((event) => since !== null && event.date >= since)?.date ?? null
        );
      },
      label: 'payment_received',
    },
    count: promptly,
    when: (view) => view.events('suspension_noticed').length > 0,
    metBy: ['work_resumed'],
    onMiss: both('收款后不立即继续的，构成乙方违约。', 'Not going on is a breach of party B.'),
  },
];
