import type { Column } from '../agreements/define.ts';
import type { FieldValue } from '../model/record.ts';
import { readTyped } from '../model/typed-text.ts';
import { isTitleOf } from './columns.ts';
import { dateOfSerial, numberText } from './numbers.ts';
import type { CellTrouble, JudgedSheet, RawCell, RawRow, RawSheet, SheetRow } from './sheet.ts';

const headerWithin = 40;
const longestCell = 4000;
const sumWords = /^(合计|总计|小计|共计|累计|sum|total|subtotal)\s*[:：]?$/iu;

type Trouble = SheetRow['troubles'][number];
type Read = { value: FieldValue } | { trouble: Omit<Trouble, 'column'> };

/**
 * Reads a sheet by the columns of a ledger: which line names the columns, and what each row under it says. Nothing
 * is guessed and nothing is dropped in silence: a cell that cannot be read is told with its text.
 */
export function judgeSheet(sheet: RawSheet, columns: readonly Column[]): JudgedSheet {
  const taken = columns.filter((column) => isTaken(column));
  const header = headerOf(sheet.rows, taken);
  if (header === null) {
    return {
      name: sheet.name,
      header: null,
      columns: [],
      ignored: [],
      lacking: [],
      rows: [],
      cut: sheet.cut,
    };
  }
  const { row, places } = header;
  const found = new Set([...places.values()].map((column) => column.key));
  const below = sheet.rows.filter((each) => each.line > row.line && !repeatsTitles(each, taken));
  return {
    name: sheet.name,
    header: row.line,
    columns: [...places.values()].map((column) => column.key),
    ignored: row.cells.flatMap((cell, at) => {
      const text = textOf(cell);
      return text === '' || places.has(at) ? [] : [text];
    }),
    lacking: taken.flatMap((column) =>
      column.required === true && !found.has(column.key) ? [column.key] : [],
    ),
    rows: below.map((each) => judgeRow(each, places, taken, sheet.from1904)),
    cut: sheet.cut,
  };
}

/** Whether a column can stand in one cell of a sheet: a file, an account and a table of its own cannot. */
export function isTaken(column: Column): boolean {
  if (column.type === 'list') return (column.columns ?? []).length === 1;
  return !['file', 'account', 'period'].includes(column.type);
}

/** The line with the most titles; at least two, or all where there are fewer. */
function headerOf(
  rows: readonly RawRow[],
  columns: readonly Column[],
): { row: RawRow; places: Map<number, Column> } | null {
  let best: { row: RawRow; places: Map<number, Column> } | null = null;
  for (const row of rows.slice(0, headerWithin)) {
    const places = new Map<number, Column>();
    row.cells.forEach((cell, at) => {
      const text = textOf(cell);
      const column = columns.find((each) => isTitleOf(each, text));
      // Of two columns under one title the first counts; the other is told as ignored.
      if (column !== undefined && ![...places.values()].includes(column)) places.set(at, column);
    });
    if (places.size >= Math.min(2, columns.length) && places.size > (best?.places.size ?? 0))
      best = { row, places };
  }
  return best;
}

/** A head of two lines, or one that a printed page repeats. */
function repeatsTitles(row: RawRow, columns: readonly Column[]): boolean {
  const texts = row.cells.map(textOf).filter((text) => text !== '');
  return texts.every((text) => columns.some((column) => isTitleOf(column, text)));
}

function judgeRow(
  row: RawRow,
  places: ReadonlyMap<number, Column>,
  columns: readonly Column[],
  from1904: boolean,
): SheetRow {
  const values: Record<string, FieldValue> = {};
  const troubles: Trouble[] = [];
  const formulas: string[] = [];
  for (const [at, column] of places) {
    const cell = row.cells[at] ?? null;
    if (cell === null) continue;
    if (cell.formula) formulas.push(column.key);
    const read = readCell(cell, column, from1904);
    if ('trouble' in read) troubles.push({ column: column.key, ...read.trouble });
    else if (read.value !== null && read.value !== '') values[column.key] = read.value;
  }
  for (const column of columns) {
    if (column.required !== true || values[column.key] !== undefined) continue;
    if (troubles.some((trouble) => trouble.column === column.key)) continue;
    troubles.push({ column: column.key, why: 'required', text: '' });
  }
  const state = row.hidden ? 'hidden' : isSum(row, troubles) ? 'sum' : troubles.length > 0 ? 'bad' : 'good';
  return { line: row.line, state, values, troubles, formulas };
}

/** A line of sums says so and is no whole row by itself. */
function isSum(row: RawRow, troubles: readonly Trouble[]): boolean {
  return troubles.length > 0 && row.cells.some((cell) => sumWords.test(textOf(cell)));
}

function readCell(cell: RawCell, column: Column, from1904: boolean): Read {
  const { value } = cell;
  const fail = (why: CellTrouble, bound?: string): Read => ({
    trouble: { why, text: textOf(cell).slice(0, 200), ...(bound === undefined ? {} : { bound }) },
  });
  if (cell.merged) return fail('merged');
  if (value.kind === 'error') return fail('error');
  if (value.kind === 'uncounted') return fail('uncounted');
  if (textOf(cell).length > longestCell) return fail('tooLong');
  const text = typedText(cell, column, from1904);
  if (text === null) return fail(troubleOf(column));
  if (column.type === 'list') return { value: listOf(text, column) };
  if (column.type === 'person') return { value: text.trim() === '' ? null : { name: text.trim() } };
  const typed = readTyped(column, text);
  if (typed.ok) {
    if (column.type === 'boolean' && typed.value === null && text.trim() !== '') return fail('boolean');
    const known = column.options?.some((option) => option.value === typed.value) !== false;
    return column.type === 'enum' && typed.value !== null && !known ? fail('choice') : { value: typed.value };
  }
  if (column.type === 'money' && /^[\s¥￥]*-?\d[\d,，]*\.\d{3,}/u.test(text.normalize('NFKC')))
    return fail('fraction');
  return fail(typed.why, 'bound' in typed ? typed.bound : undefined);
}

function troubleOf(column: Column): CellTrouble {
  const { type } = column;
  return type === 'date' || type === 'month' || type === 'money' || type === 'percent' || type === 'boolean'
    ? type
    : 'integer';
}

/** What a person would have typed for the cell, so that a sheet is read like typing; null where it fits nothing. */
function typedText(cell: RawCell, column: Column, from1904: boolean): string | null {
  const { value } = cell;
  if (value.kind === 'date') {
    if (column.type === 'month') return value.date.slice(0, 7);
    // A number shown as a date is no amount.
    return ['money', 'percent', 'integer', 'boolean'].includes(column.type) ? null : value.date;
  }
  if (value.kind === 'boolean')
    return column.type === 'boolean' || isWords(column) ? (value.on ? '是' : '否') : null;
  if (value.kind === 'number') {
    if (column.type === 'date' || column.type === 'month') {
      const date = dateOfSerial(value.number, from1904);
      if (date !== null) return column.type === 'month' ? date.slice(0, 7) : date;
    }
    // `0.7` shown as 70 % is a share; shown as 0.7 it is not known which was meant.
    if (column.type === 'percent' && !value.percent && Math.abs(value.number) <= 1 && value.number !== 0)
      return null;
    return numberText(value.percent ? value.number * 100 : value.number, value.percent);
  }
  return textOf(cell);
}

function isWords(column: Column): boolean {
  return ['string', 'text', 'enum'].includes(column.type);
}

/** Names parted by semicolons or line ends, for a list of one column. */
function listOf(text: string, column: Column): FieldValue {
  const key = column.columns?.[0]?.key ?? 'name';
  const parts = text.split(/[;；\n]/u).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  return filled.length === 0 ? null : filled.map((part) => ({ [key]: part }));
}

function textOf(cell: RawCell | null | undefined): string {
  if (cell == null) return '';
  const { value } = cell;
  switch (value.kind) {
    case 'text':
    case 'error':
      return value.text;
    case 'number':
      return numberText(value.percent ? value.number * 100 : value.number, value.percent);
    case 'date':
      return value.date;
    case 'boolean':
      return value.on ? 'TRUE' : 'FALSE';
    case 'uncounted':
      return '';
  }
}
