import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindFolders } from '../../build/generate/agreements.ts';
import type { Definition } from '../../shared/agreements/define.ts';
import { definitions } from '../../shared/agreements/index.generated.ts';
import { spanNames } from '../../shared/agreements/open-fund-topic/across.ts';
import { personAsked, personSaid, samePerson } from '../../shared/agreements/open-fund-topic/people.ts';
import { addDays } from '../../shared/calendar/civil.ts';
import { elsewhereIn, saidBy } from '../../shared/engine/across.ts';
import { check } from '../../shared/engine/check.ts';
import { rulesOf } from '../../shared/engine/rules.ts';
import { viewOf } from '../../shared/engine/view.ts';
import { parseDossier } from '../../shared/model/exchange.ts';
import { CivilDate } from '../../shared/model/units.ts';
import { type Change, changed } from './changed.ts';

interface Case extends Change {
  rule: string;
  by?: string;
  today?: string;
  with?: Change[];
  satisfies?: Change & { with?: Change[] };
}

const root = new URL('../../shared/agreements/', import.meta.url);
const find = (kind: string) => definitions.find((definition) => definition.id === kind);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

describe.each(kindFolders())('%s: what is said across dossiers finds what reading them finds', (kind) => {
  const definition = find(kind) as Definition;
  const sample = json(`${kind}/sample.json`);
  const record = (change: Change) => parseDossier(changed(sample, change), find);
  const across = new Set(rulesOf(definition).flatMap((rule) => (rule.across ? [rule.rule] : [])));
  const all = (json(`${kind}/rules.json`) as { checks: Case[] }).checks;
  const cases = all.filter((each) => (each.with?.length ?? 0) > 0);
  const rulesTold = (change: Change, others: readonly Change[], day: string, apart: boolean) => {
    const today = CivilDate.parse(day);
    const records = others.map(record);
    // The day on which something was said must make no difference.
    const elsewhere = elsewhereIn(
      records.map((other) => saidBy(definition, other, { today: CivilDate.parse('2000-01-01') })),
    );
    const found = check(
      definition,
      record(change),
      apart ? { today, elsewhere } : { today, others: records },
    );
    return found
      .filter((one) => across.has(one.rule))
      .map((one) => `${one.rule} ${one.severity} ${one.path}`);
  };

  it.each(cases)('$rule', (each) => {
    const day = each.today ?? '2024-12-02';
    expect(across).toContain(each.rule);
    const apart = rulesTold(each, each.with ?? [], day, true);
    expect(apart.some((one) => one.startsWith(each.rule))).toBe(true);
    expect(new Set(apart)).toEqual(new Set(rulesTold(each, each.with ?? [], day, false)));
    // And nothing where nobody else says anything.
    const alone = rulesTold(each, [], day, true);
    expect(new Set(alone)).toEqual(new Set(rulesTold(each, [], day, false)));
  });

  it('never says which dossier, and says who resolves it', () => {
    for (const each of cases) {
      const others = (each.with ?? []).map(record);
      const elsewhere = elsewhereIn(
        others.map((other) => saidBy(definition, other, { today: CivilDate.parse('2024-12-02') })),
      );
      const found = check(definition, record(each), {
        today: CivilDate.parse(each.today ?? '2024-12-02'),
        elsewhere,
      });
      const told = found.filter((one) => one.rule === each.rule && /在此不显示/u.test(one.message.zh));
      expect(told.length, each.rule).toBeGreaterThan(0);
      for (const one of told) expect(one.message.zh).toContain('由科研秘书核对处理');
    }
  });
});

describe('naming to others', () => {
  const person = fc.record({
    name: fc.constantFrom('', '林某甲', '林 某甲', '周某乙'),
    id: fc.constantFrom('', '110101199001011234', '110101199001015678'),
  });

  it('two people meet by what is said exactly where they are one (D-E02, D-E07)', () => {
    fc.assert(
      fc.property(person, person, (own, other) => {
        const said = new Set(personSaid(other));
        expect(personAsked(own).some((text) => said.has(text))).toBe(samePerson(own, other));
      }),
      { numRuns: 400 },
    );
  });

  it('a day meets a span by its year, month or itself exactly where it lies within (D-T05)', () => {
    const definition = find('open-fund-topic') as Definition;
    const empty = { kind: definition.id, definitionVersion: 1, fields: {}, events: [], entries: {} };
    const view = viewOf(definition, empty, { today: CivilDate.parse('2024-12-02') });
    const first = CivilDate.parse('2019-01-01');
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(2200), fc.nat(6000), (start, length, asked) => {
        const [from, until] = [addDays(first, start), addDays(first, start + length)];
        const day = addDays(first, asked);
        const names = new Set(spanNames(view, from, until));
        const within = [day.slice(0, 4), day.slice(0, 7), day].some((name) => names.has(name));
        expect(within).toBe(from <= day && day <= until);
        expect(names.size).toBeLessThan(100);
      }),
    );
  });
});
