import type { Locator } from '@playwright/test';
import { answerDialogs } from './dialogs.ts';
import { button, type Scene, spine } from './scene.ts';

/** The states a piece may show (缺 / 有 / 存疑 / 齐). */
export type PieceState = 'missing' | 'present' | 'doubtful' | 'complete';

/** 材料包 of the dossier that was open last. */
export async function openPackage(scene: Scene): Promise<void> {
  await spine(scene, scene.t.frame.package).click();
  await scene.page.getByRole('region', { name: scene.t.packages.pieces }).first().waitFor();
}

/** A piece's row, by its key of the rulebook. */
export function piece(scene: Scene, key: string): Locator {
  return scene.page.locator(`[data-piece="${key}"]`);
}

/** Where the selected piece is shown or dropped. */
export function place(scene: Scene): Locator {
  return scene.page.getByRole('region', { name: scene.t.packages.piece, exact: true });
}

export async function waitForState(scene: Scene, key: string, state: PieceState): Promise<void> {
  await piece(scene, key).locator(`.pk-state-${state}`).waitFor();
}

/** Chooses a new file for a piece in main's dialog; it is sealed and filed. */
export async function fileUnder(scene: Scene, key: string, file: string): Promise<void> {
  await piece(scene, key).click();
  await answerDialogs(scene.running, [file]);
  await button(place(scene), scene.t.packages.addFile).click();
  await piece(scene, key).locator('.pk-state:not(.pk-state-missing)').waitFor({ timeout: 30_000 });
}

/** Files something sealed already under a piece. */
export async function fileSealed(scene: Scene, key: string, name: string): Promise<void> {
  await piece(scene, key).click();
  await button(place(scene), scene.t.packages.fromSealed).click();
  await scene.page.getByRole('dialog').getByRole('button', { name }).first().click();
  await piece(scene, key).locator('.pk-state:not(.pk-state-missing)').waitFor();
}

/** A person looks at the page and says that it is the piece and bears its seal: the key Y. */
export async function confirmPiece(scene: Scene, key: string): Promise<void> {
  await piece(scene, key).click();
  await scene.page.keyboard.press('y');
  await waitForState(scene, key, 'complete');
}

/** What the bar says still blocks, in its one line. */
export async function blocking(scene: Scene): Promise<string> {
  return scene.page.locator('.pk-blocking').innerText();
}

/** Exports the package into a folder; an incomplete one is asked about and marked. Answers what the screen says. */
export async function exportPackage(scene: Scene, into: string, name: string): Promise<string> {
  const { packages } = scene.t;
  await answerDialogs(scene.running, [into]);
  const whole = button(scene.page, packages.exportNamed(name));
  if ((await whole.count()) > 0) await whole.click();
  else {
    await button(scene.page, packages.exportDraft).click();
    await button(scene.page.getByRole('dialog'), packages.exportDraft).click();
  }
  return told(scene, packages.exported);
}

/** Exports the archive into a folder; answers what the screen says. */
export async function exportArchive(scene: Scene, into: string): Promise<string> {
  await answerDialogs(scene.running, [into]);
  await button(scene.page, scene.t.packages.archive).click();
  return told(scene, scene.t.packages.exported);
}

/** Verifies an archive; answers what the screen says, and whether it says that it is whole. */
export async function verifyArchive(scene: Scene, folder: string): Promise<{ valid: boolean; text: string }> {
  const words = scene.t.packages.verified;
  await answerDialogs(scene.running, [folder]);
  await button(scene.page, scene.t.packages.verify).click();
  const valid = scene.page.getByRole('dialog').getByText(words.valid, { exact: true });
  const invalid = scene.page.getByRole('dialog').getByText(words.invalid, { exact: true });
  await valid.or(invalid).waitFor({ timeout: 60_000 });
  return { valid: await valid.isVisible(), text: await scene.page.getByRole('dialog').innerText() };
}

async function told(scene: Scene, heading: string): Promise<string> {
  const dialog = scene.page.getByRole('dialog');
  await dialog.getByText(heading, { exact: true }).waitFor({ timeout: 60_000 });
  return dialog.innerText();
}

/** Closes the dialog in front with Esc. */
export async function dismiss(scene: Scene): Promise<void> {
  await scene.page.keyboard.press('Escape');
  await scene.page.getByRole('dialog').waitFor({ state: 'detached' });
}
