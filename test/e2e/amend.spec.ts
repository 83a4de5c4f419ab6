import { eventTitle, select } from './driver/dossier.ts';
import { firstStartWithSample, lock, unlock } from './driver/entry.ts';
import { showTab } from './driver/look.ts';
import { button, dialogBox, type Scene } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** Presses 更正 in the row that holds the words. */
async function correct(scene: Scene, words: string): Promise<void> {
  const row = scene.page.locator('main').getByRole('row').filter({ hasText: words }).first();
  await row.getByRole('button', { name: scene.t.amend.act }).first().click();
  await dialogBox(scene).waitFor();
}

test('a field is corrected with its reason, what came between is told, and the history keeps both', async ({
  open,
}) => {
  const scene = await open();
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await showTab(scene, t.amend.tab);
  await correct(scene, '课题编号');
  const dialog = dialogBox(scene);
  const field = dialog.locator('#amend-project_no');
  const before = await field.inputValue();
  await button(dialog, t.amend.save).click();
  await expect(dialog.getByText(t.amend.same)).toBeVisible();
  await field.fill('2024NRDK31');
  await expect(dialog.getByText(t.amend.was(before))).toBeVisible();

  // Esc never destroys.
  await page.keyboard.press('Escape');
  await expect(dialog.getByText(t.amend.unsaved)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('2024NRDK31');

  // No reason, no new version.
  await button(dialog, t.amend.save).click();
  await expect(dialog.getByText(t.common.fillIn)).toBeVisible();
  await dialog.locator('#amend-reason').fill('立项通知更正函');

  // Another hand saves the same field meanwhile: nothing is overwritten, nothing typed is lost.
  await page.evaluate(async () => {
    const list = await window.juanzong.dossier.list();
    const id = list.ok ? list.value[0]?.id : undefined;
    if (id === undefined) throw new Error('no dossier');
    const view = await window.juanzong.dossier.view({ dossier: id });
    if (!view.ok) throw new Error(view.code);
    const fields = { project_no: '2024NRDK30' };
    await window.juanzong.dossier.amend({
      dossier: id,
      version: view.value.version,
      fields,
      reason: '另一处',
    });
  });
  await button(dialog, t.amend.save).click();
  await expect(dialog.getByText(t.amend.now('2024NRDK30'))).toBeVisible();
  await expect(field).toHaveValue('2024NRDK31');
  await button(dialog, t.amend.save).click();
  await expect(dialog.getByRole('heading', { name: t.amend.saved })).toBeVisible();
  await expect(dialog.getByText(t.amend.version(3))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('main').getByRole('row').filter({ hasText: '2024NRDK31' })).toHaveCount(1);

  await showTab(scene, t.dossier.tabs.history);
  const versions = page.locator('main').getByRole('row').filter({ hasText: '课题编号' });
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('立项通知更正函');

  // What is not saved is not kept across the lock, as the dialog says.
  await showTab(scene, t.amend.tab);
  await correct(scene, '课题编号');
  await expect(dialog.getByText(t.amend.leadDialog)).toBeVisible();
  await dialog.locator('#amend-project_no').fill('没有存下的字');
  await lock(scene);
  await unlock(scene);
  await expect(page.getByText('没有存下的字')).toHaveCount(0);
});

test('what comes once is not recorded twice; correcting it moves what counts from it', async ({ open }) => {
  const scene = await open();
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await page.keyboard.press('e');
  const dialog = dialogBox(scene);
  await select(scene, page.locator('#event-key'), eventTitle(scene, 'budget_quota_arrived'));
  await expect(dialog.getByText(t.amend.once('2024-05-22'))).toBeVisible();
  await expect(button(dialog, t.reason.dialog.save)).toBeDisabled();
  await button(dialog, t.amend.toCorrect).click();
  const date = dialog.getByLabel(t.reason.dialog.date, { exact: true });
  await expect(date).toHaveValue('2024-05-22');
  await date.fill('2024-05-27');
  await dialog.locator('#event-reason').fill('以到账告知为准');
  await button(dialog, t.amend.save).click();
  await expect(dialog.getByRole('heading', { name: t.amend.eventSaved })).toBeVisible();
  expect(await dialog.getByRole('row').count()).toBeGreaterThan(1);
  await page.keyboard.press('Escape');

  await showTab(scene, t.dossier.tabs.history);
  const versions = page.locator('main').getByRole('row').filter({ hasText: '以到账告知为准' });
  await expect(versions).toHaveCount(1);
});
