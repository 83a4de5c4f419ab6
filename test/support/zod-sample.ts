import type { z } from 'zod';

/** What a schema says of itself; only what the contract uses. */
interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
  in?: z.ZodType;
}

/** Tried where a schema cannot be built from its parts: the first that it accepts is the sample. */
const candidates: readonly unknown[] = [
  '0'.repeat(32),
  '0'.repeat(64),
  '2024-06-03',
  '2024-06-03T00:00:00.000Z',
  'a',
  'abc',
  2024,
  'P-A3',
  1,
  0,
  100,
  1000,
  true,
  null,
  new Uint8Array([1]),
  {},
  [],
];

export function defOf(schema: z.ZodType): Def {
  return (schema as unknown as { _zod: { def: Def } })._zod.def;
}

/**
 * A small valid value of a schema: required members only, lists as short as allowed. Tests stay true to the
 * contract without a second copy of it.
 * @throws Error for a schema that this cannot fill
 */
export function sampleOf(schema: z.ZodType): unknown {
  const value = build(schema);
  if (schema.safeParse(value).success) return value;
  const found = candidates.find((candidate) => schema.safeParse(candidate).success);
  if (found === undefined) throw new Error(`no sample of ${defOf(schema).type}`);
  return found;
}

function build(schema: z.ZodType): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .filter(([, member]) => !member.safeParse(undefined).success)
          .map(([key, member]) => [key, sampleOf(member)]),
      );
    case 'array': {
      for (let length = 0; length <= 8 && def.element; length += 1) {
        const list = Array.from({ length }, () => sampleOf(def.element as z.ZodType));
        if (schema.safeParse(list).success) return list;
      }
      return [];
    }
    case 'record':
      return {};
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'union':
      return sampleOf((def.options as [z.ZodType])[0]);
    case 'nullable':
    case 'optional':
    case 'default':
    case 'readonly':
      return def.innerType && sampleOf(def.innerType);
    case 'pipe':
      return def.in && sampleOf(def.in);
    default:
      return undefined;
  }
}
