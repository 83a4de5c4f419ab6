import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planDiscs, roomOn } from './discs.ts';

const kinds = fc.constantFrom('CD', 'DVD', 'BD');
const files = fc.array(
  fc.record({ path: fc.uuid(), size: fc.oneof(fc.nat(5_000), fc.nat(900_000_000), fc.nat(60_000_000_000)) }),
  { maxLength: 40 },
);

it('puts every byte on exactly one disc, overfills none, and splits only what no disc takes', () => {
  fc.assert(
    fc.property(files, kinds, fc.nat(5_000_000), (all, kind, common) => {
      const discs = planDiscs(all, kind, common);
      const room = roomOn(kind, common);
      for (const disc of discs) expect(disc.bytes).toBeLessThanOrEqual(room);
      for (const { path, size } of all) {
        const parts = discs.flatMap((disc) => disc.parts.filter((part) => part.path === path));
        expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(size);
        if (size < room - 10_000) expect(parts).toHaveLength(1);
        let from = 0;
        for (const part of parts.toSorted((a, b) => a.from - b.from)) {
          expect(part.from).toBe(from);
          from += part.size;
        }
      }
      expect(discs.map(({ number }) => number)).toEqual(discs.map((_, index) => index + 1));
    }),
  );
});

it('fills gaps with later small files, and needs one disc for what one disc takes', () => {
  const mb = (path: string, n: number) => ({ path, size: n * 1_000_000 });
  expect(
    planDiscs([mb('a', 400), mb('b', 400), mb('c', 200)], 'CD').map(({ parts }) =>
      parts.map(({ path }) => path),
    ),
  ).toEqual([['a', 'c'], ['b']]);
  expect(planDiscs([mb('a', 600)], 'CD')).toHaveLength(1);
  expect(planDiscs([mb('a', 1500)], 'CD').map(({ parts }) => parts[0]?.part)).toEqual(['1/3', '2/3', '3/3']);
  expect(() => planDiscs([], 'CD', 700_000_000)).toThrow(RangeError);
});
