import type { Shape } from '../agreements/define.ts';
import { readAmount } from '../money/amount.ts';
import { asFen, formatAmount } from '../money/fen.ts';
import { formatPercent, parsePercent } from '../money/percent.ts';
import type { FieldValue } from './record.ts';
import { CivilDate } from './units.ts';

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

/** An amount in fen as an input shows it; what is no exact amount as its figures. */
export function showMoney(fen: number): string {
  const exact = asFen(fen);
  return exact === null ? String(fen) : formatAmount(exact);
}
