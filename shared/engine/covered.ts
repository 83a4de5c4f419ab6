import type { View } from '../agreements/define.ts';
import type { EventFact } from '../model/record.ts';
import type { Fen } from '../model/units.ts';

/**
 * The event with which an amount in fen is there: one without an amount stands for all of it, others add up.
 * Where the event's type says `exact` (an invoice, A-P02), too much does not do either.
 * @param events of one key, oldest first
 */
export function coveredBy(
  view: View,
  key: string,
  events: readonly EventFact[],
  due: Fen | null,
): EventFact | null {
  const type = view.definition.events.find((candidate) => candidate.key === key);
  const counts = due !== null && type?.values?.some((column) => column.key === 'amount') === true;
  if (!counts) return events[0] ?? null;
  let sum = 0;
  for (const event of events) {
    const amount = event.values?.['amount'];
    if (typeof amount !== 'number' || amount === due) return event;
    sum += amount;
    if (type.exact === true ? sum === due : sum >= due) return event;
  }
  return null;
}

/** What was set off against an instalment (A-P06), in fen: it need not arrive any more. */
export function setOffOf(view: View, installment: number): number {
  return view
    .entries('payments')
    .filter((row) => row['installment'] === installment)
    .reduce((sum, row) => sum + (typeof row['setoff'] === 'number' ? row['setoff'] : 0), 0);
}
