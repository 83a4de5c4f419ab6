/** A place in a page's text: which text item and where in it, in UTF-16 units. */
export interface TextPlace {
  item: number;
  offset: number;
}

export interface Match {
  from: TextPlace;
  /** Exclusive. */
  to: TextPlace;
}

export interface SearchText {
  text: string;
  /** For every unit of `text` the place it came from, and one more for its end. */
  from: TextPlace[];
  to: TextPlace[];
}

/**
 * A page's text made comparable (G-017): NFKC, because printed PDFs carry Kangxi radicals and full-width forms;
 * no white space, because line ends cut words; lower case. Every unit remembers where it came from.
 */
export function searchable(items: readonly string[]): SearchText {
  const result: SearchText = { text: '', from: [], to: [] };
  items.forEach((content, item) => {
    let offset = 0;
    for (const char of content) {
      const folded = fold(char);
      for (let index = 0; index < folded.length; index += 1) {
        result.from.push({ item, offset });
        result.to.push({ item, offset: offset + char.length });
      }
      result.text += folded;
      offset += char.length;
    }
  });
  return result;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}

/** All places of a query in a page, left to right, not overlapping. An empty query finds nothing. */
export function findAll(page: SearchText, query: string): Match[] {
  const wanted = fold(query);
  if (wanted === '') return [];
  const matches: Match[] = [];
  for (let at = page.text.indexOf(wanted); at >= 0; at = page.text.indexOf(wanted, at + wanted.length)) {
    const from = page.from[at];
    const to = page.to[at + wanted.length - 1];
    if (from !== undefined && to !== undefined) matches.push({ from, to });
  }
  return matches;
}
