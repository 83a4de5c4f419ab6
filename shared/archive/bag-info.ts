/** Label and value of one element; a label may repeat (RFC 8493 2.2.2). */
export type InfoElement = readonly [label: string, value: string];

/** Characters in a line before it is folded; RFC 8493 asks for no number, RFC 822 readers like 78. */
const width = 78;

/**
 * Formats bag-info.txt. Long values are folded at spaces only, and at `; ` or `, ` of Chinese text never: a
 * fold is unfolded into one space, so folding inside a run without spaces would change the value.
 */
export function formatBagInfo(elements: readonly InfoElement[]): string {
  return elements.map(([label, value]) => fold(label, value)).join('');
}

function fold(label: string, value: string): string {
  const words = value.replace(/\s+/gu, ' ').trim().split(' ');
  const lines: string[] = [];
  let line = `${label}:`;
  for (const word of words) {
    const fits = line.length + 1 + word.length <= width || line === `${label}:` || line.trim() === '';
    if (fits) line += ` ${word}`;
    else {
      lines.push(line);
      line = `  ${word}`;
    }
  }
  return [...lines, line].map((one) => `${one.trimEnd()}\n`).join('');
}

/**
 * Parses bag-info.txt, unfolding continued lines.
 * @returns the elements in order, and the 1-based numbers of lines that are none
 */
export function parseBagInfo(text: string): { elements: InfoElement[]; bad: number[] } {
  const elements: [string, string][] = [];
  const bad: number[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const last = elements.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last === undefined) bad.push(index + 1);
      else last[1] = `${last[1]} ${line.trim()}`.trim();
      continue;
    }
    const match = /^([^:]+?)\s*:\s*(.*)$/u.exec(line);
    if (match === null) bad.push(index + 1);
    else elements.push([match[1] ?? '', (match[2] ?? '').trim()]);
  }
  return { elements, bad };
}

/** `bytes.count` of the payload, or null where the value is something else. */
export function parseOxum(value: string): { bytes: number; files: number } | null {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(value.trim());
  return match === null ? null : { bytes: Number(match[1]), files: Number(match[2]) };
}
