import { readdirSync } from 'node:fs';
import { expect, test } from './spec.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { lock, tryPassword } from './driver/entry.ts';
import { keptDossier } from './driver/kept.ts';
import { button, dialogBox, type Scene, spine, title } from './driver/scene.ts';
import { passwordOf } from '../support/people.ts';

test.use({ actionTimeout: 30_000 });

async function sitsDown(scene: Scene, login: string): Promise<void> {
  await scene.page.getByRole('radio', { name: login }).check();
  await tryPassword(scene, passwordOf(login));
  await spine(scene, scene.t.retention.title).waitFor({ timeout: 60_000 });
}

async function as(scene: Scene, login: string): Promise<void> {
  await lock(scene);
  await sitsDown(scene, login);
}

const shot = (scene: Scene, name: string) =>
  scene.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('kept until its day, held, appraised, destroyed by two, and the list stays', async ({
  open,
  folder,
}) => {
  test.setTimeout(300_000);
  const kept = await keptDossier();
  const scene = await open({ userData: kept.userData, today: '2035-01-05' });
  const { page, t } = scene;
  const words = t.retention;
  await sitsDown(scene, 'dangan');
  await spine(scene, words.title).click();
  await expect(title(scene)).toHaveText(words.title);
  const row = page
    .getByRole('table', { name: words.tabs.kept })
    .getByRole('row')
    .filter({ hasText: kept.title });
  await expect(row).toContainText('2034-12-31');
  await expect(row).toContainText(words.states.due);
  await shot(scene, 'due');

  await row.getByRole('button', { name: words.hold }).click();
  await page.getByLabel(words.holdForm.who).fill('审计处');
  await page.getByLabel(words.holdForm.reason).fill('离任审计');
  await shot(scene, 'hold');
  await button(dialogBox(scene), words.holdForm.go).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await expect(row).toContainText('审计处');
  await expect(row.getByRole('button', { name: words.request })).toHaveCount(0);
  await shot(scene, 'held');
  await row.getByRole('button', { name: words.lift }).click();
  await page.getByLabel(words.holdForm.reason).fill('审计已结');
  await button(dialogBox(scene), words.holdForm.liftGo).click();
  await expect(dialogBox(scene)).toHaveCount(0);

  await row.getByRole('button', { name: words.change }).click();
  await shot(scene, 'period');
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: words.request }).click();
  await page.getByLabel(words.requestForm.reason).fill('鉴定小组〔2035〕1号：同意销毁');
  await shot(scene, 'request');
  await button(dialogBox(scene), words.requestForm.go).click();
  await expect(page.getByRole('status').filter({ hasText: words.requestForm.done })).toBeVisible();
  await expect(row).toContainText(words.asked);
  // The one who asked finds no way to confirm.
  await page.getByRole('tab', { name: words.tabs.destruction }).click();
  await expect(page.getByRole('button', { name: words.register.withdraw })).toBeVisible();
  await expect(page.getByRole('button', { name: words.register.confirm })).toHaveCount(0);

  await as(scene, 'baomi');
  await spine(scene, words.title).click();
  const waiting = page.getByRole('region', { name: words.register.waiting });
  await expect(waiting).toContainText(kept.title);
  await shot(scene, 'waiting');
  await waiting.getByRole('button', { name: words.register.confirm }).click();
  await page.getByLabel(words.register.typed(words.register.word)).fill(words.register.word);
  await shot(scene, 'confirm');
  await button(dialogBox(scene), words.register.confirm).click();
  await expect(page.getByRole('status').filter({ hasText: words.register.done(0) })).toBeVisible();
  const register = page.getByRole('region', { name: words.register.title });
  await expect(register).toContainText(kept.title);
  await expect(register).toContainText(words.register.states.destroyed);
  await shot(scene, 'destroyed');
  await answerDialogs(scene.running, [folder.path]);
  await button(page, words.register.print).click();
  await expect(page.getByRole('status').filter({ hasText: words.paper.title })).toBeVisible();
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);

  await as(scene, 'dangan');
  await spine(scene, words.title).click();
  await expect(page.getByText(words.none)).toBeVisible();
  await spine(scene, t.frame.dossiers).click();
  await expect(page.getByText(kept.title)).toHaveCount(0);
});
