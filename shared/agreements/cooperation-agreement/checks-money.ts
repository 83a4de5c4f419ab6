import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { installmentNumber } from '../../engine/installment-number.ts';
import type { Fen } from '../../model/units.ts';
import { formatAmount } from '../../money/fen.ts';
import { amountsOf, countOf } from './installments.ts';
import { extended } from './deadlines.ts';
import { allowedItems } from './ledgers.ts';
import { both, rule } from './words.ts';

type Row = ReturnType<View['entries']>[number];

/** What the agreement forbids, by the words one finds in item and purpose (A-P11). */
const forbidden: readonly (readonly [RegExp, string, string])[] = [
  [/基础建设|基本建设|基建|土建|装修/u, '基础建设', 'building'],
  [/福利|劳保|劳动保护/u, '福利劳保', 'welfare and protective supplies'],
  [/接待|招待|宴请/u, '接待费', 'entertainment'],
  [/大型[^，。,]{0,6}(?:设备|仪器)|通用设备|通用仪器/u, '购置大型和通用设备', 'large or general equipment'],
];
const generalEquipment =
  /电脑|计算机|服务器|工作站|显示器|笔记本|台式机|平板|打印机|复印机|扫描仪|投影仪|空调|手机|相机|办公家具/u;
const equipment = /设备|仪器|装置/u;

function text(row: Row, ...keys: readonly string[]): string {
  return keys.map((key) => (typeof row[key] === 'string' ? row[key] : '')).join(' ');
}

/** The day of approval: the event, else the date of the notice. */
function approvalDay(view: View) {
  return view.eventDate('project_approved') ?? view.date('approval_notice_date');
}

function forbiddenItems(view: View): Problem[] {
  const approved = approvalDay(view);
  return view.entries('expenses').flatMap((row, index): Problem[] => {
    const words = text(row, 'item', 'purpose');
    const found = forbidden.find(([pattern]) => pattern.test(words));
    const problems: Problem[] = [];
    if (found) {
      problems.push({
        severity: 'block',
        path: `entries.expenses[${index}].item`,
        message: both(`经费不得用于${found[1]}`, `The funds may not be used for ${found[2]}`),
      });
    }
    const device = equipment.test(words);
    // Equipment paid for before the approval was ordered before it too.
    const key = row['ordered_on'] == null && device ? 'date' : 'ordered_on';
    const ordered = row[key];
    if (approved && typeof ordered === 'string' && ordered < approved) {
      problems.push({
        severity: device ? 'block' : 'warn',
        path: `entries.expenses[${index}].${key}`,
        message: device
          ? both(
              `${ordered}订购，早于课题批准日${approved}：批准前已订购的仪器设备不得列支`,
              `Ordered on ${ordered}, before the approval on ${approved}: not chargeable`,
            )
          : both(
              `${ordered}订购，早于课题批准日${approved}`,
              `Ordered on ${ordered}, before the approval on ${approved}`,
            ),
      });
    }
    if (!found && generalEquipment.test(words) && row['consent'] !== true) {
      problems.push({
        severity: 'warn',
        rule: 'A-Q16',
        path: `entries.expenses[${index}].item`,
        message: both(
          '设备费与“通用设备”界线未定：电脑等须有甲方书面意见',
          'General equipment or not: needs party A’s opinion in writing',
        ),
      });
    }
    return problems;
  });
}

/** A-P12: what was spent against the rules, in sum. */
function clawback(view: View): Problem[] {
  const blocked = new Set(
    forbiddenItems(view)
      .filter((problem) => problem.severity === 'block')
      .map((problem) => /\[(\d+)\]/u.exec(problem.path)?.[1]),
  );
  if (blocked.size === 0) return [];
  const rows = view.entries('expenses').filter((_row, index) => blocked.has(String(index)));
  const total = formatAmount(sum(rows, 'amount') as Fen);
  return [
    {
      severity: 'warn',
      path: 'entries.expenses',
      message: both(
        `违规支出合计${total}，后果由乙方承担，甲方有权追回`,
        `${total} was spent against the rules; party A may claim it back`,
      ),
    },
  ];
}

function unlistedItems(view: View): Problem[] {
  const plain = (words: string) => words.normalize('NFKC').replace(/[\s/、,和费支出]/gu, '');
  const parts = allowedItems.flatMap((item) => [item.value, ...item.value.split('/')]).map(plain);
  return view.entries('expenses').flatMap((row, index): Problem[] => {
    const item = plain(text(row, 'item'));
    if (!text(row, 'item').trim() || forbidden.some(([pattern]) => pattern.test(text(row, 'item'))))
      return [];
    if (item !== '' && parts.some((part) => part !== '' && (item.includes(part) || part.includes(item))))
      return [];
    return [
      {
        severity: 'warn',
        path: `entries.expenses[${index}].item`,
        message: both(
          `科目“${text(row, 'item')}”不在协议所列之内，须与课题直接相关并说明`,
          `“${text(row, 'item')}” is not among the items listed: say how it belongs to the project`,
        ),
      },
    ];
  });
}

function outsidePeriod(view: View): Problem[] {
  const effective = view.eventDate('agreement_effective');
  const end = extended('period_end')(view);
  return view.entries('expenses').flatMap((row, index): Problem[] => {
    const date = row['date'];
    if (typeof date !== 'string') return [];
    if (effective && date < effective) {
      return [
        {
          severity: 'warn',
          rule: 'A-Q04',
          path: `entries.expenses[${index}].date`,
          message: both(
            `${date}的支出早于协议生效日${effective}，须说明`,
            `Spent on ${date}, before the agreement took effect on ${effective}`,
          ),
        },
      ];
    }
    if (typeof end === 'string' && date > end) {
      return [
        {
          severity: 'warn',
          path: `entries.expenses[${index}].date`,
          message: both(
            `${date}的支出晚于研究期限止日${end}，须说明与成果的关系`,
            `Spent on ${date}, after the period ended on ${end}`,
          ),
        },
      ];
    }
    return [];
  });
}

function withinTotal(view: View): Problem[] {
  const total = view.money('total_amount');
  if (total === null || total <= 0) return [];
  const spent = sum(view.entries('expenses'), 'amount');
  const paid = sum(view.entries('payments'), 'amount');
  const problems: Problem[] = [];
  if (spent > total) {
    problems.push({
      severity: 'warn',
      path: 'entries.expenses',
      message: both(
        '支出合计超过协议总额；包干价不得要求追加',
        'More is spent than the lump sum; nothing may be added',
      ),
    });
  }
  if (paid > total) {
    problems.push({
      severity: 'block',
      path: 'entries.payments',
      message: both('到账合计超过协议总额；包干价不得追加', 'More was paid than the lump sum'),
    });
  }
  return problems;
}

function sum(rows: readonly Row[], key: string): number {
  return sumOf(rows.map((row) => row[key]));
}

function sumOf(amounts: readonly unknown[]): number {
  return amounts.reduce<number>((total, amount) => total + (typeof amount === 'number' ? amount : 0), 0);
}

/** A-P02: each invoice is exactly what its instalment comes to. */
function invoicesEqual(view: View): Problem[] {
  const amounts = amountsOf(view);
  const numbers = view.rows('installments').map(installmentNumber);
  return view.record.events.flatMap((event, index): Problem[] => {
    const amount = event.values?.['amount'];
    if (event.key !== 'invoice_received' || typeof amount !== 'number') return [];
    const at =
      event.installment === undefined && numbers.length === 1 ? 0 : numbers.indexOf(event.installment ?? -1);
    const due = amounts[at] ?? null;
    // Several invoices may make the amount together.
    const all = view.events(event.key, numbers[at]).map((other) => other.values?.['amount']);
    if (due === null || due === amount || sumOf(all) === due) return [];
    return [
      {
        severity: 'block',
        path: `events[${index}].amount`,
        message: both(
          `发票金额与第${event.installment ?? 1}期应付额不等，须等额`,
          `The invoice is not the amount of instalment ${event.installment ?? 1}`,
        ),
      },
    ];
  });
}

/** A-T11: the agreement's count of days against what every instalment says of its own. */
function countsAgree(view: View): Problem[] {
  const usual = view.record.fields['payment_working_days'];
  const counts = view.rows('installments').map(countOf);
  if (typeof usual !== 'number' || counts.length === 0) return [];
  if (counts.some((count) => count === null || (count.unit === 'working_day' && count.offset === usual)))
    return [];
  return [
    {
      severity: 'warn',
      rule: 'A-T11',
      clause: at('第四条（二）2(1)', 94),
      path: 'fields.payment_working_days',
      message: both(
        `付款期限录为${usual}个工作日，各期付款条件所写都不同；按各期条件计算`,
        `Payment within ${usual} working days is what no instalment says; each counts as its own condition does`,
      ),
    },
  ];
}

/** A-P03: what the bank slips say, where the ledger says nothing. */
function receiptsFit(view: View): Problem[] {
  const amounts = amountsOf(view);
  const booked = new Set(view.entries('payments').map((row) => row['installment']));
  return view.rows('installments').flatMap((row, at): Problem[] => {
    const no = installmentNumber(row, at);
    const due = amounts[at] ?? null;
    const events = view.events('payment_received', no).filter((event) => event.date <= view.today);
    const known = events.every((event) => typeof event.values?.['amount'] === 'number');
    const last = events.at(-1);
    if (due === null || last === undefined || !known || booked.has(no)) return [];
    const came = sumOf(events.map((event) => event.values?.['amount']));
    if (came === due) return [];
    return [
      {
        severity: 'warn',
        path: `events[${view.record.events.indexOf(last)}].amount`,
        message: both(
          `第${no}期到账合计不等于应付额；有抵扣的在“到账”登记`,
          `What came of instalment ${no} is not what it comes to; record a set-off in the ledger`,
        ),
      },
    ];
  });
}

/** A-P03, A-P05, A-P06: what arrived, how, and what was set off. */
function paymentsFit(view: View): Problem[] {
  const amounts = amountsOf(view);
  const numbers = view.rows('installments').map(installmentNumber);
  return view.entries('payments').flatMap((row, index): Problem[] => {
    const problems: Problem[] = [];
    const due = amounts[numbers.indexOf(Number(row['installment']))] ?? null;
    const setoff = typeof row['setoff'] === 'number' ? row['setoff'] : 0;
    if (due !== null && typeof row['amount'] === 'number' && row['amount'] + setoff !== due) {
      problems.push({
        severity: 'warn',
        path: `entries.payments[${index}].amount`,
        message: both(
          '到账与抵扣合计不等于该期应付额',
          'Payment and set-off are not what the instalment comes to',
        ),
      });
    }
    if (setoff > 0 && !text(row, 'setoff_reason').trim()) {
      problems.push({
        severity: 'warn',
        rule: 'A-P06',
        clause: at('第四条（五）', 118),
        path: `entries.payments[${index}].setoff_reason`,
        message: both('抵扣未写事由（违约金、赔偿金等）', 'The set-off has no reason'),
      });
    }
    const method = text(row, 'method').trim();
    if (method && !/转账|汇款|transfer/iu.test(method)) {
      problems.push({
        severity: 'warn',
        rule: 'A-P05',
        clause: at('第四条（二）1', 88),
        path: `entries.payments[${index}].method`,
        message: both('付款方式应为转账汇款', 'Payment is to be by bank transfer'),
      });
    }
    return problems;
  });
}

/** Payment and expense rules A-P01–A-P07, A-P10, A-P11; what has no check is shown beside the payments. */
export const paymentRules: readonly Rule[] = [
  rule('A-P01', 'lump_sum', both('总额为包干价', 'A lump sum'), '第四条（一）', 84, withinTotal),
  rule(
    'A-P02',
    'gate_each_payment',
    both('每期以预算指标和等额发票为前提', 'Budget quota and invoice first'),
    '第四条（二）2',
    92,
    invoicesEqual,
  ),
  rule('A-P03', 'installments', both('分期付款', 'Instalments'), '第四条（二）2', 92, (view) => [
    ...paymentsFit(view),
    ...receiptsFit(view),
    ...countsAgree(view),
  ]),
  rule(
    'A-P04',
    'payment_deemed',
    both('提出支付申请即视为履行', 'Applying to the treasury is performance'),
    '第四条（三）',
    114,
  ),
  rule('A-P05', 'payment_method', both('转账汇款', 'Bank transfer'), '第四条（二）1', 88),
  rule('A-P06', 'setoff', both('甲方可抵扣违约金、赔偿金', 'Party A may set off'), '第四条（五）', 118),
  rule('A-P07', 'separate_account', both('单独核算、专款专用', 'A separate account'), '第五条（一）', 122),
  rule('A-P10', 'allowed_items', both('允许科目', 'Items allowed'), '第五条（二）', 124, unlistedItems),
  rule('A-P11', 'forbidden_items', both('禁止科目', 'Items forbidden'), '第五条（二）', 126, forbiddenItems),
  rule(
    'A-P12',
    'clawback',
    both('违规支出可追回', 'Misused funds are claimed back'),
    '第五条（三）',
    128,
    clawback,
  ),
  rule(
    'A-T04',
    'outside_period',
    both('期外支出须说明', 'Expenses outside the period'),
    '第二条（一）',
    42,
    outsidePeriod,
  ),
];
