import { sameName } from '../../engine/label-text.ts';
import { installmentNumber } from '../../engine/installment-number.ts';
import { formatAmount } from '../../money/fen.ts';
import type { Fen } from '../../model/units.ts';
import type { Problem, Rule, View } from '../define.ts';
import { hasHost } from './fields-application.ts';
import { batchAmounts } from './deadlines.ts';
import { allowedItems } from './ledgers.ts';
import { both, rule, say } from './words.ts';

/** Whether the laboratory explained what exceeds a usual limit (D-Q01). */
export function noteThere(view: View): boolean {
  const note = view.value('over_limit_note');
  return note !== undefined && note !== null && note !== '';
}

/** Soft limits (D-Q01): what exceeds one needs the laboratory’s note. */
function overCap(field: string, categories: readonly string[]) {
  return (view: View): Problem[] => {
    const [amount, cap] = [view.money('amount'), view.money(field)];
    if (amount === null || cap === null || amount <= cap || !categories.includes(view.text('category')))
      return [];
    return say(
      noteThere(view) ? 'info' : 'warn',
      'fields.amount',
      `${view.text('category')}类一般不超过${formatAmount(cap)}，超限须附实验室说明`,
      `Usually no more than ${formatAmount(cap)}; more needs the laboratory’s note`,
    );
  };
}

function keyAndOpen(view: View): Problem[] {
  return [...overCap('cap_key', ['重点研究'])(view), ...overCap('cap_open', ['开放探索'])(view)];
}

/** D-P02: the agreement that proves the cooperation of major research. */
function majorResearch(view: View): Problem[] {
  const found = overCap('cap_major', ['重大研究'])(view);
  const proof = view.value('cooperation_agreement');
  const bound = view.entries('materials').some((row) => row['piece'] === 'cooperation_proof');
  if (
    view.text('category') === '重大研究' &&
    !bound &&
    (proof === undefined || proof === null || proof === '')
  )
    found.push(
      ...say(
        'warn',
        'fields.cooperation_agreement',
        '重大研究类须附与实验室依托单位或共建单位的合作协议',
        'Major research: the agreement of cooperation is attached',
      ),
    );
  return found;
}

function sum(rows: readonly Readonly<Record<string, unknown>>[], key: string): number {
  return rows.reduce((total, row) => total + (typeof row[key] === 'number' ? row[key] : 0), 0);
}

function ownAccount(view: View): Problem[] {
  const total = view.money('amount');
  const spent = sum(view.entries('expenses'), 'amount');
  return total !== null && spent > total
    ? say(
        'warn',
        'entries.expenses',
        `支出合计${formatAmount(spent as Fen)}超过资助经费总额${formatAmount(total)}`,
        `${formatAmount(spent as Fen)} spent, the grant is ${formatAmount(total)}`,
      )
    : [];
}

function unlistedItems(view: View): Problem[] {
  const plain = (words: string) => words.normalize('NFKC').replace(/[\s/、,和与费]/gu, '');
  const parts = allowedItems.flatMap((item) => [item.value, ...item.value.split('/')]).map(plain);
  return view.entries('expenses').flatMap((row, index): Problem[] => {
    const item = plain(String(row['item'] ?? ''));
    if (!item || parts.some((part) => part !== '' && (item.includes(part) || part.includes(item)))) return [];
    return say(
      'warn',
      `entries.expenses[${index}].item`,
      `科目“${String(row['item'])}”不在一般开支范围之内，须说明`,
      `“${String(row['item'])}” is not among the usual items: say why`,
    );
  });
}

/** D-P06: with a host unit the money goes to it, batch by batch, as the contract agreed. */
function batchesAgreed(view: View): Problem[] {
  if (!hasHost(view)) return [];
  const rows = view.rows('batches');
  const found: Problem[] = [];
  const contracted = view.events('contract_approved').length + view.events('contract_submitted').length > 0;
  if (rows.length === 0)
    return contracted
      ? say(
          'block',
          'fields.batches',
          '合同须事先约定每批金额和准予拨付的条件',
          'The contract agrees amount and condition of each batch',
        )
      : [];
  rows.forEach((row, index) => {
    if (contracted && !row['condition'] && !row['trigger'] && !row['due'])
      found.push(
        ...say(
          'warn',
          `fields.batches[${index}].condition`,
          `第${index + 1}批未约定准予拨付的条件`,
          `Batch ${index + 1} has no condition`,
        ),
      );
  });
  const amounts = batchAmounts(view);
  const numbers = rows.map(installmentNumber);
  view.entries('payments').forEach((row, index) => {
    const due = amounts[numbers.indexOf(Number(row['installment']))] ?? null;
    if (due !== null && typeof row['amount'] === 'number' && row['amount'] !== due)
      found.push(
        ...say(
          'warn',
          `entries.payments[${index}].amount`,
          '到账金额与合同约定的批次金额不等',
          'Not the amount of the batch',
        ),
      );
    const to = String(row['account_of'] ?? '');
    if (to && !sameName(to, view.text('host_unit')))
      found.push(
        ...say(
          'block',
          `entries.payments[${index}].account_of`,
          `经费应拨付至依托单位“${view.text('host_unit')}”`,
          'The money goes to the host unit',
        ),
      );
  });
  return found;
}

/** D-P07 〔内控〕: without a host unit the laboratory keeps the money; none is paid to a person. */
function keptByLab(view: View): Problem[] {
  if (hasHost(view)) return [];
  const paid = view.record.events.findIndex((event) =>
    ['payment_made', 'payment_received'].includes(event.key),
  );
  const booked = view.entries('payments').length > 0;
  return paid >= 0 || booked
    ? say(
        'warn',
        paid >= 0 ? `events[${paid}]` : 'entries.payments',
        '无依托单位的，经费由实验室管理；〔内控〕不拨付个人',
        'Without a host unit the laboratory keeps the money; 〔internal〕 none is paid to a person',
      )
    : [];
}

function assets(view: View): Problem[] {
  const owner = hasHost(view) ? view.text('host_unit') : view.text('lab_name');
  return view.entries('fixed_assets').flatMap((row, index): Problem[] => {
    const manager = String(row['manager'] ?? '');
    if (!manager || !owner || sameName(manager, owner)) return [];
    if (!hasHost(view) && /实验室/u.test(manager)) return [];
    return say(
      'warn',
      `entries.fixed_assets[${index}].manager`,
      `固定资产应由“${owner}”管理和使用`,
      `It is managed and used by “${owner}”`,
    );
  });
}

function inspections(view: View): Problem[] {
  const index = view.record.events.findIndex((event) => event.key === 'inspection_refused');
  return index < 0
    ? []
    : say(
        'block',
        `events[${index}]`,
        '应当接受深圳市财政、审计部门和自然资源部的检查监督，并积极配合',
        'Inspections by the finance and audit offices and the ministry are accepted',
      );
}

/** D-P10, D-Q10: the audit first where there is a host unit; what is left, not all. */
function afterTermination(view: View): Problem[] {
  const ended = view.eventDate('sanction_decided');
  if (!ended) return [];
  const returned = view.events('surplus_returned').at(-1);
  const audit = view.events('audit_reported').at(-1);
  const found: Problem[] = [];
  if (hasHost(view) && !audit)
    found.push(
      ...say(
        returned ? 'block' : 'warn',
        'events',
        '有依托单位的，须由依托单位组织课题审计，按审计报告追回剩余经费',
        'The host unit has the topic audited; what is left is claimed back by the report',
      ),
    );
  const [left, amount] = [audit?.values?.['remaining'], returned?.values?.['amount']];
  if (typeof left === 'number' && typeof amount === 'number' && left !== amount)
    found.push(
      ...say(
        'warn',
        'events',
        `退回${formatAmount(amount as Fen)}与审计报告的剩余经费${formatAmount(left as Fen)}不等`,
        `${formatAmount(amount as Fen)} returned, the audit says ${formatAmount(left as Fen)}`,
      ),
    );
  return found;
}

/** D-P11: nothing is paid between the order to correct and the correction. */
function heldBack(view: View): Problem[] {
  return view.record.events.flatMap((event, index): Problem[] => {
    if (event.key !== 'payment_made' && event.key !== 'payment_received') return [];
    const ordered = view
      .events('correction_ordered')
      .filter((other) => other.date <= event.date)
      .at(-1);
    if (
      !ordered ||
      view.events('corrected').some((other) => other.date >= ordered.date && other.date <= event.date)
    )
      return [];
    return say(
      'block',
      `events[${index}]`,
      `${ordered.date}起暂缓拨付，改正前不得拨付`,
      `Payment is held back since ${ordered.date}`,
    );
  });
}

/** Money rules D-P01–D-P11, the limits with their note, and what the notices have to say. */
export const moneyRules: readonly Rule[] = [
  rule(
    'D-P01',
    'source',
    both('来源于深圳市财政批复的配套开放基金，规模以批复为准', 'Funded by the city’s budget, as approved'),
    13,
  ),
  rule(
    'D-P02',
    'major',
    both('重大研究类：一般不超过50万元，须合作', 'Major research: limit and cooperation'),
    138,
    majorResearch,
  ),
  rule(
    'D-P03',
    'key_and_open',
    both('重点研究类、开放探索类：一般各不超过20万元', 'Key research and open exploration: limit'),
    140,
    keyAndOpen,
  ),
  rule('D-P04', 'own_account', both('单独核算、专款专用', 'A separate account'), 144, ownAccount),
  rule('D-P05', 'items', both('开支范围', 'Items of expense'), 150, unlistedItems),
  rule(
    'D-P06',
    'batches',
    both('一次核定、分批拨款至依托单位', 'Paid to the host unit in batches'),
    152,
    batchesAgreed,
  ),
  rule(
    'D-P07',
    'kept_by_lab',
    both('无依托单位的由实验室管理经费', 'Kept by the laboratory without a host unit'),
    148,
    keptByLab,
  ),
  rule('D-P08', 'assets', both('固定资产的管理和使用', 'Fixed assets'), 158, assets),
  rule('D-P09', 'inspections', both('接受检查与监督', 'Inspections'), 162, inspections),
  rule(
    'D-P10',
    'after_termination',
    both('终止后审计并追回剩余经费', 'Audit and return after the end'),
    105,
    afterTermination,
  ),
  rule('D-P11', 'held_back', both('违规暂缓拨付', 'Held back in a breach'), 172, heldBack),
];
