import { describe, expect, it } from 'vitest';
import { viewOf } from '../../engine/view.ts';
import type { DossierRecord } from '../../model/record.ts';
import type { CivilDate } from '../../model/units.ts';
import { countsOf } from './counts.ts';
import { definition } from './definition.ts';
import { builtIn } from './guideline.ts';
import { recordedIn } from './recording.ts';
import { targetsOf } from './targets.ts';

const topics = builtIn.directions.flatMap(({ code, topics: own }) =>
  own ? own.map((topic) => [code, topic.code] as const) : [[code, ''] as const],
);

function view(direction: string, topic: string, entries: DossierRecord['entries'] = {}) {
  const fields = {
    direction_code: direction,
    topic_code: topic,
    period_start: '2026-10-01',
    period_end: '2029-09-30',
  };
  const record: DossierRecord = {
    kind: definition.id,
    definitionVersion: definition.version,
    fields,
    events: [],
    entries,
  };
  return viewOf(definition, record, { today: '2027-06-01' as CivilDate });
}

/** What a person adds to the row that the target begins. */
const more = {
  title: '一项',
  person: '某甲',
  product: '一项',
  value: '1',
  date: '2027-03-01',
  entry: '2027-02-01',
  exit: '2027-03-01',
  site: 'https://example.org/1',
  chain: [{ part: '联合研发' }],
};

describe('where a row toward an indicator is recorded', () => {
  it.each(topics)('%s %s: the row that it begins is offered to the same indicator', (direction, topic) => {
    const targets = targetsOf(view(direction, topic));
    for (const target of targets) {
      const place = recordedIn(target);
      if (target.key === 'K18') {
        expect(place).toBeNull();
        continue;
      }
      const ledger = definition.ledgers.find(({ key }) => key === place?.ledger);
      const columns = ledger?.columns.map(({ key }) => key) ?? [];
      expect(columns).toEqual(expect.arrayContaining(Object.keys(place?.values ?? {})));
      const joint = place?.ledger === 'papers' ? { cn_unit: true, foreign_unit: true, status: '录用' } : {};
      const kept = Object.entries({ ...more, ...joint, ...place?.values }).filter(([key]) =>
        columns.includes(key),
      );
      const row = { id: 'row-1', values: Object.fromEntries(kept) } as never;
      const counts = countsOf(view(direction, topic, { [place?.ledger ?? '']: [row] }));
      expect(
        counts.map((count) => count.target),
        target.key,
      ).toContain(target.key);
    }
  });
});
