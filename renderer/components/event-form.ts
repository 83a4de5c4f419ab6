import type { ObjectId } from '../../shared/model/ids.ts';
import type { EventFact, FieldValue } from '../../shared/model/record.ts';
import type { CivilDate } from '../../shared/model/units.ts';

/** What stands in the form of an event. */
export interface EventInput {
  date: CivilDate | null;
  installment: number | null;
  objects: readonly ObjectId[];
  note: string;
  values: Record<string, FieldValue>;
}

/** A form at its beginning: today's fact, or the one to correct as it stands. */
export function formOf(
  fact: EventFact | undefined,
  today: CivilDate | null,
  installment: number | null = null,
): EventInput {
  return {
    date: fact?.date ?? today,
    installment: fact === undefined ? installment : (fact.installment ?? null),
    objects: fact?.evidence ?? [],
    note: fact?.note ?? '',
    values: fact?.values ?? {},
  };
}

/**
 * What was typed for a fact that turns out to be recorded, laid over the fact as its correction: nothing typed is
 * lost, evidence that stands is not dropped without a person's hand, and a date that nobody touched says nothing.
 */
export function layOver(fact: EventFact, typed: EventInput, start: EventInput): EventInput {
  const base = formOf(fact, null);
  const values = Object.entries(typed.values).filter(([, value]) => value !== null && value !== '');
  return {
    date: typed.date === null || typed.date === start.date ? base.date : typed.date,
    installment: base.installment,
    objects: [...new Set([...base.objects, ...typed.objects])],
    note: typed.note.trim() === '' ? base.note : typed.note,
    values: { ...base.values, ...Object.fromEntries(values) },
  };
}

/** Whether two states of the form say the same. */
export function sameInput(a: EventInput, b: EventInput): boolean {
  return canonical(a) === canonical(b);
}

/** An input in one form: order of evidence and of values, blanks and emptied values make no difference. */
function canonical(input: EventInput): string {
  const values = Object.entries(input.values)
    .filter(([, value]) => value !== null && value !== '')
    .toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([
    input.date,
    input.installment,
    [...input.objects].toSorted(),
    input.note.trim(),
    values,
  ]);
}

/** The values to send: emptied ones are left out. */
export function keptValues(values: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}
