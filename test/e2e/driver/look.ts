import path from 'node:path';
import type { Locator } from '@playwright/test';
import { answerDialogs } from './dialogs.ts';
import { button, type Scene, spine } from './scene.ts';

/** Opens a screen by its word on the spine and waits until it stands. */
export async function showScreen(scene: Scene, words: string): Promise<void> {
  await spine(scene, words).click();
  await scene.page.locator('main').getByRole('heading', { level: 1 }).first().waitFor();
}

/** A section of the dossier. */
export async function showTab(scene: Scene, words: string): Promise<void> {
  await scene.page.getByRole('tab', { name: words }).click();
}

/** 今日: asks the current row why, by Enter. */
export async function openReason(scene: Scene): Promise<Locator> {
  const { keyboard } = scene.page;
  // The tab of the spine has the focus and its own Enter: into the list first.
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  const reason = scene.page.getByRole('complementary', { name: scene.t.common.why });
  await reason.waitFor();
  return reason;
}

/** 材料: opens a sealed PDF in the viewer and waits until its first page is drawn. */
export async function openEvidence(scene: Scene, name: string): Promise<Locator> {
  const viewer = await viewFile(scene, name);
  await drawn(viewer, 1);
  return viewer;
}

/** A page of the viewer, 1-based. */
export function viewedPage(viewer: Locator, page: number): Locator {
  return viewer.locator(`[data-page="${page - 1}"]`);
}

/** Waits until a page of the viewer is painted: something else than white stands on its canvas. */
export async function drawn(viewer: Locator, page: number): Promise<void> {
  const canvas = viewedPage(viewer, page).locator('canvas').first();
  await canvas.waitFor();
  for (let tries = 0; tries < 100; tries += 1) {
    if (await canvas.evaluate(hasInk).catch(() => false)) return;
    await canvas.page().waitForTimeout(100);
  }
  throw new Error(`page ${page} stayed white`);
}

function hasInk(element: Element): boolean {
  const canvas = element as HTMLCanvasElement;
  const context = canvas.width > 0 ? canvas.getContext('2d') : null;
  if (context === null) return false;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 0 && Math.min(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255) < 200)
      return true;
  }
  return false;
}

/** 材料: seals files chosen in main's dialog; every one of them then stands in the list. */
export async function sealFiles(scene: Scene, files: readonly string[]): Promise<void> {
  const { t } = scene;
  await answerDialogs(scene.running, files);
  await button(scene.page.getByRole('tabpanel'), t.evidence.add).click();
  const table = scene.page.getByRole('table', { name: t.evidence.table });
  for (const file of files) {
    const name = path.basename(file);
    await table.getByRole('button', { name, exact: true }).first().waitFor({ timeout: 60_000 });
  }
}

/** Opens a sealed file that has no pages to be drawn: what the viewer says of it. */
export async function viewFile(scene: Scene, name: string): Promise<Locator> {
  const table = scene.page.getByRole('table', { name: scene.t.evidence.table });
  await table.getByRole('button', { name, exact: true }).first().click();
  const viewer = scene.page.getByRole('region', { name: scene.t.evidence.viewer.label(name) }).first();
  await viewer.waitFor();
  return viewer;
}
