import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindFolders } from '../../build/generate/agreements.ts';
import type { Definition, Rule } from '../../shared/agreements/define.ts';
import { definitions } from '../../shared/agreements/index.generated.ts';
import { check } from '../../shared/engine/check.ts';
import { exposureAt } from '../../shared/engine/exposure.ts';
import { schedule } from '../../shared/engine/schedule.ts';
import { parseDossier } from '../../shared/model/exchange.ts';
import { CivilDate } from '../../shared/model/units.ts';
import { type Change, changed } from './changed.ts';

interface Case extends Change {
  rule: string;
  by?: string;
  today?: string;
  with?: Change[];
  satisfies?: Change & { with?: Change[] };
  expect?: Record<string, unknown>;
}

const root = new URL('../../shared/agreements/', import.meta.url);
const find = (kind: string) => definitions.find((definition) => definition.id === kind);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

/** Every rule with a check of a kind. */
function rulesOf(definition: Definition): readonly Rule[] {
  return [
    ...definition.eligibility,
    ...definition.deliverables,
    ...definition.labels,
    ...definition.confidentiality,
    ...definition.changes,
    ...definition.breaches,
    ...definition.precedence,
    ...definition.checks,
    ...(definition.payments?.rules ?? []),
  ];
}

/** The kind with the check of one rule (by its id or key) taken out, and nothing else changed. */
function withoutCheck(definition: Definition, id: string): Definition {
  const off = <R extends Rule>(rules: readonly R[]): R[] =>
    rules.map((rule) => {
      if (rule.rule !== id && rule.key !== id) return rule;
      const { check: _, ...rest } = rule;
      return rest as R;
    });
  const { payments } = definition;
  return {
    ...definition,
    eligibility: off(definition.eligibility),
    deliverables: off(definition.deliverables),
    labels: off(definition.labels),
    confidentiality: off(definition.confidentiality),
    changes: off(definition.changes),
    breaches: off(definition.breaches),
    precedence: off(definition.precedence),
    checks: off(definition.checks),
    payments: payments && { ...payments, rules: off(payments.rules) },
  };
}

describe.each(kindFolders())('%s', (kind) => {
  const definition = find(kind) as Definition;
  const sample = json(`${kind}/sample.json`);
  const cases = json(`${kind}/rules.json`) as { checks: Case[]; deadlines: Case[]; penalties?: Case[] };
  const record = (change: Change) => parseDossier(changed(sample, change), find);
  const told = (using: Definition, change: Change & { with?: Change[] }, today = '2024-12-02') =>
    check(using, record(change), {
      today: CivilDate.parse(today),
      others: (change.with ?? []).map(record),
    });

  it.each(cases.checks)('$rule is told when broken, not when kept, and by its own check', (each) => {
    const found = told(definition, each, each.today).filter((finding) => finding.rule === each.rule);
    expect(found.length, 'broken').toBeGreaterThan(0);
    const kept = told(definition, each.satisfies ?? {}, each.satisfies ? each.today : undefined);
    const worst = found[0]?.severity;
    expect(
      kept.filter((finding) => finding.rule === each.rule && finding.severity === worst),
      'kept',
    ).toEqual([]);
    const off = told(withoutCheck(definition, each.by ?? each.rule), each, each.today);
    const left = off.filter((finding) =>
      found.some((one) => one.rule === finding.rule && one.message.zh === finding.message.zh),
    );
    expect(left, 'switched off').toEqual([]);
  });

  it('has a sample that breaks every rule with a check', () => {
    const covered = new Set(cases.checks.flatMap((each) => [each.by ?? each.rule]));
    const open = rulesOf(definition).filter(
      (rule) => rule.check && !covered.has(rule.rule) && !covered.has(rule.key),
    );
    expect(open.map((rule) => `${rule.rule} ${rule.key}`)).toEqual([]);
  });

  const obligations = (using: Definition, each: Case) =>
    schedule(using, record(each), { today: CivilDate.parse(each.today ?? '2024-12-02') });

  it.each(cases.deadlines)('$rule gives its dates, and none when it is switched off', (each) => {
    const own = obligations(definition, each).find((obligation) => obligation.rule === each.rule);
    expect(own).toMatchObject(each.expect ?? {});
    const rest = definition.deadlines.filter(
      (deadline) => deadline.rule !== (each.by ?? each.rule) && deadline.key !== each.by,
    );
    expect(rest.length).toBe(definition.deadlines.length - 1);
    const off = obligations({ ...definition, deadlines: rest }, each);
    expect(off.filter((obligation) => obligation.rule === each.rule)).toEqual([]);
  });

  it('has dates for every deadline', () => {
    const covered = new Set(cases.deadlines.map((each) => each.rule));
    expect(
      definition.deadlines.map((deadline) => deadline.rule).filter((rule) => !covered.has(rule)),
    ).toEqual([]);
  });

  const exposure = (using: Definition, each: Case) =>
    exposureAt(using, record(each), { today: CivilDate.parse(each.today ?? '2024-12-02') }).rows;

  it.each(cases.penalties ?? [])('$rule comes to its sum, and to none when it is switched off', (each) => {
    const own = exposure(definition, each).filter((row) => row.rule === each.rule);
    expect(own).toContainEqual(expect.objectContaining(each.expect ?? {}));
    const rest = (definition.penalties ?? []).filter((penalty) => penalty.rule !== each.rule);
    const off = exposure({ ...definition, penalties: rest }, each);
    expect(off.filter((row) => row.rule === each.rule)).toEqual([]);
  });

  it('has a sum for every penalty', () => {
    const covered = new Set((cases.penalties ?? []).map((each) => each.rule));
    const all = (definition.penalties ?? []).map((penalty) => penalty.rule);
    expect(all.filter((rule) => !covered.has(rule))).toEqual([]);
  });
});
