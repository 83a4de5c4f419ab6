import type { Finding } from '../model/derived.ts';
import type { ReadField } from '../model/reading.ts';
import type { FieldValue } from '../model/record.ts';
import { tidy } from './characters.ts';
import { partsOf, type Part } from './articles.ts';
import {
  gaps,
  isRepaired,
  linesOfSpan,
  openSource,
  tightOf,
  wordsOf,
  type Source,
  type Span,
} from './source.ts';

/** How sure a reading is; under 0.8 a person must look closely. */
export const sure = {
  explicit: 1,
  elsewhere: 0.9,
  inferred: 0.85,
  doubtful: 0.7,
  disputed: 0.6,
  guess: 0.5,
} as const;

/** A paper while it is being read: its source and parts, and what has been read so far. */
export interface Paper {
  readonly source: Source;
  readonly parts: readonly Part[];
  readonly fields: Map<string, ReadField>;
  /** Where each field was read. */
  readonly places: Map<string, Span>;
  readonly findings: Finding[];
}

/** Opens a paper for a kind's reading functions. */
export function openPaper(text: string): Paper {
  const source = openSource(text);
  return { source, parts: partsOf(source), fields: new Map(), places: new Map(), findings: [] };
}

/** What a reading function says about one field. */
export interface Reading {
  readonly key: string;
  readonly rule: string;
  readonly value: FieldValue;
  readonly span: Span;
  readonly confidence?: number;
  readonly alternatives?: ReadField['alternatives'];
}

/** Records a field with its exact words and lines; the first reading of a key stands. */
export function put(paper: Paper, reading: Reading): void {
  if (paper.fields.has(reading.key) || reading.span.end <= reading.span.start) return;
  const confidence = reading.confidence ?? sure.explicit;
  paper.places.set(reading.key, reading.span);
  paper.fields.set(reading.key, {
    key: reading.key,
    value: reading.value,
    text: wordsOf(paper.source, reading.span),
    lines: linesOfSpan(paper.source, reading.span),
    rule: reading.rule,
    confidence: isRepaired(paper.source, reading.span) ? Math.min(confidence, sure.doubtful) : confidence,
    ...(reading.alternatives === undefined ? {} : { alternatives: reading.alternatives }),
  });
}

/** Records a finding about words at a place of this paper. */
export function tell(
  paper: Paper,
  finding: {
    rule: string;
    severity: Finding['severity'];
    path: string;
    zh: string;
    en: string;
    span?: Span;
    article?: string;
  },
): void {
  const { span } = finding;
  paper.findings.push({
    rule: finding.rule,
    severity: finding.severity,
    message: { zh: finding.zh, en: finding.en },
    path: finding.path,
    clause: {
      article: finding.article ?? (span === undefined ? '' : articleAt(paper, span.start)),
      ...(span === undefined || span.end <= span.start
        ? {}
        : { line: linesOfSpan(paper.source, span)[0], text: wordsOf(paper.source, span) }),
    },
  });
}

/** The heading number of the part that holds a place: `第四条`, `附件一`, `首部`, `签署页`. */
export function articleAt(paper: Paper, at: number): string {
  const part = paper.parts.find((candidate) => at >= candidate.start && at < candidate.end);
  if (part === undefined) return '';
  if (part.kind === 'head') return '首部';
  if (part.kind === 'signatures') return '签署页';
  return /^(第.{1,5}?条|附件[一二三四五六七八九十\d]{1,2})/u.exec(part.heading)?.[1] ?? part.heading;
}

/** The whole paper as a span. */
export function whole(paper: Paper): Span {
  return { start: 0, end: paper.source.tight.length };
}

/** The first article whose heading matches; null where the paper has none such. */
export function article(paper: Paper, heading: RegExp): Part | null {
  const articles = paper.parts.filter((part) => part.kind === 'article');
  return (
    articles.find((part) => heading.test(part.heading)) ??
    articles.find((part) => heading.test(brokenHeading(paper, part))) ??
    null
  );
}

/** A heading that its line was too short for, with what stands on the next one. */
function brokenHeading(paper: Paper, part: Part): string {
  return paper.source.tight.slice(
    part.start,
    Math.min(part.end, part.start + Math.max(part.heading.length, 18)),
  );
}

/** All text before the signatures and annexes. */
export function body(paper: Paper): Span {
  const after = paper.parts.find((part) => part.kind === 'signatures' || part.kind === 'annex');
  return { start: 0, end: after?.start ?? paper.source.tight.length };
}

/** A match of a pattern in a stretch of the paper; groups as spans. */
export interface Hit extends Span {
  readonly groups: Readonly<Record<string, Span>>;
}

/** First match of a pattern inside a span. Patterns run on the tight text: no white space, half-width marks. */
export function find(paper: Paper, pattern: RegExp, span: Span = whole(paper)): Hit | null {
  return findAll(paper, pattern, span)[0] ?? null;
}

/** Every match of a pattern inside a span, in order. */
export function findAll(paper: Paper, pattern: RegExp, span: Span = whole(paper)): Hit[] {
  const text = tightOf(paper.source, span);
  const shape = new RegExp(pattern.source, [...new Set(`${pattern.flags}gd`)].join(''));
  return [...text.matchAll(shape)].map((match) => {
    const groups: Record<string, Span> = {};
    for (const [name, range] of Object.entries(match.indices?.groups ?? {})) {
      // A group that took no part has no range.
      const pair: readonly [number, number] | undefined = range;
      if (pair !== undefined) groups[name] = { start: span.start + pair[0], end: span.start + pair[1] };
    }
    return { start: span.start + match.index, end: span.start + match.index + match[0].length, groups };
  });
}

/** The words of a span as a value: breaks and spaces of the layout dropped, look-alikes replaced. */
export function valueOf(paper: Paper, span: Span): string {
  const { source } = paper;
  let words = '';
  for (let at = span.start; at < span.end; at++) {
    const gap = source.gap[at] ?? 0;
    if (at > span.start && gap > 0) words += gap >= gaps.line ? '\n' : ' ';
    if (source.repaired.has(at)) words += source.tight[at];
    // A page head between two lines of the value has no tight characters, so it stays out.
    else if (at === span.start || source.from[at] !== source.from[at - 1]) {
      words += source.raw.slice(source.from[at], source.to[at]);
    }
  }
  return tidy(words);
}

/** The words of a span as patterns see them. */
export function seen(paper: Paper, span: Span): string {
  return tightOf(paper.source, span);
}

/** Telephone numbers of a span in half width with one kind of dash; a blank between two stays. */
export function phoneOf(paper: Paper, span: Span): string {
  return valueOf(paper, span)
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/gu, '-');
}
