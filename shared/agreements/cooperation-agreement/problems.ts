import type { Problem, View } from '../define.ts';
import { both } from './words.ts';

/** One problem, as a list that a check can give back. */
export function one(severity: Problem['severity'], path: string, zh: string, en: string): Problem[] {
  return [{ severity, path, message: both(zh, en) }];
}

/** Where the last event of a key stands. */
export function pathOf(view: View, key: string): string {
  return `events[${view.record.events.findLastIndex((event) => event.key === key)}]`;
}

/** Whether any of the events is recorded. */
export function has(view: View, ...keys: readonly string[]): boolean {
  return keys.some((key) => view.events(key).length > 0);
}
