/** Signs that must not begin a line (禁则, GB/T 15834 and the house's interface notes). */
export const notAtStart = new Set('、，。．！？；：）」』】〕〉》〗”’…—·％‰℃々ー〜～,.!?;:)]}%°');
/** Signs that must not end a line. */
export const notAtEnd = new Set('（「『【〔〈《〖“‘([{¥￥$');

const word = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{M}_@#&+\-/\\=*'~^|<>]/u;
const grapheme = new Intl.Segmenter('zh');

/** The smallest parts that may stand on a line by themselves, spaces at their end. */
function units(text: string): string[] {
  const parts: string[] = [];
  let last = '';
  for (const { segment } of grapheme.segment(text)) {
    const previous = parts.at(-1);
    const together =
      previous !== undefined &&
      (segment === ' ' ||
        notAtStart.has(segment) ||
        notAtEnd.has(last) ||
        (word.test(segment) && (word.test(last) || last === '.' || last === ',')));
    if (together && previous !== undefined) parts[parts.length - 1] = previous + segment;
    else parts.push(segment);
    last = segment;
  }
  return parts;
}

/**
 * Breaks text into lines of at most `width`, by the rules of Chinese setting: no line begins with 、，。） or ends
 * with （《; words and figures stay whole. What is wider than a line alone is broken where it must.
 * Joined again, the lines are the text but for spaces at breaks.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    const whole = paragraph.trimEnd();
    // Most cells of a long list are one line.
    if (measure(whole) <= width) {
      lines.push(whole);
      continue;
    }
    let line = '';
    for (const unit of units(paragraph)) {
      if (measure((line + unit).trimEnd()) <= width) {
        line += unit;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      line = '';
      if (measure(unit.trimEnd()) <= width) {
        line = unit;
        continue;
      }
      for (const { segment } of grapheme.segment(unit)) {
        if (line !== '' && measure((line + segment).trimEnd()) > width) {
          lines.push(line.trimEnd());
          line = '';
        }
        line += segment;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
