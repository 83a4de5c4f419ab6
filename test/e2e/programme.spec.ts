import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { finalGuideline } from '../support/guideline.ts';
import { makePdf } from '../support/pdf.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { select } from './driver/dossier.ts';
import { firstStart } from './driver/entry.ts';
import { ledgerOf, waitForRows } from './driver/ledger.ts';
import { showScreen, showTab } from './driver/look.ts';
import { dismiss, exportArchive, openPackage, verifyArchive } from './driver/package.ts';
import { button, dialogBox, type Scene } from './driver/scene.ts';
import { field, openNewDossier, step } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

const kindTitle = '政府间国际科技创新合作项目';
const day = '2026-03-16';

const look = (scene: Scene, name: string) =>
  scene.page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });

async function blank(scene: Scene): Promise<void> {
  const { page, t } = scene;
  await openNewDossier(scene);
  await page.getByText(kindTitle, { exact: true }).click();
  await button(page, t.wizard.start.blank).click();
  await page.getByRole('navigation', { name: t.wizard.steps }).waitFor();
  await step(scene, 1);
}

async function direction(scene: Scene, words: string): Promise<void> {
  await select(scene, scene.page.locator('#wz-direction_code'), words);
}

/** A text with words below it: typed in part, reached by the arrow, taken by Enter. */
async function suggest(scene: Scene, key: string, typed: string, whole: string): Promise<void> {
  const input = field(scene, key).getByRole('combobox');
  await input.click();
  await input.fill(typed);
  if (key === 'field_area_1') await look(scene, 'suggested');
  await scene.page.locator('.ant-select-item-option').filter({ hasText: whole }).first().waitFor();
  await scene.page.keyboard.press('ArrowDown');
  await scene.page.keyboard.press('Enter');
  await expect(input).toHaveValue(whole);
}

/** Which of the keys the step asks for now. */
async function asked(scene: Scene, there: readonly string[], gone: readonly string[]): Promise<void> {
  for (const key of there) await expect(field(scene, key), key).toHaveCount(1);
  for (const key of gone) await expect(field(scene, key), key).toHaveCount(0);
}

test('the wizard chooses its questions from the direction', async ({ open }) => {
  test.setTimeout(90_000);
  const scene = await open({ today: day });
  const { page } = scene;
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);
  await blank(scene);
  await field(scene, 'our_side').getByRole('radio').nth(0).check({ force: true });
  await asked(scene, ['direction_code'], ['field_theme', 'field_1_1', 'topic_code', 'basis_1_2']);

  // C-E12: three levels for Finland, each from the one above it, by the keyboard alone.
  await direction(scene, '1.2 中国和芬兰政府间科技合作项目');
  await asked(
    scene,
    ['field_theme', 'basis_1_2'],
    ['field_area_1', 'field_topic_1_3', 'topic_code', 'health_related'],
  );
  await suggest(scene, 'field_theme', '气候', '气候变化和可持续发展');
  await asked(scene, ['field_area_1'], ['field_topic_1_3', 'field_area_3']);
  await look(scene, '01-finland-open');
  await suggest(scene, 'field_area_1', '制造', '绿色和可持续制造');
  await asked(scene, ['field_topic_1_3'], ['field_topic_1_1', 'field_statement']);
  // C-F05: 其他 asks for words on it.
  await suggest(scene, 'field_topic_1_3', '其他', '其他');
  await asked(scene, ['field_statement'], []);
  await look(scene, '02-finland');
  // Another theme: its levels come, the other ones go.
  await suggest(scene, 'field_theme', '循环', '循环经济');
  await asked(scene, ['field_topic_2_1'], ['field_area_1', 'field_topic_1_3', 'field_statement']);
  await step(scene, 2);
  await asked(scene, ['foreign_application'], ['foreign_lead_geo']);
  await step(scene, 4);
  await asked(scene, [], ['registration_no', 'geo_pledge']);

  // C-1.9: BRICS asks for no fixed field, and for its registration and its one agreement.
  await step(scene, 1);
  await direction(scene, '1.9 金砖国家创新项目');
  await asked(
    scene,
    ['field_free', 'basis_1_9'],
    ['field_theme', 'field_topic_2_1', 'topic_code', 'basis_1_2'],
  );
  await step(scene, 4);
  await asked(scene, ['registration_no'], ['geo_pledge']);
  await look(scene, '03-brics');

  // C-GEO: a topic of the work programme, then one of the memorandum.
  await step(scene, 1);
  await direction(scene, '2.0 地球观测组织（GEO）合作项目');
  await asked(scene, ['topic_code', 'basis_2_0'], ['field_free', 'basis_1_9']);
  await select(scene, page.locator('#wz-topic_code'), 'W1 全球农情监测计划');
  await step(scene, 4);
  await look(scene, '04-geo-w');
  await asked(
    scene,
    ['geo_pledge', 'gwp_project', 'contact_agreement', 'proof_numbers'],
    ['registration_no'],
  );
  // C-GEO-02: the leader who is the contact needs no agreement with one.
  await field(scene, 'pi_is_contact').getByRole('radio').nth(0).check({ force: true });
  await asked(scene, ['gwp_project'], ['contact_agreement', 'contact_proof']);
  await step(scene, 1);
  await select(scene, page.locator('#wz-topic_code'), 'M4 ');
  await step(scene, 4);
  await asked(scene, ['geo_pledge'], ['gwp_project', 'pi_is_contact', 'proof_numbers']);
  await look(scene, '05-geo-m');
});

const lived = '2024-11-20';

/** The line of an indicator in the section 指标. */
function indicator(scene: Scene, key: string): Locator {
  return scene.page.locator(`tr[data-indicator="${key}"]`);
}

/** 录入, from the indicator's own line: fills the columns of the row, binds its proof, saves. */
async function recordToward(
  scene: Scene,
  key: string,
  ledger: string,
  values: Readonly<Record<string, string>>,
  proof: { file: string } | { sealed: string },
): Promise<void> {
  const { t } = scene;
  await indicator(scene, key).getByRole('button', { name: t.indicators.record }).click();
  const dialog = dialogBox(scene);
  for (const [column, text] of Object.entries(values))
    await dialog.locator(`#ledger-${ledger}-${column}`).fill(text);
  if ('file' in proof) {
    await answerDialogs(scene.running, [proof.file]);
    await button(dialog, t.wizard.file.choose).click();
    await dialog.getByText(path.basename(proof.file), { exact: true }).waitFor();
  } else {
    await select(scene, dialog.getByRole('combobox', { name: t.wizard.file.sealed }), proof.sealed);
    await dialog.locator('.wz-file-name').filter({ hasText: proof.sealed }).waitFor();
  }
  await look(scene, `record-${key}`);
  await button(dialog, t.common.save).click();
  await dialog.waitFor({ state: 'detached' });
}

test('from the application to the evidence of the execution, the deposit and the archive', async ({
  open,
  folder,
}) => {
  test.setTimeout(120_000);
  const scene = await open({ today: lived });
  const { page, t } = scene;
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);
  await page.evaluate(() => juanzong.dossier.createSample({ kind: 'programme-application' }));
  await showScreen(scene, t.frame.dossiers);
  await page.getByText('轻小型星座点源温室气体协同监测与示范应用').first().click();
  await page.keyboard.press('Enter');
  await showTab(scene, t.indicators.tab);
  await look(scene, '11-indicators');
  // C-K13: three visits of twelve days each.
  await expect(indicator(scene, 'K13-b').locator('strong')).toHaveText('36');
  const stamps = folder.file('出入境4.pdf', await makePdf('visit', 1));
  await recordToward(
    scene,
    'K13-b',
    'visits',
    { person: 'E. Example', entry: '2024-06-03', exit: '2024-06-13' },
    { file: stamps },
  );
  await expect(indicator(scene, 'K13-b').locator('strong')).toHaveText('46');
  await expect(indicator(scene, 'K13-a').locator('strong')).toHaveText('4');
  // C-Q07: the same file proves no second visit; the row stands, and is not counted again.
  await recordToward(
    scene,
    'K13-a',
    'visits',
    { person: 'F. Example', entry: '2024-07-01', exit: '2024-07-11' },
    { sealed: '出入境4.pdf' },
  );
  await expect(indicator(scene, 'K13-a')).toContainText(t.indicators.doubled);
  await expect(indicator(scene, 'K13-b').locator('strong')).toHaveText('46');
  // G-013: a measured value, entered from its line; the smaller the better.
  const report = folder.file('复测报告.pdf', await makePdf('test', 1));
  await recordToward(
    scene,
    'M4-2a',
    'measurements',
    { title: '复测', value: '2.9', date: '2024-08-12' },
    { file: report },
  );
  await expect(indicator(scene, 'M4-2a').locator('strong')).toHaveText('2.9');
  await indicator(scene, 'M4-2a').getByRole('button', { expanded: false }).first().click();
  await look(scene, '12-indicators-after');

  // The row shows its file, and the file is bound from its row.
  await showTab(scene, t.dossier.tabs.outputs);
  const visits = ledgerOf(scene, '互访');
  await waitForRows(scene, visits, 5);
  await expect(visits.locator('[data-row="3"]')).toContainText('出入境4.pdf');
  await visits.scrollIntoViewIfNeeded();
  await look(scene, '13-ledgers');

  await openPackage(scene);
  await look(scene, '14-package');
  const archives = folder.folder('归档');
  await exportArchive(scene, archives);
  await dismiss(scene);
  const [name = ''] = readdirSync(archives);
  const report2 = await verifyArchive(scene, path.join(archives, name));
  expect(report2.valid, report2.text).toBe(true);
  const catalogue = readFileSync(path.join(archives, name, 'data/index.html'), 'utf8');
  expect(catalogue).toContain('E. Example');
  expect(catalogue).toContain('出入境4.pdf');
});

test('the final text comes in: what differs, whom it touches, taken over or refused (C-Q01)', async ({
  open,
  folder,
}) => {
  const scene = await open({ today: day });
  const { page, t } = scene;
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);
  await page.evaluate(() => juanzong.dossier.createSample({ kind: 'programme-application' }));
  await blank(scene);
  // C-F01: while it rests on the draft, the screen says so and bears the words across.
  await expect(page.locator('.stands-on')).toContainText('征求意见稿');
  await expect(page.locator('.draft-mark')).toBeVisible();
  await look(scene, '21-wizard-draft');
  const file = folder.file('正式稿.json', Buffer.from(JSON.stringify(finalGuideline())));
  const main = page.locator('main');
  const dialog = dialogBox(scene);
  const choose = async () => {
    await showScreen(scene, t.frame.settings);
    await answerDialogs(scene.running, [file]);
    await button(main, t.guideline.importText).click();
    await expect(dialog.getByRole('heading', { name: t.guideline.offerTitle })).toBeVisible();
  };
  await choose();
  await expect(dialog.getByText('2026-03-31').first()).toBeVisible();
  await dialog.getByRole('button', { name: t.guideline.show }).first().click();
  await look(scene, '22-differences');
  await button(dialog, t.guideline.refuse).click();
  await expect(main.getByText('draft-1')).toBeVisible();
  await choose();
  await button(dialog, t.guideline.accept(2)).click();
  await expect(dialog).toHaveCount(0);
  await expect(main.getByText('final-1')).toBeVisible();
  await expect(main.getByText(t.guideline.done(2))).toBeVisible();
  await look(scene, '23-settings');
  await showScreen(scene, t.frame.dossiers);
  await page.getByText('轻小型星座点源温室气体协同监测与示范应用').first().click();
  await page.keyboard.press('Enter');
  await expect(page.locator('.stands-on')).toContainText('final-1');
  await expect(page.locator('.draft-mark')).toHaveCount(0);
  await look(scene, '24-dossier');
});
