import type { Resolver } from '../agreements/across.ts';
import type { Definition, Problem, Rule, View } from '../agreements/define.ts';
import type { Finding } from '../model/derived.ts';
import { AppError } from '../model/errors.ts';
import type { Bilingual } from '../model/units.ts';
import { both } from './compare.ts';

const resolvers: Readonly<Record<Resolver, Bilingual>> = {
  secretary: both('科研秘书', 'the research secretary'),
  project_lead: both('课题负责人', 'the project leader'),
  archivist: both('档案员', 'the archivist'),
};

/** Every rule of a kind that may have a check, but for those of its packages. */
export function rulesOf(definition: Definition): readonly Rule[] {
  return [
    ...definition.eligibility,
    ...definition.checks,
    ...(definition.payments?.rules ?? []),
    ...definition.deliverables,
    ...definition.labels,
    ...definition.confidentiality,
    ...definition.changes,
    ...definition.breaches,
    ...definition.precedence,
  ];
}

/** The findings of one rule, with its id and clause where the problem has none of its own. */
export function runRule(rule: Rule, view: View): Finding[] {
  return problemsOf(rule, view).map((problem) => ({
    rule: problem.rule ?? rule.rule,
    severity: problem.severity,
    message: problem.message,
    path: problem.path,
    clause: problem.clause ?? rule.clause,
    ...(problem.against === undefined ? {} : { against: problem.against }),
  }));
}

function problemsOf(rule: Rule, view: View): readonly Problem[] {
  try {
    return [...(rule.check?.(view) ?? []), ...acrossProblems(rule, view)];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A date so far off that it cannot be counted with is told as such, and the other rules are still judged.
    const message = both(
      `${rule.title.zh}：有日期超出可计算的年份`,
      `${rule.title.en}: a date cannot be counted with`,
    );
    return [{ severity: 'block', message, path: 'fields' }];
  }
}

/** The problems of a rule across dossiers, with the role that resolves them; none where nobody can be asked. */
function acrossProblems(rule: Rule, view: View): readonly Problem[] {
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
