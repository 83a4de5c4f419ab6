import { parseCount } from './numbers.ts';
import { findAll, type Paper } from './paper.ts';
import { gaps, type Span } from './source.ts';

/** One item of a numbered list, without its number. */
export interface Item extends Span {
  readonly number: number;
}

const styles = [
  /(?<n>\d{1,2})[.、](?!\d)/u,
  /\((?<n>\d{1,2})\)/u,
  /\((?<n>[一二三四五六七八九十]{1,3})\)/u,
  /第(?<n>[一二三四五六七八九十\d]{1,3})[期笔次][,:]?/u,
] as const;

/**
 * The items of the first numbered list in a stretch: `1.`, `(1)`, `（一）` or `第一期`, counting up from one, each
 * opening a line or following a full stop. Bullets before the number do not matter.
 * @param style which numbering, by its place in the list above; the first that is found where left out
 */
export function itemsOf(paper: Paper, span: Span, style?: 0 | 1 | 2 | 3): Item[] {
  const tried = (style === undefined ? styles : [styles[style]]).map((shape) => listOf(paper, span, shape));
  const lists = tried.filter((list) => list.length > 0);
  return lists.sort((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0))[0] ?? [];
}

function listOf(paper: Paper, span: Span, shape: RegExp): Item[] {
  const { source } = paper;
  const marks: { number: number; start: number; end: number }[] = [];
  for (const hit of findAll(paper, shape, span)) {
    const n = hit.groups['n'];
    const number = n === undefined ? null : parseCount(source.tight.slice(n.start, n.end));
    const before = source.tight[hit.start - 1] ?? '';
    const bullet = /[-·*]/u.test(before) && (source.gap[hit.start - 1] ?? 0) >= gaps.line;
    const opens = (source.gap[hit.start] ?? 0) >= gaps.line || bullet || /[。;:]/u.test(before);
    if (!opens || number !== marks.length + 1) continue;
    marks.push({ number, start: bullet ? hit.start - 1 : hit.start, end: hit.end });
  }
  return marks.map((mark, index) => {
    let end = marks[index + 1]?.start ?? span.end;
    // The last item ends with its paragraph, or with the clause that follows it.
    if (index === marks.length - 1) end = endOfParagraph(paper, mark.end, span.end);
    return { number: mark.number, start: mark.end, end };
  });
}

function endOfParagraph(paper: Paper, from: number, limit: number): number {
  const { source } = paper;
  for (let at = from + 1; at < limit; at++) {
    const gap = source.gap[at] ?? 0;
    if (gap < gaps.line || !/[。;]/u.test(source.tight[at - 1] ?? '')) continue;
    if (
      gap >= gaps.paragraph ||
      /^(?:第.{1,3}条|\([一二三四五六七八九十]\)|\d{1,2}[.、]|附件)/u.test(source.tight.slice(at, at + 6))
    )
      return at;
  }
  return limit;
}
