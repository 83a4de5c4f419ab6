import type { Bilingual } from '../../model/units.ts';

/** Text in the two languages, Chinese first. */
export function both(zh: string, en: string): Bilingual {
  return { zh, en };
}

/** A choice of an enum whose value is its own Chinese word. */
export function word(zh: string, en: string): { value: string; title: Bilingual } {
  return { value: zh, title: both(zh, en) };
}
