import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expect } from '../fixture.ts';
import { answerDialogs } from './dialogs.ts';
import { tab } from './dossier.ts';
import { button, dialogBox, type Scene } from './scene.ts';

/** The request that 审批 of the open dossier shows first. */
export function firstRequest({ page, t }: Scene): Locator {
  return page.getByRole('table', { name: t.approval.title }).getByRole('row').nth(1);
}

/** 材料, 给第三方: asks to hand these files over; what comes is the caller's. */
export async function give(scene: Scene, recipient: string, names: readonly string[]): Promise<void> {
  const { page, t } = scene;
  await tab(scene, t.dossier.tabs.material);
  await button(page.getByRole('tabpanel'), t.approval.give).click();
  const dialog = dialogBox(scene);
  await dialog.getByLabel(t.approval.fields.recipient, { exact: true }).fill(recipient);
  for (const name of names) await dialog.getByRole('checkbox', { name }).check();
  await button(dialog, t.approval.go).click();
}

/** From the refusal in front to a request that waits for its letter. */
export async function askFromRefusal(scene: Scene, recipient: string, name: string): Promise<void> {
  const words = scene.t.approval;
  await button(dialogBox(scene), words.ask).click();
  const ask = dialogBox(scene);
  await expect(ask.getByLabel(words.fields.recipient, { exact: true })).toHaveValue(recipient);
  await expect(ask.getByRole('checkbox', { name })).toBeChecked();
  await ask.getByLabel(words.fields.why, { exact: true }).fill('联合试点须对方核对图斑');
  await ask.getByLabel(words.fields.until, { exact: true }).fill('2024-10-18');
  await ask.getByLabel(words.fields.backBy, { exact: true }).fill('2024-10-20');
  await button(ask, words.dialog.save).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await expect(firstRequest(scene)).toContainText(words.states.asked);
}

/** Writes the letter of the first request into a folder; answers the endings of what was written. */
export async function writeLetter(scene: Scene, out: string): Promise<string[]> {
  const words = scene.t.approval;
  await answerDialogs(scene.running, [out]);
  await button(firstRequest(scene), words.letter).click();
  await expect(firstRequest(scene)).toContainText(words.states.sent, { timeout: 60_000 });
  const [letter] = readdirSync(out);
  return readdirSync(path.join(out, letter ?? ''))
    .map((name) => path.extname(name))
    .sort();
}

/** Binds the stamped paper to the first request: it can be used once from now on. */
export async function bindConsent(scene: Scene, paper: string, on: string): Promise<void> {
  const { t } = scene;
  const words = t.approval;
  await button(firstRequest(scene), words.consent).click();
  const consent = dialogBox(scene);
  await expect(button(consent, words.consentGo)).toBeDisabled();
  await answerDialogs(scene.running, [paper]);
  await button(consent, t.reason.dialog.choose).click();
  await expect(consent.getByRole('checkbox', { name: path.basename(paper) })).toBeChecked();
  await consent.getByLabel(words.fields.consentOn, { exact: true }).fill(on);
  await consent.getByRole('checkbox', { name: words.consentSealed }).check();
  await button(consent, words.consentGo).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await expect(firstRequest(scene)).toContainText(words.states.granted);
}

/** The one handing-over of the first request; answers what lies in the folder for this recipient. */
export async function handOver(scene: Scene, recipient: string, out: string): Promise<string[]> {
  const words = scene.t.approval;
  await answerDialogs(scene.running, [out]);
  await button(firstRequest(scene), words.handOver).click();
  await button(dialogBox(scene), words.go).click();
  await expect(firstRequest(scene)).toContainText(words.states.out, { timeout: 60_000 });
  const made = readdirSync(out).find((name) => name.includes(recipient)) ?? '';
  return readdirSync(path.join(out, made)).sort();
}

/** What was lent came back or was destroyed, with its paper. */
export async function giveBack(scene: Scene, paper: string, on: string): Promise<void> {
  const { t } = scene;
  const words = t.approval;
  await button(firstRequest(scene), words.giveBack).click();
  const back = dialogBox(scene);
  await answerDialogs(scene.running, [paper]);
  await button(back, t.reason.dialog.choose).click();
  await expect(back.getByRole('checkbox', { name: path.basename(paper) })).toBeChecked();
  await back.getByLabel(words.fields.proofOn, { exact: true }).fill(on);
  await button(back, t.common.save).click();
  await expect(firstRequest(scene)).toContainText(words.states.done);
}

/** 收回: one file by its name, or the whole dossier; inventory and certificate go into the folder. */
export async function recall(
  scene: Scene,
  what: { file: string } | 'dossier',
  reason: string,
  out: string,
): Promise<void> {
  const { page, t } = scene;
  const words = t.recall;
  await answerDialogs(scene.running, [out]);
  await tab(scene, t.approval.tab);
  await button(page.getByRole('tabpanel'), words.open).click();
  const dialog = dialogBox(scene);
  await expect(button(dialog, words.go).last()).toBeDisabled();
  if (what === 'dossier') await dialog.getByRole('radio', { name: words.paper.scopes.dossier }).check();
  else await dialog.getByRole('checkbox', { name: what.file }).first().check();
  await dialog.getByLabel(words.reason, { exact: true }).fill(reason);
  await dialog.getByLabel(words.typed(words.confirmWord), { exact: true }).fill(words.confirmWord);
  await expect(dialog).toContainText(words.limits);
  await button(dialog, words.go).last().click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toBeVisible({ timeout: 60_000 });
}
