import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import { showScreen } from './driver/look.ts';
import { button, person, type Scene, spine } from './driver/scene.ts';
import { expect, test } from './spec.ts';

async function openHealth(scene: Scene): Promise<void> {
  await showScreen(scene, scene.t.frame.settings);
  await button(scene.page, scene.t.health.title).click();
  await scene.page.getByRole('heading', { level: 1, name: scene.t.health.title }).waitFor();
}

function sealedFile(folder: string): string {
  const found = readdirSync(folder, { recursive: true }).map(String);
  return path.join(folder, found.find((name) => name.endsWith('.jzv')) ?? '');
}

test('a backup is made, damaged, found by the drill, and restored on another machine', async ({
  open,
  folder,
}) => {
  const scene = await open();
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await openHealth(scene);
  await expect(page.locator('[data-finding="backup_none"]')).toBeVisible();
  const disk = folder.folder('移动盘');
  await answerDialogs(scene.running, [disk]);
  await button(page, t.health.backUp).click();
  await expect(page.getByRole('status')).toContainText('✓', { timeout: 60_000 });
  await expect(page.locator('[data-finding="backup_none"]')).toHaveCount(0);
  await page.screenshot({ path: 'out/health/backed-up.png' });

  await answerDialogs(scene.running, [disk]);
  await button(page, t.health.drill).click();
  await expect(page.getByRole('status')).toContainText(t.health.proved(1, 1, '').slice(-6), {
    timeout: 60_000,
  });
  await page.screenshot({ path: 'out/health/proved.png' });

  const file = sealedFile(disk);
  const whole = readFileSync(file);
  const changed = Buffer.from(whole);
  changed[4096] = (changed[4096] ?? 0) ^ 1;
  writeFileSync(file, changed);
  await answerDialogs(scene.running, [disk]);
  await button(page, t.health.drill).click();
  await expect(page.locator('[data-finding="backup_damaged"]')).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: 'out/health/damaged.png' });
  writeFileSync(file, whole);

  const other = await open();
  await button(other.page, t.health.restore.offer).click();
  await other.page.getByLabel(t.health.restore.login, { exact: true }).fill(person.login);
  await other.page.getByLabel(t.health.restore.password, { exact: true }).fill(person.password);
  await other.page.screenshot({ path: 'out/health/restore.png' });
  await answerDialogs(other.running, [disk]);
  await button(other.page, t.health.restore.go).click();
  await spine(other, t.frame.today).waitFor({ timeout: 60_000 });
  await openHealth(other);
  await button(other.page, t.health.prove).click();
  await expect(other.page.locator('.health-facts')).not.toContainText(t.health.facts.notYet, {
    timeout: 60_000,
  });
  await expect(other.page.locator('.health-block')).toHaveCount(0);
});
