import { normalizeLabel } from '../../engine/label-text.ts';
import type { FieldValue } from '../../model/record.ts';
import type { View } from '../define.ts';

type Row = Readonly<Record<string, FieldValue>>;

/** One output with what the rules ask of it; `units` and `label` are null where nothing was recorded. */
export interface Output {
  /** Of its row in the ledger. */
  id: string | undefined;
  row: Row;
  path: string;
  type: string;
  title: string;
  units: readonly string[] | null;
  label: string | null;
  language: '中文' | '英文';
}

/** The outputs of the ledger. */
export function outputsOf(view: View): readonly Output[] {
  return view.entries('outputs').map((row, index) => {
    const units = row['units'];
    const label = row['label_text'];
    const type = String(row['type'] ?? '');
    return {
      id: view.record.entries['outputs']?.[index]?.id,
      row,
      path: `entries.outputs[${index}]`,
      type,
      title: String(row['title'] ?? type),
      units: Array.isArray(units) ? units.map(nameOf) : null,
      label: typeof label === 'string' ? label : null,
      language: languageOf(row),
    };
  });
}

function nameOf(unit: FieldValue): string {
  if (typeof unit === 'object' && unit !== null && !Array.isArray(unit)) return String(unit['name'] ?? '');
  return String(unit ?? '');
}

function languageOf(row: Row): '中文' | '英文' {
  const said = String(row['language'] ?? '');
  if (/中/u.test(said)) return '中文';
  if (/英/u.test(said)) return '英文';
  const text = `${String(row['title'] ?? '')}${String(row['label_text'] ?? '')}`;
  return text === '' || /\p{Script=Han}/u.test(text) ? '中文' : '英文';
}

const ordinal = /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]+[，,、]?)\s*/u;

/** The research content item by item, as its numbers, lines or semicolons part it (A-F11). */
export function contentItems(text: string): string[] {
  return text
    .replace(/([；;。\n])\s*/gu, '$1\n')
    .split('\n')
    .map((item) => item.replace(/[；;。\s]+$/u, '').trim())
    .filter(Boolean);
}

/** What an item says without its number. */
export function withoutNumber(item: string): string {
  return normalizeLabel(item.replace(ordinal, ''));
}
