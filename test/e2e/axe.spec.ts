import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makePdf } from '../support/pdf.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStart, firstStartWithSample, lock, tryPassword } from './driver/entry.ts';
import { sampleAgreement } from './driver/folder.ts';
import { openEvidence, openReason, sealFiles, showScreen, showTab } from './driver/look.ts';
import { openPackage } from './driver/package.ts';
import { button, type Scene } from './driver/scene.ts';
import { chooseSide, openNewDossier, readAgreement, step } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

/** No serious or critical violation of axe's rules on what is shown now. */
async function sound(scene: Scene, where: string): Promise<void> {
  expect.soft(await graveViolations(scene.page), where).toEqual([]);
}

async function graveViolations(page: Page): Promise<string[]> {
  // The window opens no second page for the report, so axe works within this one.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join('; ')}`,
    );
}

test('first start, unlock and its refusal', async ({ open }) => {
  const scene = await open();
  await firstStart(scene, (name) => sound(scene, name));
  await sound(scene, 'empty today');
  for (const screen of [scene.t.frame.dossiers, scene.t.frame.audit, scene.t.frame.settings]) {
    await showScreen(scene, screen);
    await sound(scene, `empty ${screen}`);
  }
  await showScreen(scene, scene.t.retention.title);
  for (const tab of Object.values(scene.t.retention.tabs)) {
    await scene.page.getByRole('tab', { name: tab }).click();
    await sound(scene, `archives ${tab}`);
  }
  await lock(scene);
  await tryPassword(scene, '不是这一个');
  await expect(scene.page.getByRole('alert')).toBeVisible();
  await sound(scene, 'wrong password');
});

test('the day: today, reason, dossier with every section, package, log, search, help', async ({ open }) => {
  test.setTimeout(300_000);
  const scene = await open({ today: '2024-11-05' });
  const { page, t } = scene;
  await firstStartWithSample(scene);
  for (const [key, words] of Object.entries(t.dossier.tabs)) {
    await showTab(scene, words);
    await page.waitForTimeout(200);
    await sound(scene, `dossier ${key}`);
  }
  await showTab(scene, t.approval.tab);
  await sound(scene, 'dossier approvals');
  await button(page.getByRole('tabpanel'), t.approval.ask).click();
  await page.getByRole('dialog').waitFor();
  await sound(scene, 'a request');
  await page.keyboard.press('Escape');
  await button(page.getByRole('tabpanel'), t.recall.open).click();
  await page.getByRole('dialog').waitFor();
  await sound(scene, 'a recall');
  await page.keyboard.press('Escape');
  await showTab(scene, t.dossier.tabs.obligations);
  await button(page.locator('main'), t.dossier.record).first().click();
  await page.getByRole('dialog').waitFor();
  await sound(scene, 'recording an event');
  await page.keyboard.press('Escape');
  await button(page, t.dossier.timeline.table).click();
  await sound(scene, 'timeline as a table');
  await showScreen(scene, t.frame.today);
  await sound(scene, 'today');
  await openReason(scene);
  await sound(scene, 'reason');
  await page.keyboard.press('Escape');
  await showScreen(scene, t.frame.dossiers);
  await sound(scene, 'dossiers');
  await openPackageOfSample(scene);
  await sound(scene, 'package');
  await showScreen(scene, t.frame.audit);
  await sound(scene, 'log');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('验收');
  await page.waitForTimeout(400);
  await sound(scene, 'search');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await sound(scene, 'help');
});

test('wizard, viewer and a refusal', async ({ open, folder }) => {
  test.setTimeout(300_000);
  const scene = await open();
  const { page, t } = scene;
  await firstStart(scene);
  await openNewDossier(scene);
  await sound(scene, 'new dossier');
  await readAgreement(scene, sampleAgreement);
  await chooseSide(scene, 2);
  for (let number = 1; number <= 8; number += 1) {
    await step(scene, number);
    await sound(scene, `wizard step ${number}`);
  }
  await button(page, t.wizard.bar.list).click();
  await sound(scene, 'what remains');
  await page.keyboard.press('Escape');
  await openNewDossier(scene);
  await answerDialogs(scene.running, [folder.file('绝密★30年.txt', 'x')]);
  await button(page, t.wizard.start.choose).click();
  await page.getByRole('dialog').waitFor();
  await sound(scene, 'refusal');
});

async function openPackageOfSample(scene: Scene): Promise<void> {
  await openPackage(scene);
  await scene.page.waitForTimeout(200);
}

test('the viewer', async ({ open, folder }) => {
  const scene = await open();
  await firstStartWithSample(scene);
  await showTab(scene, scene.t.dossier.tabs.material);
  await sealFiles(scene, [folder.file('两页.pdf', await makePdf('evidence', 2))]);
  await openEvidence(scene, '两页.pdf');
  await sound(scene, 'viewer');
});

test('the check itself finds what is wrong', async ({ open }) => {
  const { page } = await open();
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect(await graveViolations(page)).toEqual([expect.stringContaining('button-name')]);
});
