import { describe, expect, it } from 'vitest';
import { ruleEntries } from '../../build/generate/rules.ts';
import { definitions } from '../../shared/agreements/index.generated.ts';

const entries = ruleEntries(definitions);

describe('every rule of the rulebook', () => {
  it('is listed once, none forgotten between two numbers', () => {
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const stretches: [string, number][] = [
      ['A-F', 31],
      ['A-T', 20],
      ['A-P', 15],
      ['A-E', 5],
      ['A-D', 10],
      ['A-L', 9],
      ['A-R', 9],
      ['A-S', 3],
      ['A-C', 5],
      ['A-B', 6],
      ['A-N', 2],
      ['A-X', 3],
      ['A-Q', 16],
      ['B-F', 42],
      ['B-T', 30],
      ['B-P', 14],
      ['B-E', 8],
      ['B-D', 11],
      ['B-L', 2],
      ['B-S', 27],
      ['B-C', 7],
      ['B-R', 11],
      ['B-B', 8],
      ['B-N', 2],
      ['B-X', 4],
      ['B-Q', 24],
      ['C-F', 24],
      ['C-GEO-', 6],
      ['C-W', 9],
      ['C-M', 11],
      ['C-1.', 9],
      ['C-E0', 5],
      ['C-K0', 3],
      ['C-T0', 4],
      ['C-1.9-', 6],
      ['C-Q', 18],
      ['D-F', 20],
      ['D-T', 11],
      ['D-P', 11],
      ['D-E', 13],
      ['D-D', 7],
      ['D-L', 11],
      ['D-R', 7],
      ['D-C', 2],
      ['D-B', 3],
      ['D-X', 1],
      ['D-N', 1],
      ['D-S', 1],
      ['D-Q', 13],
    ];
    for (const [start, last] of stretches) {
      const numbers = ids
        .filter((id) => id.startsWith(start) && /^\d+$/u.test(id.slice(start.length)))
        .map((id) => Number(id.slice(start.length)));
      expect(
        numbers.toSorted((a, b) => a - b),
        start,
      ).toEqual(Array.from({ length: last }, (_, at) => at + 1));
    }
    expect(ids.filter((id) => id.startsWith('G-')).length).toBe(21);
    expect(ids.filter((id) => id.startsWith('P-'))).toEqual([
      ...['P-A1', 'P-A2', 'P-A3', 'P-A4'],
      ...['P-B1', 'P-B2', 'P-B3', 'P-B4'],
      ...['P-C1', 'P-C2'],
      ...['P-D1', 'P-D2', 'P-D3', 'P-D4'],
    ]);
  });

  it.each(entries.filter(({ information }) => information === null))(
    '$id lives somewhere and is proved',
    (entry) => {
      if (!/^V-/u.test(entry.id)) expect(entry.places, 'place').not.toEqual([]);
      expect(entry.tests, 'test').not.toEqual([]);
    },
  );
});
