import type { Bilingual } from '../model/units.ts';
import type { FieldValue } from '../model/record.ts';

/** Whether nothing stands in a value: nothing, blank text, an empty list, an object of empty parts. */
export function isEmpty(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.values(value).every((part) => isEmpty(part));
  return false;
}

export function both(zh: string, en: string): Bilingual {
  return { zh, en };
}
