import type { Elsewhere, Said } from '../agreements/across.ts';
import type { Definition } from '../agreements/define.ts';
import type { DossierRecord } from '../model/record.ts';
import { rulesOf } from './rules.ts';
import { type Context, viewOf } from './view.ts';

/** To be raised when a kind comes to say something else of the same record: what is kept is then said anew. */
export const acrossVersion = 1;

/** Everything that a record says to other dossiers, each once. */
export function saidBy(definition: Definition, record: DossierRecord, context: Context): Said[] {
  const view = viewOf(definition, record, context);
  const all = rulesOf(definition).flatMap((rule) => rule.across?.says(view) ?? []);
  return [...new Map(all.map((said) => [`${said.purpose}\n${said.text}`, said])).values()];
}

/** Whether records of this kind say anything to others. */
export function saysAnything(definition: Definition): boolean {
  return rulesOf(definition).some((rule) => rule.across !== undefined);
}

/**
 * Answers from records at hand, as the fingerprints of a store do from what they said.
 * @param others what each of the other dossiers says
 */
export function elsewhereIn(others: readonly (readonly Said[])[]): Elsewhere {
  return (purpose, texts) =>
    others.filter((said) => said.some((one) => one.purpose === purpose && texts.includes(one.text))).length;
}
