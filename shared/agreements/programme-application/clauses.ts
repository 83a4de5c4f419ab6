import type { Clause } from '../../model/derived.ts';
import type { TemplateLine } from '../define.ts';
import lines from './clauses.json' with { type: 'json' };

/** The lines of the guideline's draft for comment, as the source prints them; persons to contact are left out. */
export const clauses: readonly TemplateLine[] = lines;

const byLine = new Map(clauses.map((clause) => [clause.line, clause]));

/** The clause of a line of the source: its article and its exact words. */
export function at(line: number): Clause {
  const clause = byLine.get(line);
  if (!clause) return { article: '总则', line };
  return { article: clause.article, line, text: clause.text };
}

/** A rule that the source has no line for: what it says is the rulebook's own. */
export const unwritten: Clause = { article: '指南未写' };
