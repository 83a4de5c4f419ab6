import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readIcs, textOf } from '../support/ics.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import { showScreen, showTab } from './driver/look.ts';
import { button, dialogBox } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const invented = path.join(import.meta.dirname, '../fixtures/calendar/2027-invented.json');
/** Pictures to look at, where asked for. */
const pictures = process.env['JUANZONG_PICTURES'];

test('a new year of holidays comes in with what it moves, and a closed day moves the careful day', async ({
  open,
}) => {
  const scene = await open({ today: '2024-06-20' });
  const { page, t, running } = scene;
  const picture = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  };
  await firstStartWithSample(scene);
  const main = page.locator('main');

  await showScreen(scene, t.frame.settings);
  await answerDialogs(running, [invented]);
  await button(main, t.calendar.importYear).click();
  const dialog = dialogBox(scene);
  await expect(dialog.getByRole('heading', { name: t.calendar.offerTitle(2027) })).toBeVisible();
  await expect(dialog.getByText('01-31').first()).toBeVisible();
  await picture('offer');
  await button(dialog, t.calendar.accept).click();
  await expect(dialog).toHaveCount(0);
  await expect(main.getByText('虚构〔2026〕1号')).toBeVisible();

  // The same again is refused in words.
  await button(main, t.calendar.importYear).click();
  await expect(dialog.getByText('2027年的安排已经有了').first()).toBeVisible();
  await page.keyboard.press('Escape');

  // A closed day of ours: first what moves, then it is kept.
  await main
    .locator('dd', { hasText: t.calendar.closedNote })
    .getByRole('button', { name: t.calendar.edit })
    .click();
  await button(dialog, t.calendar.preview).click();
  await dialog.locator('#closed-date-0').fill('2024-07-12');
  await dialog.getByLabel(`${t.calendar.reason} 1`).fill('全院停电检修');
  await button(dialog, t.calendar.preview).click();
  await expect(dialog.getByRole('status')).toBeVisible();
  await picture('closed');
  await button(dialog, t.calendar.save).click();
  await expect(dialog).toHaveCount(0);
  await expect(main.getByText('全院停电检修')).toBeVisible();
  await picture('settings');
});

test('今日 is filtered, printed, and leaves as a calendar file without titles', async ({ open, folder }) => {
  const scene = await open({ today: '2024-06-20' });
  const { page, t, running } = scene;
  await firstStartWithSample(scene);
  await showTab(scene, t.dossier.tabs.changes);
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'changes.png') });
  await showScreen(scene, t.frame.today);
  const main = page.locator('main');
  await main.getByLabel(t.leaving.text).fill('没有这样的事');
  await expect(main.locator('.ob-row')).toHaveCount(0);
  await button(main, t.leaving.clear).click();
  await expect(main.locator('.ob-row').first()).toBeVisible();
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'today.png') });

  await answerDialogs(running, [folder.path]);
  await button(main, t.leaving.print).click();
  await expect(main.getByText('今日_20240620.pdf')).toBeVisible();
  const pdf = readFileSync(path.join(folder.path, '今日_20240620.pdf'));
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');

  await button(main, t.leaving.ics).click();
  const dialog = dialogBox(scene);
  await expect(dialog.getByRole('checkbox')).not.toBeChecked();
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'ics.png') });
  await button(dialog, t.leaving.go).click();
  await expect(main.getByText('今日_20240620.ics')).toBeVisible();
  const calendar = readIcs(readFileSync(path.join(folder.path, '今日_20240620.ics')));
  expect(calendar.inside.length).toBeGreaterThan(0);
  const titles = await main.locator('.ob-dossier').allTextContents();
  for (const event of calendar.inside)
    for (const title of titles) expect(textOf(event, 'DESCRIPTION')).not.toContain(title);
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.partial'))).toEqual([]);
});
