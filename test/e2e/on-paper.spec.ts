import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { makePdf } from '../support/pdf.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import {
  confirmPiece,
  dismiss,
  fileUnder,
  openPackage,
  piece,
  place,
  waitForState,
} from './driver/package.ts';
import { button, dialogBox } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const key = 'final_report';

test('paper that differs from the file is a finding with its button; copies, print list, reading copy (A-D05)', async ({
  open,
  folder,
}) => {
  test.setTimeout(180_000);
  const scene = await open();
  const { page, t } = scene;
  await page.setViewportSize({ width: 1366, height: 768 });
  const look = (name: string) =>
    page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  await firstStartWithSample(scene);
  await openPackage(scene);
  await fileUnder(scene, key, folder.file('结题报告.pdf', await makePdf('final report', 3)));
  await confirmPiece(scene, key);

  // Counted on paper: one page less than the file has.
  const words = t.onPaper;
  await button(place(scene), words.register).click();
  const dialog = dialogBox(scene);
  await dialog.locator('#op-pages').fill('2');
  await dialog.locator('#op-copies').fill('2');
  await button(dialog, words.add).click();
  await dialog.getByLabel(`${words.holder} 1`).fill('甲方');
  await dialog.getByLabel(`${words.date} 1`).fill('2024-10-10');
  await button(dialog, words.add).click();
  await dialog.getByLabel(`${words.holder} 2`).fill('乙方');
  await look('1-register');
  await button(dialog, words.save).click();
  await waitForState(scene, key, 'doubtful');
  await expect(place(scene)).toContainText('电子版3页，纸质版2页');
  await look('2-doubt');

  // The finding stands at the package with its rule, place and button.
  await page.locator('.pk-bar').getByRole('button', { name: /检查/u }).click();
  const findings = dialogBox(scene);
  const row = findings.getByRole('listitem').filter({ hasText: 'A-D05' }).first();
  await expect(row).toContainText('电子版3页');
  await look('3-findings');
  await button(row, t.packages.findings.look).click();
  await expect(piece(scene, key)).toHaveAttribute('aria-current', 'true');
  await button(place(scene), words.change).click();
  await dialog.locator('#op-pages').fill('3');
  await dialog.getByText(words.comparedAs.yes, { exact: true }).click();
  await button(dialog, words.save).click();
  await waitForState(scene, key, 'complete');

  const lists = folder.folder('清单');
  await answerDialogs(scene.running, [lists]);
  await button(page.locator('.pk-bar'), words.printList).click();
  await button(dialogBox(scene), t.paper.go).click();
  await expect(dialogBox(scene)).toContainText(t.paper.written, { timeout: 60_000 });
  await look('4-print-list');
  await button(dialogBox(scene), t.common.close).click();
  const [list = ''] = readdirSync(lists);
  expect(readdirSync(path.join(lists, list)).toSorted()).toEqual([
    '印制清单.docx',
    '印制清单.pdf',
    '印制清单.xlsx',
  ]);
  const printed = spawnSync('pdftotext', ['-layout', path.join(lists, list, '印制清单.pdf'), '-'], {
    encoding: 'utf8',
  }).stdout.normalize('NFKC');
  expect(printed.replaceAll(/\s/gu, '')).toContain('甲方、乙方');
  expect(printed).toContain('未到位');

  const copies = folder.folder('阅览');
  await answerDialogs(scene.running, [copies]);
  await button(page.locator('.pk-bar'), t.packages.copy).click();
  await dialogBox(scene).getByText(t.packages.exported, { exact: true }).waitFor({ timeout: 60_000 });
  await look('5-copied');
  await dismiss(scene);
  const copy = path.join(copies, readdirSync(copies)[0] ?? '');
  expect(path.basename(copy)).toContain('阅览件');
  expect(spawnSync('qpdf', ['--check', copy]).status).toBe(0);
});
