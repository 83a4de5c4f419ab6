import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindFolders } from '../../build/generate/agreements.ts';
import type { Definition, Rule } from '../../shared/agreements/define.ts';
import { definitions, samples } from '../../shared/agreements/index.generated.ts';
import { check } from '../../shared/engine/check.ts';
import { packageView } from '../../shared/engine/package-view.ts';
import { schedule } from '../../shared/engine/schedule.ts';
import { stateOf } from '../../shared/engine/state.ts';
import { fieldsOf } from '../../shared/engine/view.ts';
import { formatDossier, parseDossier } from '../../shared/model/exchange.ts';
import { CivilDate } from '../../shared/model/units.ts';

const root = new URL('../../shared/agreements/', import.meta.url);
const today = CivilDate.parse('2024-12-02');
const find = (kind: string) => definitions.find((definition) => definition.id === kind);

interface BadCase {
  name: string;
  set?: Record<string, unknown>;
  drop?: string;
  entries?: Record<string, unknown[]>;
  events?: unknown[];
  package?: string;
  rules: string[];
}

function json(kind: string, name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${kind}/${name}`, root), 'utf8'));
}

/** Follows `fields.a.b` or `events[3].date` to the object that holds the last part. */
function holder(value: unknown, path: string): [Record<string, unknown>, string] {
  const parts = path.replaceAll('[', '.').replaceAll(']', '').split('.');
  const last = parts.pop() ?? '';
  let at = value as Record<string, unknown>;
  for (const part of parts) at = at[part] as Record<string, unknown>;
  return [at, last];
}

function broken(sample: unknown, bad: BadCase): unknown {
  const copy = structuredClone(sample) as { entries: Record<string, unknown[]>; events: unknown[] };
  for (const [path, value] of Object.entries(bad.set ?? {})) {
    const [at, key] = holder(copy, path);
    at[key] = value;
  }
  if (bad.drop) {
    const [at, key] = holder(copy, bad.drop);
    (at as unknown as unknown[]).splice(Number(key), 1);
  }
  for (const [ledger, rows] of Object.entries(bad.entries ?? {})) copy.entries[ledger]?.push(...rows);
  copy.events.push(...(bad.events ?? []));
  return copy;
}

it('every folder is in the index', () => {
  expect(definitions.map((definition) => definition.id)).toEqual(kindFolders());
});

describe.each(kindFolders())('%s', (kind) => {
  const definition = find(kind) as Definition;
  const sample = json(kind, 'sample.json');
  const record = parseDossier(sample, find);

  it('has its four files', () => {
    for (const name of ['definition.ts', 'sample.json', 'bad.json', 'README.md']) {
      expect(existsSync(new URL(`${kind}/${name}`, root)), name).toBe(true);
    }
    expect(samples[kind]).toEqual(sample);
  });

  it('carries a rule and a clause on every item, and no key twice', () => {
    const rules: readonly Rule[] = [
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
    const items = [
      ...fieldsOf(definition),
      ...definition.events,
      ...definition.deadlines,
      ...definition.ledgers,
      ...rules,
    ];
    for (const item of items) {
      expect(item.rule, item.key).toMatch(
        new RegExp(`^(${definition.letter}-([A-Z]\\w*(-\\d+)?|\\d\\.\\d(-\\d)?)|G-\\d{3})$`),
      );
      expect(item.title.zh && item.title.en, item.key).toBeTruthy();
      expect(item.clause.article, item.key).not.toBe('');
      if (item.clause.line !== undefined) {
        const line = definition.clauses.find((clause) => clause.line === item.clause.line);
        expect(line?.text, `${item.key} L${item.clause.line}`).toBe(item.clause.text);
      }
    }
    for (const list of [fieldsOf(definition), definition.events, definition.deadlines, definition.ledgers]) {
      const keys = list.map((item) => item.key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('names only events and fields that exist', () => {
    const events = new Set(definition.events.map((event) => event.key));
    const fields = new Set(fieldsOf(definition).map((field) => field.key));
    const used = [
      ...definition.events.flatMap((event) => event.after ?? []),
      ...definition.deadlines.flatMap((deadline) => [
        ...(deadline.metBy ?? []),
        ...(deadline.gates ?? []).map((gate) => gate.event),
        ...('event' in deadline.trigger ? [deadline.trigger.event] : []),
        ...('standing' in deadline.trigger && deadline.trigger.standing ? [deadline.trigger.standing] : []),
      ]),
      ...definition.changes.flatMap((change) => change.steps.map((step) => step.event)),
      ...definition.states.path.flatMap((step) => (typeof step.reached === 'string' ? [step.reached] : [])),
      ...definition.states.side.flatMap((track) => [track.event, ...[track.until ?? []].flat()]),
      ...definition.packages.flatMap((bundle) =>
        [bundle.base, bundle.submittedBy].filter((key) => key !== null),
      ),
    ];
    for (const key of used) expect(events.has(key), key).toBe(true);
    for (const deadline of definition.deadlines) {
      const { offset } = deadline.count;
      if (typeof offset === 'object') expect(fields.has(offset.field), offset.field).toBe(true);
      if ('field' in deadline.trigger) expect(fields.has(deadline.trigger.field)).toBe(true);
    }
    for (const members of Object.values(definition.aliases ?? {})) {
      for (const field of Object.values(members)) expect(fields.has(field), field).toBe(true);
    }
  });

  it('accepts its sample without a blocking or warning finding', () => {
    const findings = check(definition, record, { today });
    expect(findings.filter((finding) => finding.severity !== 'info')).toEqual([]);
  });

  it('schedules, states and packages the sample, and an empty record', () => {
    const empty = parseDossier({ kind, fields: {} }, find);
    for (const each of [record, empty]) {
      expect(schedule(definition, each, { today }).length).toBeGreaterThan(0);
      expect(stateOf(definition, each, { today }).key).not.toBe('');
      for (const bundle of definition.packages) packageView(definition, each, bundle.id, { today });
    }
    expect(check(definition, empty, { today }).some((finding) => finding.severity === 'block')).toBe(true);
  });

  it('writes the sample out as it came in', () => {
    const written = formatDossier(record, definition);
    expect(parseDossier(written, find)).toEqual(record);
  });

  const bad = (json(kind, 'bad.json') as { cases: BadCase[] }).cases;
  it.each(bad)('refuses: $name', (each) => {
    const spoilt = parseDossier(broken(sample, each), find);
    const context = { today, ...(each.package === undefined ? {} : { package: each.package }) };
    const blocks = check(definition, spoilt, context).filter((finding) => finding.severity === 'block');
    for (const rule of each.rules) expect(blocks.map((finding) => finding.rule)).toContain(rule);
  });

  it('reads the frozen sample of every released version', () => {
    const frozen = readdirSync(new URL(`${kind}/`, root)).filter((name) => /^sample\.v\d+\.json$/.test(name));
    expect(frozen.length).toBe(definition.version);
    for (const name of frozen) {
      const old = parseDossier(json(kind, name), find);
      expect(old.definitionVersion).toBe(definition.version);
      expect(check(definition, old, { today }).filter((finding) => finding.severity === 'block')).toEqual([]);
    }
  });
});
