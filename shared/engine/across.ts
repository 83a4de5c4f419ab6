import type { Elsewhere, Resolver, Said } from '../agreements/across.ts';
import type { Definition, Problem, Rule, View } from '../agreements/define.ts';
import type { DossierRecord } from '../model/record.ts';
import type { Bilingual } from '../model/units.ts';
import { both } from './compare.ts';
import { rulesOf } from './rules.ts';
import { type Context, viewOf } from './view.ts';

/** To be raised when a kind comes to say something else of the same record: what is kept is then said anew. */
export const acrossVersion = 1;

const resolvers: Readonly<Record<Resolver, Bilingual>> = {
  secretary: both('科研秘书', 'the research secretary'),
  project_lead: both('课题负责人', 'the project leader'),
  archivist: both('档案员', 'the archivist'),
};

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

/** The problems of a rule across dossiers, with the role that resolves them; none where nobody can be asked. */
export function acrossProblems(rule: Rule, view: View): readonly Problem[] {
  if (view.elsewhere === null || rule.across === undefined) return [];
  const who = resolvers[rule.across.resolver];
  return rule.across.asks(view, view.elsewhere).map((problem) => ({
    ...problem,
    message: both(
      `${problem.message.zh}（是哪一份卷宗在此不显示，由${who.zh}核对处理）`,
      `${problem.message.en} (which dossier is not shown here; ${who.en} resolves it)`,
    ),
  }));
}

/**
 * Answers from records at hand, as the fingerprints of a store do from what they said.
 * @param others what each of the other dossiers says
 */
export function elsewhereIn(others: readonly (readonly Said[])[]): Elsewhere {
  return (purpose, texts) =>
    others.filter((said) => said.some((one) => one.purpose === purpose && texts.includes(one.text))).length;
}
