import type { Definition, Field, View } from '../agreements/define.ts';
import type { Elsewhere } from '../agreements/across.ts';
import { type Calendar, builtInCalendar, isWorkday } from '../calendar/calendar.ts';
import { addDays, addMonths, daysBetween, parseCivil } from '../calendar/civil.ts';
import { addWorkdays, lastWorkdayBefore, rollBack, rollForward } from '../calendar/workdays.ts';
import type { CheckValue } from '../model/document-check.ts';
import type { DossierRecord, EventFact, FieldValue } from '../model/record.ts';
import type { CivilDate } from '../model/units.ts';
import { asFen } from '../money/fen.ts';
import { installmentNumber } from './installment-number.ts';

/** What every question to the engine brings: the injected today, and a calendar where it is not the built-in. */
export interface Context {
  today: CivilDate;
  calendar?: Calendar;
  others?: readonly DossierRecord[];
  /** Answers from fingerprints what other dossiers say; see `across.ts`. */
  elsewhere?: Elsewhere;
  /** What was read of documents, and what people saw who looked at them, oldest first. */
  checks?: readonly CheckValue[];
}

/** All fields of a definition, in the order of the wizard. */
export function fieldsOf(definition: Definition): readonly Field[] {
  return definition.sections.flatMap((section) => section.fields);
}

/**
 * The calendar that records are judged by. A mistyped year before the known ones must not keep the rest from
 * being answered: it is estimated, provisional, and told by the check.
 */
export function calendarOf(context: Context): Calendar {
  const own = context.calendar ?? builtInCalendar;
  const known = judging.get(own);
  if (known) return known;
  const calendar = { ...own, first: 1900 };
  judging.set(own, calendar);
  return calendar;
}

/** One calendar to judge by for each that is given, so that what it remembers of its days is kept. */
const judging = new WeakMap<Calendar, Calendar>();

interface Lookups {
  defaults: ReadonlyMap<string, FieldValue | undefined>;
  eventTypes: ReadonlyMap<string, Definition['events'][number]>;
}

const lookups = new WeakMap<Definition, Lookups>();

/** What is looked up by key in a definition, made once for each. */
function lookupsOf(definition: Definition): Lookups {
  const known = lookups.get(definition);
  if (known) return known;
  const made = {
    defaults: new Map(fieldsOf(definition).map((field) => [field.key, field.default])),
    eventTypes: new Map(definition.events.map((event) => [event.key, event])),
  };
  lookups.set(definition, made);
  return made;
}

/** The type of an event of a kind, or undefined where the kind does not know the key. */
export function eventTypeOf(definition: Definition, key: string): Definition['events'][number] | undefined {
  return lookupsOf(definition).eventTypes.get(key);
}

/** A record seen through its definition: usual values filled in, events in order of their dates. */
export function viewOf(definition: Definition, record: DossierRecord, context: Context): View {
  const calendar = calendarOf(context);
  const { defaults, eventTypes } = lookupsOf(definition);
  const byKey = Map.groupBy(
    record.events.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    (event) => event.key,
  );

  const value = (key: string): FieldValue | undefined => {
    const own = record.fields[key];
    return own === undefined || own === null || own === '' ? defaults.get(key) : own;
  };
  const rows = (key: string) => {
    const list = value(key);
    return Array.isArray(list) ? list.filter(isRow) : [];
  };
  const plan = definition.payments;
  const belongs = (event: EventFact, installment: number): boolean => {
    if (event.installment !== undefined) return event.installment === installment;
    const type = eventTypes.get(event.key);
    const instalments = plan ? rows(plan.list) : [];
    if (type?.repeat === 'shared' || instalments.length <= 1) return true;
    const amount = event.values?.['amount'];
    if (typeof amount !== 'number') return false;
    const same = instalments.flatMap((row, index) =>
      row['amount'] === amount ? [installmentNumber(row, index)] : [],
    );
    return same.length === 1 && same[0] === installment;
  };
  const events = (key: string, installment?: number): readonly EventFact[] => {
    const all = byKey.get(key) ?? [];
    return installment === undefined ? all : all.filter((event) => belongs(event, installment));
  };

  return {
    definition,
    record,
    today: context.today,
    others: context.others ?? [],
    elsewhere: context.elsewhere ?? null,
    checks: context.checks ?? [],
    value,
    text: (key) => {
      const own = value(key);
      return typeof own === 'string' ? own : '';
    },
    date: (key) => parseCivil(value(key)),
    money: (key) => asFen(value(key)),
    integer: (key) => {
      const own = value(key);
      return typeof own === 'number' && Number.isSafeInteger(own) ? own : null;
    },
    rows,
    events,
    eventDate: (key, installment) => events(key, installment).at(-1)?.date ?? null,
    entries: (ledger) => (record.entries[ledger] ?? []).map((entry) => entry.values),
    days: {
      daysBetween,
      rollForward: (date) => rollForward(date, calendar).date,
      isWorkday: (date) => isWorkday(date, calendar),
      addWorkdays: (date, count) => addWorkdays(date, count, calendar),
      lastWorkdayBefore: (date) => lastWorkdayBefore(date, calendar).date,
      lastWorkdayOnOrBefore: (date) => rollBack(date, calendar).date,
      addMonths,
      addDays,
    },
  };
}

function isRow(value: FieldValue): value is { [key: string]: FieldValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
