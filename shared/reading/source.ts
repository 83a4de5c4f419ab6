import { canonical, isBlank } from './characters.ts';
import { findFurniture } from './furniture.ts';

/** A stretch `[start, end)` of {@link Source.tight}. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a character of the tight text was parted from the one before it. */
export const gaps = { none: 0, blank: 1, line: 2, paragraph: 3 } as const;

/**
 * A text made ready for patterns. `tight` is the text without page furniture and without any white space, one
 * kind of mark each; every character of it knows where in `raw` it came from, so that what is read can be
 * shown in the source's exact words.
 */
export interface Source {
  readonly raw: string;
  readonly tight: string;
  /** Raw offset at which each tight character begins, and after which it ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** {@link gaps} before each tight character. */
  readonly gap: readonly number[];
  /** Tight characters that were taken for another than was printed (`O` for 0). */
  readonly repaired: ReadonlySet<number>;
  /** Raw offset of each line's beginning. */
  readonly lines: readonly number[];
}

/** Raw offsets at which lines begin: `\n` ends a line (with or without `\r`), a lone `\r` only where no `\n` is. */
export function lineStarts(text: string): number[] {
  const end = text.includes('\n') ? '\n' : '\r';
  const starts = [0];
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) {
    if (at + 1 < text.length) starts.push(at + 1);
  }
  return starts;
}

/** The lines of a text as {@link lineStarts} counts them, without their ends. */
export function linesOf(text: string): string[] {
  const starts = lineStarts(text);
  return starts.map((start, index) =>
    text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/u, ''),
  );
}

/**
 * Prepares a text for reading.
 * @param raw extracted text, line breaks as they came
 */
export function openSource(raw: string): Source {
  const lines = lineStarts(raw);
  const texts = linesOf(raw);
  const furniture = findFurniture(texts);
  const tight: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const gap: number[] = [];
  let pending: number = gaps.paragraph;
  for (const [index, text] of texts.entries()) {
    if (furniture[index]) continue;
    if (text.trim() === '') {
      pending = gaps.paragraph;
      continue;
    }
    pending = Math.max(pending, gaps.line);
    let offset = lines[index] ?? 0;
    for (const character of text) {
      const end = offset + character.length;
      if (isBlank(character)) {
        pending = Math.max(pending, gaps.blank);
      } else {
        for (const part of canonical(character)) {
          // A part may be longer than one code unit; patterns index code units.
          for (let unit = 0; unit < part.length; unit++) {
            tight.push(part[unit] ?? '');
            from.push(offset);
            to.push(end);
            gap.push(pending);
            pending = gaps.none;
          }
        }
      }
      offset = end;
    }
    pending = Math.max(pending, gaps.none);
  }
  fullStops(tight, gap, /[。｡]/u.test(raw));
  const repaired = repairDigits(tight);
  return { raw, tight: tight.join(''), from, to, gap, repaired, lines };
}

/**
 * A point behind a Chinese character or a closing mark ends the sentence (scanners print 。 so) where its line
 * ends; where a paper has no 。 at all, every such point does.
 */
function fullStops(tight: string[], gap: readonly number[], others: boolean): void {
  for (let at = 1; at < tight.length; at++) {
    if (tight[at] !== '.' || !/[\p{Script=Han})》」”"%]/u.test(tight[at - 1] ?? '')) continue;
    const next = tight[at + 1];
    if (next === undefined || (gap[at + 1] ?? 0) >= gaps.line || (!others && !/[\dA-Za-z.]/u.test(next)))
      tight[at] = '。';
  }
}

/** Letters that can only be figures where they stand: between figures, or between a figure and its unit. */
const digitRepairs: readonly [RegExp, string][] = [
  [/(?<=\d)[Oo](?=[\dOo,.年月日个元%期万])/gu, '0'],
  [/(?<=\d,)[Oo](?=[\dOo])/gu, '0'],
  [/(?<=\d)[〇○](?=[\d〇○Oo,.年月日个元%期万])/gu, '0'],
  [/(?<=\d,)[〇○](?=[\d〇○])/gu, '0'],
  [/(?<=\d\.\d?)[〇○]/gu, '0'],
  [/(?<=\d,\d{3}\.\d?)[Oo]/gu, '0'],
  [/(?<=¥)[Oo](?=\.)/gu, '0'],
  [/(?<=\d)[lI|](?=[\d,.年月日个元%])/gu, '1'],
  [/(?<![A-Za-z\d])[lI|](?=\d+[年月日个元%])/gu, '1'],
];

function repairDigits(tight: string[]): Set<number> {
  const repaired = new Set<number>();
  // Runs of zeros repair from the left, so a second pass sees the first one's figures.
  for (let pass = 0; pass < 8; pass++) {
    const text = tight.join('');
    let changed = false;
    for (const [shape, digit] of digitRepairs) {
      for (const match of text.matchAll(shape)) {
        if (tight[match.index] === digit) continue;
        tight[match.index] = digit;
        repaired.add(match.index);
        changed = true;
      }
    }
    if (!changed) break;
  }
  return repaired;
}

/** The 1-based line that holds a raw offset. */
export function lineAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The source's exact words under a span, line breaks kept. */
export function wordsOf(source: Source, span: Span): string {
  if (span.end <= span.start) return '';
  return source.raw.slice(source.from[span.start], source.to[span.end - 1]);
}

/** The span's words as patterns see them. */
export function tightOf(source: Source, span: Span): string {
  return source.tight.slice(span.start, span.end);
}

/** First and last line of a span, 1-based. */
export function linesOfSpan(source: Source, span: Span): [number, number] {
  const first = source.from[span.start] ?? 0;
  const last = (source.to[span.end - 1] ?? first + 1) - 1;
  return [lineAt(source, first), lineAt(source, Math.max(first, last))];
}

/** Whether any character of the span had to be taken for another. */
export function isRepaired(source: Source, span: Span): boolean {
  for (let at = span.start; at < span.end; at++) if (source.repaired.has(at)) return true;
  return false;
}

/** The span without marks at its ends that belong to the sentence and not to the value. */
export function trimSpan(source: Source, span: Span, marks = /[,，。;；:：、"']/u): Span {
  let { start, end } = span;
  while (start < end && marks.test(source.tight[start] ?? '')) start++;
  while (end > start && marks.test(source.tight[end - 1] ?? '')) end--;
  return { start, end };
}
