import type { Count, Deadline, Definition, Gate, Instance, Trigger, View } from '../agreements/define.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { daysBetween, latest } from '../calendar/civil.ts';
import type { Obligation } from '../model/derived.ts';
import type { DossierRecord, EventFact } from '../model/record.ts';
import type { CivilDate, Fen } from '../model/units.ts';
import { coveredBy, setOffOf } from './covered.ts';
import { readAs } from './readings.ts';
import { silenceOf } from './silence.ts';
import { type FourDates, fourDates, noDates } from './dates.ts';
import { calendarOf, type Context, eventTypeOf, viewOf } from './view.ts';
import { withinRange } from './within-range.ts';

/**
 * What is owed by whom to whom, when and why: every deadline of the definition, counted from the record's
 * events. What has not begun is listed without dates. Ordered as the definition lists it.
 */
export function schedule(definition: Definition, record: DossierRecord, context: Context): Obligation[] {
  const view = viewOf(definition, record, context);
  const obligations = definition.deadlines.flatMap((deadline) =>
    withinRange(() => deadline.when?.(view) === false, false)
      ? []
      : instancesOf(deadline, view).map((instance) => obligation(view, deadline, instance, context)),
  );
  return withUniqueIds(obligations);
}

/** Two instalments with one number (which the check blocks) still are two obligations. */
function withUniqueIds(obligations: readonly Obligation[]): Obligation[] {
  const seen = new Map<string, number>();
  return obligations.map((each) => {
    const times = (seen.get(each.id) ?? 0) + 1;
    seen.set(each.id, times);
    return times === 1 ? each : { ...each, id: `${each.id}.${times}` };
  });
}

/** One instance and the occurrence of a repeatable trigger that it belongs to. */
type Occurrence = Instance & { event?: EventFact; nth?: number };

/** Stands for repetitions that cannot be counted: the duty is listed, without a date. */
const undated: Occurrence = { suffix: '', trigger: { date: () => null, label: '' } };

function instancesOf(deadline: Deadline, view: View): readonly Occurrence[] {
  if (deadline.instances) return withinRange(() => deadline.instances?.(view) ?? [], [undated]);
  if ('event' in deadline.trigger && deadline.trigger.each) {
    const events = view.events(deadline.trigger.event);
    if (events.length > 0) {
      return events.map((event, index) => ({ suffix: `#${event.n ?? index + 1}`, event, nth: index }));
    }
  }
  return [{ suffix: '' }];
}

function obligation(view: View, deadline: Deadline, instance: Occurrence, context: Context): Obligation {
  const trigger = instance.trigger ?? deadline.trigger;
  const { reading, count } = readAs(view, instance, deadline);
  const gates = (instance.gates ?? deadline.gates ?? []).map((gate) => gateState(view, gate, instance));
  const begun = instance.event?.date ?? triggerDate(view, trigger, instance);
  const ready = gates.some((gate) => gate.met_on === null) ? null : latest(gates.map((gate) => gate.met_on));
  const obligor = instance.obligor ?? deadline.obligor;
  const side = sideOf(view, obligor);
  // G-009: our closed days are our own affair; the other side's careful day is theirs.
  const calendar = side === 'theirs' ? withoutClosed(calendarOf(context)) : calendarOf(context);
  const dates = withinRange(
    () => datesOf(view, deadline, count, begun, gates.length > 0 ? { ready } : undefined, calendar),
    noDates,
  );
  const met = metOn(view, deadline, instance);
  const means = instance.silence === undefined ? (deadline.silence ?? null) : instance.silence;
  const status = statusOf(view, deadline, trigger, begun, dates, met, gates);
  const rule = instance.rule ?? deadline.rule;
  return {
    id: `${rule}${instance.suffix}`,
    rule,
    key: instance.key ?? deadline.key,
    title: instance.title ?? deadline.title,
    obligor,
    obligee: instance.obligee ?? deadline.obligee,
    side,
    trigger: labelOf(trigger),
    triggered_on: begun,
    nominal: dates.nominal,
    statutory: dates.statutory,
    safe: dates.safe,
    // What we owe ourselves nobody writes to us about (rulebook 0).
    escalate: side === 'ours' || count.unit === 'none' || deadline.period ? null : dates.escalate,
    provisional: dates.provisional,
    status: means !== null && status === 'overdue' ? 'deemed' : status,
    gates,
    amount: instance.amount ?? null,
    installment: instance.installment ?? null,
    unit: count.unit,
    dir: count.dir,
    clause: instance.clause ?? deadline.clause,
    on_miss: deadline.onMiss,
    reading,
    confidence: instance.confidence ?? deadline.confidence ?? 'explicit',
    internal: deadline.internal ?? false,
    silence: means === null ? null : silenceOf(means, side, dates, view.today),
    met_by: met?.key ?? null,
    met_on: met?.date ?? null,
    steps: dates.steps,
  };
}

const opened = new WeakMap<Calendar, Calendar>();

function withoutClosed(calendar: Calendar): Calendar {
  if (calendar.closed.size === 0) return calendar;
  let own = opened.get(calendar);
  if (own === undefined) opened.set(calendar, (own = { ...calendar, closed: new Map() }));
  return own;
}

function datesOf(
  view: View,
  deadline: Deadline,
  count: Count,
  begun: CivilDate | null,
  gates: { ready: CivilDate | null } | undefined,
  calendar: Calendar,
): FourDates {
  if (begun === null || 'standing' in deadline.trigger) return noDates;
  const offset = typeof count.offset === 'number' ? count.offset : view.integer(count.offset.field);
  if (offset === null) return noDates;
  if (deadline.gateMode === 'start' && gates) {
    const from = gates.ready === null ? null : latest([begun, gates.ready]);
    return from === null ? noDates : fourDates(from, count, offset, calendar);
  }
  return fourDates(begun, count, offset, calendar, gates);
}

function triggerDate(view: View, trigger: Trigger, instance: Instance): CivilDate | null {
  if ('field' in trigger) return view.date(trigger.field);
  if ('date' in trigger) return withinRange(() => trigger.date(view), null);
  if ('standing' in trigger) return trigger.standing === null ? null : view.eventDate(trigger.standing);
  return view.eventDate(trigger.event, eventsOfInstallment(view, trigger.event, instance));
}

/** Only events that belong to instalments are asked for by their number. */
function eventsOfInstallment(view: View, key: string, instance: Instance): number | undefined {
  const type = eventTypeOf(view.definition, key);
  return type?.repeat === 'installment' || type?.repeat === 'shared' ? instance.installment : undefined;
}

function labelOf(trigger: Trigger): string {
  if ('field' in trigger) return `fields.${trigger.field}`;
  if ('date' in trigger) return trigger.label;
  if ('standing' in trigger) return trigger.standing ?? '';
  return trigger.event;
}

function gateState(view: View, gate: Gate, instance: Instance): Obligation['gates'][number] {
  const own = gate.each === 'installment';
  const events = view.events(gate.event, own ? instance.installment : undefined);
  // The first time it was there opens the gate; what lies ahead does not open it yet.
  const past = events.filter((event) => event.date <= view.today);
  const met = coveredBy(view, gate.event, past, own ? (instance.amount ?? null) : null);
  return { key: gate.key, title: gate.title, met_on: met?.date ?? null };
}

/** What met an obligation: an event, or a row of a ledger. */
type Met = Pick<EventFact, 'key' | 'date'>;

/** The first event that meets the obligation, if it has happened. */
function metOn(view: View, deadline: Deadline, instance: Occurrence): Met | null {
  if (instance.met !== undefined) {
    const { met } = instance;
    return met === null || met.on > view.today ? null : { key: met.by, date: met.on };
  }
  const roundBefore = lastRound(view, deadline.trigger);
  const candidates = (instance.metBy ?? deadline.metBy ?? [])
    .flatMap((key) => {
      const events = view
        .events(key, eventsOfInstallment(view, key, instance))
        .filter((event) => event.date <= view.today && event.date > roundBefore);
      return instance.amount == null ? events : paidBy(view, key, events, instance);
    })
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  if (instance.event === undefined) return candidates[0] ?? null;
  // A notice of the n-th change: the one with its number, else the one in its place.
  const { n } = instance.event;
  const numbered = n === undefined ? undefined : candidates.find((event) => event.n === n);
  return numbered ?? candidates.filter((event) => event.n === undefined)[instance.nth ?? 0] ?? null;
}

/** Part of an instalment meets nothing: the event with which all of it is there, what was set off taken away. */
function paidBy(view: View, key: string, events: readonly EventFact[], instance: Instance): EventFact[] {
  const { amount, installment } = instance;
  const exact = view.definition.events.find((type) => type.key === key)?.exact === true;
  const off = exact || installment === undefined ? 0 : setOffOf(view, installment);
  const whole = coveredBy(view, key, events, amount == null ? null : (Math.max(0, amount - off) as Fen));
  return whole === null ? [] : [whole];
}

/** After a second meeting, what was handed in for the first one meets nothing any more. */
function lastRound(view: View, trigger: Trigger): string {
  if (!('event' in trigger) || trigger.each) return '';
  const type = eventTypeOf(view.definition, trigger.event);
  // One meeting recorded twice is one meeting.
  const days = new Set(view.events(trigger.event).map((event) => event.date));
  return type?.repeat === 'many' ? ([...days].at(-2) ?? '') : '';
}

function sideOf(view: View, obligor: string): Obligation['side'] {
  const ours = view.record.our_side;
  if (obligor === 'either' || obligor === 'both') return 'both';
  if (ours === undefined || !view.definition.parties.some((party) => party.key === ours)) return 'unknown';
  return obligor === ours ? 'ours' : 'theirs';
}

function statusOf(
  view: View,
  deadline: Deadline,
  trigger: Trigger,
  begun: CivilDate | null,
  dates: FourDates,
  met: Met | null,
  gates: Obligation['gates'],
): Obligation['status'] {
  const { today } = view;
  if (met) return dates.statutory !== null && met.date > dates.statutory ? 'met_late' : 'met';
  if ('standing' in trigger)
    return begun !== null || trigger.standing === null ? 'standing' : 'pending_trigger';
  if (begun === null) return 'pending_trigger';
  const beginning = view.definition.begins;
  // A-T01: before the agreement is in force no period runs, dates the paper fixes included.
  if (beginning !== null && !(deadline.metBy ?? []).includes(beginning)) {
    const inForce = view.eventDate(beginning);
    if (inForce === null || inForce > today) return 'pending_trigger';
  }
  if (deadline.period) return 'standing';
  // Counted forward from a day that lies ahead: not begun.
  if (begun > today && deadline.count.dir === 'after') return 'pending_trigger';
  if (gates.some((gate) => gate.met_on === null)) return 'waiting_gate';
  if (dates.statutory === null) return 'open';
  if (today > dates.statutory) return 'overdue';
  if (today === dates.statutory) return 'due_today';
  return dates.safe !== null && daysBetween(today, dates.safe) <= 7 ? 'due_soon' : 'open';
}
