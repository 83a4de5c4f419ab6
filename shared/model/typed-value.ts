import type { Column, Definition, Shape } from '../agreements/define.ts';
import { parsePercent } from '../money/percent.ts';
import { asFen } from '../money/fen.ts';
import { AppError } from './errors.ts';
import { columnsOf } from './exchange.ts';
import type { Fields, FieldValue } from './record.ts';
import { CivilDate } from './units.ts';

/** How a value of a record is looked at. */
export interface Looking {
  /** A draft keeps a text that cannot be read yet, where a value of a simple type belongs. */
  unfinished?: boolean;
  /** Asked for every object that a file names. @throws where it is nobody's or another's */
  file?: (object: string) => void;
}

/** Beyond these nobody typed it. */
const most = { text: 50_000, rows: 2_000, keys: 500, depth: 6, key: 64 } as const;

/** The shapes of a kind's fields by their keys. */
export function fieldShapes(definition: Definition): ReadonlyMap<string, Shape> {
  return new Map(definition.sections.flatMap((section) => section.fields.map((field) => [field.key, field])));
}

/**
 * Whether the values of a record as it is kept (money in fen, dates civil) have the shapes of their definition;
 * null and the empty text are no value and always well. What the definition does not know is bounded and kept.
 * @throws AppError `bad_input` {path: `fields.installments[0].amount`, reason: `not_money` …}
 */
export function requireShapes(
  values: Fields,
  shapes: ReadonlyMap<string, Shape>,
  path: string,
  looking: Looking = {},
): void {
  const entries = Object.entries(values);
  if (entries.length > most.keys) throw bad(path, 'too_many');
  for (const [key, value] of entries) {
    if (key.length > most.key || key === '__proto__') throw bad(path, 'forbidden_key');
    const shape = shapes.get(key);
    if (shape === undefined) requirePlain(value, `${path}.${key}`, 0);
    else requireValue(value, shape, `${path}.${key}`, looking);
  }
}

/** One row by its columns: an event's values, a ledger's entry. @throws AppError as {@link requireShapes}. */
export function requireRow(
  row: Fields,
  columns: readonly Column[],
  path: string,
  looking: Looking = {},
): void {
  requireShapes(row, new Map(columns.map((column) => [column.key, column])), path, looking);
}

function requireValue(value: FieldValue, shape: Shape, path: string, looking: Looking): void {
  if (value === null || value === '') return;
  if (typeof value === 'string' && value.length > most.text) throw bad(path, 'too_long');
  if (shape.type === 'list') {
    requireList(value, shape, path, looking);
    return;
  }
  if (isRow(value)) {
    if (!composite.has(shape.type)) throw bad(path, notA[shape.type]);
    if (shape.type === 'file' && typeof value['object'] === 'string') looking.file?.(value['object']);
    requireRow(value, columnsOf(shape), path, looking);
    return;
  }
  if (Array.isArray(value)) throw bad(path, notA[shape.type]);
  if (looking.unfinished && typeof value === 'string') return;
  if (!isOfType(value, shape)) throw bad(path, notA[shape.type]);
}

function requireList(value: FieldValue, shape: Shape, path: string, looking: Looking): void {
  if (!Array.isArray(value)) throw bad(path, 'not_a_list');
  if (value.length > most.rows) throw bad(path, 'too_many');
  const columns = columnsOf(shape);
  const [only] = columns;
  value.forEach((row, index) => {
    const at = `${path}[${index}]`;
    if (isRow(row)) requireRow(row, columns, at, looking);
    // A list of one column may hold bare values.
    else if (columns.length === 1 && only !== undefined) requireValue(row, only, at, looking);
    else throw bad(at, 'not_an_object');
  });
}

const composite: ReadonlySet<Shape['type']> = new Set(['person', 'file', 'account', 'period']);

const notA = {
  string: 'not_text',
  text: 'not_text',
  enum: 'not_text',
  date: 'not_a_date',
  month: 'not_a_month',
  money: 'not_money',
  percent: 'not_a_percentage',
  integer: 'not_an_integer',
  boolean: 'not_a_boolean',
  person: 'not_an_object',
  file: 'not_an_object',
  account: 'not_an_object',
  period: 'not_an_object',
  list: 'not_a_list',
} as const satisfies Record<Shape['type'], string>;

/** A simple value, or a person or file that is only named. */
function isOfType(value: string | number | boolean, shape: Shape): boolean {
  switch (shape.type) {
    case 'date':
      return CivilDate.safeParse(value).success;
    case 'month':
      return CivilDate.safeParse(`${String(value)}-01`).success;
    case 'money':
      return asFen(value) !== null;
    case 'percent':
      return typeof value === 'string' && parsePercent(value) !== null;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean' || shape.options?.some((option) => option.value === value) === true;
    case 'file':
      return typeof value !== 'number';
    case 'account':
    case 'period':
    case 'list':
      return false;
    default:
      return typeof value === 'string';
  }
}

function requirePlain(value: FieldValue, path: string, depth: number): void {
  if (depth > most.depth) throw bad(path, 'too_deep');
  if (typeof value === 'string' && value.length > most.text) throw bad(path, 'too_long');
  if (typeof value !== 'object' || value === null) return;
  const inner = Array.isArray(value) ? value : Object.values(value);
  if (inner.length > most.rows) throw bad(path, 'too_many');
  for (const each of inner) requirePlain(each, path, depth + 1);
}

function isRow(value: FieldValue): value is { [key: string]: FieldValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(path: string, reason: string): AppError {
  return new AppError('bad_input', { params: { path, reason } });
}
