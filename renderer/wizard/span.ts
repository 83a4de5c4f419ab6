/** A piece of one line of the read document, 1-based line, offsets in UTF-16 units. */
export interface LineSpan {
  line: number;
  start: number;
  end: number;
}

/**
 * Where exact words stand in the lines `from`–`to` (1-based, inclusive). A scanner breaks names over lines and
 * puts blanks inside them, so white space does not count on either side (G-017). Empty when not found.
 */
export function locate(lines: readonly string[], from: number, to: number, words: string): LineSpan[] {
  const wanted = words.replace(/\s+/gu, '');
  if (wanted === '') return [];
  const places: { line: number; offset: number }[] = [];
  let text = '';
  for (let line = Math.max(1, from); line <= Math.min(to, lines.length); line += 1) {
    const content = lines[line - 1] ?? '';
    for (let offset = 0; offset < content.length; offset += 1) {
      const unit = content[offset] ?? '';
      if (/\s/u.test(unit)) continue;
      text += unit;
      places.push({ line, offset });
    }
  }
  const found = text.indexOf(wanted);
  if (found < 0) return [];
  const spans: LineSpan[] = [];
  for (const place of places.slice(found, found + wanted.length)) {
    const last = spans.at(-1);
    if (last !== undefined && last.line === place.line) last.end = place.offset + 1;
    else spans.push({ line: place.line, start: place.offset, end: place.offset + 1 });
  }
  return spans;
}

export interface Excerpt {
  line: number;
  before: string;
  used: string;
  after: string;
}

/**
 * The words beside a field: the used part with a little of what stands around it, from one or more lines.
 * A used part without its place is shown alone.
 */
export function excerpt(
  lines: readonly string[],
  range: readonly [number, number],
  words: string,
  around = 14,
): Excerpt {
  const spans = locate(lines, range[0], range[1], words);
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) {
    return { line: range[0], before: '', used: words.replace(/\s*\n\s*/gu, ''), after: '' };
  }
  const head = (lines[first.line - 1] ?? '').slice(0, first.start).trimStart();
  const tail = (lines[last.line - 1] ?? '').slice(last.end).trimEnd();
  const used = spans.map((span) => (lines[span.line - 1] ?? '').slice(span.start, span.end)).join('');
  return {
    line: first.line,
    before: head.length > around ? `……${tailOf(head, around)}` : head,
    used,
    after: tail.length > around ? `${headOf(tail, around)}……` : tail,
  };
}

// Cut between code points: half of a surrogate pair would show as a box.
function headOf(text: string, count: number): string {
  return [...text].slice(0, count).join('');
}

function tailOf(text: string, count: number): string {
  return [...text].slice(-count).join('');
}

export interface Run {
  text: string;
  /** Key of the field whose words these are, or null. */
  field: string | null;
}

/** Cuts one line into runs, each belonging to at most one field; where fields overlap the focused one wins. */
export function runs(
  text: string,
  line: number,
  marks: readonly { field: string; spans: readonly LineSpan[] }[],
  focused: string | null,
): Run[] {
  const owner: (string | null)[] = Array.from({ length: text.length }, () => null);
  for (const pass of [false, true]) {
    for (const mark of marks) {
      if ((mark.field === focused) !== pass) continue;
      for (const span of mark.spans) {
        if (span.line === line) owner.fill(mark.field, span.start, Math.min(span.end, text.length));
      }
    }
  }
  const result: Run[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const field = owner[index] ?? null;
    const last = result.at(-1);
    if (last !== undefined && last.field === field) last.text += text[index] ?? '';
    else result.push({ text: text[index] ?? '', field });
  }
  return result;
}
