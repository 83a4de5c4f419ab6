import { definitions, samples } from '../../shared/agreements/index.generated.ts';
import { addDays } from '../../shared/calendar/civil.ts';
import { schedule } from '../../shared/engine/schedule.ts';
import { parseDossier } from '../../shared/model/exchange.ts';
import type { ItemId } from '../../shared/model/ids.ts';
import type { DossierRecord, EventFact } from '../../shared/model/record.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import type { Bench } from './bench.ts';

const today = '2024-10-14' as CivilDate;

const definition = firstDefinition();

function firstDefinition(): (typeof definitions)[number] {
  const [first] = definitions;
  if (first === undefined) throw new Error('no kind of dossier');
  return first;
}

/** Records that are all different: each begins on another day, and its events are spread over two years. */
export function makeRecords(count: number, events: number): DossierRecord[] {
  const base = parseDossier(samples[definition.id], () => definition);
  const keys = definition.events;
  return Array.from({ length: count }, (_, at): DossierRecord => {
    const shift = (date: CivilDate): CivilDate => addDays(date, at % 180);
    const own = base.events.map((event) => ({ ...event, date: shift(event.date) }));
    const more = Array.from({ length: Math.max(0, events - own.length) }, (__, nth): EventFact => {
      const type = keys[nth % keys.length];
      const id = `${at}-${nth}`.padStart(32, '0') as ItemId;
      const date = addDays(shift('2024-06-03' as CivilDate), (nth * 11) % 700);
      return { id, key: type?.key ?? '', date, evidence: [], n: 1 + Math.floor(nth / keys.length) };
    });
    return { ...base, events: [...own, ...more].slice(0, events) };
  });
}

function scheduleAll(records: readonly DossierRecord[]): number {
  return records.reduce((sum, record) => sum + schedule(definition, record, { today }).length, 0);
}

/** Every obligation of every dossier, as the screen of the day asks for them; does it stay linear? */
export const bench: Bench = {
  about: 'deriving the obligations of many dossiers',
  async run({ measure }) {
    const records = makeRecords(2000, 60);
    const json = JSON.stringify(records);
    const halves = [250, 500, 1000] as const;
    const named = (count: number): string =>
      `schedule, ${count.toLocaleString('en-US')} dossiers × 60 events`;
    await measure({
      title: 'engine: obligations of many dossiers',
      subjects: [
        { name: 'JSON.parse of the 2,000 records', run: () => void JSON.parse(json) },
        ...halves.map((count) => {
          const part = records.slice(0, count);
          return {
            name: named(count),
            peer: named(2000),
            work: { amount: count, unit: 'dossiers' },
            run: () => void scheduleAll(part),
          };
        }),
        {
          name: named(2000),
          peer: 'JSON.parse of the 2,000 records',
          work: { amount: 2000, unit: 'dossiers' },
          run: () => void scheduleAll(records),
        },
      ],
      notes: ['Linear where the rate stays and the ratios to 2,000 are 1/8, 1/4, 1/2.'],
    });
    const lengths = [15, 30, 60, 120].map((events) => ({ events, records: makeRecords(500, events) }));
    const first = '500 dossiers × 15 events';
    await measure({
      title: 'engine: obligations of dossiers with many events',
      subjects: lengths.map(({ events, records: own }) => {
        const name = `500 dossiers × ${events} events`;
        return { name, ...(name === first ? {} : { peer: first }), run: () => void scheduleAll(own) };
      }),
      notes: ['A repeatable event brings an obligation of its own, so more events bring more to derive.'],
    });
  },
};
