import { coveredBy } from '../../engine/covered.ts';
import type { FieldValue } from '../../model/record.ts';
import { CivilDate, type Fen } from '../../model/units.ts';
import { makesWhole, parsePercent, shareOf, splitShares } from '../../money/percent.ts';
import { installmentNumber } from '../../engine/installment-number.ts';
import { countShape, parseCount } from '../../reading/numbers.ts';
import type { View } from '../define.ts';

export type Row = Readonly<Record<string, FieldValue>>;

/** A date among the values of an event or a row, or null. */
export function dateOf(value: unknown): CivilDate | null {
  const parsed = CivilDate.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The later of days that all have to be there; null while one lacks. */
export function laterOf(days: readonly (CivilDate | null)[]): CivilDate | null {
  return days.reduce<CivilDate | null>(
    (last, day, at) =>
      at > 0 && last === null ? null : day === null || last === null || day > last ? day : last,
    days[0] ?? null,
  );
}

/** The day both had signed: the event, the later of the two dates on the page, else the cover’s (B-Q01). */
export function signedOn(view: View): CivilDate | null {
  return (
    view.eventDate('agreement_signed') ??
    laterOf([view.date('sign_date_a'), view.date('sign_date_b')]) ??
    (view.events('agreement_effective').length > 0 ? view.date('sign_date') : null)
  );
}

/** B-T01, B-Q01: all signed and sealed, the last decides. */
export function sealedOn(view: View): CivilDate | null {
  return laterOf(['sign_date_a', 'sign_date_b', 'seal_date_a', 'seal_date_b'].map((key) => view.date(key)));
}

/** B-T27, B-Q14: the end of the contract counted from the signature; an earlier termination ends it sooner. */
export function expiryOn(view: View): CivilDate | null {
  const from = view.date('sign_date');
  const years = view.integer('validity_years');
  return from === null || years === null ? null : view.days.addMonths(from, years * 12);
}

/** The day the contract ended or will end: the notice’s arrival, else its expiry. */
export function contractEnd(view: View): CivilDate | null {
  const whole = view
    .events('termination_notice_received')
    .find((event) => event.values?.['scope'] !== 'part');
  return whole?.date ?? expiryOn(view);
}

export function acceptedOn(view: View): CivilDate | null {
  return view.eventDate('final_acceptance_passed');
}

/** B-T19: the end of free maintenance. */
export function maintenanceEnd(view: View): CivilDate | null {
  const [on, years] = [acceptedOn(view), view.integer('maintenance_years')];
  return on === null || years === null ? null : view.days.addMonths(on, years * 12);
}

/** B-T18: the day on which what came from party A has to go back from. */
export function endOfWork(view: View): CivilDate | null {
  return (
    view.eventDate('termination_notice_received') ??
    view.eventDate('cooperation_ended') ??
    maintenanceEnd(view)
  );
}

/** The last day of a month `YYYY-MM`, or null. */
export function lastOfMonth(view: View, month: unknown): CivilDate | null {
  const first = typeof month === 'string' ? dateOf(`${month}-01`) : null;
  return first === null ? null : view.days.addDays(view.days.addMonths(first, 1), -1);
}

/** The events that an instalment’s condition names, as gates; the words are those of contracts of this form. */
const named: readonly (readonly [event: string, words: RegExp])[] = [
  ['agreement_signed', /签订|签署|生效/u],
  ['system_online', /上线/u],
  ['initial_acceptance_passed', /初验|初步验收/u],
  ['service_ended', /服务(?:期)?(?:结束|完成|期满|届满)|维护期(?:结束|满|届满)/u],
  ['final_acceptance_passed', /终验|最终验收|(?<![初步])验收(?:合格|通过)|通过(?:最终)?验收|项目验收/u],
];

/** The events (beside the invoice) that a row of instalments waits for; the signature where it names none. */
export function gatesOf(row: Row): string[] {
  const words = String(row['condition'] ?? '')
    .normalize('NFKC')
    .replace(/\s/gu, '');
  const found = named.filter(([, shape]) => shape.test(words)).map(([event]) => event);
  // “验收合格” of the last instalment is no first acceptance.
  return found.length > 0 ? found : ['agreement_signed'];
}

/** The count of working days of a row: as said, as its condition says, else the contract’s usual one. */
export function workingDaysOf(view: View, row: Row): number | null {
  if (typeof row['working_days'] === 'number') return row['working_days'];
  const words = String(row['condition'] ?? '')
    .normalize('NFKC')
    .replace(/\s/gu, '');
  const said = parseCount(new RegExp(`(${countShape})个?工作日`, 'u').exec(words)?.[1] ?? '');
  return said !== null && said <= 3650 ? said : view.integer('payment_working_days');
}

/** What each instalment is: its amount, else its share of the total, to the fen. */
export function amountsOf(view: View): (Fen | null)[] {
  const rows = view.rows('installments');
  const total = view.money('total_price');
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

/** When an instalment may be asked for and when it is late: B-Q21, the latest of all its gates and the invoice. */
export interface PayDay {
  no: number;
  amount: Fen | null;
  ready: CivilDate | null;
  /** The last day by law, rolled over rest days (G-003). */
  due: CivilDate | null;
}

export function payDays(view: View): PayDay[] {
  const amounts = amountsOf(view);
  return view.rows('installments').map((row, index) => {
    const no = installmentNumber(row, index);
    const amount = amounts[index] ?? null;
    const past = view.events('invoice_received', no).filter((event) => event.date <= view.today);
    const invoice = coveredBy(view, 'invoice_received', past, amount)?.date ?? null;
    const gates = gatesOf(row).map(
      (key) => view.events(key).find((event) => event.date <= view.today)?.date ?? null,
    );
    const ready = laterOf([...gates, invoice]);
    const days = workingDaysOf(view, row);
    const nominal =
      ready === null || days === null ? null : days === 0 ? ready : view.days.addWorkdays(ready, days).date;
    return { no, amount, ready, due: nominal === null ? null : view.days.rollForward(nominal) };
  });
}
