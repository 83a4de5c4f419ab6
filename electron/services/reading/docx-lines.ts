const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};
const token = /<(\/?)([a-z][a-z0-9]*)[^>]*>|([^<]+)/giu;
const block = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'tr', 'table', 'ol', 'ul']);

/**
 * The lines of a word-processor document from the plain HTML that mammoth makes of it: a line a paragraph, a
 * line a table row with its cells parted by tabs, the numbers of numbered lists written out.
 */
export function linesOfHtml(html: string): string[] {
  const lines: string[] = [];
  const counters: (number | null)[] = [];
  let line = '';
  let depth = 0;
  const flush = (): void => {
    if (line.trim() !== '') lines.push(line.replace(/[ \t]+$/u, ''));
    line = '';
  };
  for (const [, slash = '', name = '', text = ''] of html.matchAll(token)) {
    const tag = name.toLowerCase();
    const closing = slash !== '';
    if (text !== '') {
      line += text.replace(/&(#?\w+);/gu, (whole, key: string) => entities[key] ?? whole);
    } else if (tag === 'br') {
      if (depth > 0) line += ' ';
      else flush();
    } else if (tag === 'td' || tag === 'th') {
      if (closing) line += '\t';
    } else if (tag === 'tr') {
      depth += closing ? -1 : 1;
      flush();
    } else if (depth === 0 && block.has(tag)) {
      flush();
      if (tag === 'ol' || tag === 'ul') {
        if (closing) counters.pop();
        else counters.push(tag === 'ol' ? 0 : null);
      } else if (tag === 'li' && !closing) {
        const counter = counters.at(-1);
        if (counter != null) {
          counters[counters.length - 1] = counter + 1;
          line = `${counter + 1}. `;
        }
      }
    }
  }
  flush();
  return lines;
}
