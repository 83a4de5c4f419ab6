import type { Definition } from '../agreements/define.ts';
import { earliest } from '../calendar/civil.ts';
import type { Obligation } from '../model/derived.ts';
import type { DossierRecord } from '../model/record.ts';
import type { CivilDate, Fen } from '../model/units.ts';
import { asFen } from '../money/fen.ts';
import { schedule } from './schedule.ts';
import { type Context, viewOf } from './view.ts';
import { installmentNumber } from './installment-number.ts';

/** One instalment: what is due, when, what it waits for, and what has come. */
export interface Payment {
  no: number;
  amount: Fen | null;
  share: string | null;
  /** The obligation with its dates and gates. */
  due: Obligation;
  /** When the payer performed (applied to the treasury, A-P04) and when the money came. */
  applied_on: CivilDate | null;
  received_on: CivilDate | null;
  received: Fen;
  set_off: Fen;
  /** What is still to come; null where the amount is not known. */
  left: Fen | null;
}

/** The instalments of a record with what is due and what has come; empty where the kind has none. */
export function payments(definition: Definition, record: DossierRecord, context: Context): Payment[] {
  const plan = definition.payments;
  if (!plan) return [];
  const view = viewOf(definition, record, context);
  const rows = view.rows(plan.list);
  const numbers = rows.map((row, index) => installmentNumber(row, index));
  const met = definition.deadlines.find((deadline) => deadline.key === plan.deadline)?.metBy ?? [];
  const dues = schedule(definition, record, context).filter(
    (obligation) => obligation.installment !== null && obligation.obligor === plan.payer && met.length > 0,
  );
  return dues.map((due) => {
    const no = due.installment ?? 0;
    const amount = asFen(due.amount);
    const share = rows[numbers.indexOf(no)]?.['share'];
    const past = (key: string) => view.events(key, no).filter((event) => event.date <= view.today);
    const booked = view.entries('payments').filter((row) => row['installment'] === no);
    // The ledger is exact; where it has nothing, the events' own amounts stand.
    const received =
      booked.length > 0
        ? sum(booked.map((row) => row['amount']))
        : sum(past(plan.receivedBy).map((event) => event.values?.['amount']));
    const setOff = sum(booked.map((row) => row['setoff']));
    return {
      no,
      amount,
      share: typeof share === 'string' ? share : null,
      due,
      applied_on: earliest(past(plan.appliedBy).map((event) => event.date)),
      received_on: earliest(past(plan.receivedBy).map((event) => event.date)),
      received,
      set_off: setOff,
      left: amount === null ? null : ((amount - received - setOff) as Fen),
    };
  });
}

function sum(values: readonly unknown[]): Fen {
  return values.reduce<number>((total, value) => total + (asFen(value) ?? 0), 0) as Fen;
}
