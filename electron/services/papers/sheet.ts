import ExcelJS from 'exceljs';
import { visible } from '../../../shared/archive/names.ts';
import type { Sheet, SheetColumn, Workbook } from './paper.ts';

const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };

/** A name of a sheet as Excel takes it. */
function sheetName(name: string): string {
  return name.replace(/[:\\/?*[\]]/g, '_').slice(0, 31);
}

/** Makes a workbook. Text cells are text, whatever they begin with: a name `=cmd` is never a formula. */
export async function makeWorkbook(book: Workbook): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = visible(book.author);
  workbook.created = new Date(`${book.date}T00:00:00Z`);
  workbook.modified = workbook.created;
  for (const sheet of book.sheets) addSheet(workbook, sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addSheet(workbook: ExcelJS.Workbook, sheet: Sheet): void {
  const made = workbook.addWorksheet(sheetName(sheet.name), {
    pageSetup: {
      paperSize: 9,
      orientation: sheet.landscape === true ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  });
  const weight = sheet.columns.reduce((sum, column) => sum + column.weight, 0);
  made.columns = sheet.columns.map((column) => ({ width: Math.max(6, (column.weight / weight) * 96) }));
  const last = sheet.columns.length;
  const wide = (text: string) => {
    const row = made.addRow([visible(text)]);
    made.mergeCells(row.number, 1, row.number, last);
    row.getCell(1).alignment = { wrapText: true, vertical: 'middle' };
    return row;
  };
  const title = wide(sheet.title);
  title.font = { size: 16, bold: true };
  title.getCell(1).alignment = { horizontal: 'center' };
  for (const [label, value] of sheet.facts) wide(`${label}　${value}`);
  const head = made.addRow(sheet.columns.map((column) => column.title));
  head.font = { bold: true };
  head.eachCell((cell) => {
    cell.border = border;
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });
  made.views = [{ state: 'frozen', ySplit: head.number }];
  made.pageSetup.printTitlesRow = `${head.number}:${head.number}`;
  for (const cells of sheet.rows) {
    const row = made.addRow(cells.map((cell, index) => cellValue(cell, sheet.columns[index])));
    for (const [index, column] of sheet.columns.entries()) {
      const cell = row.getCell(index + 1);
      cell.border = border;
      cell.alignment = { horizontal: column.align ?? 'left', vertical: 'middle', wrapText: true };
      const format = formatOf(column);
      if (format !== null) cell.numFmt = format;
    }
  }
  for (const note of sheet.notes) wide(note);
}

/** What only looks like a date stays the text it is. */
function cellValue(
  cell: string | number | null,
  column: SheetColumn | undefined,
): string | number | Date | null {
  if (typeof cell !== 'string') return cell;
  const date =
    column?.date === true && /^\d{4}-\d{2}-\d{2}$/.test(cell) ? new Date(`${cell}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) ? date : visible(cell);
}

function formatOf(column: SheetColumn): string | null {
  if (column.date === true) return 'yyyy-mm-dd';
  return column.number === true ? (column.format ?? null) : '@';
}
