import { check } from '../../../shared/engine/check.ts';
import { packageView } from '../../../shared/engine/package-view.ts';
import type { Elsewhere } from '../../../shared/agreements/across.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import type { Open } from '../../app/open.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf } from './definitions.ts';
import { checksOf, type Loaded, recordOf } from './shelf.ts';

/** What is sealed under `answer`: which warning, in its own words, was answered; the reason is the item's. */
export interface AnswerValue {
  rule: string;
  path: string;
  message: string;
  reason: string;
}

/** The findings with the reasons that persons gave; one whose words or place changed is unanswered again. */
export function answered(findings: readonly Finding[], loaded: Loaded, open: Open): Finding[] {
  if (loaded.answers.length === 0) return [...findings];
  const answers = new Map(loaded.answers.map((answer) => [keyOf(answer.value), answer]));
  return findings.map((finding) => {
    const answer = finding.severity === 'warn' ? answers.get(keyOfFinding(finding)) : undefined;
    if (answer === undefined) return finding;
    const { row, author, at } = answer;
    return { ...finding, answer: { row, reason: answer.value.reason, by: open.nameOf(author), at } };
  });
}

/**
 * The warning a person means, as it stands now.
 * @throws AppError `conflict` where it says something else by now, or is no warning
 */
export function requireWarning(
  loaded: Loaded,
  judging: Judging & { elsewhere: Elsewhere },
  wanted: { rule: string; path: string; message: string },
): Finding {
  const record = recordOf(loaded);
  const definition = definitionOf(record.kind);
  const context = { ...judging, checks: checksOf(loaded) };
  const found = [
    ...check(definition, record, context),
    ...definition.packages.flatMap(({ id }) => {
      const meeting = loaded.plans.find((plan) => plan.value.package === id)?.value.meeting ?? undefined;
      return packageView(definition, record, id, { ...context, ...(meeting ? { meeting } : {}) }).findings;
    }),
  ].find((finding) => finding.severity === 'warn' && isMeant(finding, wanted));
  if (found === undefined) throw new AppError('conflict', { rule: wanted.rule });
  return found;
}

/** The words may have been shown with their amounts masked (B-Q16). */
function isMeant(
  { rule, path, message }: Finding,
  wanted: { rule: string; path: string; message: string },
): boolean {
  const said = [message.zh, maskAmounts(message.zh)];
  return rule === wanted.rule && path === wanted.path && said.includes(wanted.message);
}

function keyOf({ rule, path, message }: { rule: string; path: string; message: string }): string {
  return JSON.stringify([rule, path, message]);
}

function keyOfFinding({ rule, path, message }: Finding): string {
  return keyOf({ rule, path, message: message.zh });
}
