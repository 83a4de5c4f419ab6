import { readdirSync } from 'node:fs';
import path from 'node:path';
import { makePdf } from '../support/pdf.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { select } from './driver/dossier.ts';
import { firstStart } from './driver/entry.ts';
import { sealFiles, showScreen, showTab } from './driver/look.ts';
import { button, type Scene } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const kind = 'development-contract';

/** The sample open, its amounts in sight. */
async function sampleOpen(scene: Scene): Promise<void> {
  const { page, t } = scene;
  await page.evaluate(async (of) => {
    const made = await window.juanzong.dossier.createSample({ kind: of });
    if (!made.ok) throw new Error(made.code);
    await window.juanzong.dossier.unmask({ dossier: made.value.id });
  }, kind);
  await showScreen(scene, t.frame.dossiers);
  await page.getByText('滨海新城国土空间用途管制辅助审查系统开发').first().click();
  await page.getByRole('tab', { name: t.dossier.tabs.material }).waitFor();
}

/** Both pages in sight are painted. */
async function bothDrawn(scene: Scene): Promise<void> {
  await expect(scene.page.locator('.fc-canvas[data-drawn]')).toHaveCount(2, { timeout: 60_000 });
}

for (const language of ['zh', 'en'] as const)
  test(`B-F38: the filled form beside its stamped scan, judged page by page (${language})`, async ({
    open,
    folder,
  }) => {
    test.setTimeout(240_000);
    const scene = await open({ language, today: '2022-05-12' });
    const { page, t } = scene;
    const words = t.formCompare;
    const look = (name: string) =>
      page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
    await page.setViewportSize({ width: 1366, height: 768 });
    await firstStart(scene);
    await sampleOpen(scene);

    // Our print goes out, and comes back as a scan with its text.
    await showTab(scene, t.amend.tab);
    const out = folder.folder('文本');
    await answerDialogs(scene.running, [out]);
    await button(page.locator('.agreement-form'), t.amend.printForm).click();
    await expect(page.locator('.agreement-form').getByRole('status')).toContainText('✓', { timeout: 60_000 });
    const [made = ''] = readdirSync(out);
    const file = readdirSync(path.join(out, made)).find((name) => name.endsWith('.pdf')) ?? '';
    await showTab(scene, t.dossier.tabs.material);
    await sealFiles(scene, [path.join(out, made, file), folder.file('无字扫描.pdf', await makePdf('', 2))]);

    await showTab(scene, t.amend.tab);
    await look('0-agreement');
    await button(page.locator('.agreement-form'), words.open).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.fc').waitFor({ timeout: 60_000 });
    await select(scene, dialog.locator('#fc-scan'), file);
    await dialog.locator('.fc').waitFor({ timeout: 60_000 });
    await bothDrawn(scene);
    await expect(dialog.locator('[data-value="contract_no"]')).toHaveAttribute('data-found', 'found');
    await look('1-page');
    await button(dialog, words.zoom).click();
    await look('2-large');
    await button(dialog, words.fit).click();

    // Alike: the next page comes by itself. Differing needs its words.
    await dialog.getByRole('button', { name: words.verdicts.same, exact: true }).click();
    await expect(dialog.locator('.fc-bar').getByRole('status')).toContainText('2');
    await bothDrawn(scene);
    await button(dialog, words.verdicts.differs).click();
    await expect(dialog.getByRole('alert')).toHaveText(words.noteNeeded);
    await dialog.getByLabel(words.note).fill('第四条第二款手改一处');
    await button(dialog, words.verdicts.differs).click();
    await expect(dialog.locator('.dialog-foot').getByRole('status')).toContainText(
      language === 'zh' ? '2/' : '2 of',
    );
    await expect(dialog.locator('.dialog-foot')).toContainText(words.differing('2'));
    await page.keyboard.press('PageUp');
    await bothDrawn(scene);
    await expect(dialog.locator('.fc-said')).toContainText(words.verdicts.differs);
    await look('3-judged');

    // The pairing can be shifted; beyond the scan's end there is no page.
    await button(dialog, words.shiftMore).click();
    await expect(dialog.getByText(words.shifted(1))).toBeVisible();

    // A scan without text says so.
    await select(scene, dialog.locator('#fc-scan'), '无字扫描.pdf');
    await expect(dialog.getByText(words.textless)).toBeVisible({ timeout: 60_000 });
    await bothDrawn(scene);
    await look('4-textless');
    await button(dialog, words.close).last().click();
    await showTab(scene, t.dossier.tabs.changes);
    await expect(page.getByRole('tabpanel')).toContainText('第四条第二款手改一处');
    await look('5-finding');
  });
