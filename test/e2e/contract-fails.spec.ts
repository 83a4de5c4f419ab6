import { readdirSync } from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { contractBefore, contractKind as kind, contractPaper as paper } from './driver/contract-story.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { eventTitle, fillEvent, recordEvent, select } from './driver/dossier.ts';
import { firstStart } from './driver/entry.ts';
import { showScreen, showTab } from './driver/look.ts';
import { button, dialogBox, type Scene } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const day = '2023-02-22';

const state = (scene: Scene) => scene.page.locator('.dossier-facts');
const exposed = (scene: Scene, rule: string) =>
  scene.page.getByRole('tabpanel').getByRole('row').filter({ hasText: rule }).first();

/** An event that asks for one choice among others. */
async function chosen(
  scene: Scene,
  key: string,
  date: string,
  value: string,
  words: string,
  installment?: number,
) {
  const { page, t } = scene;
  await button(page.locator('main'), t.dossier.record).first().click();
  await page.getByRole('dialog').waitFor();
  await select(scene, page.locator('#event-key'), eventTitle(scene, key, kind));
  const box = page.getByRole('dialog').locator(`#event-value-${value}`);
  if ((await box.count()) > 0 && (await box.getAttribute('role')) === 'combobox')
    await select(scene, box, words);
  else await page.getByRole('dialog').getByText(words, { exact: true }).click();
  await fillEvent(scene, {
    kind,
    key,
    date,
    sealed: [paper],
    ...(installment === undefined ? {} : { installment }),
  });
}

test('a contract that fails: money overdue, refused twice, not cured, terminated', async ({
  open,
  folder,
}) => {
  test.setTimeout(300_000);
  const scene = await open({ today: day });
  const { page, t } = scene;
  const panel = page.getByRole('tabpanel');
  const look = (name: string) =>
    page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  const fact = (key: string, date: string) => recordEvent(scene, { kind, key, date, sealed: [paper] });
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);
  await contractBefore(scene, '2022-08-13');
  await showScreen(scene, t.frame.today);
  await expect(page.locator('.ob-row').filter({ hasText: '支付第2期款' }).first()).toBeVisible();
  await look('1-today');
  await showScreen(scene, t.frame.dossiers);
  await page.getByText('滨海新城国土空间用途管制辅助审查系统开发').first().click();
  await expect(state(scene)).toContainText('试运行');
  await button(state(scene), t.ledger.unmask).click();
  await expect(state(scene)).toContainText('¥960,000.00');

  // B-P03: ten working days after the invoice of 2022-08-12 have passed; the cause is asked for before anything is owed.
  await showTab(scene, t.dossier.tabs.money);
  const late = 576_000 * 0.0003;
  const days = 180;
  const figure = (late * days).toLocaleString('en-US', { minimumFractionDigits: 2 });
  await expect(exposed(scene, 'B-P03')).toContainText(`× 0.03% × ${days}`);
  await expect(exposed(scene, 'B-P03')).toContainText(t.exposure.states.undecided);
  await expect(exposed(scene, 'B-P03')).toContainText(`¥${figure}`);

  // 催告: a reminder is drafted where the overdue payment stands.
  await showTab(scene, t.dossier.tabs.obligations);
  const overdue = panel.getByRole('row').filter({ hasText: '支付第2期款' }).first();
  await expect(overdue).toContainText('逾期');
  const letters = folder.folder('催办');
  await answerDialogs(scene.running, [letters]);
  await button(overdue, t.paper.writeNamed('支付第2期款')).click();
  await dialogBox(scene).waitFor();
  const which = dialogBox(scene).getByRole('checkbox', { name: '催办函' });
  if ((await which.count()) > 0) await which.check();
  await button(dialogBox(scene), t.paper.go).click();
  await expect(dialogBox(scene)).toContainText(t.paper.written, { timeout: 60_000 });
  await button(dialogBox(scene), t.common.close).click();
  const [made = ''] = readdirSync(letters);
  const docx = readdirSync(path.join(letters, made)).find((name) => name.endsWith('.docx')) ?? '';
  const letter = (await mammoth.extractRawText({ path: path.join(letters, made, docx) })).value;
  expect(letter).toContain('第2期款');
  await look('2-reminded');

  // B-P04, B-Q03: a fiscal cause owes nothing, beside the figure had it been another; another cause asks for the premise.
  await chosen(scene, 'payment_delay_explained', '2022-09-20', 'cause', '财政拨付周期或支付进度', 2);
  await showTab(scene, t.dossier.tabs.money);
  await expect(exposed(scene, 'B-P03')).toContainText('¥0.00');
  await expect(exposed(scene, 'B-P03')).toContainText(`¥${figure}`);
  await expect(exposed(scene, 'B-P03')).toContainText('不担违约责任');
  await exposed(scene, 'B-P03').scrollIntoViewIfNeeded();
  await look('3-both-figures');

  // B-B04, B-P08: refused for the second time.
  await fact('results_delivered', '2022-12-08');
  await fact('acceptance_meeting', '2022-12-15');
  await fact('acceptance_failed', '2022-12-15');
  await expect(state(scene)).not.toContainText('已解除');
  await fact('acceptance_meeting', '2023-01-10');
  await fact('acceptance_failed', '2023-01-10');
  await expect(exposed(scene, 'B-P08')).toContainText('¥96,000.00');

  // B-T21: twenty days from the notice, and nothing was cured.
  await fact('breach_notice_received', '2023-01-20');
  await showTab(scene, t.dossier.tabs.obligations);
  const cure = panel.getByRole('row').filter({ hasText: '纠正违约' }).first();
  await expect(cure).toContainText('2023-02-09');
  await expect(cure).toContainText('逾期');
  await look('4-not-cured');

  // B-T22: it ends on the day on which the notice arrives, and the head says so.
  await chosen(scene, 'termination_notice_received', '2023-02-20', 'ground', '二十一4 两次验收未过');
  await expect(state(scene)).toContainText('已解除');
  await expect(state(scene)).toContainText('2023-02-20');
  await showTab(scene, t.dossier.tabs.money);
  await exposed(scene, 'B-P08').scrollIntoViewIfNeeded();
  await look('5-terminated');
});
