import { parseFigures } from '../../money/fen.ts';
import type { FoundAmount } from '../../reading/amounts.ts';
import { findAll, seen, type Paper } from '../../reading/paper.ts';
import { gaps, trimSpan, type Span } from '../../reading/source.ts';

/** One row of a table of instalments. */
export interface InstalmentRow extends Span {
  /** What the money is for: the cell with the most words. */
  condition: Span;
  /** A bare number under a head that says its unit. */
  amount: FoundAmount | undefined;
}

const bare = /^[¥Y]?\d[\d,]*(?:\.\d{1,6})?$/u;
const share = /^(?:\d{1,3}(?:\.\d{1,4})?%|百分之[一二三四五六七八九十百]{1,5})$/u;
const term = /^\d{1,3}个?工作日[内前]?$/u;

/**
 * Instalments laid out as a table: each row opens a line with its number, its cells parted by blanks (a PDF by places, a
 * word processor by cells). The head says whether amounts are yuan or ten thousand; where it says neither, bare numbers
 * are no amounts.
 */
export function instalmentTable(paper: Paper, span: Span): InstalmentRow[] {
  const { source } = paper;
  const marks = findAll(paper, /(?:第?(?<n>\d{1,2}|[一二三四五六七八九十])[期笔]?)/u, span).filter(
    ({ start, end }) => (source.gap[start] ?? 0) >= gaps.line && (source.gap[end] ?? 0) >= gaps.blank,
  );
  const rows: (typeof marks)[number][] = [];
  for (const mark of marks) {
    const n = mark.groups['n'];
    const number = n === undefined ? '' : source.tight.slice(n.start, n.end);
    const next = rows.length;
    if (number === String(next + 1) || number === '一二三四五六七八九十'[next]) rows.push(mark);
  }
  const [first] = rows;
  if (first === undefined) return [];
  const head = source.tight.slice(span.start, first.start);
  const unit = /金额\(?万元|单位:万元/u.test(head) ? '万元' : /元/u.test(head) ? '元' : null;
  return rows.map((mark, index) => {
    const next = rows[index + 1]?.start ?? endOfTable(paper, mark.end, span.end);
    const row = { start: mark.end, end: next };
    const cells = cellsOf(paper, row);
    const words = (cell: Span) => seen(paper, cell);
    const plain = cells.filter((cell) => ![bare, share, term].some((shape) => shape.test(words(cell))));
    const condition = plain.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0] ?? row;
    const figures = unit === null ? undefined : cells.findLast((cell) => bare.test(words(cell)));
    return {
      ...row,
      condition: trimSpan(source, condition, /[,。;:、]/u),
      amount:
        figures === undefined
          ? undefined
          : {
              ...figures,
              words: null,
              figures: { ...figures, fen: parseFigures(`${words(figures).replace(/^Y/u, '¥')}${unit}`) },
            },
    };
  });
}

/** The last row ends with its line: the sum, or the next clause, begins another. */
function endOfTable({ source }: Paper, from: number, limit: number): number {
  let at = from + 1;
  while (at < limit && (source.gap[at] ?? 0) < gaps.line) at++;
  return at;
}

function cellsOf({ source }: Paper, { start, end }: Span): Span[] {
  const cells: Span[] = [];
  let from = start;
  for (let at = start + 1; at <= end; at++) {
    if (at < end && (source.gap[at] ?? 0) < gaps.blank) continue;
    cells.push({ start: from, end: at });
    from = at;
  }
  return cells;
}
