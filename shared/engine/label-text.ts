import type { Bilingual } from '../model/units.ts';
import { both } from './compare.ts';

/** Where a text as printed departs from the words that are wanted; `got` is empty where something lacks. */
export interface Difference {
  /** Place in the wanted words, blanks not counted. */
  at: number;
  wanted: string;
  got: string;
}

/** `near`: the words are there but for a few characters, which are named; `case`: but for capitals. */
export type LabelMatch =
  | { kind: 'exact' }
  | { kind: 'case' | 'near'; differences: readonly Difference[] }
  | { kind: 'absent' };

const longestText = 20_000;

/**
 * A text as G-017 compares it: NFKC, words broken at a line's end joined, no blanks or line ends, one kind of
 * bracket, of quotation mark and of dash. Blanks that typesetting or recognition put in make no difference.
 */
export function normalizeLabel(text: string): string {
  const known = normalized.get(text);
  if (known !== undefined) return known;
  const made = normalize(text);
  // Names are compared again and again, texts of papers are not: only short ones are remembered, and not for ever.
  if (text.length <= 200) {
    if (normalized.size >= 5000) normalized.clear();
    normalized.set(text, made);
  }
  return made;
}

const normalized = new Map<string, string>();

function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\u00ad/gu, '')
    .replace(/(\p{Script=Latin})[-‐‑]\s*\n\s*(?=\p{Script=Latin})/gu, '$1')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[〔[【{﹝]/gu, '(')
    .replace(/[〕\]】}﹞]/gu, ')')
    .replace(/[“”„‟「」『』《》〈〉‘’‚`´']/gu, '"')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[,，、]/gu, ',')
    .replace(/[。．]/gu, '.');
}

/** Whether two names are the same as G-017 says. */
export function sameName(a: string, b: string): boolean {
  return normalizeLabel(a) === normalizeLabel(b);
}

/**
 * Looks for wanted words in a text as printed (G-017). Text around them is allowed (D-Q06: a number may
 * follow); a near miss names the characters which differ.
 * @param within how many differing characters still are a near miss; a sixth of the words by default
 */
export function findLabel(printed: string, wanted: string, within?: number): LabelMatch {
  const [text, words] = [normalizeLabel(printed).slice(0, longestText), normalizeLabel(wanted)];
  if (words === '' || text.includes(words)) return { kind: 'exact' };
  const near = nearest(text.toLowerCase(), words.toLowerCase());
  if (near.cost === 0) return { kind: 'case', differences: caseDifferences(text, words) };
  if (near.cost > (within ?? Math.max(1, Math.floor(words.length / 6)))) return { kind: 'absent' };
  return { kind: 'near', differences: near.differences };
}

function caseDifferences(text: string, words: string): Difference[] {
  const from = text.toLowerCase().indexOf(words.toLowerCase());
  return [...words].flatMap((wanted, at) => {
    const got = text[from + at] ?? '';
    return got === wanted ? [] : [{ at, wanted, got }];
  });
}

/**
 * Approximate search (Sellers): the place of the text, both normalised, which needs the fewest changes to be the
 * words; `start` and `end` are its places in the text.
 */
export function nearest(
  text: string,
  words: string,
): { cost: number; differences: Difference[]; start: number; end: number } {
  const [n, m] = [text.length, words.length];
  const width = n + 1;
  const cost = new Uint16Array((m + 1) * width);
  for (let i = 1; i <= m; i++) {
    cost[i * width] = i;
    for (let j = 1; j <= n; j++) {
      const same = words[i - 1] === text[j - 1] ? 0 : 1;
      cost[i * width + j] = Math.min(
        at(cost, (i - 1) * width + j - 1) + same,
        at(cost, (i - 1) * width + j) + 1,
        at(cost, i * width + j - 1) + 1,
      );
    }
  }
  let end = 0;
  for (let j = 0; j <= n; j++) if (at(cost, m * width + j) < at(cost, m * width + end)) end = j;
  const found: Difference[] = [];
  let [i, j] = [m, end];
  while (i > 0) {
    const here = at(cost, i * width + j);
    const same = j > 0 && words[i - 1] === text[j - 1];
    if (j > 0 && here === at(cost, (i - 1) * width + j - 1) + (same ? 0 : 1)) {
      if (!same) found.push({ at: i - 1, wanted: words[i - 1] ?? '', got: text[j - 1] ?? '' });
      i -= 1;
      j -= 1;
    } else if (here === at(cost, (i - 1) * width + j) + 1) {
      found.push({ at: i - 1, wanted: words[i - 1] ?? '', got: '' });
      i -= 1;
    } else {
      found.push({ at: i, wanted: '', got: text[j - 1] ?? '' });
      j -= 1;
    }
  }
  return { cost: at(cost, m * width + end), differences: joined(found.toReversed()), start: j, end };
}

function at(cost: Uint16Array, index: number): number {
  return cost[index] ?? 0;
}

/** Neighbouring differences read as one. */
function joined(found: readonly Difference[]): Difference[] {
  const runs: Difference[] = [];
  for (const one of found) {
    const last = runs.at(-1);
    if (last && one.at <= last.at + Math.max(last.wanted.length, 0) && one.at >= last.at) {
      last.wanted += one.wanted;
      last.got += one.got;
    } else runs.push({ ...one });
  }
  return runs;
}

/** What a match that is not exact says, with the characters that differ. */
export function describeMatch(match: LabelMatch, wanted: string): Bilingual {
  if (match.kind === 'exact') return both('', '');
  if (match.kind === 'absent') return both(`未见“${wanted}”`, `“${wanted}” is not there`);
  const zh = match.differences.map(({ wanted: w, got }) =>
    w && got ? `“${w}”印作“${got}”` : w ? `缺“${w}”` : `多“${got}”`,
  );
  const en = match.differences.map(({ wanted: w, got }) =>
    w && got ? `“${got}” for “${w}”` : w ? `“${w}” lacks` : `“${got}” too many`,
  );
  return both(`应为“${wanted}”：${zh.join('，')}`, `“${wanted}” is wanted: ${en.join(', ')}`);
}

/** Fills `{key}` in the words of a label. */
export function fillLabel(template: string, text: (key: string) => string): string {
  return template.replace(/\{(\w+)\}/gu, (_, key: string) => text(key));
}
