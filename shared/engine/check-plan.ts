import type { View } from '../agreements/define.ts';
import type { Clause, Finding } from '../model/derived.ts';
import { asFen, formatYuan } from '../money/fen.ts';
import { formatPercent, makesWhole, parsePercent, shareOf } from '../money/percent.ts';
import { both } from './compare.ts';
import { fieldsOf } from './view.ts';
import { installmentNumber } from './installment-number.ts';

/**
 * The instalments of any kind (G-016): shares make 100 %, amounts make the total, each amount is its share, the
 * numbers run 1, 2, 3 …; any number of instalments.
 */
export function checkPlan(view: View): Finding[] {
  const plan = view.definition.payments;
  if (!plan) return [];
  const field = fieldsOf(view.definition).find((candidate) => candidate.key === plan.list);
  const clause: Clause = field?.clause ?? { article: '' };
  const rows = view.rows(plan.list);
  const total = view.money(plan.total);
  const base = `fields.${plan.list}`;
  const found: Finding[] = [];
  const block = (zh: string, en: string, path: string, rule = 'G-016') =>
    found.push({ rule, severity: 'block', message: both(zh, en), path, clause });
  if (rows.length === 0) return [];

  const shares = rows.map((row) => parsePercent(typeof row['share'] === 'string' ? row['share'] : ''));
  const amounts = rows.map((row) => asFen(row['amount']));
  const knownShares = shares.filter((share) => share !== null);
  const knownAmounts = amounts.filter((amount) => amount !== null);

  if (knownShares.length === rows.length && !makesWhole(knownShares)) {
    block('各期比例合计不是100%', 'The shares do not make 100 %', base);
  }
  if (knownAmounts.length === rows.length && total !== null) {
    const sum = knownAmounts.reduce((a, b) => a + b, 0);
    if (sum !== total) {
      const [has, wants] = [formatYuan(asFen(sum) ?? total), formatYuan(total)];
      block(`各期金额合计${has}与总额${wants}不等`, `The amounts make ${has}, the total is ${wants}`, base);
    }
  }
  rows.forEach((_row, index) => {
    const [share, amount] = [shares[index] ?? null, amounts[index] ?? null];
    const path = `${base}[${index}]`;
    if (share === null && amount === null) {
      block(
        '这一期既无比例也无金额',
        'The instalment has neither share nor amount',
        path,
        field?.rule ?? 'G-016',
      );
    }
    // A fen either way is the rounding that any split of a total needs.
    if (share !== null && amount !== null && total !== null && Math.abs(shareOf(total, share) - amount) > 1) {
      const wants = formatYuan(shareOf(total, share));
      block(
        `第${index + 1}期金额不是总额的${formatPercent(share)}（应为${wants}）`,
        `Instalment ${index + 1} is not ${formatPercent(share)} of the total (${wants})`,
        `${path}.amount`,
      );
    }
  });
  const numbers = rows.map((row, index) => installmentNumber(row, index));
  if (new Set(numbers).size !== numbers.length) {
    block('期次重复', 'Two instalments have the same number', base, field?.rule ?? 'G-016');
  } else if (Math.max(...numbers) !== numbers.length) {
    found.push({
      rule: field?.rule ?? 'G-016',
      severity: 'warn',
      message: both('期次不连续', 'The numbers of the instalments have a gap'),
      path: base,
      clause,
    });
  }
  return found;
}
