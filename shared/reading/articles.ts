import { parseCount } from './numbers.ts';
import { gaps, linesOfSpan, openSource, tightOf, type Source, type Span } from './source.ts';

/** A part of a paper with a heading of its own: head, article, signatures, annex. */
export interface Part extends Span {
  readonly kind: 'head' | 'article' | 'signatures' | 'annex';
  /** As printed, without white space: `第四条费用及支付方式`; empty for the head. */
  readonly heading: string;
  readonly number: number;
}

/** An article with its 1-based, inclusive lines. */
export interface Article {
  readonly heading: string;
  readonly from: number;
  readonly to: number;
}

const numbered = /第([一二三四五六七八九十百零〇]{1,5}|\d{1,3})条/gu;
const signatureMark =
  /\(?以下无正文\)?|甲方\((?:盖章|公章|签章|签字)[^)]*\):?|甲方(?:签字)?盖章:|\(?本页为?[^)。]{0,40}签[署字]页/gu;
const annexMark = /附件([一二三四五六七八九十]|\d{1,2})[:.、]?|附件:/gu;
const longestHeading = 30;

/**
 * Cuts a paper into its parts. An article begins where a line begins with the next number, so that “按照第四条”
 * at the start of a wrapped line does not open one.
 */
export function partsOf(source: Source): Part[] {
  const { tight } = source;
  const heads = articleHeads(source);
  const first = heads[0]?.start ?? tight.length;
  const last = heads.at(-1)?.start ?? 0;
  const signatures = firstMatch(source, signatureMark, Math.max(last, 1), tight.length);
  const annexes = annexHeads(source, signatures ?? last);
  const bodyEnd = signatures ?? annexes[0]?.start ?? tight.length;
  const parts: Part[] = [];
  const headEnd = Math.min(first, bodyEnd);
  if (headEnd > 0) parts.push({ kind: 'head', heading: '', number: 0, start: 0, end: headEnd });
  for (const [index, head] of heads.entries()) {
    parts.push({ ...head, end: heads[index + 1]?.start ?? bodyEnd });
  }
  if (signatures !== null) {
    const end = annexes[0]?.start ?? tight.length;
    parts.push({ kind: 'signatures', heading: '', number: 0, start: signatures, end });
  }
  for (const [index, annex] of annexes.entries()) {
    parts.push({ ...annex, end: annexes[index + 1]?.start ?? tight.length });
  }
  return parts;
}

function articleHeads(source: Source): Part[] {
  const { tight } = source;
  const candidates: Part[] = [];
  for (const match of tight.matchAll(numbered)) {
    const number = parseCount(match[1] ?? '');
    const before = tight[match.index - 1] ?? '';
    const opens =
      (source.gap[match.index] ?? 0) >= gaps.line || before === '。' || before === '#' || before === '*';
    if (number === null || !opens) continue;
    const rest = tight.slice(match.index + match[0].length, match.index + match[0].length + 2);
    if (/^(第[一二三四五六七八九十\d(]|规定|约定|所|的|之|和|及|或|、|,|至|中)/u.test(rest)) continue;
    candidates.push({
      kind: 'article',
      number,
      start: match.index,
      end: match.index,
      heading: headingAt(source, match.index, match[0].length),
    });
  }
  // The longest run that counts upwards; a stray “第四条” inside another article falls out of order.
  let best: Part[] = [];
  const ending: Part[][] = [];
  for (const [index, candidate] of candidates.entries()) {
    let run: Part[] = [];
    for (let earlier = 0; earlier < index; earlier++) {
      const other = ending[earlier] ?? [];
      if ((candidates[earlier]?.number ?? 0) < candidate.number && other.length > run.length) run = other;
    }
    ending[index] = [...run, candidate];
    if (ending[index].length > best.length) best = ending[index];
  }
  return best;
}

function headingAt(source: Source, start: number, length: number): string {
  let end = start + length;
  while (end < source.tight.length && end - start < longestHeading + length) {
    if ((source.gap[end] ?? 0) >= gaps.line || /[。;:,(]/u.test(source.tight[end] ?? '')) break;
    end++;
  }
  return tightOf(source, { start, end });
}

function annexHeads(source: Source, from: number): Part[] {
  const found: Part[] = [];
  for (const match of source.tight.slice(from).matchAll(annexMark)) {
    const start = from + match.index;
    if ((source.gap[start] ?? 0) < gaps.line || match[0] === '附件:') continue;
    const number = parseCount(match[1] ?? '') ?? 0;
    if (number <= (found.at(-1)?.number ?? 0)) continue;
    found.push({
      kind: 'annex',
      number,
      start,
      end: start,
      heading: headingAt(source, start, match[0].length),
    });
  }
  return found;
}

function firstMatch(source: Source, shape: RegExp, from: number, to: number): number | null {
  for (const match of source.tight.slice(from, to).matchAll(shape)) {
    const certain = /无正文|盖章|公章/u.test(match[0]);
    if (certain || (source.gap[from + match.index] ?? 0) >= gaps.line) return from + match.index;
  }
  return null;
}

/**
 * The parts of a paper with their lines, for a pane that shows the article holding a line. Lines before the
 * first article are `首部`, the signatures `签署页`.
 * @param text extracted text
 */
export function articlesOf(text: string): Article[] {
  const source = openSource(text);
  const parts = partsOf(source);
  return parts.map((part, index) => {
    const next = parts[index + 1];
    const [from, last] = linesOfSpan(source, part);
    const to = next === undefined ? last : Math.max(last, linesOfSpan(source, next)[0] - 1);
    return { heading: headingOf(part), from: index === 0 ? 1 : from, to };
  });
}

function headingOf(part: Part): string {
  if (part.kind === 'head') return '首部';
  if (part.kind === 'signatures') return '签署页';
  return part.heading.replace(/^(第.{1,5}条|附件[^:.、]{0,2})[:.、]?/u, '$1 ').trim();
}
