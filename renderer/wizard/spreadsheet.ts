/**
 * Cells of what a spreadsheet puts on the clipboard: tabs between cells, line ends between rows, cells with
 * either of them or quotes inside in double quotes, quotes doubled. The last empty row is dropped.
 */
export function parseCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let fresh = true;
  const source = text.replace(/\r\n?/g, '\n');
  for (let index = 0; index < source.length; index += 1) {
    const char = source[index];
    if (quoted) {
      if (char === '"' && source[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && fresh && closes(source, index)) {
      quoted = true;
      fresh = false;
    } else if (char === '\t' || char === '\n') {
      row.push(cell.trim());
      cell = '';
      fresh = true;
      if (char === '\n') {
        rows.push(row);
        row = [];
      }
    } else {
      cell += char;
      fresh = false;
    }
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell.trim()]);
  while (rows.length > 0 && rows.at(-1)?.every((entry) => entry === '')) rows.pop();
  return rows;
}

// A quote that opens a cell and never closes before a separator is an ordinary character (`"好` as typed).
function closes(source: string, from: number): boolean {
  for (let index = from + 1; index < source.length; index += 1) {
    if (source[index] !== '"') continue;
    const next = source[index + 1];
    if (next === '"') index += 1;
    else return next === undefined || next === '\t' || next === '\n';
  }
  return false;
}

/** Whether the paste is more than one cell, so that a table and not a single input takes it. */
export function isTable(cells: readonly (readonly string[])[]): boolean {
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1;
}

/** Drops a first row that only repeats the columns' titles, in whichever language and with or without a unit. */
export function withoutHeader(
  cells: readonly (readonly string[])[],
  titles: readonly (readonly string[])[],
): string[][] {
  const [first, ...rest] = cells;
  if (first === undefined) return [];
  const filled = first.filter((cell) => cell !== '');
  const isTitle = (cell: string) => titles.some((names) => names.some((name) => plain(name) === plain(cell)));
  const header = filled.length > 0 && filled.every((cell) => isTitle(cell));
  return (header ? rest : cells).map((row) => [...row]);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\s/gu, '')
    .toLowerCase();
}

/**
 * Lays pasted cells over a table from one cell on: rows grow as needed, cells beyond the last column are cut.
 * Answers the changes only, so that each cell can be read by its column's type.
 */
export function layCells(
  cells: readonly (readonly string[])[],
  at: { row: number; column: number },
  columns: number,
): { row: number; column: number; text: string }[] {
  return cells.flatMap((row, down) =>
    row
      .slice(0, Math.max(0, columns - at.column))
      .map((text, right) => ({ row: at.row + down, column: at.column + right, text })),
  );
}
