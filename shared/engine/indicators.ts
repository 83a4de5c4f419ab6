import type { Definition } from '../agreements/define.ts';
import type { IndicatorCount, IndicatorTarget } from '../agreements/indicators.ts';
import { daysBetween } from '../calendar/civil.ts';
import type { DossierRecord } from '../model/record.ts';
import type { Bilingual, CivilDate } from '../model/units.ts';
import { both } from './compare.ts';
import { type Context, viewOf } from './view.ts';

export type Verdict = 'pass' | 'warn' | 'fail';

/** Where one target stands: what counts, what lacks, what is counted elsewhere, and the verdict with its reason. */
export interface Standing {
  target: IndicatorTarget;
  /** The rows that count. */
  counted: readonly IndicatorCount[];
  /** Rows that are counted elsewhere already, with the reason (C-Q07). */
  doubled: readonly IndicatorCount[];
  /** Rows that do not count, with the reason. */
  refused: readonly IndicatorCount[];
  /** Null while no row counts. */
  value: number | null;
  verdict: Verdict;
  why: Bilingual;
  /** What is still to come, or null. */
  missing: Bilingual | null;
  /** How far it is, 0 to 1; a value that may only fall is far when it is low enough. */
  progress: number;
  proofs: { has: number; wants: number };
  /** The day on which it was reached for good, where the rows carry days. */
  reachedOn: CivilDate | null;
}

export interface IndicatorView {
  period: { start: CivilDate | null; end: CivilDate | null };
  /** The share of the period that has passed, 0 to 1; null without a period. */
  elapsed: number | null;
  standings: readonly Standing[];
  reached: number;
}

/**
 * Judges a value against a target (C-P00, G-013, G-014): “better than” is strict and an equal value only warns; “not less
 * than” and “full” include it; which way is better is the target's own. Null is a value that nothing has given yet.
 */
export function judge(
  target: Pick<IndicatorTarget, 'op' | 'value' | 'upper' | 'enough' | 'advice' | 'direction' | 'unit'>,
  value: number | null,
): { verdict: Verdict; why: Bilingual } {
  const goal = goalWords(target);
  if (value === null)
    return {
      verdict: 'fail',
      why: both(`尚无计入的证据；目标${goal.zh}`, `Nothing counts yet; wanted ${goal.en}`),
    };
  const has = `${plainNumber(value)}${unitWords(target.unit)}`;
  const strict = target.op === '>' || target.op === '<';
  if (strict && value === target.value)
    return {
      verdict: 'warn',
      why: both(
        `现值${has}与目标相等，“优于”不含等于（G-014）`,
        `${has} equals the target; “better than” is strict (G-014)`,
      ),
    };
  const better = target.op === '<' || target.op === '<=' ? value <= target.value : value >= target.value;
  if (!better && target.enough !== undefined && value >= target.enough)
    return {
      verdict: 'warn',
      why: both(
        `现值${has}，按另一读法已够，谨慎取${goal.zh}`,
        `${has} is enough in another reading; ${goal.en} with care`,
      ),
    };
  if (!better)
    return {
      verdict: 'fail',
      why: both(`现值${has}，未达${goal.zh}`, `${has} so far, ${goal.en} is wanted`),
    };
  if (target.upper !== undefined && value > target.upper)
    return {
      verdict: 'warn',
      why: both(
        `现值${has}，超过区间上限${target.upper}，仅提示`,
        `${has} is beyond the range's upper end ${target.upper}; only told`,
      ),
    };
  if (
    target.advice !== undefined &&
    (target.direction === 'less' ? value > target.advice : value < target.advice)
  )
    return {
      verdict: 'warn',
      why: both(
        `现值${has}已达${goal.zh}，建议达到${plainNumber(target.advice)}`,
        `${has} meets ${goal.en}; ${plainNumber(target.advice)} is advised`,
      ),
    };
  return { verdict: 'pass', why: both(`现值${has}，达到${goal.zh}`, `${has} meets ${goal.en}`) };
}

const words: Readonly<Record<IndicatorTarget['op'], readonly [string, string]>> = {
  '>=': ['≥', '≥'],
  '<=': ['≤', '≤'],
  '>': ['优于', 'better than'],
  '<': ['优于', 'better than'],
  '=': ['足', 'full'],
  yes: ['是', 'yes'],
};

/** The target in words, e.g. `优于 4 ppm`, `2 至 3 场`. */
export function goalWords(target: Pick<IndicatorTarget, 'op' | 'value' | 'upper' | 'unit'>): Bilingual {
  const [zh, en] = words[target.op];
  if (target.op === 'yes') return both('有证明', 'proved');
  const range = target.upper === undefined ? plainNumber(target.value) : `${target.value}–${target.upper}`;
  const sign = target.upper === undefined ? [zh, en] : ['', ''];
  return both(
    `${sign[0]}${range}${unitWords(target.unit)}`,
    `${sign[1]} ${range}${unitWords(target.unit)}`.trim(),
  );
}

function unitWords(unit: string): string {
  return /^[a-z]/iu.test(unit) ? ` ${unit}` : unit;
}

/** A number as it is read: powers of ten from a million million on, no more than six places. */
export function plainNumber(value: number): string {
  if (Math.abs(value) >= 1e12) {
    const power = Math.floor(Math.log10(Math.abs(value)));
    return `${Number((value / 10 ** power).toFixed(3))}×10^${power}`;
  }
  return String(Number(value.toFixed(6)));
}

/** Every target of a record with where it stands on a day. Empty where the kind measures nothing. */
export function indicatorView(
  definition: Definition,
  record: DossierRecord,
  context: Context,
): IndicatorView {
  const plan = definition.indicators;
  const nothing = { period: { start: null, end: null }, elapsed: null, standings: [], reached: 0 };
  if (!plan) return nothing;
  const view = viewOf(definition, record, context);
  const counts = Map.groupBy(plan.counts(view), (count) => count.target);
  const standings = plan.targets(view).map((target) => standingOf(target, counts.get(target.key) ?? []));
  const period = plan.period(view);
  return {
    period,
    elapsed: elapsedOf(period, context.today),
    standings,
    reached: standings.filter((standing) => standing.verdict === 'pass').length,
  };
}

function elapsedOf({ start, end }: IndicatorView['period'], today: CivilDate): number | null {
  if (start === null || end === null || start >= end) return null;
  return Math.min(1, Math.max(0, daysBetween(start, today) / daysBetween(start, end)));
}

/** One target with the rows that are offered to it. */
export function standingOf(target: IndicatorTarget, offered: readonly IndicatorCount[]): Standing {
  const refused = offered.filter((count) => count.refused !== null);
  const doubled = offered.filter((count) => count.refused === null && count.double);
  const open = offered.filter((count) => count.refused === null && !count.double);
  const proven = open.filter((count) => count.proven);
  const value = valueOf(target, proven);
  const judged = judge(target, value);
  const unproven = open.length - proven.length;
  const asOffered = unproven > 0 ? judge(target, valueOf(target, open)).verdict : judged.verdict;
  const lacksProof = judged.verdict === 'fail' && asOffered !== 'fail';
  return {
    target,
    counted: open,
    doubled,
    refused,
    value,
    verdict: judged.verdict,
    why: lacksProof
      ? both(`数已够，证据未齐：${judged.why.zh}`, `Enough rows, evidence lacking: ${judged.why.en}`)
      : judged.why,
    missing: missingOf(target, value, judged.verdict, unproven),
    progress: progressOf(target, value),
    proofs: {
      has: proven.length,
      wants: Math.max(open.length, judged.verdict === 'pass' ? proven.length : wantedRows(target)),
    },
    reachedOn: judged.verdict === 'pass' ? reachedOn(target, proven) : null,
  };
}

/** How many rows a target asks for at least: a number that adds up may come in one. */
function wantedRows(target: IndicatorTarget): number {
  return target.how === 'distinct' ? target.value : 1;
}

function valueOf(target: IndicatorTarget, rows: readonly IndicatorCount[]): number | null {
  if (rows.length === 0) return null;
  const amounts = rows.map((row) => row.amount);
  switch (target.how) {
    case 'sum':
      return amounts.reduce((a, b) => a + b, 0);
    case 'distinct':
      return new Set(rows.map((row) => row.label.normalize('NFKC').replace(/\s/gu, ''))).size;
    case 'worst':
      return target.direction === 'less' ? Math.max(...amounts) : Math.min(...amounts);
    case 'latest':
      return rows.toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? '')).at(-1)?.amount ?? null;
  }
}

function missingOf(
  target: IndicatorTarget,
  value: number | null,
  verdict: Verdict,
  unproven: number,
): Bilingual | null {
  const proof =
    unproven > 0
      ? both(
          `${unproven}条待证明（${target.evidence.zh}）`,
          `${unproven} to be proved (${target.evidence.en})`,
        )
      : null;
  if (verdict === 'pass') return proof;
  const goal = goalWords(target);
  const adds = target.how === 'sum' || target.how === 'distinct';
  const lack =
    verdict === 'warn'
      ? judge(target, value).why
      : target.op === 'yes'
        ? both(target.evidence.zh, target.evidence.en)
        : adds
          ? both(
              `还差${plainNumber(target.value - (value ?? 0))}${unitWords(target.unit)}`,
              `${plainNumber(target.value - (value ?? 0))}${unitWords(target.unit)} to come`,
            )
          : both(`${target.evidence.zh}，${goal.zh}`, `${target.evidence.en}, ${goal.en}`);
  return proof ? both(`${lack.zh}；${proof.zh}`, `${lack.en}; ${proof.en}`) : lack;
}

function progressOf(target: IndicatorTarget, value: number | null): number {
  if (value === null) return 0;
  if (target.direction === 'less') return value <= target.value ? 1 : target.value / value;
  return target.value <= 0 ? 1 : Math.min(1, Math.max(0, value / target.value));
}

/** The earliest day after which the rows up to it, in order of their days, made the target. */
function reachedOn(target: IndicatorTarget, rows: readonly IndicatorCount[]): CivilDate | null {
  const dated = rows
    .filter((row) => row.date !== null)
    .toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
  let since: CivilDate | null = null;
  for (let index = 0; index < dated.length; index += 1) {
    const good = judge(target, valueOf(target, dated.slice(0, index + 1))).verdict === 'pass';
    if (!good) since = null;
    else since ??= dated[index]?.date ?? null;
  }
  return since;
}

/** How many targets were reached by each day on which one was: the steps of the picture. */
export function reachedSteps(standings: readonly Standing[]): { date: CivilDate; reached: number }[] {
  const days = standings.flatMap((standing) => (standing.reachedOn ? [standing.reachedOn] : [])).toSorted();
  return [...new Set(days)].map((date) => ({ date, reached: days.filter((day) => day <= date).length }));
}
