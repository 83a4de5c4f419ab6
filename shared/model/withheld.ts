import type { FieldValue } from './record.ts';

/**
 * What stands in the place of a value that main keeps back until a person asks for it (E-09, B-Q16): what may be
 * shown of it, and a name by which main puts the value back where it is sent back unchanged.
 */
export type Withheld = { withheld: string; words: string };

export function isWithheld(value: unknown): value is Withheld {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Withheld).withheld === 'string' &&
    typeof (value as Withheld).words === 'string'
  );
}

/** Puts something else in the place of every withheld value, however deep it lies. */
export function replaceWithheld(
  value: FieldValue,
  place: string,
  put: (value: Withheld, place: string) => FieldValue,
): FieldValue {
  if (isWithheld(value)) return put(value, place);
  if (Array.isArray(value)) return value.map((row) => replaceWithheld(row, place, put));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceWithheld(inner, `${place}.${key}`, put)]),
  );
}
