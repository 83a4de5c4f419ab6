import type { Column, Ledger } from '../../../shared/agreements/define.ts';
import { sumOf } from '../../../shared/ledgers/sums.ts';
import { isTaken } from '../../../shared/ledgers/judge-sheet.ts';
import type { Entry, FieldValue } from '../../../shared/model/record.ts';
import { markedSheet } from '../export/draft-mark.ts';
import type { Language } from '../papers/format-value.ts';
import { formatValue } from '../papers/format-value.ts';
import type { Sheet, Workbook } from '../papers/paper.ts';

interface LedgerSheet {
  ledger: Ledger;
  entries: readonly Entry[];
  title: string;
  number: string;
  author: string;
  date: string;
  language: Language;
  /** What every page says while the record stands on a draft (C-F01). */
  mark?: string | undefined;
}

const weights: Partial<Record<Column['type'], number>> = {
  text: 22,
  string: 16,
  list: 20,
  money: 13,
  date: 11,
};

/**
 * A ledger as a workbook that reads back as it was: titles as the columns have them, amounts as numbers of yuan with
 * two places, dates as dates, everything else as text, whatever it begins with; sums in the last line.
 */
export function ledgerWorkbook(input: LedgerSheet): Workbook {
  const { ledger, entries, language: l, author, date } = input;
  const columns = ledger.columns.filter((column) => isTaken(column));
  const sheet: Sheet = {
    name: ledger.title[l],
    facts: [[input.number, input.title]],
    landscape: true,
    columns: columns.map((column) => ({
      title: column.title[l],
      weight: weights[column.type] ?? 9,
      ...(column.type === 'money' ? { number: true, format: '#,##0.00', align: 'right' as const } : {}),
      ...(column.type === 'integer' ? { number: true, align: 'right' as const } : {}),
      ...(column.type === 'date' ? { number: true, date: true } : {}),
    })),
    rows: [
      ...entries.map(({ values }) => columns.map((column) => cellOf(column, values[column.key], l))),
      sumLine(columns, entries, l),
    ],
    ...markedSheet(input.mark, ledger.title[l], []),
  };
  return { author, date, sheets: [sheet] };
}

function cellOf(column: Column, value: FieldValue | undefined, language: Language): string | number | null {
  if (value === undefined || value === null || value === '') return null;
  if (column.type === 'money' && typeof value === 'number') return value / 100;
  if (column.type === 'integer' && typeof value === 'number') return value;
  if (column.type === 'list' && Array.isArray(value)) {
    const key = column.columns?.[0]?.key ?? '';
    return value
      .map((row) =>
        typeof row === 'object' && row !== null && !Array.isArray(row) ? String(row[key] ?? '') : String(row),
      )
      .join('；');
  }
  return typeof value === 'string' && column.type !== 'enum' ? value : formatValue(column, value, language);
}

function sumLine(columns: readonly Column[], entries: readonly Entry[], language: Language) {
  const at = columns.findIndex((column) => column.type !== 'money');
  return columns.map((column, index) => {
    if (index === at) return language === 'zh' ? '合计' : 'Total';
    if (column.type !== 'money') return null;
    const sum = sumOf(entries, column.key);
    return sum === null ? null : sum / 100;
  });
}
