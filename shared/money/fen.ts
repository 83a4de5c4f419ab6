import type { Fen } from '../model/units.ts';

/** The greatest amount either side of zero: 9×10^15 fen, inside the exact integers. */
export const maxFen = 9e15;

/** An integer as fen, or null where it is not an exact amount in range. */
export function asFen(value: unknown): Fen | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= maxFen
    ? (value as Fen)
    : null;
}

/** Yuan as a decimal string with two places, `80000.00`; never a float. */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Yuan as a document writes them, `¥80,000.00`. */
export function formatAmount(fen: Fen): string {
  const [whole = '', cents = ''] = formatYuan(Math.abs(fen) as Fen).split('.');
  return `${fen < 0 ? '-' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

const scales: Readonly<Record<string, number>> = {
  '': 0,
  十: 1,
  百: 2,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
};

const figures =
  /^(?:人民币|RMB|CNY)?[¥]?([+-]?)[¥]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(十万|百万|千万|十亿|百亿|千亿|万亿|十|百|千|万|亿)?(?:元|圆)?(?:整|正)?(?:人民币)?$/i;

/**
 * Fen of an amount in figures: `80000`, `680000.00`, `¥80,000.00`, `８０，０００元`, `8 万元`. Null where it is
 * malformed (groups of other than three, leading zeros, more than two places that are not zero) or out of range.
 */
export function parseFigures(text: string): Fen | null {
  const match = figures.exec(normalizeAmount(text));
  if (!match) return null;
  const [, sign, whole = '', cents = '', scale = ''] = match;
  const digits = whole.replaceAll(',', '');
  if (digits.length > 1 && digits.startsWith('0')) return null;
  const places = (scales[scale] ?? 0) + 2;
  const significant = cents.replace(/0+$/, '');
  // `8.00005万` has tenths of a fen: refused rather than rounded.
  if (significant.length > places) return null;
  if (scale === '' && cents.length > 2) return null;
  const value = Number(digits + significant + '0'.repeat(places - significant.length));
  return asFen(sign === '-' && value !== 0 ? -value : value);
}

/**
 * NFKC, no blanks, one sign for each meaning: what every amount goes through before it is read. A blank between
 * two digits stays, so that two numbers never become one.
 */
export function normalizeAmount(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\d)\s+|\s+(?!\d)/gu, '')
    .replace(/[¥￥]/gu, '¥')
    .replace(/[−–﹣]/gu, '-')
    .replace(/[，、]/gu, ',');
}
