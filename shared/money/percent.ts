import type { Fen } from '../model/units.ts';
import { parseWords } from './words.ts';

/** A share as an exact fraction: `numerator` / 10^`places` of one hundred. */
export interface Percent {
  numerator: number;
  places: number;
}

/** Reads `70%`, `33.33％`, `百分之七十`; null where it is none, negative, or has more than six places. */
export function parsePercent(text: string): Percent | null {
  const clean = text.normalize('NFKC').replace(/\s/gu, '');
  const words = /^百分之([零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]+)$/u.exec(clean);
  if (words) {
    const fen = parseWords(`${words[1]}元`);
    return fen === null ? null : { numerator: fen / 100, places: 0 };
  }
  const match = /^(\d{1,6})(?:\.(\d{1,6}))?%$/u.exec(clean);
  if (!match) return null;
  const decimals = (match[2] ?? '').replace(/0+$/u, '');
  return { numerator: Number((match[1] ?? '') + decimals), places: decimals.length };
}

/** The canonical text, `70%` or `33.33%`. */
export function formatPercent({ numerator, places }: Percent): string {
  const digits = String(numerator).padStart(places + 1, '0');
  return places === 0 ? `${digits}%` : `${digits.slice(0, -places)}.${digits.slice(-places)}%`;
}

/** The exact share of an amount, rounded half up to the fen (G-020). */
export function shareOf(total: Fen, share: Percent): Fen {
  const divisor = 100n * 10n ** BigInt(share.places);
  const product = BigInt(total) * BigInt(share.numerator);
  const sign = product < 0n ? -1n : 1n;
  return Number(sign * ((sign * product * 2n + divisor) / (2n * divisor))) as Fen;
}

/** Whether shares make exactly 100 % (G-016). */
export function makesWhole(shares: readonly Percent[]): boolean {
  const places = Math.max(0, ...shares.map((share) => share.places));
  const sum = shares.reduce(
    (total, share) => total + BigInt(share.numerator) * 10n ** BigInt(places - share.places),
    0n,
  );
  return sum === 100n * 10n ** BigInt(places);
}

/**
 * The amounts of shares that make 100 %, adding up to the total to the fen: each rounded down, what is left
 * goes fen by fen to the greatest remainders (G-016).
 */
export function splitShares(total: Fen, shares: readonly Percent[]): Fen[] {
  const places = Math.max(0, ...shares.map((share) => share.places));
  const divisor = 100n * 10n ** BigInt(places);
  const exact = shares.map(
    (share) => BigInt(total) * BigInt(share.numerator) * 10n ** BigInt(places - share.places),
  );
  const amounts = exact.map((value) => value / divisor);
  const wanted = exact.reduce((sum, value) => sum + value, 0n) / divisor;
  let left = wanted - amounts.reduce((sum, value) => sum + value, 0n);
  const order = exact
    .map((value, index) => ({ index, remainder: value % divisor }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order) {
    if (left <= 0n) break;
    amounts[index] = (amounts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return amounts.map((amount) => Number(amount) as Fen);
}
