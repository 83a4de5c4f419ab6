import type { Column } from '../../shared/agreements/define.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import type { Fen } from '../../shared/model/units.ts';
import { formatAmount } from '../../shared/money/fen.ts';
import { formatPercent, parsePercent } from '../../shared/money/percent.ts';
import { layCells, withoutHeader } from './spreadsheet.ts';
import { isGroup, keepTyped } from './value.ts';

export type Row = { [key: string]: FieldValue };

/** The rows of a list's value; what is no row is left out. */
export function rowsOf(value: FieldValue | undefined): Row[] {
  return Array.isArray(value) ? value.filter((row) => isGroup(row)) : [];
}

/** A cell set; an emptied one is taken out of its row. */
export function withCell(rows: readonly Row[], row: number, key: string, value: FieldValue): Row[] {
  const next = rows.map((entry) => ({ ...entry }));
  while (next.length <= row) next.push({});
  const target = next[row] ?? {};
  if (value === null) delete target[key];
  else target[key] = value;
  next[row] = target;
  return next;
}

/** A new last row; a column of ordinal integers counts on. */
export function withNewRow(rows: readonly Row[], columns: readonly Column[]): Row[] {
  const [first] = columns;
  const row: Row = {};
  if (first?.type === 'integer' && first.key === 'no') {
    const last = Math.max(
      0,
      ...rows.map((entry) => (typeof entry[first.key] === 'number' ? Number(entry[first.key]) : 0)),
    );
    row[first.key] = last + 1;
  }
  return [...rows, row];
}

/**
 * Pasted cells laid over the rows from one place on, each read by its column's type; a cell that cannot be read
 * keeps its text and waits to be mended. `both` gives a column's titles in both languages for a header row.
 */
export function pasteRows(
  rows: readonly Row[],
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  at: { row: number; column: number },
): { rows: Row[]; cells: number } {
  const titles = columns.map((column) => [column.title.zh, column.title.en, column.key]);
  let next: Row[] = rows.map((row) => ({ ...row }));
  const laid = layCells(withoutHeader(cells, titles), at, columns.length);
  for (const cell of laid) {
    const column = columns[cell.column];
    // A file is bound by choosing it, never by its name.
    if (column === undefined || column.type === 'file') continue;
    next = withCell(next, cell.row, column.key, keepTyped(column, cell.text));
  }
  return { rows: next, cells: laid.length };
}

/** The sum of a money or percent column, or null where a filled cell cannot be read or none is filled. */
export function sumOf(rows: readonly Row[], column: Column): string | null {
  const filled = rows.map((row) => row[column.key]).filter((value) => value !== undefined && value !== null);
  if (filled.length === 0) return null;
  if (column.type === 'money') {
    if (!filled.every((value) => typeof value === 'number' && Number.isSafeInteger(value))) return null;
    const sum = filled.reduce<number>((total, value) => total + Number(value), 0);
    return Number.isSafeInteger(sum) ? formatAmount(sum as Fen) : null;
  }
  if (column.type !== 'percent') return null;
  const shares = filled.map((value) => (typeof value === 'string' ? parsePercent(value) : null));
  const places = Math.max(0, ...shares.map((share) => share?.places ?? 0));
  let numerator = 0;
  for (const share of shares) {
    if (share === null) return null;
    numerator += share.numerator * 10 ** (places - share.places);
  }
  const sum = formatPercent({ numerator, places });
  return parsePercent(sum) === null ? null : formatPercent(parsePercent(sum) ?? { numerator, places });
}
