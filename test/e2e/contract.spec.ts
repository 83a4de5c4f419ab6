import { contractBefore, contractKind as kind, contractPaper as paper } from './driver/contract-story.ts';
import { eventTitle, fillEvent, recordEvent, select } from './driver/dossier.ts';
import { firstStart } from './driver/entry.ts';
import { showScreen, showTab } from './driver/look.ts';
import { button, type Scene, title } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** Within the two years of maintenance and the three of the contract's validity; both end soon (B-T27). */
const day = '2024-12-10';

const look = (scene: Scene, name: string) =>
  scene.page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });

const fact = (scene: Scene, key: string, date: string) =>
  recordEvent(scene, { kind, key, date, sealed: [paper] });

const state = (scene: Scene) => scene.page.locator('.dossier-facts');

test('a contract from a refused acceptance to maintenance and the return of its materials', async ({
  open,
}) => {
  test.setTimeout(300_000);
  const scene = await open({ today: day });
  const { page, t } = scene;
  const panel = page.getByRole('tabpanel');
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);
  await contractBefore(scene, '2022-12-15');
  await showScreen(scene, t.frame.dossiers);
  await page.getByText('滨海新城国土空间用途管制辅助审查系统开发').first().click();
  await expect(state(scene)).toContainText('试运行');

  // B-Q16, E-09: no amount before it is asked for, in the head, the instalments, the exposure and the agreement.
  await showTab(scene, t.dossier.tabs.money);
  await expect(panel.getByRole('heading', { name: t.exposure.title })).toBeVisible();
  await expect(panel.getByRole('row').filter({ hasText: 'B-P07' }).first()).toBeVisible();
  // The usual value of the template, ¥0.00, is nobody's secret.
  const amounts = /[¥￥]\s?[1-9]|960,?000|玖拾陆万|288,?000/u;
  expect(await page.locator('main').innerText()).not.toMatch(amounts);
  await panel.getByRole('heading', { name: t.exposure.title }).scrollIntoViewIfNeeded();
  await panel.getByRole('table').nth(1).scrollIntoViewIfNeeded();
  await look(scene, 'money-masked');
  await showTab(scene, t.amend.tab);
  expect(await page.locator('main').innerText()).not.toMatch(amounts);
  await showTab(scene, t.dossier.tabs.money);
  await button(state(scene), t.ledger.unmask).click();
  await expect(state(scene)).toContainText('¥960,000.00');
  // Nothing changed in the life of this contract: a sentence instead of a flat line.
  await expect(panel.locator('.exposure-steady, .exposure-chart').first()).toBeVisible();
  await panel.getByRole('table').nth(1).scrollIntoViewIfNeeded();
  await look(scene, 'money-shown');

  // B-B04, B-P08: refused once, one may try again; accepted the second time.
  await fact(scene, 'acceptance_meeting', '2022-12-15');
  await fact(scene, 'acceptance_failed', '2022-12-15');
  await expect(state(scene)).toContainText('试运行');
  await fact(scene, 'acceptance_meeting', '2022-12-28');
  await fact(scene, 'final_acceptance_passed', '2022-12-28');
  await expect(state(scene)).toContainText('免费维护');

  // B-T12: a request on one of article 7's grounds is unanswered, and silence would consent.
  await button(page.locator('main'), t.dossier.record).first().click();
  await page.getByRole('dialog').waitFor();
  await select(scene, page.locator('#event-key'), eventTitle(scene, 'change_request_received', kind));
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name="event-value-requester"]').first().check({ force: true });
  await select(scene, dialog.locator('#event-value-ground'), '1 合同基础发生变化');
  await fillEvent(scene, { kind, key: 'change_request_received', date: '2024-12-04', sealed: [paper] });
  await showScreen(scene, t.frame.today);
  await expect(title(scene)).toContainText('视为同意');
  const deemed = page.locator('.ob-row').filter({ hasText: t.reason.reply.delivered });
  await expect(deemed).toHaveCount(1);
  await look(scene, 'today');
  await deemed.locator('.ob-dossier').click();
  await fact(scene, 'change_replied', '2024-12-09');
  await fact(scene, 'change_reply_delivered', '2024-12-10');

  // B-T18: what party A gave goes back, and the dossier says so.
  await fact(scene, 'cooperation_ended', '2024-12-05');
  await fact(scene, 'materials_returned', '2024-12-09');
  await expect(state(scene)).toContainText('资料已归还');
  await showScreen(scene, t.frame.today);
  await expect(page.locator('main')).not.toContainText('将视为同意');
});
