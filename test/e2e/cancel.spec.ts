import { readdirSync } from 'node:fs';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import { fileUnder, openPackage } from './driver/package.ts';
import { button, dialogBox, type Scene, spine } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** Large enough that a person has the time to think better of it. */
const large = Buffer.alloc(48 * 1024 * 1024, 7);

/** The page itself stops the next export once its progress stands: on a fast machine it is over in a second. */
async function stopNext({ page }: Scene): Promise<void> {
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar]');
      const way = bar?.closest('.progress')?.querySelector('button');
      if (!way) return;
      watch.disconnect();
      way.click();
    });
    watch.observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}

test('package and archive stopped on their way say so and leave nothing', async ({ open, folder }) => {
  test.setTimeout(180_000);
  const scene = await open();
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await openPackage(scene);
  await fileUnder(scene, 'method_result', folder.file('影像.tif', large));
  const into = folder.folder('导出');

  await stopNext(scene);
  await answerDialogs(scene.running, [into]);
  await button(page, t.packages.exportDraft).click();
  await button(dialogBox(scene), t.packages.exportDraft).click();
  await expect(page.getByRole('status').getByText(t.packages.stopped.package)).toBeVisible({
    timeout: 30_000,
  });
  expect(readdirSync(into)).toEqual([]);
  await expect(dialogBox(scene)).toHaveCount(0);

  await stopNext(scene);
  await answerDialogs(scene.running, [into]);
  await button(page, t.packages.archive).click();
  await expect(page.getByRole('status').getByText(t.packages.stopped.archive)).toBeVisible({
    timeout: 30_000,
  });
  expect(readdirSync(into)).toEqual([]);

  // From the dossier itself the same, and afterwards it still works.
  await spine(scene, t.frame.dossiers).click();
  await page.getByRole('table').getByRole('button').first().click();
  await stopNext(scene);
  await answerDialogs(scene.running, [into]);
  await button(page, t.dossier.archive).click();
  await expect(page.getByRole('status').getByText(t.packages.stopped.archive)).toBeVisible({
    timeout: 30_000,
  });
  expect(readdirSync(into)).toEqual([]);
  await answerDialogs(scene.running, [into]);
  await button(page, t.dossier.archive).click();
  await expect.poll(() => readdirSync(into).length, { timeout: 60_000 }).toBe(1);
  await expect(page.getByText(t.packages.stopped.archive)).toHaveCount(0);
});
