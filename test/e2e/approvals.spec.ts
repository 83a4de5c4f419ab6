import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { answerDialogs } from './driver/dialogs.ts';
import { tab } from './driver/dossier.ts';
import { firstStartWithSample } from './driver/entry.ts';
import { sealFiles, showScreen } from './driver/look.ts';
import { button, dialogBox, type Scene, spine, title } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const recipient = '某规划设计公司';

async function openDossier(scene: Scene): Promise<void> {
  await showScreen(scene, scene.t.frame.dossiers);
  await scene.page.locator('main').getByRole('row').nth(1).getByRole('button').first().click();
  await title(scene).first().waitFor();
}

/** 材料, 给第三方: asks to hand these files over; what comes is the caller's. */
async function give(scene: Scene, names: readonly string[]): Promise<void> {
  const { page, t } = scene;
  await tab(scene, t.dossier.tabs.material);
  await button(page.getByRole('tabpanel'), t.approval.give).click();
  const dialog = dialogBox(scene);
  await dialog.getByLabel(t.approval.fields.recipient, { exact: true }).fill(recipient);
  for (const name of names) await dialog.getByRole('checkbox', { name }).check();
  await button(dialog, t.approval.go).click();
}

async function check(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('checkbox', { name }).first().check();
}

test('a refusal leads to a request, a letter, a consent and one export; the second is refused by the clause', async ({
  open,
  folder,
}) => {
  const scene = await open();
  const { page, t } = scene;
  const words = t.approval;
  await firstStartWithSample(scene);
  if ((await page.getByRole('tab', { name: t.dossier.tabs.material }).count()) === 0)
    await openDossier(scene);
  await tab(scene, t.dossier.tabs.material);
  await sealFiles(scene, [
    folder.file('图斑统计.csv', '图斑,面积\n1,2\n'),
    folder.file('界面说明.txt', '界面'),
  ]);

  await give(scene, ['图斑统计.csv']);
  const refusal = dialogBox(scene);
  await expect(refusal).toContainText(words.objections.title);
  await expect(refusal).toContainText(recipient);
  await expect(refusal).toContainText('以一事一议的形式提交书面申请');
  await expect(refusal).toContainText('E-05');
  for (const step of [words.steps.write, words.steps.stamp, words.steps.bind, words.steps.once])
    await expect(refusal).toContainText(step[0] ?? '?');
  await page.screenshot({ path: 'out/approvals/refusal.png' });

  await button(refusal, words.ask).click();
  const ask = dialogBox(scene);
  await expect(ask.getByLabel(words.fields.recipient, { exact: true })).toHaveValue(recipient);
  await expect(ask.getByRole('checkbox', { name: '图斑统计.csv' })).toBeChecked();
  await ask.getByLabel(words.fields.why, { exact: true }).fill('联合试点须对方核对图斑');
  await ask.getByLabel(words.fields.until, { exact: true }).fill('2024-10-31');
  await ask.getByLabel(words.fields.backBy, { exact: true }).fill('2024-12-31');
  await page.screenshot({ path: 'out/approvals/ask.png' });
  await button(ask, words.dialog.save).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  const row = page.getByRole('table', { name: words.title }).getByRole('row').nth(1);
  await expect(row).toContainText(words.states.asked);

  const out = folder.folder('带出');
  await answerDialogs(scene.running, [out]);
  await button(row, words.letter).click();
  await expect(row).toContainText(words.states.sent, { timeout: 60_000 });
  const [letter] = readdirSync(out);
  expect(
    readdirSync(path.join(out, letter ?? ''))
      .map((name) => path.extname(name))
      .sort(),
  ).toEqual(['.docx', '.pdf']);

  await button(row, words.consent).click();
  const consent = dialogBox(scene);
  await expect(button(consent, words.consentGo)).toBeDisabled();
  await answerDialogs(scene.running, [folder.file('甲方同意件.txt', '同意。甲方（公章）')]);
  await button(consent, t.reason.dialog.choose).click();
  await expect(consent.getByRole('checkbox', { name: '甲方同意件.txt' })).toBeChecked();
  await consent.getByLabel(words.fields.consentOn, { exact: true }).fill('2024-10-14');
  await check(consent, words.consentSealed);
  await page.screenshot({ path: 'out/approvals/consent.png' });
  await button(consent, words.consentGo).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await expect(row).toContainText(words.states.granted);

  await answerDialogs(scene.running, [out]);
  await button(row, words.handOver).click();
  await button(dialogBox(scene), words.go).click();
  await expect(row).toContainText(words.states.out, { timeout: 60_000 });
  await page.screenshot({ path: 'out/approvals/out.png' });
  const made = readdirSync(out).find((name) => name.includes(recipient)) ?? '';
  expect(readdirSync(path.join(out, made)).sort()).toEqual(
    [`${words.paper.list}.pdf`, '图斑统计.csv'].sort(),
  );

  await give(scene, ['图斑统计.csv']);
  await expect(dialogBox(scene)).toContainText(words.objections.used);
  await expect(dialogBox(scene)).toContainText('以一事一议的形式提交书面申请');
  await page.screenshot({ path: 'out/approvals/used.png' });
  await page.keyboard.press('Escape');
  await expect(dialogBox(scene)).toHaveCount(0);

  await tab(scene, words.tab);
  await button(row, words.giveBack).click();
  const back = dialogBox(scene);
  await answerDialogs(scene.running, [folder.file('销毁证明.txt', '已销毁')]);
  await button(back, t.reason.dialog.choose).click();
  await expect(back.getByRole('checkbox', { name: '销毁证明.txt' })).toBeChecked();
  await back.getByLabel(words.fields.proofOn, { exact: true }).fill('2024-10-14');
  await button(back, t.common.save).click();
  await expect(row).toContainText(words.states.done);
  await spine(scene, t.frame.today).click();
});

test('a file is recalled, then the dossier; both are gone, and inventory and certificate stand in the folder', async ({
  open,
  folder,
}) => {
  const scene = await open();
  const { page, t } = scene;
  const words = t.recall;
  await firstStartWithSample(scene);
  if ((await page.getByRole('tab', { name: t.dossier.tabs.material }).count()) === 0)
    await openDossier(scene);
  await tab(scene, t.dossier.tabs.material);
  await sealFiles(scene, [folder.file('甲方底图.csv', '图斑,面积\n1,2\n')]);
  const out = folder.folder('收回');
  await answerDialogs(scene.running, [out]);

  await tab(scene, t.approval.tab);
  await button(page.getByRole('tabpanel'), words.open).click();
  const dialog = dialogBox(scene);
  await expect(button(dialog, words.go)).toBeDisabled();
  await check(dialog, '甲方底图.csv');
  await dialog.getByLabel(words.reason, { exact: true }).fill('甲方来函〔2024〕7号');
  await dialog.getByLabel(words.typed(words.confirmWord), { exact: true }).fill(words.confirmWord);
  await expect(dialog).toContainText(words.limits);
  await page.screenshot({ path: 'out/approvals/recall.png' });
  await button(dialog, words.go).last().click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toBeVisible({ timeout: 60_000 });
  const [first] = readdirSync(out);
  expect(readdirSync(path.join(out, first ?? '')).sort()).toEqual(
    [`${words.paper.inventory}.pdf`, `${words.paper.certificate}.pdf`].sort(),
  );
  await tab(scene, t.dossier.tabs.material);
  await expect(page.getByRole('table', { name: t.evidence.table })).not.toContainText('甲方底图.csv');

  await tab(scene, t.approval.tab);
  await button(page.getByRole('tabpanel'), words.open).click();
  const whole = dialogBox(scene);
  await whole.getByRole('radio', { name: words.paper.scopes.dossier }).check();
  await whole.getByLabel(words.reason, { exact: true }).fill('项目终止');
  await whole.getByLabel(words.typed(words.confirmWord), { exact: true }).fill(words.confirmWord);
  await button(whole, words.go).last().click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: 'out/approvals/recalled.png' });
  await expect(page.getByRole('main').getByText('红树林')).toHaveCount(0);
  expect(readdirSync(out)).toHaveLength(2);
});
