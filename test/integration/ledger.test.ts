import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fields } from '../../shared/model/record.ts';
import { createTestApp, type TestApp } from '../support/app.ts';

const kind = 'open-fund-topic';
const ledger = 'expenses';
let test: TestApp;
let dossier: string;
let out: string;

beforeAll(async () => {
  test = await createTestApp('2024-06-03');
  await test.setUp();
  out = join(test.folder, 'out');
  mkdirSync(out);
  ({ id: dossier } = await test.ok('dossier.createSample', { kind }));
  await ask(dossier);
}, 60_000);
afterAll(() => test.close());

/** Secret cells stay in main until they are asked for (E-09). */
const ask = (of: string) => test.ok('ledger.unmask', { dossier: of, ledger } as never);
const rowsNow = async (of = dossier) =>
  (await test.ok('dossier.view', { dossier: of } as never)).record.entries[ledger] ?? [];
const audited = async () => (await test.ok('audit.list', { limit: 1 })).rows[0];
const expense = (at: number, more: Fields = {}): Fields => ({
  item: '差旅费',
  amount: 10_000 + at,
  date: '2024-05-06',
  purpose: `第${at}笔`,
  ...more,
});

/** A workbook in the test's folder, chosen in main's next dialog. */
async function chosen(
  name: string,
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<void> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('支出'), book);
  const file = join(test.folder, name);
  writeFileSync(file, new Uint8Array(await book.xlsx.writeBuffer()));
  test.answers.files = [file];
}

describe('a ledger as a table', () => {
  it('takes many rows in one write with one row of the log', async () => {
    const before = await rowsNow();
    const rows = [{ values: expense(1) }, { values: expense(2) }];
    const { entries } = await test.ok('ledger.save', { dossier, ledger, rows });
    expect((await rowsNow()).slice(before.length).map((row) => row.id)).toEqual(entries);
    expect(await audited()).toMatchObject({ channel: 'ledger.save', outcome: 'ok' });
    // One correction and one removal together.
    const [first, second] = entries;
    await test.ok('ledger.save', {
      dossier,
      ledger,
      rows: [{ entry: first as string, values: expense(9) }],
      remove: [second as string],
    });
    const now = await rowsNow();
    expect(now).toHaveLength(before.length + 1);
    expect(now.at(-1)?.values['amount']).toBe(10_009);
  });

  it('is all or nothing: one wrong row, and none is written', async () => {
    const before = await rowsNow();
    const rows = [{ values: expense(1) }, { values: { ...expense(2), amount: '约三千' } }];
    expect(await test.refused('ledger.save', { dossier, ledger, rows })).toMatchObject({
      code: 'bad_input',
      params: { reason: 'not_money' },
    });
    const foreign = [{ entry: 'f'.repeat(32), values: expense(1) }];
    expect((await test.refused('ledger.save', { dossier, ledger, rows: foreign })).code).toBe('not_found');
    expect(await rowsNow()).toEqual(before);
  });

  it('E-09: asking for the amounts is recorded before they are shown', async () => {
    await test.ok('ledger.unmask', { dossier, ledger });
    const { rows } = await test.ok('audit.list', { limit: 2 });
    expect(rows.map((row) => [row.channel, row.stage])).toEqual([
      ['ledger.unmask', 'result'],
      ['ledger.unmask', 'intent'],
    ]);
  });
});

describe('out to a workbook and in again', () => {
  it('what is exported reads back to the fen, and what looks like a formula is text', async () => {
    const words = ['=HYPERLINK("http://x","y")', '+1', '-2', '@SUM(A1)', '\t=1', '一,"二"'];
    await test.ok('ledger.save', {
      dossier,
      ledger,
      rows: words.map((purpose, at) => ({ values: expense(at + 20, { purpose }) })),
    });
    const rows = await rowsNow();
    test.answers.folder = out;
    const done = await test.ok('ledger.export', { dossier, ledger });
    expect(done.rows).toBe(rows.length);
    expect(readdirSync(out)).toEqual([done.name]);
    expect(done.name).toMatch(/^经费支出台账 .*2024-06-03\.xlsx$/u);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(readFileSync(join(out, done.name)).buffer as ArrayBuffer);
    const sheet = book.worksheets[0];
    const cells: ExcelJS.CellValue[] = [];
    sheet?.eachRow((row) => row.eachCell((cell) => void cells.push(cell.value)));
    expect(cells.some((cell) => typeof cell === 'object' && cell !== null && 'formula' in cell)).toBe(false);
    for (const word of words.slice(0, 4)) expect(cells).toContain(word);
    // The last line holds the exact sum.
    const sum = rows.reduce((all, row) => all + Number(row.values['amount']), 0);
    expect(Math.round(Number(sheet?.lastRow?.getCell(2).value) * 100)).toBe(sum);

    const { id: other } = await test.ok('dossier.createSample', { kind });
    test.answers.files = [join(out, done.name)];
    const preview = await test.ok('ledger.choose', { dossier: other, ledger });
    if (preview === null) throw new Error('nothing chosen');
    expect(preview.sheet).toMatchObject({ ignored: [], lacking: [], cut: false });
    // The sample's own rows are there already; the line of sums is no row.
    const states = preview.sheet.rows.map((row) => row.state);
    expect(states.filter((state) => state === 'known')).toHaveLength(3);
    expect(states.at(-1)).toBe('sum');
    expect(states).not.toContain('bad');
    const lines = preview.sheet.rows.filter((row) => row.state === 'good').map((row) => row.line);
    expect(await test.ok('ledger.accept', { dossier: other, import: preview.import, at: 0, lines })).toEqual({
      rows: lines.length,
    });
    await ask(other);
    const read = (await rowsNow(other)).map((row) => row.values);
    // A control character is shown, not kept; everything else is as it was.
    const wanted = rows.map((row) => row.values).filter((values) => values['purpose'] !== '\t=1');
    expect(read.filter((values) => !String(values['purpose']).includes('U+0009'))).toEqual(wanted);
  });

  it('a second export beside it overwrites nothing', async () => {
    const done = await test.ok('ledger.export', { dossier, ledger });
    expect(done.name).toMatch(/_2\.xlsx$/u);
    expect(readdirSync(out)).toHaveLength(2);
  });

  it('nothing is written until it is accepted, and then only rows that may be', async () => {
    const before = await rowsNow();
    await chosen('支出.xlsx', (sheet, book) => {
      sheet.addRow(['科目', '金额', '支出日期']);
      sheet.addRow(['材料费', 12.5, '2024-05-09']);
      sheet.addRow(['材料费', '约三千', '2024-05-10']);
      const hidden = sheet.addRow(['材料费', 7, '2024-05-11']);
      hidden.hidden = true;
      book.addWorksheet('别的').addRow(['姓名', '电话']);
    });
    const length = (await audited())?.seq;
    const preview = await test.ok('ledger.choose', { dossier, ledger });
    if (preview === null) throw new Error('nothing chosen');
    expect(preview.sheets).toEqual([
      { name: '支出', fits: true },
      { name: '别的', fits: false },
    ]);
    expect(preview.sheet.rows.map((row) => row.state)).toEqual(['good', 'bad', 'hidden']);
    expect(await rowsNow()).toEqual(before);
    expect((await audited())?.seq).toBe(length);
    const other = await test.ok('ledger.sheet', { dossier, import: preview.import, at: 1 });
    expect(other.sheet.header).toBeNull();
    const accept = (lines: number[], at = 0) => ({ dossier, import: preview.import, at, lines });
    for (const lines of [[2, 3], [4], [99], [1]])
      expect((await test.refused('ledger.accept', accept(lines))).code).toBe('bad_input');
    expect(await rowsNow()).toEqual(before);
    await test.ok('ledger.accept', accept([2]));
    expect((await rowsNow()).at(-1)?.values).toEqual({ item: '材料费', amount: 1250, date: '2024-05-09' });
    expect(await audited()).toMatchObject({ channel: 'ledger.accept', outcome: 'ok' });
    // It was used up.
    expect((await test.refused('ledger.accept', accept([2]))).code).toBe('not_found');
  });

  it('is another dossier’s, or nobody’s after a lock and after it was forgotten', async () => {
    await chosen('支出2.xlsx', (sheet) => {
      sheet.addRow(['科目', '金额', '支出日期']);
      sheet.addRow(['材料费', 13.5, '2024-05-09']);
    });
    const { id: other } = await test.ok('dossier.createSample', { kind });
    const preview = await test.ok('ledger.choose', { dossier, ledger });
    const held = preview?.import ?? '';
    const from = (of: string) => ({ dossier: of, import: held, at: 0, lines: [2] });
    expect((await test.refused('ledger.accept', from(other))).code).toBe('not_found');
    await test.ok('ledger.forget', { dossier, import: held });
    expect((await test.refused('ledger.accept', from(dossier))).code).toBe('not_found');
    test.answers.files = null;
    expect(await test.ok('ledger.choose', { dossier, ledger })).toBeNull();
  });

  it('E-16: a workbook whose name bears a marking of state secrets is refused', async () => {
    await chosen('机密★支出.xlsx', (sheet) => void sheet.addRow(['科目', '金额']));
    expect(await test.refused('ledger.choose', { dossier, ledger })).toMatchObject({
      code: 'state_secret_marking',
    });
  });

  it('two thousand rows come in by one write and are all there', async () => {
    const { id: large } = await test.ok('dossier.createSample', { kind });
    await chosen('大台账.xlsx', (sheet) => {
      sheet.addRow(['科目', '金额', '支出日期', '用途']);
      for (let at = 0; at < 1990; at += 1) sheet.addRow(['差旅费', at + 0.01, '2024-05-06', `第${at}笔`]);
    });
    const preview = await test.ok('ledger.choose', { dossier: large, ledger });
    const lines = preview?.sheet.rows.map((row) => row.line) ?? [];
    await test.ok('ledger.accept', { dossier: large, import: preview?.import ?? '', at: 0, lines });
    const view = await test.ok('dossier.view', { dossier: large });
    expect(view.record.entries[ledger]).toHaveLength(1993);
  }, 60_000);
});
