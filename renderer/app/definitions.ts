import type { Definition, EventType, TemplateLine } from '../../shared/agreements/define.ts';
import { definitions } from '../../shared/agreements/index.generated.ts';
import type { Clause } from '../../shared/model/derived.ts';
import { houseClause } from '../../shared/text/house-rules.ts';

/** Every kind that this version knows, in the order of the rulebook. */
export function allDefinitions(): readonly Definition[] {
  return definitions;
}

/** The definition of a kind, or undefined for one of another version. */
export function definitionOf(kind: string): Definition | undefined {
  return allDefinitions().find((definition) => definition.id === kind);
}

/** The clause with the template's own words where the clause carries only its place. */
export function withWords(definition: Definition | undefined, clause: Clause): Clause {
  if (clause.text !== undefined || clause.line === undefined) return clause;
  const line = definition?.clauses.find((candidate) => candidate.line === clause.line);
  return line === undefined ? clause : { ...clause, text: line.text };
}

/** The lines of the template around a clause, for the pane that quotes it. */
export function clauseLines(definition: Definition | undefined, clause: Clause): readonly TemplateLine[] {
  if (definition === undefined) return [];
  const at = definition.clauses.find((line) => line.line === clause.line);
  const head = (at?.article ?? clause.article).replace(/条.*/, '条');
  return definition.clauses.filter((line) => line.article.startsWith(head));
}

/** The clause behind a rule's number, in whichever kind has it, or the house's own. */
export function findClause(rule: string): Clause | null {
  for (const definition of allDefinitions()) {
    const rules = [
      ...definition.deadlines,
      ...definition.checks,
      ...definition.eligibility,
      ...definition.confidentiality,
      ...definition.changes,
      ...definition.labels,
      ...definition.deliverables,
      ...definition.precedence,
      ...(definition.payments?.rules ?? []),
      ...definition.packages.flatMap((one) => [...one.rules, ...one.pieces]),
    ];
    const found = rules.find((candidate) => candidate.rule === rule);
    if (found) return withWords(definition, found.clause);
  }
  return houseClause(rule);
}

/** The title of an event in its kind's words. */
export function eventType(kind: string, key: string): EventType | undefined {
  return definitionOf(kind)?.events.find((event) => event.key === key);
}

/** The document's word for a party, 甲方; the key where the kind does not know it. */
export function partyTitle(
  definition: Definition | undefined,
  party: string,
  language: 'zh' | 'en',
  common: { both: string; either: string; other: string },
): string {
  if (party === 'both') return common.both;
  if (party === 'either') return common.either;
  if (party === 'other') return common.other;
  return definition?.parties.find((one) => one.key === party)?.title[language] ?? party;
}

/** A party as a row of a list calls it: without what stands in brackets behind it. */
export function partyShort(...of: Parameters<typeof partyTitle>): string {
  return partyTitle(...of).replace(/\s*[（(].*[）)]/u, '');
}
