import type { Column } from '../../../shared/agreements/define.ts';
import { isTitleOf } from '../../../shared/ledgers/columns.ts';
import type { Entry, FieldValue } from '../../../shared/model/record.ts';
import { layCells } from '../../wizard/spreadsheet.ts';
import { isGroup, keepTyped, problemOf, showTyped, summarise } from '../../wizard/value.ts';

export type Values = Record<string, FieldValue>;

/** A row as it stands on the screen: as it is recorded, or as it was typed and is not yet. */
export interface GridRow {
  /** The entry's id, or a name of its own while it has none. */
  key: string;
  saved: boolean;
  values: Values;
}

/**
 * What was typed over the recorded rows, and the rows that were added here, in their order: by names of their own
 * until they are recorded, by their ids then. So no row moves under the person's hands while an earlier one waits.
 */
export interface Edits {
  over: Readonly<Record<string, Values>>;
  added: readonly string[];
}

export const noEdits: Edits = { over: {}, added: [] };

/** Whether a row is not recorded yet. */
export function isNew(key: string): boolean {
  return key.startsWith('new-');
}

export function rowsOf(entries: readonly Entry[], edits: Edits): GridRow[] {
  const late = new Set(edits.added);
  const known = new Map(entries.map((entry) => [entry.id as string, entry.values]));
  const row = (key: string): GridRow => ({
    key,
    saved: !isNew(key),
    values: edits.over[key] ?? known.get(key) ?? {},
  });
  return [
    ...entries.filter((entry) => !late.has(entry.id)).map((entry) => row(entry.id)),
    ...edits.added.filter((key) => isNew(key) || known.has(key)).map(row),
  ];
}

/** After a save: what was sent is the record's; what was typed over it meanwhile stays, under the id it was given. */
export function settled(
  edits: Edits,
  sent: readonly (readonly [key: string, values: Values])[],
  ids: readonly string[],
): Edits {
  const over: Record<string, Values> = { ...edits.over };
  const names = new Map(sent.map(([key], at) => [key, ids[at] ?? key]));
  for (const [key, values] of sent) {
    const now = over[key];
    delete over[key];
    if (now !== undefined && now !== values) over[names.get(key) ?? key] = now;
  }
  const added = edits.added.map((key) => names.get(key) ?? key);
  return { over, added: added.some(isNew) ? added : [] };
}

/** Cells typed or pasted, laid over the rows; rows grow as needed. `name` gives a new row its name. */
export function withCells(
  rows: readonly GridRow[],
  edits: Edits,
  cells: readonly { row: number; key: string; value: FieldValue }[],
  name: () => string,
): Edits {
  const over: Record<string, Values> = { ...edits.over };
  const added = [...edits.added];
  const keys = rows.map((row) => row.key);
  for (const { row, key, value } of cells) {
    while (keys.length <= row) {
      const fresh = name();
      keys.push(fresh);
      added.push(fresh);
      over[fresh] = {};
    }
    const at = keys[row] ?? '';
    const values = { ...(over[at] ?? rows[row]?.values) };
    if (value === null || value === '') delete values[key];
    else values[key] = value;
    over[at] = values;
  }
  return { over, added };
}

/** Whether a column is typed into its cell; others are filled in the form of the whole row. */
export function inCell(column: Column): boolean {
  if (column.type === 'list') return (column.columns ?? []).length === 1;
  return !['file', 'account', 'period', 'person'].includes(column.type);
}

/** What was typed into a cell; a text that is no value of its type is kept and waits. */
export function typedValue(column: Column, text: string): FieldValue {
  if (column.type !== 'list') return keepTyped(column, text);
  const key = column.columns?.[0]?.key ?? 'name';
  const parts = text.split(/[;；\n]/u).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  return filled.length === 0 ? null : filled.map((part) => ({ [key]: part }));
}

/** The text that an edit of the cell begins with. */
export function editText(column: Column, value: FieldValue | undefined, language: 'zh' | 'en'): string {
  if (column.type === 'list' && Array.isArray(value)) {
    const key = column.columns?.[0]?.key ?? 'name';
    return value.map((row) => (isGroup(row) ? String(row[key] ?? '') : String(row))).join('；');
  }
  if (column.type === 'boolean' || column.type === 'enum') return cellText(column, value, language);
  return showTyped(column.type, value);
}

/** What a cell shows. */
export function cellText(column: Column, value: FieldValue | undefined, language: 'zh' | 'en'): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  if (column.type === 'list') return editText(column, value, language);
  return summarise(column, value, language);
}

/** Columns whose cell cannot be read; such a row waits and is not saved. */
export function unreadable(columns: readonly Column[], values: Values): Column[] {
  return columns.filter((column) => problemOf(column, values[column.key]) !== null);
}

/**
 * Pasted cells as cells of the grid. A first row of titles says which column each stands in and is itself none;
 * without one they lie from `at` on.
 */
export function pastedCells(
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  at: { row: number; column: number },
): { row: number; key: string; value: FieldValue }[] {
  const [head = [], ...rest] = cells;
  const titled = head.map((text) => columns.findIndex((column) => isTitleOf(column, text)));
  const filled = head.filter((text) => text !== '').length;
  const named = filled > 1 && titled.filter((column) => column >= 0).length === filled;
  const laid = named
    ? rest.flatMap((row, down) =>
        row.map((text, right) => ({ row: at.row + down, column: titled[right] ?? -1, text })),
      )
    : layCells(cells, at, columns.length);
  return laid.flatMap(({ row, column, text }) => {
    const shape = columns[column];
    return shape === undefined || !inCell(shape)
      ? []
      : [{ row, key: shape.key, value: typedValue(shape, text) }];
  });
}

/** Cells as a spreadsheet takes them from the clipboard. */
export function clipboardText(rows: readonly (readonly string[])[]): string {
  const quoted = (text: string) => (/[\t\n"]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

/** The choices that what was typed may mean: those that hold it, the ones that begin with it first. */
export function choicesFor(column: Column, text: string, language: 'zh' | 'en'): string[] {
  const words = (column.options ?? []).map((option) => option.title[language]);
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (typed === '') return words;
  const found = words.filter((word) => word.toLowerCase().includes(typed));
  return found.toSorted(
    (a, b) => Number(b.toLowerCase().startsWith(typed)) - Number(a.toLowerCase().startsWith(typed)),
  );
}

const widths: Partial<Record<Column['type'], number>> = {
  money: 140,
  date: 118,
  month: 96,
  percent: 84,
  integer: 72,
  boolean: 76,
  text: 260,
  list: 240,
};

/** How wide a column is, in pixels: by its type, and no narrower than its title. */
export function widthOf(column: Column, language: 'zh' | 'en'): number {
  const title = column.title[language];
  const wide = [...title].reduce((sum, char) => sum + (char > '\u2e7f' ? 14.5 : 8), 24);
  return Math.max(widths[column.type] ?? 168, Math.min(240, Math.ceil(wide)));
}
