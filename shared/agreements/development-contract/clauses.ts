import type { Clause } from '../../model/derived.ts';
import type { TemplateLine } from '../define.ts';
import { annex } from './clauses-annex.ts';
import { back } from './clauses-back.ts';
import { front } from './clauses-front.ts';
import { middle } from './clauses-middle.ts';

/** The model form with its annex, line by line, half-width punctuation and misprints included. */
export const clauses: readonly TemplateLine[] = [...front, ...middle, ...back, ...annex];

const byLine = new Map(clauses.map((clause) => [clause.line, clause]));

/** The clause of a line of the source: its article and its exact words. */
export function at(line: number): Clause {
  const clause = byLine.get(line);
  return clause ? { article: clause.article, line, text: clause.text } : { article: '', line };
}
