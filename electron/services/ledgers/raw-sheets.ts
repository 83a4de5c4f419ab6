import ExcelJS from 'exceljs';
import type { RawCell, RawRow, RawSheet } from '../../../shared/ledgers/sheet.ts';
import { mostRows } from '../../../shared/ledgers/sheet.ts';
import { judgeZip } from '../reading/zip-budget.ts';

export type SheetRefusal =
  | 'not_a_workbook'
  | 'old_workbook'
  | 'encrypted'
  | 'macros'
  | 'too_complex'
  | 'damaged'
  | 'empty';
export type RawSheets =
  | { ok: true; sheets: RawSheet[]; hidden: string[] }
  | { ok: false; reason: SheetRefusal };

const xmlBudget = 96 * 1024 * 1024;
const mostSheets = 20;
const mostColumns = 120;
/** Above the rows stand titles, below them sums. */
const lookedAt = mostRows + 60;

/** The visible sheets of a workbook as plain cells; in a worker only. */
export async function rawSheets(bytes: Uint8Array): Promise<RawSheets> {
  const refused = refusalOf(bytes);
  if (refused !== null) return { ok: false, reason: refused };
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes.slice().buffer, {
      // Pictures, rules and the like are not looked at and need not be understood.
      ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'extLst', 'hyperlinks'],
    });
  } catch {
    return { ok: false, reason: 'damaged' };
  }
  const from1904 = workbook.properties.date1904 === true;
  const visible = workbook.worksheets.filter((sheet) => (sheet.state ?? 'visible') === 'visible');
  const hidden = workbook.worksheets.filter((sheet) => !visible.includes(sheet)).map((sheet) => sheet.name);
  const sheets = visible.slice(0, mostSheets).map((sheet) => rawSheet(sheet, from1904));
  return sheets.some((sheet) => sheet.rows.length > 0)
    ? { ok: true, sheets, hidden }
    : { ok: false, reason: 'empty' };
}

/** What is no plain workbook is refused before any of it is parsed. */
function refusalOf(bytes: Uint8Array): SheetRefusal | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.byteLength)).toString('latin1');
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    // Office wraps an encrypted workbook in the container of the old ones; its directory says so in UTF-16.
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return whole.includes('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e') ? 'encrypted' : 'old_workbook';
  }
  if (!head.startsWith('PK\u0003\u0004')) return 'not_a_workbook';
  const judged = judgeZip(bytes, xmlBudget);
  if (!judged.ok) {
    return judged.code === 'file_encrypted'
      ? 'encrypted'
      : judged.code === 'file_too_complex'
        ? 'too_complex'
        : 'damaged';
  }
  const names = judged.names.map((name) => name.toLowerCase());
  if (!names.includes('xl/workbook.xml')) return 'not_a_workbook';
  return names.some((name) => /vbaproject|\.bin$|macrosheets\//u.test(name) && !/printersettings/u.test(name))
    ? 'macros'
    : null;
}

function rawSheet(sheet: ExcelJS.Worksheet, from1904: boolean): RawSheet {
  const rows: RawRow[] = [];
  let cut = false;
  sheet.eachRow((row, line) => {
    if (rows.length >= lookedAt) {
      cut = true;
      return;
    }
    const cells: (RawCell | null)[] = [];
    row.eachCell((cell, at) => {
      if (at > mostColumns || sheet.getColumn(at).hidden) return;
      while (cells.length < at - 1) cells.push(null);
      cells[at - 1] = rawCell(cell);
    });
    if (cells.some((cell) => cell !== null)) rows.push({ line, hidden: row.hidden, cells });
  });
  return { name: sheet.name, from1904, rows, cut };
}

function rawCell(cell: ExcelJS.Cell): RawCell | null {
  const merged = cell.isMerged ? ({ merged: true } as const) : {};
  // Of cells made one only the first holds the value; the others repeat it.
  const value = cell.value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !(value instanceof Date)) {
    if ('formula' in value || 'sharedFormula' in value) {
      const read = plainValue(value.result, cell.numFmt);
      if (read === null) return { value: { kind: 'uncounted' }, formula: true, ...merged };
      return { value: read, formula: true, ...merged };
    }
  }
  const read = plainValue(value, cell.numFmt);
  return read === null ? null : { value: read, ...merged };
}

function plainValue(value: unknown, format: string | undefined): RawCell['value'] | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'boolean', on: value };
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? { kind: 'number', number: value, percent: format?.includes('%') === true }
      : { kind: 'error', text: '#NUM!' };
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? { kind: 'error', text: '#VALUE!' }
      : { kind: 'date', date: value.toISOString().slice(0, 10) };
  if (typeof value !== 'object') return null;
  if ('error' in value) return { kind: 'error', text: String(value.error) };
  if ('richText' in value && Array.isArray(value.richText)) {
    const text = value.richText.map((part: { text?: unknown }) => String(part.text ?? '')).join('');
    return plainValue(text, format);
  }
  // A link: what is shown counts, where it leads is not looked at.
  if ('text' in value) return plainValue(value.text, format);
  return null;
}
