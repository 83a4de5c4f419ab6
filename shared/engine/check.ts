import type { Definition, View } from '../agreements/define.ts';
import type { Finding } from '../model/derived.ts';
import type { DossierRecord } from '../model/record.ts';
import { AppError } from '../model/errors.ts';
import { checkEvents } from './check-events.ts';
import { checkPlan } from './check-plan.ts';
import { type Archiving, checkFields, checkRow, unknownKey } from './check-shapes.ts';
import { both } from './compare.ts';
import { packageFindings } from './package-view.ts';
import { verdictFindings } from './page-verdicts.ts';
import { askedReadings } from './readings.ts';
import { rulesOf, runRule } from './rules.ts';
import { type Context, viewOf } from './view.ts';

/** What a check may add to the record: a package to judge, and other dossiers to compare with. */
export interface CheckContext extends Context {
  package?: string;
}

const weight = { block: 0, warn: 1, info: 2 } as const;

/**
 * Everything that can be said against a record, blocking findings first: shapes, instalments, events, and the
 * rules of its kind; with `package`, also what that package lacks. What is missing keeps nothing else from being
 * judged.
 * @throws AppError `bad_input` {reason: unknown_package} for a package the kind does not have.
 */
export function check(definition: Definition, record: DossierRecord, context: CheckContext): Finding[] {
  const view = viewOf(definition, record, context);
  const wanted = context.package;
  if (wanted !== undefined && !definition.packages.some((candidate) => candidate.id === wanted)) {
    throw new AppError('bad_input', { params: { path: wanted, reason: 'unknown_package' } });
  }
  const found = [
    ...sideFinding(view),
    ...checkFields(view, archivingOf(view)),
    ...checkLedgers(view),
    ...checkPlan(view),
    ...checkEvents(view),
    ...verdictFindings(view),
    ...rulesOf(definition).flatMap((rule) => runRule(rule, view)),
    ...askedReadings(view),
    ...(wanted === undefined ? [] : packageFindings(view, wanted)),
  ];
  return dedupe(found).toSorted((a, b) => weight[a.severity] - weight[b.severity]);
}

/** Rulebook 0: whose side we are on decides who is careful and who writes. */
function sideFinding(view: View): Finding[] {
  if (view.record.our_side !== undefined) return [];
  return [
    {
      rule: 'G-004',
      severity: 'warn',
      message: both(
        '未填我方是哪一方，谨慎日和可发函日并列给出',
        'Our side is not said: the dates of both are given',
      ),
      path: 'our_side',
      clause: { article: '' },
    },
  ];
}

function checkLedgers(view: View): Finding[] {
  const ledgers = new Map(view.definition.ledgers.map((ledger) => [ledger.key, ledger]));
  return Object.entries(view.record.entries).flatMap(([key, entries]) => {
    const ledger = ledgers.get(key);
    if (!ledger) return [unknownKey(`entries.${key}`)];
    return entries.flatMap((entry, index) =>
      checkRow(entry.values, { type: 'list', columns: ledger.columns }, `entries.${key}[${index}]`, ledger),
    );
  });
}

/** How near the archive is: what has to be there by then warns from the last milestone before it on. */
function archivingOf(view: View): Archiving {
  const milestones = view.definition.states.path.flatMap((step) =>
    typeof step.reached === 'string' ? [step.reached] : [],
  );
  const [before, ...archive] = milestones.slice(-3);
  if (archive.some((key) => view.events(key).length > 0)) return 'now';
  return before !== undefined && view.events(before).length > 0 ? 'soon' : 'far';
}

function dedupe(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule} ${finding.path} ${finding.message.zh}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
