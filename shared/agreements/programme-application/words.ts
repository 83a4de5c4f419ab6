import type { Bilingual } from '../../model/units.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';

/** Text in the two languages, Chinese first. */
export function both(zh: string, en: string): Bilingual {
  return { zh, en };
}

/** A choice of an enum whose value is its own Chinese word. */
export function word(zh: string, en: string): { value: string; title: Bilingual } {
  return { value: zh, title: both(zh, en) };
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
