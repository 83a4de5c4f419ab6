import type { Grid } from './pdf-grid.ts';

/** A run of glyphs on a page, its origin at the top left; `y` is the base line. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

interface Cell {
  x0: number;
  x1: number;
  text: string;
}

interface Row {
  y: number;
  size: number;
  cells: Cell[];
}

/** Gaps in units of the font's size: what parts two words, and what parts two cells. */
const wordGap = 0.22;
const cellGap = 1.6;

/**
 * The lines of a page from the places of its glyphs: rows from the top, what stands far apart in a row parted
 * by a tab, the wrapped cells of a table put back together, an empty line where the page leaves one.
 * @param grids ruled tables of the page, whose cells are known from their borders
 */
export function linesOfPage(runs: readonly Run[], grids: readonly Grid[] = []): string[] {
  const printed = runs.filter((run) => run.text.trim() !== '');
  const inside = grids.map((grid) => printed.filter((run) => cellOf(grid, run) !== null));
  const ruled = new Set(inside.flat());
  const rows = rowsOf(printed.filter((run) => !ruled.has(run)));
  const lines: string[] = [];
  const usual = usualGap(rows);
  const tables = grids.map((grid, index) => ({
    top: grid.ys[0] ?? 0,
    lines: gridLines(grid, inside[index] ?? []),
  }));
  let at = 0;
  while (at < rows.length) {
    const row = rows[at];
    if (row === undefined) break;
    while (tables[0] !== undefined && tables[0].top < row.y) lines.push(...(tables.shift()?.lines ?? []));
    const above = rows[at - 1];
    if (above !== undefined && usual > 0 && row.y - above.y > usual * 1.6) lines.push('');
    const end = tableEnd(rows, at);
    if (end > at + 1) {
      lines.push(...tableLines(rows.slice(at, end)));
      at = end;
    } else {
      lines.push(row.cells.map((cell) => cell.text).join('\t'));
      at++;
    }
  }
  return [...lines, ...tables.flatMap((table) => table.lines)];
}

/** Whether a page may hold a table, so that its strokes are worth looking for. */
export function mayHoldTable(runs: readonly Run[]): boolean {
  return rowsOf(runs.filter((run) => run.text.trim() !== '')).some((row) => row.cells.length >= leastColumns);
}

/** Row and column of a run inside a grid; a cell without a border above it is one with the cell above. */
function cellOf(grid: Grid, run: Run): { row: number; column: number } | null {
  const x = run.x + Math.min(run.width, run.size) / 2;
  const y = run.y - run.size * 0.35;
  const column = grid.xs.findIndex((left, index) => x >= left && x < (grid.xs[index + 1] ?? -Infinity));
  let row = grid.ys.findIndex((top, index) => y >= top && y < (grid.ys[index + 1] ?? -Infinity));
  if (column < 0 || row < 0) return null;
  while (row > 0 && !grid.hasTop(row, column)) row--;
  return { row, column };
}

function gridLines(grid: Grid, runs: readonly Run[]): string[] {
  const cells = new Map<string, Run[]>();
  for (const run of runs) {
    const place = cellOf(grid, run);
    if (place === null) continue;
    const key = `${place.row}/${place.column}`;
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  const lines: string[] = [];
  for (let row = 0; row + 1 < grid.ys.length; row++) {
    const texts = grid.xs.slice(0, -1).map((_, column) =>
      rowsOf(cells.get(`${row}/${column}`) ?? [])
        .map((line) => line.cells.map((cell) => cell.text).join(' '))
        .reduce(joinBroken, ''),
    );
    const line = texts.join('\t').trimEnd();
    if (line !== '') lines.push(line);
  }
  return lines;
}

function rowsOf(runs: readonly Run[]): Row[] {
  const sorted = [...runs].sort((a, b) => a.y - b.y || a.x - b.x);
  const groups: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && Math.abs(run.y - last.y) <= Math.min(run.size, last.size) * 0.45) {
      last.runs.push(run);
      last.size = Math.max(last.size, run.size);
    } else {
      groups.push({ y: run.y, size: run.size, runs: [run] });
    }
  }
  return groups.map((group) => ({ y: group.y, size: group.size, cells: cellsOf(group.runs) }));
}

function cellsOf(runs: readonly Run[]): Cell[] {
  const cells: Cell[] = [];
  for (const run of [...runs].sort((a, b) => a.x - b.x)) {
    const last = cells.at(-1);
    const gap = last === undefined ? 0 : run.x - last.x1;
    if (last === undefined || gap > run.size * cellGap) {
      cells.push({ x0: run.x, x1: run.x + run.width, text: run.text });
      continue;
    }
    // A run printed twice at one place makes bold type.
    if (gap < -run.width * 0.8 && last.text.endsWith(run.text)) continue;
    last.text += gap > run.size * wordGap && !last.text.endsWith(' ') ? ` ${run.text}` : run.text;
    last.x1 = Math.max(last.x1, run.x + run.width);
  }
  for (const cell of cells) cell.text = cell.text.trim();
  return cells.filter((cell) => cell.text !== '');
}

function usualGap(rows: readonly Row[]): number {
  const gaps = rows.slice(1).map((row, index) => row.y - (rows[index]?.y ?? 0));
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

const leastColumns = 3;

/** Where the table that begins at a row ends; the row itself where none begins. */
function tableEnd(rows: readonly Row[], start: number): number {
  const first = rows[start];
  if (first === undefined || first.cells.length < leastColumns) return start;
  let columns: Cell[] = first.cells.map((cell) => ({ ...cell }));
  let end = start + 1;
  let lastWide = start;
  for (; end < rows.length; end++) {
    const row = rows[end];
    const above = rows[end - 1];
    if (row === undefined || above === undefined || row.y - above.y > row.size * 4) break;
    const merged = mergeColumns(columns, row.cells);
    if (merged === null) break;
    columns = merged;
    if (row.cells.length >= leastColumns) lastWide = end;
  }
  // Trailing lines of one cell belong to the last row only while they stay in a column beside others.
  return lastWide > start ? Math.max(lastWide + 1, end) : start;
}

/** Columns widened by a row's cells; null where a cell runs over two columns, as a paragraph does. */
function mergeColumns(columns: readonly Cell[], cells: readonly Cell[]): Cell[] | null {
  const next = columns.map((column) => ({ ...column }));
  for (const cell of cells) {
    const hit = next.filter((column) => cell.x0 < column.x1 && cell.x1 > column.x0);
    const [own] = hit;
    if (hit.length > 1) return null;
    if (own === undefined) {
      const right = next.find((column) => column.x0 >= cell.x1);
      if (right === undefined && cells.length === 1) return null;
      next.push({ ...cell });
      next.sort((a, b) => a.x0 - b.x0);
      continue;
    }
    own.x0 = Math.min(own.x0, cell.x0);
    own.x1 = Math.max(own.x1, cell.x1);
  }
  for (let at = 1; at < next.length; at++) if ((next[at]?.x0 ?? 0) < (next[at - 1]?.x1 ?? 0)) return null;
  return next;
}

function tableLines(rows: readonly Row[]): string[] {
  let columns: Cell[] = [];
  for (const row of rows) columns = mergeColumns(columns, row.cells) ?? columns;
  const columnOf = (cell: Cell): number =>
    Math.max(
      0,
      columns.findIndex((column) => cell.x0 < column.x1 && cell.x1 > column.x0),
    );
  const anchors = rows.flatMap((row, index) =>
    row.cells.some((cell) => columnOf(cell) === 0) ? [index] : [],
  );
  const starts = rowStarts(rows, anchors);
  return starts.map((start, index) => {
    const own = rows.slice(start, starts[index + 1] ?? rows.length);
    const texts = columns.map(() => '');
    for (const cell of own.flatMap((row) => row.cells)) {
      const at = columnOf(cell);
      texts[at] = joinBroken(texts[at] ?? '', cell.text);
    }
    return texts.join('\t').trimEnd();
  });
}

/** A table's row holds one cell of the first column; between two of them it ends at the widest gap. */
function rowStarts(rows: readonly Row[], anchors: readonly number[]): number[] {
  const starts = [0];
  for (let at = 1; at < anchors.length; at++) {
    const from = anchors[at - 1] ?? 0;
    const to = anchors[at] ?? 0;
    let best = to;
    let widest = 0;
    for (let index = from + 1; index <= to; index++) {
      const gap = (rows[index]?.y ?? 0) - (rows[index - 1]?.y ?? 0);
      // Rounded, so that equal gaps stay equal and the last of them wins.
      if (Math.round(gap * 4) >= Math.round(widest * 4)) {
        widest = gap;
        best = index;
      }
    }
    starts.push(best);
  }
  return starts;
}

function joinBroken(before: string, after: string): string {
  const latin = /[A-Za-z0-9]$/u.test(before) && /^[A-Za-z]/u.test(after);
  return before === '' ? after : `${before}${latin ? ' ' : ''}${after}`;
}
