import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { JudgedSheet } from '../../../shared/ledgers/sheet.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { readSheets } from './read-sheet.ts';
import { rawSheets } from './raw-sheets.ts';
import { deflateRawSync } from 'node:zlib';

const ledger = definitions
  .find((one) => one.id === 'open-fund-topic')
  ?.ledgers.find((one) => one.key === 'expenses');
const columns = ledger?.columns ?? [];
const titles = ['科目', '金额（元）', '支出日期', '用途', '凭证', '经办'];

/** A workbook as a person's spreadsheet writes it. */
async function workbook(
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  fill(sheet, book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function judged(
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<JudgedSheet> {
  const { sheets } = await readSheets(await workbook(fill), columns);
  const sheet = sheets.find((one) => one.header !== null) ?? sheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

async function reason(bytes: Uint8Array): Promise<unknown> {
  const error = await readSheets(bytes, columns).catch((thrown: unknown) => thrown);
  return error instanceof AppError ? (error.params?.['reason'] ?? error.code) : error;
}

/** A zip of stored or deflated parts, each with the size that its directory is to claim. */
function zip(parts: readonly { name: string; bytes: Buffer; deflated?: Buffer; claimed?: number }[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, deflated, claimed } of parts) {
    const body = deflated ?? bytes;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(deflated ? 8 : 0, 8);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(claimed ?? bytes.length, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(deflated ? 8 : 0, 10);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(claimed ?? bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), body);
    entries.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

describe('a sheet of expenses as people make them', () => {
  it('is read by its titles, wherever the table begins, each cell by its column', async () => {
    const sheet = await judged((made) => {
      made.addRow(['某课题经费支出台账']);
      made.mergeCells('A1:F1');
      made.addRow([]);
      made.addRow(titles);
      made.addRow(['差旅费', 1234.5, new Date(Date.UTC(2024, 4, 6)), '外业', '记-1', '张']);
      made.addRow(['材料费', '￥１，２３４．００', '2024年5月7日', '纸', '', '李']);
      made.addRow(['会议费', '8万元', 45_420, '研讨', '记-3', '王']);
      made.addRow(['劳务费', 0.1 + 0.2, '20240508', '助研']);
      made.addRow(['合计', 82_468.8]);
    });
    expect(sheet).toMatchObject({
      header: 3,
      columns: ['item', 'amount', 'date', 'purpose', 'voucher'],
      ignored: ['经办'],
      lacking: [],
      cut: false,
    });
    expect(sheet.rows.map((row) => [row.line, row.state])).toEqual([
      [4, 'good'],
      [5, 'good'],
      [6, 'good'],
      [7, 'good'],
      [8, 'sum'],
    ]);
    expect(sheet.rows.slice(0, 4).map((row) => [row.values['amount'], row.values['date']])).toEqual([
      [123_450, '2024-05-06'],
      [123_400, '2024-05-07'],
      [8_000_000, '2024-05-08'],
      [30, '2024-05-08'],
    ]);
  });

  it('tells every cell that cannot be taken, with its text, and takes nothing else of its row for sure', async () => {
    const sheet = await judged((made) => {
      made.addRow(titles);
      made.addRow(['差旅费', '约三千', '上周五', '外业']);
      made.addRow(['差旅费', 12.345, '2024-02-30']);
      made.addRow(['', 5, '2024-05-06']);
      made.addRow(['会议费', { error: '#REF!' }, '2024-05-06']);
      made.addRow(['会议费', { formula: 'B2*2' }, '2024-05-06']);
      made.addRow(['会议费', { formula: 'B2*2', result: 88 }, '2024-05-06']);
      made.addRow(['材料费', 5, '2024-05-06']);
      made.addRow(['材料费', 6, '2024-05-06']);
      made.mergeCells('A8:A9');
    });
    const told = sheet.rows.map((row) =>
      row.troubles.map(({ column, why, text }) => `${column} ${why} ${text}`),
    );
    expect(told).toEqual([
      ['amount money 约三千', 'date date 上周五'],
      ['amount fraction 12.345', 'date date 2024-02-30'],
      ['item required '],
      ['amount error #REF!'],
      ['amount uncounted '],
      [],
      ['item merged 材料费'],
      ['item merged 材料费'],
    ]);
    expect(sheet.rows.map((row) => row.state)).toEqual([
      'bad',
      'bad',
      'bad',
      'bad',
      'bad',
      'good',
      'bad',
      'bad',
    ]);
    expect(sheet.rows[5]).toMatchObject({ values: { amount: 8800 }, formulas: ['amount'] });
  });

  it('leaves hidden rows, columns and sheets out and says so', async () => {
    const bytes = await workbook((made, book) => {
      made.addRow(titles);
      made.addRow(['差旅费', 1, '2024-05-06', '看得见', '记-1']);
      made.addRow(['差旅费', 2, '2024-05-06', '看不见']).hidden = true;
      made.getColumn(5).hidden = true;
      book.addWorksheet('暗', { state: 'hidden' }).addRow(titles);
    });
    const { sheets, hidden } = await readSheets(bytes, columns);
    expect(hidden).toEqual(['暗']);
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.rows.map((row) => row.state)).toEqual(['good', 'hidden']);
    expect(sheets[0]?.columns).not.toContain('voucher');
  });

  it('finds the sheet that holds the table, and says of another that it does not', async () => {
    const bytes = await workbook((made, book) => {
      made.addRow(['姓名', '电话']);
      made.addRow(['某甲', '1']);
      const second = book.addWorksheet('支出');
      second.addRow(['金额', '科目', '支出日期']);
      second.addRow([1, '差旅费', '2024-05-06']);
    });
    const { sheets } = await readSheets(bytes, columns);
    expect(sheets.map((sheet) => sheet.header)).toEqual([null, 1]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const sheet = await judged((made, book) => {
      book.properties.date1904 = true;
      made.addRow(titles);
      made.addRow(['差旅费', 1, 45_420 - 1462]);
    });
    expect(sheet.rows[0]?.values['date']).toBe('2024-05-08');
  });

  it('takes no text for a formula and no formula for a text', async () => {
    const sheet = await judged((made) => {
      made.addRow(titles);
      made.addRow(['差旅费', 1, '2024-05-06', '=HYPERLINK("http://x")', '+1']);
    });
    expect(sheet.rows[0]).toMatchObject({
      values: { purpose: '=HYPERLINK("http://x")', voucher: '+1' },
      formulas: [],
    });
  });

  it('looks at two thousand rows and tells of more', async () => {
    const sheet = await judged((made) => {
      made.addRow(titles);
      for (let at = 0; at < 2100; at += 1) made.addRow(['差旅费', at + 0.01, '2024-05-06', `第${at}笔`]);
    });
    expect(sheet.cut).toBe(true);
    expect(sheet.rows.length).toBeGreaterThanOrEqual(2000);
    expect(sheet.rows.every((row) => row.state === 'good')).toBe(true);
  }, 60_000);
});

describe('what is no plain workbook', () => {
  it('is refused with its reason', async () => {
    expect(await reason(Buffer.from('科目,金额\n差旅费,1\n'))).toBe('not_a_workbook');
    expect(await reason(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('old_workbook');
    const encrypted = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await reason(encrypted)).toBe('encrypted');
    expect(await reason(zip([{ name: 'word/document.xml', bytes: Buffer.from('<x/>') }]))).toBe(
      'not_a_workbook',
    );
    expect(await reason(await workbook(() => undefined))).toBe('empty');
    expect(await reason(Buffer.alloc(21 * 1024 * 1024))).toBe('too_large');
  });

  it('is refused with its macros', async () => {
    const macros = zip([
      { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') },
      { name: 'xl/vbaProject.bin', bytes: Buffer.from('x') },
    ]);
    expect(await reason(macros)).toBe('macros');
  });

  it('is refused where it unpacks to more than it says', async () => {
    const whole = Buffer.alloc(200 * 1024 * 1024, 0x20);
    const bomb = zip([
      { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', bytes: whole, deflated: deflateRawSync(whole), claimed: 100 },
    ]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await reason(bomb)).toBe('too_complex');
  }, 60_000);

  it('is refused where it takes too long, and the worker is ended', async () => {
    const bytes = await workbook((made) => void made.addRow(titles));
    const refused = await readSheets(bytes, columns, { limits: { deadlineMs: 1 } }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'file_too_complex' });
  });

  it('is refused where it is torn', async () => {
    const bytes = await workbook((made) => void made.addRow(titles));
    expect(await rawSheets(bytes.subarray(0, bytes.length - 30))).toEqual({ ok: false, reason: 'damaged' });
  });
});
