import type { Shape } from '../../shared/agreements/define.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import { CivilDate } from '../../shared/model/units.ts';
import { readAmount } from '../../shared/money/amount.ts';
import { asFen, formatAmount } from '../../shared/money/fen.ts';
import { formatPercent, parsePercent } from '../../shared/money/percent.ts';

/** Why a typed text is no value of its type; the words stand in `shared/text/wizard.ts` under `bad`. */
export type BadValue =
  | { why: 'date' | 'month' | 'money' | 'percent' | 'integer' }
  | { why: 'contradiction'; words: string; figures: string }
  | { why: 'atLeast' | 'atMost'; bound: string };

export type Typed = { ok: true; value: FieldValue } | ({ ok: false } & BadValue);

/**
 * Reads what a person typed or pasted into one input of a simple type. Emptied is null. A string is kept as
 * typed but for blanks around it; numbers come full-width or with Chinese forms (`２０２４年５月６日`, `8万元`).
 */
export function readTyped(shape: Pick<Shape, 'type' | 'min' | 'max' | 'options'>, text: string): Typed {
  const clean = text.normalize('NFKC').trim();
  if (clean === '') return { ok: true, value: null };
  if (shape.type === 'date') return fromNullable(readDate(clean), 'date');
  if (shape.type === 'month') return fromNullable(readMonth(clean), 'month');
  if (shape.type === 'percent') {
    const bare = /^\d+(\.\d+)?$/.test(clean) ? `${clean}%` : clean;
    const percent = parsePercent(bare);
    return percent === null ? { ok: false, why: 'percent' } : { ok: true, value: formatPercent(percent) };
  }
  if (shape.type === 'integer') {
    const digits = clean.replace(/,/g, '');
    if (!/^[+-]?\d{1,15}$/.test(digits)) return { ok: false, why: 'integer' };
    return bounded(shape, Number(digits), String);
  }
  if (shape.type === 'money') return readMoney(shape, text);
  if (shape.type === 'boolean') return readBoolean(clean);
  if (shape.type === 'enum') {
    const known = shape.options?.find((option) =>
      [option.value, option.title.zh, option.title.en].some(
        (name) => name.toLowerCase() === clean.toLowerCase(),
      ),
    );
    return { ok: true, value: known?.value ?? text.trim() };
  }
  return { ok: true, value: text.trim() };
}

function fromNullable(value: string | null, why: 'date' | 'month'): Typed {
  return value === null ? { ok: false, why } : { ok: true, value };
}

function bounded(shape: Pick<Shape, 'min' | 'max'>, value: number, show: (bound: number) => string): Typed {
  if (shape.min !== undefined && value < shape.min)
    return { ok: false, why: 'atLeast', bound: show(shape.min) };
  if (shape.max !== undefined && value > shape.max)
    return { ok: false, why: 'atMost', bound: show(shape.max) };
  return { ok: true, value };
}

function readMoney(shape: Pick<Shape, 'min' | 'max'>, text: string): Typed {
  const amount = readAmount(text);
  if (amount.ok) return bounded(shape, amount.fen, showMoney);
  if (amount.reason === 'contradiction' && amount.words !== null && amount.figures !== null) {
    return {
      ok: false,
      why: 'contradiction',
      words: formatAmount(amount.words),
      figures: formatAmount(amount.figures),
    };
  }
  return { ok: false, why: 'money' };
}

function readBoolean(text: string): Typed {
  if (/^(是|有|对|√|✓|y|yes|true|1)$/i.test(text)) return { ok: true, value: true };
  if (/^(否|无|不|×|n|no|false|0)$/i.test(text)) return { ok: true, value: false };
  return { ok: true, value: null };
}

/** A civil date from `2024-11-30`, `2024/11/30`, `2024.11.30`, `2024年11月30日`, `20241130`; null otherwise. */
export function readDate(text: string): CivilDate | null {
  const clean = text.normalize('NFKC').replace(/\s/gu, '');
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(clean) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(clean);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const parsed = CivilDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.success ? parsed.data : null;
}

/** A month `YYYY-MM` from `2024-05`, `2024.5`, `2024年5月`, `202405`; null otherwise. */
export function readMonth(text: string): string | null {
  const clean = text.normalize('NFKC').replace(/\s/gu, '');
  const match = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(clean) ?? /^(\d{4})(\d{2})$/.exec(clean);
  if (match === null) return null;
  const [, year = '', month = ''] = match;
  const value = `${year}-${month.padStart(2, '0')}`;
  return CivilDate.safeParse(`${value}-01`).success ? value : null;
}

function showMoney(fen: number): string {
  const exact = asFen(fen);
  return exact === null ? String(fen) : formatAmount(exact);
}

/** The text of a simple value as an input shows it; lists and groups have inputs of their own. */
export function showTyped(type: Shape['type'], value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (type === 'money') return typeof value === 'number' ? showMoney(value) : String(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** One line for a value of any shape, for a reading to choose or a list of what remains. */
export function summarise(shape: Shape, value: FieldValue | undefined, language: 'zh' | 'en'): string {
  if (value === undefined || value === null) return '';
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
  if (value === undefined || value === null || value === '') return null;
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
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is kept of a typed text: its value, or the text itself where it cannot be read yet. */
export function keepTyped(shape: Pick<Shape, 'type' | 'min' | 'max' | 'options'>, text: string): FieldValue {
  const typed = readTyped(shape, text);
  return typed.ok ? typed.value : text;
}
