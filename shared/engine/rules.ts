import type { Definition, Problem, Rule, View } from '../agreements/define.ts';
import type { Finding } from '../model/derived.ts';
import { AppError } from '../model/errors.ts';
import { acrossProblems } from './across.ts';
import { both } from './compare.ts';

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
