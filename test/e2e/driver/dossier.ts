import type { Locator } from '@playwright/test';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import { answerDialogs } from './dialogs.ts';
import { button, type Scene } from './scene.ts';

/** The kind that the stamped papers are written for. */
const sampleKind = 'cooperation-agreement';

/** The words by which the interface calls an event of a kind. */
export function eventTitle({ language }: Pick<Scene, 'language'>, key: string, kind = sampleKind): string {
  const event = definitions.find((one) => one.id === kind)?.events.find((one) => one.key === key);
  if (event === undefined) throw new Error(`no event ${key}`);
  return event.title[language];
}

/** A dated fact with the files that prove it. */
export interface Fact {
  /** The kind of the dossier, where it is another than the sample's. */
  kind?: string;
  key: string;
  date: string;
  installment?: number;
  /** New files, chosen in main's dialog. */
  files?: readonly string[];
  /** Sealed already: by their names. */
  sealed?: readonly string[];
  values?: Readonly<Record<string, string>>;
}

/** Chooses one option of a select; its words are typed where it searches. */
export async function select(scene: Scene, box: Locator, words: string): Promise<void> {
  await box.click();
  if (await box.isEditable()) await box.fill(words);
  const options = scene.page.locator('.ant-select-item-option');
  // One may hold the words of another: 提交进展报告 and 实验室要求提交进展报告.
  const whole = options.filter({ has: scene.page.getByText(words, { exact: true }) });
  await options.filter({ hasText: words }).first().waitFor();
  await ((await whole.count()) > 0 ? whole : options.filter({ hasText: words })).first().click();
}

/** 卷宗, 登记: opens the dialog, records the fact, and closes what tells which dates moved. */
export async function recordEvent(scene: Scene, fact: Fact): Promise<string[]> {
  await button(scene.page.locator('main'), scene.t.dossier.record).first().click();
  await scene.page.getByRole('dialog').waitFor();
  await select(scene, scene.page.locator('#event-key'), eventTitle(scene, fact.key, fact.kind));
  return fillEvent(scene, fact);
}

/** Fills the open dialog of an event, saves, answers the names of the obligations that moved. */
export async function fillEvent(scene: Scene, fact: Fact): Promise<string[]> {
  const { page, t } = scene;
  const words = t.reason.dialog;
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.date, { exact: true }).fill(fact.date);
  if (fact.installment !== undefined) {
    const box = dialog.locator('#event-installment');
    if ((await box.count()) > 0) await select(scene, box, words.installmentOf(fact.installment));
  }
  for (const [key, value] of Object.entries(fact.values ?? {}))
    await dialog.locator(`#event-value-${key}`).fill(value);
  const evidence = dialog.getByRole('group', { name: words.evidence });
  for (const name of fact.sealed ?? []) await evidence.getByRole('checkbox', { name }).check();
  if (fact.files !== undefined && fact.files.length > 0) {
    const before = await evidence.getByRole('checkbox', { checked: true }).count();
    await answerDialogs(scene.running, fact.files);
    await evidence.getByRole('button', { name: words.choose }).click();
    await evidence
      .getByRole('checkbox', { checked: true })
      .nth(before + fact.files.length - 1)
      .waitFor();
  }
  await dialog.getByRole('button', { name: words.save, exact: true }).click();
  await dialog.getByText(words.movedTitle, { exact: true }).waitFor();
  const moved = await dialog.getByRole('row').allInnerTexts();
  await dialog.getByRole('button', { name: words.done }).click();
  await dialog.waitFor({ state: 'detached' });
  return moved;
}

/** Opens a section of the dossier. */
export async function tab(scene: Scene, words: string): Promise<void> {
  await scene.page.getByRole('tab', { name: words }).click();
}
