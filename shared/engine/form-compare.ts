import type { Column, View } from '../agreements/define.ts';
import type { FormBlock } from '../agreements/form.ts';
import { columnsOf } from '../model/exchange.ts';
import type { FormPage, FoundInScan } from '../model/form-compare.ts';
import type { FieldValue } from '../model/record.ts';
import type { Bilingual } from '../model/units.ts';
import { maskAmounts, maskedAmount } from '../money/mask.ts';
import { asFen, formatYuan } from '../money/fen.ts';
import { both } from './compare.ts';
import { nearest, normalizeLabel } from './label-text.ts';
import { textDifference } from './text-diff.ts';
import { fieldsOf } from './view.ts';

/** Shorter writings stand everywhere and prove nothing. */
const shortest = 2;
/** A sentence of fewer letters is judged with the values, not by itself. */
const shortestSentence = 4;
/** Longer texts are compared by their sentences only. */
const longestNear = 400;
/**
 * Letters of a stretch in which something nearly alike is looked for, and how many stretches are looked at: some hundred
 * pages. A scan comes from outside; however long or dense it is, the answer takes no longer.
 */
const stretch = 2000;
const mostStretches = 200;

/** The pages of a paper as one text without blanks, with what stands on which page. */
export class PagedText {
  readonly text: string;
  readonly #ends: number[] = [];
  /** The pairs of letters of each stretch. */
  readonly #pairs: Set<string>[] = [];

  constructor(pages: readonly string[]) {
    let text = '';
    for (const page of pages) {
      text += normalizeLabel(withoutNumbers(page));
      this.#ends.push(text.length);
    }
    this.text = text;
    for (let at = 0; at < text.length && this.#pairs.length < mostStretches; at += stretch)
      // Words that begin in a stretch are all in it.
      this.#pairs.push(new Set(pairsOf(text.slice(at, at + stretch + longestNear))));
  }

  /** 1-based page of a place of the text. */
  pageAt(place: number): number {
    const index = this.#ends.findIndex((end) => place < end);
    return index < 0 ? Math.max(1, this.#ends.length) : index + 1;
  }

  /** 1-based pages that have the words, each once; words that run over a page's end count for the page they begin on. */
  pagesWith(words: string): number[] {
    const pages = new Set<number>();
    for (let at = this.text.indexOf(words); at >= 0; at = this.text.indexOf(words, at + words.length))
      pages.add(this.pageAt(at));
    return [...pages];
  }

  /** The stretch of text that shares most pairs of letters with the words, and what stands around it; null where few do. */
  likeliest(words: string): { text: string; from: number } | null {
    const pairs = pairsOf(words);
    const shared = this.#pairs.map((own) => pairs.filter((pair) => own.has(pair)).length);
    const most = Math.max(0, ...shared);
    if (pairs.length === 0 || most < pairs.length / 2) return null;
    const begin = shared.indexOf(most) * stretch;
    const from = Math.max(0, begin - words.length);
    return { text: this.text.slice(from, begin + stretch + longestNear), from };
  }
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}

/** `3 / 8`, `— 3 —`, `第 3 页 共 8 页`. */
const pageNumber =
  /^\s*(?:(?:[-—–]\s*)?\d{1,4}(?:\s*\/\s*\d{1,4})?(?:\s*[-—–])?|第\s*\d{1,4}\s*页(?:\s*[,，]?\s*共\s*\d{1,4}\s*页)?)\s*$/u;

/** The lines that number the pages are the print's and say nothing. */
function withoutNumbers(page: string): string {
  return page
    .split('\n')
    .filter((line) => !pageNumber.test(line))
    .join('\n');
}

/** Whether a text of ours stands in the scan, on which pages, and what differs where it nearly does. */
export function findInScan(scan: PagedText, own: string): FoundInScan {
  const words = normalizeLabel(own);
  const pages = scan.pagesWith(words);
  if (pages.length > 0) return { state: 'found', pages, own: [], other: [] };
  const absent: FoundInScan = { state: 'absent', pages: [], own: [], other: [] };
  if (words.length > longestNear) return absent;
  const place = scan.likeliest(words);
  if (place === null) return absent;
  const near = nearest(place.text, words);
  if (near.cost > Math.max(1, Math.floor(words.length / 6))) return absent;
  const difference = differenceAt(words, place.text, near.start, near.end);
  return {
    state: 'near',
    pages: [scan.pageAt(place.from + near.start)],
    own: [...difference.own],
    other: [...difference.other],
  };
}

/** The cheapest match may end before a last letter that is printed otherwise: that letter belongs to it. */
function differenceAt(words: string, text: string, start: number, end: number) {
  const difference = textDifference(words, text.slice(start, end), normalizeLabel);
  const last = difference.own.at(-1);
  if (last === undefined || last.same || difference.other.at(-1)?.same === false) return difference;
  return textDifference(words, text.slice(start, end + last.text.length), normalizeLabel);
}

interface PrintedValue {
  key: string;
  title: Bilingual;
  text: string;
  /** How a form may print it. */
  writings: readonly string[];
}

/** The values of a record's fields with the ways in which a form prints them; numbers alone prove nothing. */
export function printedValues(view: View): PrintedValue[] {
  return fieldsOf(view.definition).flatMap((field) =>
    valuesIn(field, view.value(field.key), field.key, field.title),
  );
}

function valuesIn(
  shape: Pick<Column, 'type' | 'options' | 'columns' | 'key' | 'title'>,
  value: FieldValue | undefined,
  key: string,
  title: Bilingual,
): PrintedValue[] {
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) {
    const columns = columnsOf(shape);
    return value.flatMap((row, index) => {
      const own = both(`${title.zh}${index + 1}`, `${title.en} ${index + 1}`);
      return typeof row === 'object'
        ? valuesIn({ ...shape, type: 'account', columns }, row, `${key}[${index}]`, own)
        : valuesIn({ ...shape, type: 'string' }, row, `${key}[${index}]`, own);
    });
  }
  if (typeof value === 'object') {
    const columns = columnsOf(shape);
    return Object.entries(value).flatMap(([name, inner]) => {
      const column = columns.find((one) => one.key === name);
      if (column === undefined) return [];
      const own = both(`${title.zh}·${column.title.zh}`, `${title.en} · ${column.title.en}`);
      return valuesIn(column, inner, `${key}.${name}`, own);
    });
  }
  const writings = writingsOf(shape, value).filter((each) => normalizeLabel(each).length >= shortest);
  return writings[0] === undefined ? [] : [{ key, title, text: writings[0], writings }];
}

function writingsOf(shape: Pick<Column, 'type' | 'options'>, value: string | number): string[] {
  if (shape.type === 'money') {
    const fen = asFen(value);
    return fen === null ? [] : [`${formatYuan(fen)}元`];
  }
  if (typeof value === 'number') return [];
  const [year = '', month = '', day = ''] = value.split('-');
  if (shape.type === 'date') return [`${year}年${Number(month)}月${Number(day)}日`, value];
  if (shape.type === 'month') return [`${year}年${Number(month)}月`, value];
  const choice = shape.options?.find((option) => option.value === value)?.title.zh;
  return choice === undefined ? [value] : [value, choice];
}

/** The sentences of a form; the slots that stay open for pen and seal are none. */
export function sentencesOf(blocks: readonly FormBlock[]): string[] {
  const texts = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [block.text]));
  return texts
    .flatMap((text) => text.split(/(?<=[。；;])|[＿_]{2,}|□+/u))
    .map((text) => text.trim())
    .filter((text) => normalizeLabel(text).length >= shortestSentence && /\p{L}/u.test(text))
    .filter((text) => !/^\s*年\s*月\s*日\s*$/u.test(text));
}

/**
 * What each page of our own print says, held against the words of a scan.
 * @param pages the words of our print, page by page
 * @param scan the words of the scan; null where none was chosen, or none of its pages has any
 * @param withheld amounts are kept back: what the scan says of them is not given out either (B-Q16)
 */
export function compareForm(
  view: View,
  blocks: readonly FormBlock[],
  pages: readonly string[],
  scan: PagedText | null,
  withheld: boolean,
): FormPage[] {
  const own = new PagedText(pages);
  const result: FormPage[] = pages.map(() => ({ values: [], sentences: 0, departing: [], withheld: false }));
  const guarded = (found: FoundInScan): FoundInScan =>
    !withheld || found.state !== 'near'
      ? found
      : { ...found, own: masked(found.own), other: masked(found.other) };
  for (const { key, title, text, writings } of printedValues(view)) {
    const printed = writings.find((each) => own.text.includes(normalizeLabel(each)));
    if (printed === undefined) continue;
    const found = scan === null ? null : guarded(findInScan(scan, printed));
    for (const page of own.pagesWith(normalizeLabel(printed)))
      result[page - 1]?.values.push({ key, title, text: printed === text ? text : printed, found });
  }
  let cursor = 0;
  for (const text of sentencesOf(blocks)) {
    const words = normalizeLabel(text);
    const next = own.text.indexOf(words, cursor);
    const at = next < 0 ? own.text.indexOf(words) : next;
    const page = result[own.pageAt(at < 0 ? cursor : at) - 1];
    if (at >= 0) cursor = at + words.length;
    if (page === undefined) continue;
    if (withheld && text.includes(maskedAmount)) {
      page.withheld = true;
      continue;
    }
    page.sentences += 1;
    if (scan === null) continue;
    const found = findInScan(scan, text);
    if (found.state !== 'found') page.departing.push({ text, found: guarded(found) });
  }
  return result;
}

/** Stretches of the scan with their amounts masked: one stretch, since a mask has no place of its own. */
function masked(stretches: FoundInScan['own']): FoundInScan['own'] {
  const whole = stretches.map(({ text }) => text).join('');
  const words = maskAmounts(whole);
  return words === whole ? stretches : [{ text: words, same: false }];
}
