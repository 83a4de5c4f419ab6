import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample, lock, unlock } from './driver/entry.ts';
import { cell, cells, ledgerOf, pasteText, waitForRows } from './driver/ledger.ts';
import { showTab } from './driver/look.ts';
import { button, dialogBox } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const expenses = '经费支出台账';

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('支出'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

test('a ledger is typed, pasted, summed, exported and imported by the keyboard', async ({ open, folder }) => {
  test.setTimeout(240_000);
  const scene = await open();
  const { page, t } = scene;
  await page.setViewportSize({ width: 1366, height: 768 });
  const look = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  await firstStartWithSample(scene);
  await showTab(scene, t.dossier.tabs.money);
  const ledger = ledgerOf(scene, expenses);
  const start = await ledger.getByRole('row').count();
  const before = start - 2;
  await waitForRows(scene, ledger, before);

  // E-09: amounts are masked until they are asked for, sums too.
  await expect(cell(ledger, 0, 1)).toHaveText('¥••••••');
  await look('1-masked');
  await button(ledger, t.ledger.unmask).click();
  await expect(cell(ledger, 0, 1)).toContainText('¥');
  await expect(cell(ledger, 0, 1)).not.toContainText('•');

  // Typing into the last, empty row begins a new one; Enter and Tab confirm and go on.
  await cell(ledger, before, 0).click();
  await page.keyboard.type('差旅费');
  await page.keyboard.press('Tab');
  await page.keyboard.type('１，２３４.5');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2024年6月3日');
  await page.keyboard.press('Enter');
  await expect(cell(ledger, before, 1)).toHaveText('¥1,234.50');
  await expect(cell(ledger, before, 2)).toHaveText('2024-06-03');
  await waitForRows(scene, ledger, before + 1);

  // What cannot be read stays in its cell, is told, and is not in the sum; Escape gives an edit up.
  await cell(ledger, before, 1).click();
  await page.keyboard.type('约三千');
  await page.keyboard.press('Enter');
  await expect(cell(ledger, before, 1)).toHaveAttribute('aria-invalid', 'true');
  await expect(ledger.getByText(t.ledger.noSum)).toBeVisible();
  await look('2-unreadable');
  await cell(ledger, before, 1).click();
  await page.keyboard.type('999');
  await page.keyboard.press('Escape');
  await expect(cell(ledger, before, 1)).toHaveText('约三千');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3000');
  await page.keyboard.press('Enter');
  await expect(cell(ledger, before, 1)).toHaveText('¥3,000.00');
  await expect(ledger.getByText(t.ledger.noSum)).toHaveCount(0);

  // An input method composes into the cell: its Enter is its own, the text comes whole.
  await cell(ledger, before, 4).click();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'ji', selectionStart: 2, selectionEnd: 2 });
  await client.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    windowsVirtualKeyCode: 229,
  });
  await expect(cell(ledger, before, 4)).toHaveText('');
  await client.send('Input.insertText', { text: '记账凭证' });
  await page.keyboard.press('Enter');
  await expect(cell(ledger, before, 4)).toHaveText('记账凭证');

  // Pasted from a spreadsheet, columns named by their titles in another order.
  await page.keyboard.press('Control+End');
  await pasteText(
    scene,
    cells(
      ['金额', '科目', '支出日期'],
      ['￥100.10', '差旅费', '2024/6/4'],
      ['200.20', '材料费', '2024.6.5'],
      ['几百', '差旅费', '2024-6-6'],
    ),
  );
  await expect(ledger.getByText(t.ledger.pasted(9, 1))).toBeVisible();
  await expect(cell(ledger, before + 3, 1)).toHaveText('几百');
  await cell(ledger, before + 3, 1).click();
  await page.keyboard.type('300.30');
  await page.keyboard.press('Enter');
  await waitForRows(scene, ledger, before + 4);
  await look('3-pasted');

  // A row is removed after a question; the lock keeps all the rest.
  await cell(ledger, before + 3, 0).click();
  await page.keyboard.press('Control+Delete');
  await button(dialogBox(scene), t.common.remove).click();
  await waitForRows(scene, ledger, before + 3);
  await lock(scene);
  await unlock(scene);
  await showTab(scene, t.dossier.tabs.money);
  await waitForRows(scene, ledger, before + 3);
  await expect(cell(ledger, before, 1)).toHaveText('¥••••••');

  const out = folder.folder('台账');
  await answerDialogs(scene.running, [out]);
  await button(ledger, t.ledger.export).click();
  await expect(ledger.getByText('已导出')).toBeVisible({ timeout: 60_000 });
  const [name = ''] = readdirSync(out);
  expect(name).toMatch(/^经费支出台账.*\.xlsx$/u);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(path.join(out, name)).buffer as ArrayBuffer);
  expect(book.worksheets[0]?.rowCount).toBe(before + 3 + 4);

  // A foreign workbook is shown row by row with what is wrong; nothing is written before it is accepted.
  const file = folder.file(
    '本月支出.xlsx',
    await workbook((sheet) => {
      sheet.addRow(['六月支出']);
      sheet.mergeCells('A1:D1');
      sheet.addRow(['科目', '金额（元）', '支出日期', '用途', '经办']);
      sheet.addRow(['差旅费', 512.3, '2024-06-10', '外业', '张']);
      sheet.addRow(['材料费', '约五百', '下周', '耗材', '李']);
      sheet.addRow(['材料费', 88.888, '2024-06-11', '耗材', '李']);
      sheet.addRow(['合计', 601.2]);
    }),
  );
  await answerDialogs(scene.running, [file]);
  await button(ledger, t.ledger.import).click();
  const dialog = dialogBox(scene);
  await expect(dialog.getByText(t.ledger.read.summary(1, 2, 1, 0))).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(t.ledger.read.trouble.fraction)).toBeVisible();
  await expect(dialog.getByText(t.ledger.read.ignored('经办'))).toBeVisible();
  await look('4-import');
  await waitForRows(scene, ledger, before + 3);
  await button(dialog, t.ledger.read.acceptRest(1, 2)).click();
  await waitForRows(scene, ledger, before + 4);

  // What is no workbook is refused in its own words.
  await answerDialogs(scene.running, [folder.file('支出.csv', '科目,金额\n差旅费,1\n')]);
  await button(ledger, t.ledger.import).click();
  await expect(dialogBox(scene).getByText(t.ledger.refused.not_a_workbook)).toBeVisible({ timeout: 60_000 });
  await look('5-refused');
  await page.keyboard.press('Escape');
  await waitForRows(scene, ledger, before + 4);
});

test('two thousand rows stay quick: only those in sight are drawn', async ({ open, folder }) => {
  test.setTimeout(240_000);
  const scene = await open();
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await showTab(scene, t.dossier.tabs.money);
  const ledger = ledgerOf(scene, expenses);
  const before = (await ledger.getByRole('row').count()) - 2;
  const file = folder.file(
    '大台账.xlsx',
    await workbook((sheet) => {
      sheet.addRow(['科目', '金额', '支出日期', '用途']);
      for (let at = 0; at < 1990; at += 1) sheet.addRow(['差旅费', at + 0.01, '2024-06-03', `第${at}笔`]);
    }),
  );
  await answerDialogs(scene.running, [file]);
  await button(ledger, t.ledger.import).click();
  await button(dialogBox(scene), t.ledger.read.accept(1990)).click({ timeout: 60_000 });
  await waitForRows(scene, ledger, before + 1990);
  expect(await ledger.getByRole('row').count()).toBeLessThan(60);
  await button(ledger, t.ledger.unmask).click();
  await cell(ledger, 0, 0).click();
  // From the first to the last row by one key, and a cell typed there.
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('ArrowUp');
  const last = cell(ledger, before + 1989, 4);
  await expect(last).toHaveText('第1989笔');
  await last.click();
  const began = Date.now();
  await page.keyboard.type('改过');
  await page.keyboard.press('Enter');
  await expect(last).toHaveText('改过');
  test.info().annotations.push({ type: 'typed and drawn, ms', description: String(Date.now() - began) });
});
