import { withoutRadicals } from './characters.ts';

/**
 * What a page adds around the paper's words: page numbers, running heads and feet. They stand in the middle of
 * sentences once pages are laid end to end, so patterns must not see them; the lines keep their numbers.
 */

const pageNumber = [
  /^第?\s*\d{1,4}\s*页\s*[/,，、;；|]?\s*(共\s*\d{1,4}\s*页)?$/u,
  /^第\s*[一二三四五六七八九十百]{1,4}\s*页(\s*[/,，]?\s*共\s*[一二三四五六七八九十百]{1,4}\s*页)?$/u,
  /^[-—–－─·•~～\s]+\d{1,4}[-—–－─·•~～\s]+$/u,
  /^\d{1,4}\s*[/／]\s*\d{1,4}$/u,
  /^(page|p\.?)\s*\d{1,4}(\s*(of|\/)\s*\d{1,4})?$/iu,
];

/** A bare figure on its own line: a page number only where nothing around it could own it. */
const bareFigure = /^[\d０-９]{1,3}$/u;
const wantsFigure = /[\d０-９年月第共计¥￥:：,，.、(（之前后各为至~\-—]$/u;
const ownsFigure = /^[年月日号个元万条款项期份天%％．.,，、)）\d０-９]/u;

const minimumHead = 6;
const minimumDistance = 12;

/**
 * Which lines are furniture.
 * @param lines the text's lines, without their ends
 * @returns one flag a line
 */
export function findFurniture(lines: readonly string[]): boolean[] {
  // Printed papers carry ⻚ (U+2EDA) in “第 1 页”, which NFKC leaves alone.
  const plain = lines.map((line) => withoutRadicals(line).trim());
  const drop = plain.map((line) => line !== '' && pageNumber.some((shape) => shape.test(line)));
  markBareFigures(plain, drop);
  markRunningHeads(plain, drop, lines);
  return drop;
}

function markBareFigures(plain: readonly string[], drop: boolean[]): void {
  const candidates: Figure[] = [];
  const owned: Figure[] = [];
  for (const [index, line] of plain.entries()) {
    if (!bareFigure.test(line) || drop[index]) continue;
    const before = neighbour(plain, index, -1);
    const after = neighbour(plain, index, 1);
    const figure = { index, figure: Number(line) };
    (wantsFigure.test(before) || ownsFigure.test(after) ? owned : candidates).push(figure);
  }
  markAmongPages(owned, candidates, drop);
  // Pages count upwards by one; a lone figure in a table does not.
  for (const candidate of candidates) {
    const next = candidates.find(
      (other) => other.figure === candidate.figure + 1 && other.index > candidate.index,
    );
    const previous = candidates.find(
      (other) => other.figure === candidate.figure - 1 && other.index < candidate.index,
    );
    const far = [next, previous].some(
      (other) => other !== undefined && Math.abs(other.index - candidate.index) >= minimumDistance,
    );
    if (far) drop[candidate.index] = true;
  }
}

interface Figure {
  readonly index: number;
  readonly figure: number;
}

/** A figure that its neighbours could own is a page's all the same where it stands evenly among two others. */
function markAmongPages(owned: readonly Figure[], pages: readonly Figure[], drop: boolean[]): void {
  for (const { index, figure } of [...owned, ...pages]) {
    const at = (step: number) =>
      [...pages, ...owned].find(
        (page) => page.figure === figure + step && Math.sign(page.index - index) === Math.sign(step),
      )?.index ?? Number.NaN;
    const triples = [
      [at(-1), index, at(1)],
      [index, at(1), at(2)],
      [at(-2), at(-1), index],
    ] as const;
    const even = triples.some((triple) => {
      const [first, second, third] = triple;
      const [one, two] = [second - first, third - second];
      // At least one of the three is nobody's but a page's.
      const known = pages.some((page) => triple.includes(page.index));
      return known && Math.min(one, two) >= minimumDistance && Math.max(one, two) <= Math.min(one, two) * 1.6;
    });
    if (even) drop[index] = true;
  }
}

function markRunningHeads(plain: readonly string[], drop: boolean[], lines: readonly string[]): void {
  const places = new Map<string, number[]>();
  for (const [index, line] of plain.entries()) {
    const key = line.replace(/\s+/gu, '').replace(/第\d+页(共\d+页)?|\d+\/\d+$/u, '');
    if (key.length < minimumHead || drop[index] || /[。;]/u.test(key)) continue;
    const list = places.get(key);
    if (list === undefined) places.set(key, [index]);
    else list.push(index);
  }
  for (const [key, indexes] of places) {
    if (indexes.length < 2) continue;
    const steps = indexes.slice(1).map((index, at) => index - (indexes[at] ?? 0));
    const least = Math.min(...steps);
    const atPageEdge = indexes.filter((index) => isPageEdge(index, plain, drop, lines)).length;
    const running = indexes.length >= 3 && least >= minimumDistance && atPageEdge * 2 >= indexes.length;
    // Without page numbers only an even distance tells a running head from a name that lines happen to hold.
    const often = indexes.length >= 4 && least >= 20 && Math.max(...steps) <= least * 1.6;
    const onlyAtEdges = atPageEdge === indexes.length;
    // A colon makes a label, and forms repeat labels; such a line goes only where every page has it.
    const drops = key.includes(':') ? onlyAtEdges && indexes.length >= 3 : running || often || onlyAtEdges;
    if (!drops) continue;
    // A running head usually repeats the title, which must be read: where it also stands elsewhere than at a
    // page's edge, the first is the title and stays.
    for (const index of onlyAtEdges ? indexes : indexes.slice(1)) drop[index] = true;
  }
}

function isPageEdge(
  index: number,
  plain: readonly string[],
  drop: readonly boolean[],
  lines: readonly string[],
): boolean {
  if (lines[index]?.includes('\f')) return true;
  for (const step of [-1, 1]) {
    let at = index + step;
    while (at >= 0 && at < plain.length && plain[at] === '') {
      if (lines[at]?.includes('\f')) return true;
      at += step;
    }
    if (drop[at] || lines[at]?.startsWith('\f')) return true;
  }
  return false;
}

function neighbour(plain: readonly string[], index: number, step: number): string {
  let at = index + step;
  while (at >= 0 && at < plain.length && plain[at] === '') at += step;
  return plain[at] ?? '';
}
