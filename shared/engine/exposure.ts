import { asFen } from '../money/fen.ts';
import type { Charge, Definition, Penalty } from '../agreements/define.ts';
import { daysBetween } from '../calendar/civil.ts';
import { AppError } from '../model/errors.ts';
import type { Exposure, ExposureRow, ExposureTotal } from '../model/exposure.ts';
import type { DossierRecord } from '../model/record.ts';
import type { CivilDate, Fen } from '../model/units.ts';
import { type Context, viewOf } from './view.ts';

/**
 * What each party would owe the other on a day (`context.today`), as far as the record then knew: every penalty
 * with the figure, the formula and the figure of the other answer. Those of one group are not added together: the
 * highest counts. Pure; money in fen.
 */
export function exposureAt(definition: Definition, record: DossierRecord, context: Context): Exposure {
  const known = { ...record, events: record.events.filter((event) => event.date <= context.today) };
  const view = viewOf(definition, known, context);
  const rows = (definition.penalties ?? []).flatMap((penalty) =>
    chargesOf(penalty, () => penalty.charges(view)).map((charge) => rowOf(penalty, charge)),
  );
  const counted = markCounted(rows);
  return { date: context.today, rows: counted, totals: totalsOf(counted) };
}

/** The exposure on several days, for a picture; each day sees only what had happened by then. */
export function exposureOver(
  definition: Definition,
  record: DossierRecord,
  days: readonly CivilDate[],
  context: Omit<Context, 'today'>,
): Exposure[] {
  return days.map((today) => exposureAt(definition, record, { ...context, today }));
}

/** A date that cannot be counted with takes one figure away, not the whole table. */
function chargesOf(penalty: Penalty, charges: () => readonly Charge[]): readonly Charge[] {
  try {
    return charges();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ suffix: '', state: 'actual', amount: null, formula: penalty.title, path: 'fields' }];
  }
}

function rowOf(penalty: Penalty, charge: Charge): ExposureRow {
  return {
    id: `${penalty.rule}${charge.suffix}`,
    rule: penalty.rule,
    title: charge.title ?? penalty.title,
    by: penalty.by,
    to: penalty.to,
    group: penalty.group ?? null,
    state: charge.state,
    amount: charge.amount,
    otherwise: charge.otherwise ?? null,
    formula: charge.formula,
    counted: false,
    clause: penalty.clause,
    path: charge.path,
  };
}

/** What a row may come to at most: an undecided one by its figure, an excused one not at all. */
function most(row: ExposureRow): number {
  return row.state === 'excused' ? 0 : (asFen(row.amount) ?? asFen(row.otherwise) ?? 0);
}

/** Of each group of one party only the highest is counted (B-Q05); the rest are shown and left out. */
function markCounted(rows: readonly ExposureRow[]): ExposureRow[] {
  const highest = new Map<string, ExposureRow>();
  for (const row of rows) {
    if (row.group === null) continue;
    const key = `${row.by} ${row.group}`;
    const before = highest.get(key);
    if (before === undefined || most(row) > most(before)) highest.set(key, row);
  }
  return rows.map((row) => ({
    ...row,
    counted: row.group === null || highest.get(`${row.by} ${row.group}`) === row,
  }));
}

function totalsOf(rows: readonly ExposureRow[]): ExposureTotal[] {
  const parties = [...new Set(rows.map((row) => row.by))];
  return parties.map((party) => {
    const own = rows.filter((row) => row.by === party);
    const incurred = own.filter((row) => row.state === 'incurred');
    return {
      party,
      incurred: sum(highestOfEach(incurred).map((row) => asFen(row.amount) ?? 0)),
      at_most: sum(own.filter((row) => row.counted).map(most)),
      // An amount by the real loss has no figure: it is counted as there, not as nothing.
      open_ended: own.filter((row) => row.state === 'actual').length,
    };
  });
}

function highestOfEach(rows: readonly ExposureRow[]): ExposureRow[] {
  const amount = (row: ExposureRow) => asFen(row.amount) ?? 0;
  return rows.filter((row, index) => {
    const rivals = row.group === null ? [] : rows.filter((other) => other.group === row.group);
    return rivals.every((other) => amount(other) < amount(row) || rows.indexOf(other) >= index);
  });
}

function sum(amounts: readonly number[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0) as Fen;
}

/** One payment of what was owed. */
export interface Paid {
  on: CivilDate;
  amount: number;
}

/**
 * A penalty per day on what stayed unpaid, in fen, rounded half up once at the end (G-020): days run from the day
 * after the last day to pay to the day of payment.
 * @param rate a share a day as numerator and places of one hundred, as `parsePercent` gives it
 * @param payments oldest first; the part paid stops counting from its day (itself counted where `payDayCounts`)
 */
export function perDay(
  owed: Fen,
  due: CivilDate,
  today: CivilDate,
  payments: readonly Paid[],
  rate: { numerator: number; places: number },
  payDayCounts: boolean,
): { amount: Fen; days: number; unpaid: Fen } {
  const whole = Math.max(0, daysBetween(due, today));
  let unpaid = owed as number;
  let fenDays = 0n;
  let days = 0;
  for (const paid of payments) {
    if (paid.on > today || unpaid <= 0) break;
    const part = Math.min(unpaid, paid.amount);
    const late = Math.max(0, daysBetween(due, paid.on) - (payDayCounts ? 0 : 1));
    fenDays += BigInt(part) * BigInt(late);
    if (part > 0) days = Math.max(days, late);
    unpaid -= part;
  }
  if (unpaid > 0) {
    fenDays += BigInt(unpaid) * BigInt(whole);
    days = whole;
  }
  const divisor = 100n * 10n ** BigInt(rate.places);
  const product = fenDays * BigInt(rate.numerator);
  return { amount: Number((product * 2n + divisor) / (2n * divisor)) as Fen, days, unpaid: unpaid as Fen };
}
