import type { Bilingual } from '../../model/units.ts';
import type { Rule } from '../define.ts';
import { at } from './clauses.ts';

/** Text in the two languages, Chinese first. */
export function both(zh: string, en: string): Bilingual {
  return { zh, en };
}

/** A choice of an enum whose value is its own Chinese word. */
export function word(zh: string, en: string): { value: string; title: Bilingual } {
  return { value: zh, title: both(zh, en) };
}

/** A rule with the words of its clause; one without a check is shown, not judged. */
export function rule(
  id: string,
  key: string,
  title: Bilingual,
  article: string,
  line: number,
  check?: Rule['check'],
): Rule {
  return { rule: id, key, title, clause: at(article, line), ...(check ? { check } : {}) };
}
