import { readdirSync } from 'node:fs';
import path from 'node:path';
import { groupsOf } from '../../../shared/model/transfer.ts';
import { expect } from '../fixture.ts';
import { answerDialogs } from './dialogs.ts';
import { showScreen } from './look.ts';
import { button, dialogBox, type Scene } from './scene.ts';

/** 设置: writes the person's key; answers the file. */
export async function giveKey(scene: Scene, folder: string): Promise<string> {
  await showScreen(scene, scene.t.frame.settings);
  await answerDialogs(scene.running, [folder]);
  await button(scene.page, scene.t.transfer.keys.give).click();
  await expect(scene.page.getByText(/已写出/)).toBeVisible();
  const name = readdirSync(folder).find((one) => one.endsWith('.jzkey'));
  return path.join(folder, name ?? '?');
}

/** The whole fingerprint as its owner reads it out. */
export async function printOf(scene: Scene): Promise<string> {
  const found = await scene.page.evaluate(async () => window.juanzong.transfer.keys());
  if (!found.ok) throw new Error(found.code);
  return found.value.own.print;
}

/** 设置: takes a key file, mistyped once, then as its owner said it. */
export async function takeKey(scene: Scene, file: string, print: string): Promise<void> {
  const { page, t } = scene;
  const words = t.transfer.compare;
  await showScreen(scene, t.frame.settings);
  await answerDialogs(scene.running, [file]);
  await button(page, t.transfer.keys.add).click();
  const dialog = dialogBox(scene);
  await expect(dialog.getByText(words.shown, { exact: true })).toBeVisible();
  await page.screenshot({ path: 'out/transfer/compare.png' });
  // A wrong one is refused.
  await dialog.getByLabel(words.typed).fill('0000 0000');
  await button(dialog, words.go).click();
  await expect(page.getByText('填的指纹与文件里的公钥不符', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await dialogBox(scene).getByLabel(words.typed).fill(groupsOf(print).slice(-2).join(' '));
  await button(dialogBox(scene), words.go).click();
  await expect(page.getByRole('table', { name: t.transfer.keys.known })).toBeVisible();
}

/** 卷宗: chooses a sealed file to receive; what comes is the caller's. */
export async function openFile(scene: Scene, file: string): Promise<void> {
  await showScreen(scene, scene.t.frame.dossiers);
  await answerDialogs(scene.running, [file]);
  await button(scene.page, scene.t.transfer.receive.action).click();
}
