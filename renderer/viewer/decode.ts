/**
 * The text of bytes whose encoding nobody names: by its mark, else UTF-8 where it is valid, else GB 18030.
 * @param cut the bytes end in the middle of the file, perhaps of a character
 */
export function decodeText(bytes: Uint8Array, cut: boolean): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('utf-16be', bytes);
  const ends = cut ? [0, 1, 2, 3] : [0];
  for (const back of ends) {
    try {
      const part = bytes.subarray(0, bytes.length - back);
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(part), encoding: 'UTF-8' };
    } catch {
      // Not here: one byte less, then the other encoding.
    }
  }
  return decoded('gb18030', bytes);
}

function decoded(label: string, bytes: Uint8Array): { text: string; encoding: string } {
  return { text: new TextDecoder(label).decode(bytes), encoding: label.toUpperCase() };
}

/** Lines in blocks, so that a long file is laid out only where one looks. */
export function blocksOf(text: string, each: number): { from: number; lines: string[] }[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const blocks = [];
  for (let from = 0; from < lines.length; from += each) {
    blocks.push({ from: from + 1, lines: lines.slice(from, from + each) });
  }
  return blocks;
}
