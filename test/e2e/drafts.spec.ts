import { firstStart, lock, unlock } from './driver/entry.ts';
import { sampleAgreement } from './driver/folder.ts';
import { button, launchOptions, type Scene, sceneOf, spine } from './driver/scene.ts';
import { field, openNewDossier, readAgreement, step } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

const place = '东屿市望海区会议中心三楼';

/** Waits until the screen says that what was typed last is saved. */
async function saved(scene: Scene): Promise<void> {
  await expect(scene.page.getByText(/^草稿已存\s?\d/)).toBeVisible();
}

async function typeInto(scene: Scene, key: string, text: string): Promise<void> {
  const input = field(scene, key).getByRole('textbox').first();
  await input.fill('');
  await input.pressSequentially(text);
}

/** 新建卷宗, 未完成的草稿: goes on with the only one. */
async function resume(scene: Scene): Promise<void> {
  await openNewDossier(scene);
  const drafts = scene.page.getByRole('region', { name: scene.t.wizard.start.resume });
  await drafts.getByRole('button', { name: scene.t.wizard.start.go }).click();
  await scene.page.getByRole('navigation', { name: scene.t.wizard.steps }).waitFor();
}

test('what the screen said was saved is there after the process was killed while typing', async ({
  open,
  start,
}) => {
  test.setTimeout(300_000);
  let scene = await open();
  await firstStart(scene);
  await openNewDossier(scene);
  await readAgreement(scene, sampleAgreement);
  const { userData } = scene.running;
  // Three lives of the process: each types on, is told “saved”, types more, and is killed at once.
  for (const text of [place, `${place}（改）`, `${place}（再改）`]) {
    await step(scene, 1);
    await typeInto(scene, 'sign_place', text);
    // The state may still be the one of before: the save begins with the last key.
    await scene.page.waitForTimeout(150);
    await saved(scene);
    await field(scene, 'sign_place').getByRole('textbox').first().pressSequentially('未存');
    await scene.running.kill();
    scene = await sceneOf(await start({ userData, ...launchOptions('zh') }));
    await unlock(scene);
    await resume(scene);
    await step(scene, 1);
    const value = await field(scene, 'sign_place').getByRole('textbox').first().inputValue();
    expect(value.startsWith(text)).toBe(true);
  }
});

test('locking comes back to the same field, with every word typed', async ({ open }) => {
  const scene = await open();
  await firstStart(scene);
  await openNewDossier(scene);
  await readAgreement(scene, sampleAgreement);
  await step(scene, 3);
  await step(scene, 1);
  await typeInto(scene, 'sign_place', place);
  // Locked within the half second in which nothing was saved yet.
  await lock(scene);
  expect(await scene.page.locator('body').innerText()).not.toContain('东屿');
  await unlock(scene);
  const input = field(scene, 'sign_place').getByRole('textbox').first();
  await expect(input).toHaveValue(place);
  await expect(field(scene, 'sign_place')).toHaveAttribute('data-focused', 'true');
});

test('leaving the wizard and coming back loses nothing', async ({ open }) => {
  const scene = await open();
  await firstStart(scene);
  await openNewDossier(scene);
  await button(scene.page, scene.t.wizard.start.blank).click();
  await typeInto(scene, 'project_title', '潮间带沉积物遥感反演');
  await spine(scene, scene.t.frame.audit).click();
  await resume(scene);
  await expect(field(scene, 'project_title').getByRole('textbox').first()).toHaveValue(
    '潮间带沉积物遥感反演',
  );
});
