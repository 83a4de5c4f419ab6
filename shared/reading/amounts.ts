import { parseFigures } from '../money/fen.ts';
import { parseWords } from '../money/words.ts';
import type { Source, Span } from './source.ts';

/** One writing of an amount. `fen` is null where it looks like money and is not well formed. */
export interface Writing extends Span {
  readonly fen: number | null;
}

/** An amount as the paper states it: in words, in figures, or both beside each other. */
export interface FoundAmount extends Span {
  readonly words: Writing | null;
  readonly figures: Writing | null;
}

const hanMoney = '零〇一二三四五六七八九十百千万亿两壹贰貳弍貮叁參参肆伍陆陸柒捌玖拾佰仟萬億';
const wordsShape = new RegExp(
  `(?:人民币|大写[:：]?|\\(大写\\)[:：]?)*(?<amount>[${hanMoney}]+[元圆圓](?:零?[壹贰貳弍叁參参肆伍陆陸柒捌玖一二三四五六七八九]角)?(?:零?[壹贰貳弍叁參参肆伍陆陸柒捌玖一二三四五六七八九]分)?[整正]?)`,
  'dgu',
);
/** Figures are money with a sign before them or a unit behind; a bare number is not. */
const figuresShape =
  /(?:(?:RMB|CNY|人民币|小写)[:：]?)*[¥Y]?(?<amount>\d+(?:,\d+)*(?:\.\d{1,6})?(?:[十百千]?[万亿]|[百千])?(?<yuan>[元圆])?)[整正]?/dgu;

/** Every amount in a stretch of the tight text, words and figures of one amount joined. */
export function findAmounts(source: Source, span: Span): FoundAmount[] {
  const text = source.tight.slice(span.start, span.end);
  const writings: (Writing & { kind: 'words' | 'figures' })[] = [];
  for (const match of text.matchAll(wordsShape)) {
    const amount = match.groups?.['amount'] ?? '';
    // “8万元” ends in characters that are words too; its figures own them.
    if (/\d/u.test(text[match.index + match[0].indexOf(amount) - 1] ?? '')) continue;
    const start = span.start + match.index;
    writings.push({ kind: 'words', start, end: start + match[0].length, fen: parseWords(amount) });
  }
  for (const match of text.matchAll(figuresShape)) {
    const signed = /[¥Y]/u.test(match[0]) || /^(?:RMB|CNY|人民币|小写)/u.test(match[0]);
    if (!signed && match.groups?.['yuan'] === undefined) continue;
    const start = span.start + match.index;
    const end = start + match[0].length;
    if (writings.some((other) => start < other.end && end > other.start)) continue;
    writings.push({ kind: 'figures', start, end, fen: parseFigures(match.groups?.['amount'] ?? '') });
  }
  writings.sort((a, b) => a.start - b.start);
  return pair(text, span.start, writings);
}

const between = /^[(),:;、/]*(?:即|也即|小写|大写|人民币|整|RMB|\(小写\)|\(大写\))?[(:),]*$/u;

function pair(
  text: string,
  offset: number,
  writings: readonly (Writing & { kind: 'words' | 'figures' })[],
): FoundAmount[] {
  const found: FoundAmount[] = [];
  for (let at = 0; at < writings.length; at++) {
    const one = writings[at];
    if (one === undefined) continue;
    const two = writings[at + 1];
    const joined =
      two !== undefined &&
      two.kind !== one.kind &&
      between.test(text.slice(one.end - offset, two.start - offset));
    const [words, figures] = one.kind === 'words' ? [one, joined ? two : null] : [joined ? two : null, one];
    if (joined) at++;
    const end = (joined ? two : one).end;
    const inside = text.slice(one.start - offset, end - offset);
    // “捌万元整（¥80,000.00）”: the bracket that closes belongs to the words shown.
    const closes = inside.split('(').length > inside.split(')').length && text[end - offset] === ')';
    found.push({ start: one.start, end: closes ? end + 1 : end, words, figures });
  }
  return found;
}

/** The values an amount states, each once, null ones left out. */
export function statedFen(amount: FoundAmount): number[] {
  const values = [amount.words?.fen ?? null, amount.figures?.fen ?? null];
  return [...new Set(values.filter((fen): fen is number => fen !== null))];
}

/** Whether words and figures say different sums, or one of them is not well formed (G-015). */
export function isContradictory(amount: FoundAmount): boolean {
  if (amount.words === null || amount.figures === null) return false;
  return amount.words.fen === null || amount.words.fen !== amount.figures.fen;
}
