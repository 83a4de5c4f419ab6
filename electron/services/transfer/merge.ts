import type { Definition } from '../../../shared/agreements/define.ts';
import { clashOf } from '../../../shared/engine/once.ts';
import type { ItemId } from '../../../shared/model/ids.ts';
import type { EventFact } from '../../../shared/model/record.ts';
import type { Difference, Side } from '../../../shared/model/transfer.ts';

/*
 * Two stores wrote on in the same dossier. A row is compared by its versions as sets: who has all of the other's is
 * ahead. Where each has versions that the other lacks, the two newest are laid over the newest version that both have,
 * field by field; what only one of them changed holds, and what both changed differently a person decides.
 */

/** One version of a row as both sides can compare it: ids of files and rows are those of this store. */
export interface Said {
  at: string;
  author: string;
  by: string;
  reason: string | null;
  removed: boolean;
  value: unknown;
}

export interface BothRow {
  row: ItemId;
  noun: string;
  ours: readonly Said[];
  theirs: readonly Said[];
}

/** What is to be written into a row: their versions that lack here, then what came of both, where that is new. */
export interface RowPlan {
  row: ItemId;
  noun: string;
  /** New here as a whole, moved on by them alone, or changed by both. */
  how: 'added' | 'moved' | 'both';
  append: readonly Said[];
  differences: readonly Difference[];
  /** The row here that gives way where a person takes theirs of two records of one fact. */
  displaces?: ItemId;
  /** The value after the decisions; null: nothing but what was appended. */
  settle(decide: (id: string) => Side): { value: unknown; removed: boolean } | null;
}

/** A value as the page may see it: amounts that are kept back are words in it. */
export type Shown = (noun: string, what: string, value: unknown) => unknown;

export function planRows(rows: readonly BothRow[], definition: Definition, shown: Shown): RowPlan[] {
  const standing = rows.flatMap(({ row, noun, ours }): EventFact[] => {
    const last = ours.at(-1);
    return noun === 'event' && last !== undefined && !last.removed
      ? [{ ...(last.value as Omit<EventFact, 'id'>), id: row as EventFact['id'] }]
      : [];
  });
  return rows.flatMap((both) => {
    const plan = planRow(both, shown);
    if (plan === null) return [];
    return [plan.how === 'added' ? withTwice(plan, both, { standing, rows, definition, shown }) : plan];
  });
}

function planRow({ row, noun, ours, theirs }: BothRow, shown: Shown): RowPlan | null {
  const known = new Set(ours.map(keyOf));
  const append = theirs.filter((said) => !known.has(keyOf(said)));
  const newest = theirs.at(-1);
  if (append.length === 0 || newest === undefined) return null;
  const none = { row, noun, append, differences: [] };
  if (ours.length === 0) return { ...none, how: 'added', settle: () => null };
  const there = new Set(theirs.map(keyOf));
  if (ours.every((said) => there.has(keyOf(said)))) {
    const last = append.at(-1);
    // What they appended last is what they stand on, unless they came back to a version that is here already.
    const settled = last === newest ? null : { value: newest.value, removed: newest.removed };
    return { ...none, how: 'moved', settle: () => settled };
  }
  const base = ours.findLast((said) => there.has(keyOf(said)));
  return bothChanged({ row, noun, append }, base, ours.at(-1) as Said, newest, shown);
}

function bothChanged(
  { row, noun, append }: Pick<RowPlan, 'row' | 'noun' | 'append'>,
  base: Said | undefined,
  ours: Said,
  theirs: Said,
  shown: Shown,
): RowPlan {
  const what = whatOf(noun, ours.value ?? theirs.value);
  const [seen, others] = [ours, theirs].map(({ value }) => shown(noun, what, value));
  const differ = (part: string, a: unknown, b: unknown): Difference => ({
    id: `${row}/${part}`.slice(0, 200),
    row,
    noun,
    what,
    part,
    ours: told(ours, a),
    theirs: told(theirs, b),
  });
  const plan = { row, noun, how: 'both' as const, append };
  if (ours.removed || theirs.removed) {
    const same = ours.removed && theirs.removed;
    const one = differ('removed', ours.removed ? null : seen, theirs.removed ? null : others);
    return {
      ...plan,
      differences: same ? [] : [one],
      settle: (decide) => {
        const chosen = same || decide(one.id) === 'ours' ? ours : theirs;
        return { value: chosen.value, removed: chosen.removed };
      },
    };
  }
  const [was, here, there, mine, his] = [base?.value, ours.value, theirs.value, seen, others].map(partsOf);
  const parts = [...new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])])];
  const differences: Difference[] = [];
  const holds = new Map<string, (decide: (id: string) => Side) => unknown>();
  for (const part of parts) {
    const [before, a, b] = [was, here, there].map((of) => of?.get(part));
    if (same(a, b) || (base !== undefined && same(b, before))) holds.set(part, () => a);
    else if (base !== undefined && same(a, before)) holds.set(part, () => b);
    else {
      const one = differ(part, mine?.get(part), his?.get(part));
      differences.push(one);
      holds.set(part, (decide) => (decide(one.id) === 'ours' ? a : b));
    }
  }
  return {
    ...plan,
    differences,
    settle: (decide) => ({
      value: wholeOf(parts.map((part) => [part, holds.get(part)?.(decide)])),
      removed: false,
    }),
  };
}

/** A fact that comes only once and that both recorded, each in a row of its own: one of them is withdrawn. */
function withTwice(
  plan: RowPlan,
  { row, noun, theirs }: BothRow,
  among: {
    standing: readonly EventFact[];
    rows: readonly BothRow[];
    definition: Definition;
    shown: Shown;
  },
): RowPlan {
  const last = theirs.at(-1);
  if (noun !== 'event' || last === undefined || last.removed) return plan;
  const fact = last.value as Omit<EventFact, 'id'>;
  const type = among.definition.events.find(({ key }) => key === fact.key);
  const clash = clashOf(type, fact.installment ?? null, among.standing);
  const here = among.rows.find((both) => both.row === (clash?.id as string | undefined));
  const own = here?.ours.at(-1);
  // A row that they know too was settled where they recorded theirs.
  if (here === undefined || own === undefined || here.theirs.length > 0) return plan;
  const say = (said: Said) => told(said, among.shown(noun, fact.key, said.value));
  const id = `${row}/twice`;
  const one = { id, row, noun, what: fact.key, part: 'twice', ours: say(own), theirs: say(last) };
  return {
    ...plan,
    differences: [one],
    displaces: here.row,
    settle: (decide) => (decide(id) === 'ours' ? { value: null, removed: true } : null),
  };
}

function keyOf({ at, author, reason, removed, value }: Said): string {
  return sorted([at, author, reason, removed, value]);
}

function same(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b);
}

/** JSON with its keys in one order, lists as they are. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}

const nested: readonly string[] = ['fields', 'values'];

/** A value by its parts: `date`, `fields.title`, `values.amount` … */
function partsOf(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([['', value]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
      nested.includes(key) && typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? [
            [key, {}],
            ...Object.entries(inner).map(([name, deep]): [string, unknown] => [`${key}.${name}`, deep]),
          ]
        : [[key, inner]],
    ),
  );
}

function wholeOf(parts: readonly (readonly [string, unknown])[]): unknown {
  const whole: Record<string, unknown> = {};
  for (const [part, value] of parts) {
    if (part === '') return value;
    if (value === undefined) continue;
    const [, group, name] = /^(fields|values)\.(.*)$/s.exec(part) ?? [];
    if (group === undefined || name === undefined) whole[part] ??= value;
    else whole[group] = { ...(whole[group] as object | undefined), [name]: value };
  }
  return whole;
}

function told({ by, at, reason }: Said, value: unknown): Difference['ours'] {
  return { value: value ?? null, by, at: at as Difference['ours']['at'], reason };
}

function whatOf(noun: string, value: unknown): string {
  const { key, ledger, rule } = (value ?? {}) as { key?: unknown; ledger?: unknown; rule?: unknown };
  const said = noun === 'event' ? key : noun === 'entry' ? ledger : rule;
  return typeof said === 'string' ? said : '';
}
