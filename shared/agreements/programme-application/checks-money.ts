import { sameName } from '../../engine/label-text.ts';
import { formatYuan } from '../../money/fen.ts';
import { Fen } from '../../model/units.ts';
import type { Problem, Rule, View } from '../define.ts';
import { chineseUnits, enterprise } from './fields-people.ts';
import { localGovernment, stateFunds } from './fields-money.ts';
import { directionOf, topicOf } from './guideline.ts';
import { readings } from './readings.ts';
import { both, rule, say } from './words.ts';

interface Match {
  unit: string;
  source: string;
  amount: number;
  /** What the enterprise receives; null where it is not said. */
  received: number | null;
  letter: boolean;
  path: string;
}

function matchesOf(view: View): readonly Match[] {
  return view.rows('matching').map((row, index) => ({
    unit: String(row['unit'] ?? ''),
    source: String(row['source'] ?? ''),
    amount: typeof row['amount'] === 'number' ? row['amount'] : 0,
    received: typeof row['gov_funding'] === 'number' ? row['gov_funding'] : null,
    letter: row['letter'] === true && row['sealed'] === true,
    path: `fields.matching[${index}]`,
  }));
}

const yuan = (fen: number) => formatYuan(Fen.parse(fen));

/** Every Chinese enterprise with what it gives and receives; state funds match nothing (C-P06). */
function enterprises(view: View) {
  const rows = matchesOf(view).filter(({ source }) => source !== stateFunds);
  return chineseUnits(view)
    .filter(({ type }) => type === enterprise)
    .map((unit) => {
      const own = rows.filter((row) => sameName(row.unit, unit.name));
      return {
        ...unit,
        self: own.reduce((sum, row) => sum + row.amount, 0),
        received: own.reduce<number | null>(
          (sum, row) => (row.received === null ? sum : (sum ?? 0) + row.received),
          null,
        ),
        path: own[0]?.path ?? unit.path,
      };
    });
}

/** ∀ e: self(e) ≥ gov(e) (C-P01, C-P03, C-GEO-05), or self(e) = central(e) (C-P02). */
function matched(code: string, kind: 'at_least_government' | 'equal_central'): (view: View) => Problem[] {
  return (view) => {
    const direction = directionOf(view);
    if (direction?.code !== code || direction.matching !== kind) return [];
    return enterprises(view).flatMap(({ name, self, received, path }): Problem[] => {
      if (received === null)
        return say(
          'warn',
          path,
          `${name}未录所获${kind === 'equal_central' ? '中央财政' : '政府'}资助，无法核对配套`,
          `What ${name} receives is not said`,
        );
      if (self < received)
        return say(
          'block',
          path,
          `${name}配套${yuan(self)}元，少于其所获资助${yuan(received)}元`,
          `${name} matches ${yuan(self)} of ${yuan(received)}`,
        );
      return kind === 'equal_central' && self > received
        ? say(
            'warn',
            path,
            `${name}配套多出${yuan(self - received)}元：指南要求等额`,
            `${name} matches ${yuan(self - received)} more; an equal amount is asked for`,
          )
        : [];
    });
  };
}

/** C-P04, C-Q03: the ratio 1:2 in both readings. */
function localMatching(view: View): Problem[] {
  const ratio = topicOf(view)?.local_matching;
  const state = view.money('state_funding');
  if (ratio === undefined || state === null || state <= 0) return [];
  const [a = 1, b = 2] = ratio.split(':').map(Number);
  const local = matchesOf(view)
    .filter(({ source }) => source === localGovernment)
    .reduce((sum, row) => sum + row.amount, 0);
  const [least, careful] = [Math.ceil((state * a) / b), Math.ceil((state * b) / a)];
  if (local < least)
    return say(
      'block',
      'fields.matching',
      `地方政府配套${yuan(local)}元，低于最低线${yuan(least)}元（${a}:${b}）`,
      `Local funds ${yuan(local)}, at least ${yuan(least)}`,
    );
  return local < careful && view.events('matching_inquired').length === 0
    ? say(
        'warn',
        'fields.matching',
        `地方政府配套${yuan(local)}元，低于谨慎线${yuan(careful)}元：${readings['C-Q03'].zh}`,
        `Local funds ${yuan(local)}, ${yuan(careful)} with care; ask in writing`,
        'C-Q03',
      )
    : [];
}

/** C-P06: a sealed letter, an amount and a source for each; state funds are none. */
function letters(view: View): Problem[] {
  return matchesOf(view).flatMap((row): Problem[] => {
    if (row.source === stateFunds)
      return say('block', row.path, '国拨不得计作配套', 'State funds do not count as matching');
    return row.letter
      ? []
      : say(
          view.events('application_submitted').length > 0 ? 'block' : 'warn',
          row.path,
          `${row.unit}的配套须有盖章的承诺函`,
          `The letter of ${row.unit} has to be there and sealed`,
        );
  });
}

/** Matching funds by formula (C-P01–C-P06, C-GEO-05, C-Q03). */
export const moneyRules: readonly Rule[] = [
  rule(
    'C-P01',
    'matching_finland',
    both('企业出资不少于所获政府资助', 'Own funds at least what is received'),
    160,
    matched('1.2', 'at_least_government'),
  ),
  rule(
    'C-P02',
    'matching_brics',
    both('企业配套与中央财政经费等额', 'Equal to the central funds'),
    373,
    matched('1.9', 'equal_central'),
  ),
  rule(
    'C-P03',
    'matching_geo',
    both('企业出资不少于所获政府资助', 'Own funds at least what is received'),
    557,
    matched('2.0', 'at_least_government'),
  ),
  rule('C-P04', 'matching_local', both('地方政府配套不低于1:2', 'Local funds 1:2'), 477, localMatching),
  rule('C-P06', 'letters', both('承诺函、金额、来源', 'Letter, amount, source'), 373, letters),
];
