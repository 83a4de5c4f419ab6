import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { makePdf } from '../support/pdf.ts';
import { recordEvent } from './driver/dossier.ts';
import { firstStart, lock, unlock } from './driver/entry.ts';
import type { Folder } from './driver/folder.ts';
import * as story from './driver/fund-story.ts';
import { cell, cells, ledgerOf, pasteText, waitForRows } from './driver/ledger.ts';
import { showScreen, showTab } from './driver/look.ts';
import {
  blocking,
  confirmPiece,
  dismiss,
  exportArchive,
  exportPackage,
  fileUnder,
  verifyArchive,
} from './driver/package.ts';
import { button, dialogBox, type Scene, title } from './driver/scene.ts';
import { field, finish, openNewDossier, step } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

const look = (scene: Scene, name: string) =>
  scene.page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });

async function type(scene: Scene, key: string, text: string): Promise<void> {
  const input = field(scene, key).getByRole('textbox').first();
  await input.fill(text);
  await input.press('Tab');
}

async function choose(scene: Scene, key: string, number: number): Promise<void> {
  const radio = field(scene, key)
    .getByRole('radio')
    .nth(number - 1);
  // A draft that was saved meanwhile may draw the choice anew under the click.
  await expect(() => radio.check({ force: true })).toPass();
}

/** A member of a group: the applicant's degree. */
async function member(scene: Scene, key: string, part: string, text: string): Promise<void> {
  await scene.page.locator(part === 'name' ? `#wz-${key}` : `#wz-${key}-${part}`).fill(text);
}

async function applicationStep(scene: Scene): Promise<void> {
  await step(scene, 1);
  await field(scene, 'our_side').getByRole('radio').nth(0).check({ force: true });
  await type(scene, 'project_title', story.fundTitle);
  await type(scene, 'project_no', 'KF-2022-03-011');
  await member(scene, 'applicant', 'name', '许某甲');
  await member(scene, 'applicant', 'is_fixed_staff', '否');
  await member(scene, 'applicant', 'degree', '博士');
  await member(scene, 'applicant', 'title', '副高');
  await member(scene, 'applicant', 'is_actual_lead', '是');
  // Only what the answers leave open is asked: no host unit before there is one.
  await expect(field(scene, 'host_unit')).toHaveCount(0);
  await expect(field(scene, 'cooperation_unit')).toHaveCount(0);
  await choose(scene, 'has_host_unit', 1);
  await type(scene, 'host_unit', story.host);
  await type(scene, 'submitted_via', story.host);
  await choose(scene, 'application_sealed', 1);
  await type(scene, 'guideline_year', '2022');
  await choose(scene, 'category', 1);
  await expect(field(scene, 'cooperation_unit')).toHaveCount(1);
  await choose(scene, 'category', 2);
  await expect(field(scene, 'cooperation_unit')).toHaveCount(0);
  await type(scene, 'duration', '2');
  await type(scene, 'research_content', '一、沉降反演；二、时空演变分析；三、情景模拟与风险评估。');
  await type(scene, 'expected_outputs', '学术论文2篇，软件著作权1项，研究报告1份。');
}

async function record(scene: Scene, folder: Folder, facts: typeof story.founding): Promise<void> {
  for (const { paper, ...fact } of facts) {
    const files = paper === undefined ? [] : [folder.file(paper, await makePdf(fact.key, 1))];
    await recordEvent(scene, { kind: story.fundKind, ...fact, files });
  }
}

/** 更正 of one field with its reason. */
async function amend(scene: Scene, key: string, text: string): Promise<void> {
  const { t } = scene;
  await showTab(scene, t.amend.tab);
  const row = scene.page.locator('main').getByRole('row');
  const titles: Record<string, string> = {
    contract_due: '合同提交截止日',
    second_acceptance_date: '第二次验收日期',
  };
  await row
    .filter({ hasText: titles[key] ?? key })
    .first()
    .getByRole('button', { name: t.amend.act })
    .first()
    .click();
  const dialog = dialogBox(scene);
  await dialog.locator(`#amend-${key}`).fill(text);
  await dialog.locator('#amend-reason').fill('以通知书为准');
  await button(dialog, t.amend.save).click();
  await dialog.getByRole('heading', { name: t.amend.saved }).waitFor();
  await scene.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

test('an open-fund topic from the application to an archive that others can verify', async ({
  open,
  folder,
}) => {
  test.setTimeout(420_000);
  const scene = await open({ today: story.fundDay });
  const { page, t } = scene;
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);

  await openNewDossier(scene);
  await page.getByText('重点实验室开放基金课题', { exact: true }).click();
  await button(page, t.wizard.start.blank).click();
  await page.getByRole('navigation', { name: t.wizard.steps }).waitFor();
  await applicationStep(scene);
  // The clause stands beside the field although nothing was read: from the template.
  await field(scene, 'guideline_year').getByRole('textbox').first().focus();
  await expect(page.locator('.wz-pane')).toContainText('第十条');
  await look(scene, '01-wizard');
  // Left and resumed: every step was saved.
  await lock(scene);
  await unlock(scene);
  await showScreen(scene, t.frame.today);
  await page.keyboard.press('n');
  await page
    .getByRole('region', { name: t.wizard.start.resume })
    .getByRole('button', { name: t.wizard.start.go })
    .click();
  await step(scene, 1);
  await expect(field(scene, 'host_unit').getByRole('textbox').first()).toHaveValue(story.host);
  await step(scene, 2);
  await type(scene, 'period_start', '2022-07-01');
  await type(scene, 'funding_end', '2024-06-30');
  await choose(scene, 'contract_sealed', 1);
  await step(scene, 3);
  await type(scene, 'amount', '16万元');
  await page.locator('#wz-batches').focus();
  await pasteText(
    scene,
    cells(
      ['1', '60%', '96000', '', '合同审核通过', '合同审核通过', ''],
      ['2', '40%', '64000', '', '进展报告合格', '提交进展报告', ''],
    ),
  );
  await step(scene, 4);
  await choose(scene, 'closing_sealed', 1);
  await choose(scene, 'outcomes_reached', 1);
  await step(scene, 5);
  await type(scene, 'lab_host', '滨海市国土空间数据管理中心');
  await look(scene, '02-wizard-end');
  await page.getByText(t.wizard.bar.ready).waitFor();
  await finish(scene);
  await expect(title(scene)).toContainText(story.fundTitle);

  await record(scene, folder, story.founding.slice(0, 5));
  // D-Q08: the day the notice fixes has to be entered; it blocks until it is.
  await showTab(scene, t.dossier.tabs.changes);
  await expect(page.getByRole('tabpanel')).toContainText('合同提交截止日未录入');
  await amend(scene, 'contract_due', '2022-06-20');
  await record(scene, folder, [...story.founding.slice(5), ...story.course]);
  await showTab(scene, t.dossier.tabs.obligations);
  await look(scene, '03-after-extension');
  // D-Q03, D-T03: the extension moved the end of funding, and with it the closing: three months after.
  await button(page.getByRole('tabpanel'), t.dossier.obligations.showAll).click();
  await expect(
    page.getByRole('tabpanel').getByRole('row').filter({ hasText: '结题申请' }).first(),
  ).toContainText('2025-03-31');
  await record(scene, folder, story.closing);
  await showTab(scene, t.dossier.tabs.changes);
  await expect(page.getByRole('tabpanel')).toContainText('第二次验收日期未录入');
  await amend(scene, 'second_acceptance_date', '2025-03-06');
  await record(scene, folder, story.second);

  await showTab(scene, t.dossier.tabs.outputs);
  const outputs = ledgerOf(scene, '成果');
  await cell(outputs, 0, 0).click();
  await pasteText(scene, cells(...story.outputs));
  await waitForRows(scene, outputs, story.outputs.length - 1);
  await expect(cell(outputs, 0, 2)).toContainText(story.lab);
  await look(scene, '04-outputs');
  await showTab(scene, t.dossier.tabs.money);
  const expenses = ledgerOf(scene, '经费支出台账');
  await cell(expenses, 0, 0).click();
  await pasteText(scene, cells(...story.expenses));
  await waitForRows(scene, expenses, story.expenses.length - 1);
  await button(expenses, t.ledger.unmask).click();
  await expect(expenses.getByText('¥101,850.60')).toBeVisible();
  await look(scene, '05-money');

  await button(page.locator('main'), '结题包').first().click();
  await page.getByRole('region', { name: t.packages.pieces }).first().waitFor();
  for (const { piece, paper } of story.pieces) {
    await fileUnder(scene, piece, folder.file(paper, await makePdf(piece, 2)));
    await confirmPiece(scene, piece);
  }
  await look(scene, '06-package');
  expect(await blocking(scene)).toContain(t.packages.ready);
  const packages = folder.folder('材料');
  await exportPackage(scene, packages, '结题包');
  await dismiss(scene);
  expect(readdirSync(packages)).toHaveLength(1);
  const archives = folder.folder('档案');
  await exportArchive(scene, archives);
  await dismiss(scene);
  const [name = ''] = readdirSync(archives);
  const archive = path.join(archives, name);
  expect(spawnSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], { cwd: archive }).status).toBe(0);
  const report = await verifyArchive(scene, archive);
  expect(report.valid, report.text).toBe(true);
  await dismiss(scene);
  await look(scene, '07-archived');
});
