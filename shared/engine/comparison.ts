import type { Definition } from '../agreements/define.ts';
import type { AlikePapers } from '../agreements/indicators.ts';
import type { Clause } from '../model/derived.ts';
import type { DossierRecord } from '../model/record.ts';
import type { Bilingual } from '../model/units.ts';
import { normalizeLabel } from './label-text.ts';
import { type TextDifference, textDifference } from './text-diff.ts';
import { type Context, viewOf } from './view.ts';

export interface ComparedRow {
  key: string;
  title: Bilingual;
  clause: Clause;
  difference: TextDifference;
}

/**
 * One item of two papers, letter by letter. Lists whose order is free are put in one order first, so that only what
 * lacks or differs is marked.
 */
export function compareRow(row: ReturnType<AlikePapers['rows']>[number]): ComparedRow {
  const [own, other] = row.order === 'free' ? inOneOrder(row.own, row.other) : [row.own, row.other];
  return {
    key: row.key,
    title: row.title,
    clause: row.clause,
    difference: textDifference(own, other, normalizeLabel),
  };
}

const separators = /\s*[;；\n]\s*/u;

function inOneOrder(own: string, other: string): [string, string] {
  const left = own.split(separators).filter(Boolean);
  const right = other.split(separators).filter(Boolean);
  const rest = [...right];
  const placed = left.map((one) => {
    const at = rest.findIndex(
      (two) => normalizeLabel(two).toLowerCase() === normalizeLabel(one).toLowerCase(),
    );
    return at < 0 ? null : (rest.splice(at, 1)[0] ?? null);
  });
  const near = placed.map((one, index) => one ?? closest(left[index] ?? '', rest));
  return [left.join('; '), [...near.filter((one) => one !== ''), ...rest].join('; ')];
}

/** What is left and likest to a name; taken out of the rest. */
function closest(name: string, rest: string[]): string {
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  rest.forEach((one, index) => {
    const { kind, letters } = textDifference(name, one, normalizeLabel);
    if (kind !== 'different' && letters < fewest) [best, fewest] = [index, letters];
  });
  return best < 0 ? '' : (rest.splice(best, 1)[0] ?? '');
}

/** Every comparison of a kind that applies to a record. */
export function comparisonsOf(
  definition: Definition,
  record: DossierRecord,
  context: Context,
): { comparison: AlikePapers; rows: ComparedRow[] }[] {
  const view = viewOf(definition, record, context);
  return (definition.alike ?? [])
    .filter((comparison) => !comparison.when || comparison.when(view))
    .map((comparison) => ({ comparison, rows: comparison.rows(view).map(compareRow) }));
}
