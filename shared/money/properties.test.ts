import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fen } from '../model/units.ts';
import { formatAmount, formatYuan, parseFigures } from './fen.ts';
import { toWords, parseWords } from './words.ts';
import { makesWhole, parsePercent, shareOf, splitShares } from './percent.ts';

const fen = fc.integer({ min: 0, max: 9e13 }).map((value) => value as Fen);

/** Shares with two places which make exactly 100 %. */
const shares = fc
  .array(fc.integer({ min: 1, max: 9_999 }), { minLength: 0, maxLength: 9 })
  .map((cuts) => [0, ...[...new Set(cuts)].toSorted((a, b) => a - b), 10_000])
  .map((cuts) => cuts.slice(1).map((cut, at) => `${((cut - (cuts[at] ?? 0)) / 100).toFixed(2)}%`));

describe('money never drifts', () => {
  it('figures and words say the amount they came from (G-015)', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(parseFigures(formatYuan(amount))).toBe(amount);
        expect(parseFigures(formatAmount(amount))).toBe(amount);
        expect(parseWords(toWords(amount))).toBe(amount);
      }),
    );
  });

  it('instalments make the whole to the fen, each within a fen of its share (G-016)', () => {
    fc.assert(
      fc.property(fen, shares, (total, texts) => {
        const parts = texts.map((text) => parsePercent(text)).filter((part) => part !== null);
        expect(parts).toHaveLength(texts.length);
        expect(makesWhole(parts)).toBe(true);
        const amounts = splitShares(total, parts);
        expect(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)).toBe(BigInt(total));
        parts.forEach((part, at) => {
          expect(Math.abs((amounts[at] ?? 0) - shareOf(total, part))).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('a share is rounded half up, never by floating point (G-020)', () => {
    fc.assert(
      fc.property(fen, fc.integer({ min: 0, max: 10_000 }), (total, hundredths) => {
        const part = parsePercent(`${(hundredths / 100).toFixed(2)}%`);
        const exact = (BigInt(total) * BigInt(hundredths) * 2n + 10_000n) / 20_000n;
        expect(part && BigInt(shareOf(total, part))).toBe(exact);
      }),
    );
  });

  it('what is over one hundred per cent, or under, is no whole', () => {
    fc.assert(
      fc.property(shares, (texts) => {
        const parts = texts.map((text) => parsePercent(text)).filter((part) => part !== null);
        expect(makesWhole([...parts, { numerator: 1, places: 2 }])).toBe(false);
        expect(makesWhole(parts.slice(1))).toBe(false);
      }),
    );
  });
});
