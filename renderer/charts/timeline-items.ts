import { addDays, fromDayNumber, toDayNumber } from '../../shared/calendar/civil.ts';
import type { Definition } from '../../shared/agreements/define.ts';
import type { DossierView } from '../../shared/ipc/contract/dossier.ts';
import type { Obligation } from '../../shared/model/derived.ts';
import type { Bilingual, CivilDate } from '../../shared/model/units.ts';

export type Lane = 'period' | 'event' | 'obligation' | 'payment';

/** One thing in the picture; the days decide where, never the order of the record. */
export interface Item {
  id: string;
  lane: Lane;
  title: Bilingual;
  from: CivilDate;
  to: CivilDate;
  /** Reaches a year whose holidays are not published, or lies ahead as a plan. */
  dashed: boolean;
  done: boolean;
  ours: boolean;
  obligation?: Obligation;
  evidence?: number;
}

/** What the record says, as things with days; and what has no day yet. */
export function timelineItems(
  view: DossierView,
  definition: Definition | undefined,
): { items: Item[]; waiting: Obligation[] } {
  const items: Item[] = [...periods(view), ...events(view, definition)];
  const waiting: Obligation[] = [];
  for (const obligation of view.obligations) {
    if (obligation.status === 'not_applicable') continue;
    const days = [obligation.nominal, obligation.statutory, obligation.safe].filter((date) => date !== null);
    const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
    if (first === undefined || last === undefined) {
      if (obligation.status === 'pending_trigger' || obligation.status === 'waiting_gate')
        waiting.push(obligation);
      continue;
    }
    const payment = isPayment(obligation);
    const end = obligation.side === 'theirs' && obligation.escalate !== null ? obligation.escalate : last;
    items.push({
      id: obligation.id,
      lane: payment ? 'payment' : 'obligation',
      title: obligation.title,
      from:
        payment && obligation.triggered_on !== null && obligation.triggered_on < first
          ? obligation.triggered_on
          : first,
      to: end > last ? end : last,
      dashed: obligation.provisional || (payment && obligation.gates.some((gate) => gate.met_on === null)),
      done: obligation.status === 'met' || obligation.status === 'met_late',
      ours: obligation.side !== 'theirs',
      obligation,
    });
  }
  return { items, waiting };
}

/** A payment stands behind its gates; an invoice carries an amount too but is a duty. */
export function isPayment(obligation: Obligation): boolean {
  return obligation.amount !== null && obligation.installment !== null && obligation.gates.length > 0;
}

/** The states passed through, each from the day it was reached to the next one; the present one to today. */
function periods(view: DossierView): Item[] {
  const reached = view.state.steps
    .flatMap((step) => (step.reached_on === null ? [] : [{ ...step, on: step.reached_on }]))
    .toSorted((a, b) => a.on.localeCompare(b.on));
  return reached.map((step, i) => {
    const next = reached[i + 1];
    const to = next?.on ?? (view.today > step.on ? view.today : step.on);
    return {
      id: `state:${step.key}`,
      lane: 'period',
      title: step.title,
      from: step.on,
      to,
      dashed: false,
      done: next !== undefined,
      ours: next === undefined,
    };
  });
}

function events(view: DossierView, definition: Definition | undefined): Item[] {
  return view.record.events.map((event) => ({
    id: `event:${event.id}`,
    lane: 'event',
    title: definition?.events.find((type) => type.key === event.key)?.title ?? {
      zh: event.key,
      en: event.key,
    },
    from: event.date,
    to: event.date,
    dashed: event.date > view.today,
    done: false,
    ours: true,
    evidence: event.evidence.length,
  }));
}

/** The whole life in days, with a margin on both sides; at least a quarter around today. */
export function lifeOf(items: readonly Item[], today: CivilDate): { from: CivilDate; to: CivilDate } {
  const days = [
    today,
    addDays(today, -30),
    addDays(today, 60),
    ...items.flatMap((item) => [item.from, item.to]),
  ].toSorted();
  const [first = today, last = today] = [days[0], days.at(-1)];
  const span = toDayNumber(last) - toDayNumber(first);
  const margin = Math.max(7, Math.round(span * 0.04));
  return {
    from: fromDayNumber(toDayNumber(first) - margin),
    to: fromDayNumber(toDayNumber(last) + margin),
  };
}
