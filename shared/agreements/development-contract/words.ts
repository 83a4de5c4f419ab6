import type { Bilingual } from '../../model/units.ts';
import type { Choice, Column, EventType, Field, Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';

/** Text in the two languages, Chinese first. */
export function both(zh: string, en: string): Bilingual {
  return { zh, en };
}

/** A choice of an enum whose value is its own Chinese word. */
export function word(zh: string, en: string): Choice {
  return { value: zh, title: both(zh, en) };
}

/** A field with the line of the form where it stands. */
export function field(
  key: string,
  rule: string,
  line: number,
  type: Field['type'],
  zh: string,
  en: string,
  more: Partial<Field> = {},
): Field {
  return { key, rule, clause: at(line), type, title: both(zh, en), ...more };
}

/** A column of a list or a ledger. */
export function col(
  key: string,
  type: Column['type'],
  zh: string,
  en: string,
  more: Partial<Column> = {},
): Column {
  return { key, type, title: both(zh, en), ...more };
}

/** A dated fact with the line that speaks of it. */
export function event(
  key: string,
  rule: string,
  line: number,
  zh: string,
  en: string,
  more: Partial<EventType> = {},
): EventType {
  return { key, rule, clause: at(line), title: both(zh, en), ...more };
}

/** A rule with the line of the source where it stands. */
export function rule(
  id: string,
  key: string,
  title: Bilingual,
  line: number,
  check?: (view: View) => Problem[],
): Rule {
  return { rule: id, key, title, clause: at(line), ...(check ? { check } : {}) };
}

/** One problem, as a list that a check can give back. */
export function say(
  severity: Problem['severity'],
  path: string,
  zh: string,
  en: string,
  id?: string,
): Problem[] {
  return [{ severity, path, message: both(zh, en), ...(id ? { rule: id } : {}) }];
}

/** Whether any of the events is recorded. */
export function has(view: View, ...keys: readonly string[]): boolean {
  return keys.some((key) => view.events(key).length > 0);
}

/** Where an event stands: the last of its key. */
export function pathOf(view: View, key: string): string {
  return `events[${view.record.events.findLastIndex((one) => one.key === key)}]`;
}

/** The rows of a ledger that are not whole, each with where it stands. */
export function rowsThat(
  view: View,
  ledger: string,
  bad: (row: ReturnType<View['entries']>[number]) => boolean,
): { row: ReturnType<View['entries']>[number]; path: string }[] {
  return view
    .entries(ledger)
    .flatMap((row, index) => (bad(row) ? [{ row, path: `entries.${ledger}[${index}]` }] : []));
}
