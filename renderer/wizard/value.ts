import type { Shape } from '../../shared/agreements/define.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import { isWithheld } from '../../shared/model/withheld.ts';
import { type BadValue, readTyped, showMoney } from '../../shared/model/typed-text.ts';

export { type BadValue, readDate, readMonth, readTyped, type Typed } from '../../shared/model/typed-text.ts';

/** The text of a simple value as an input shows it; lists and groups have inputs of their own. */
export function showTyped(type: Shape['type'], value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (isWithheld(value)) return value.words;
  if (type === 'money') return typeof value === 'number' ? showMoney(value) : String(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** One line for a value of any shape, for a reading to choose or a list of what remains. */
export function summarise(shape: Shape, value: FieldValue | undefined, language: 'zh' | 'en'): string {
  if (value === undefined || value === null) return '';
  if (isWithheld(value)) return value.words;
  const option = shape.options?.find((choice) => choice.value === value);
  if (option !== undefined) return option.title[language];
  const comma = language === 'zh' ? '，' : ', ';
  const columns = shape.columns ?? [];
  const part = (key: string, inner: FieldValue | undefined): string => {
    const column = columns.find((candidate) => candidate.key === key);
    return column === undefined ? showTyped('string', inner) : summarise(column, inner, language);
  };
  if (Array.isArray(value)) {
    return value
      .map((row) =>
        row !== null && typeof row === 'object' && !Array.isArray(row)
          ? Object.entries(row)
              .map(([key, inner]) => part(key, inner))
              .filter((text) => text !== '')
              .join(' ')
          : showTyped('string', row),
      )
      .join(language === 'zh' ? '；' : '; ');
  }
  if (typeof value === 'object') {
    if (shape.type === 'file') return typeof value['name'] === 'string' ? value['name'] : '';
    if (shape.type === 'period') return ['start', 'end'].map((key) => part(key, value[key])).join(' ～ ');
    return Object.entries(value)
      .map(([key, inner]) => part(key, inner))
      .filter((text) => text !== '')
      .join(comma);
  }
  return showTyped(shape.type, value);
}

/**
 * Why a stored value is none of its type: what was typed is kept even where it cannot be read, so that nothing
 * is lost, and waits to be mended. Null where it is well.
 */
export function problemOf(shape: Shape, value: FieldValue | undefined): BadValue | null {
  if (value === undefined || value === null || value === '' || isWithheld(value)) return null;
  if (Array.isArray(value)) {
    return first(value.map((row) => (isGroup(row) ? membersProblem(shape.columns, row) : null)));
  }
  if (typeof value === 'object') return membersProblem(shape.columns, value);
  if (
    typeof value !== 'string' ||
    shape.type === 'string' ||
    shape.type === 'text' ||
    shape.type === 'enum'
  ) {
    return null;
  }
  const typed = readTyped(shape, value);
  if (typed.ok) return null;
  const { ok: _ok, ...bad } = typed;
  return bad;
}

function membersProblem(columns: Shape['columns'], row: { [key: string]: FieldValue }): BadValue | null {
  return first((columns ?? []).map((column) => problemOf(column, row[column.key])));
}

function first(problems: (BadValue | null)[]): BadValue | null {
  return problems.find((problem) => problem !== null) ?? null;
}

/** Whether a value is a group of named members: a row, a person, an account, a period. */
export function isGroup(value: FieldValue | undefined): value is { [key: string]: FieldValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isWithheld(value);
}

/** What is kept of a typed text: its value, or the text itself where it cannot be read yet. */
export function keepTyped(shape: Pick<Shape, 'type' | 'min' | 'max' | 'options'>, text: string): FieldValue {
  const typed = readTyped(shape, text);
  return typed.ok ? typed.value : text;
}
