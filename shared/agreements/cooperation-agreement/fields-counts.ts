import type { Clause } from '../../model/derived.ts';
import type { Bilingual } from '../../model/units.ts';

/** A count of days of the agreement, with the template's usual number. */
export function days(key: string, rule: string, clause: Clause, title: Bilingual, usual: number) {
  return {
    key,
    rule,
    clause,
    type: 'integer' as const,
    title,
    unit: 'working_day',
    min: 0,
    max: 3650,
    default: usual,
  };
}

/** A count of months of the agreement, with the template's usual number. */
export function months(key: string, rule: string, clause: Clause, title: Bilingual, usual: number) {
  return { ...days(key, rule, clause, title, usual), unit: 'month', max: 240 };
}
