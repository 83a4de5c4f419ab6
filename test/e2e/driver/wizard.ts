import type { Locator } from '@playwright/test';
import { answerDialogs } from './dialogs.ts';
import { button, type Scene, spine } from './scene.ts';

/** 今日, N: the page where one chooses a kind and reads an agreement. */
export async function openNewDossier(scene: Scene): Promise<void> {
  await spine(scene, scene.t.frame.today).click();
  await scene.page.keyboard.press('n');
  await scene.page.getByRole('heading', { name: scene.t.wizard.title }).waitFor();
}

/** Chooses a file in main's dialog and lets it be read into a new draft. */
export async function readAgreement(scene: Scene, file: string): Promise<void> {
  await answerDialogs(scene.running, [file]);
  await button(scene.page, scene.t.wizard.start.choose).click();
  await scene.page.getByRole('navigation', { name: scene.t.wizard.steps }).waitFor({ timeout: 60_000 });
}

/** The row of a field by the key of the rulebook. */
export function field(scene: Scene, key: string): Locator {
  return scene.page.locator(`[data-field="${key}"]`);
}

/** Goes to a step by its number, as it stands at the left. */
export async function step(scene: Scene, number: number): Promise<void> {
  const steps = scene.page.getByRole('navigation', { name: scene.t.wizard.steps });
  await steps
    .getByRole('button')
    .nth(number - 1)
    .click();
}

/** Says which party we are: 1 or 2, as the first step lists them. */
export async function chooseSide(scene: Scene, number: 1 | 2): Promise<void> {
  await step(scene, 1);
  await field(scene, 'our_side')
    .getByRole('radio')
    .nth(number - 1)
    .check({ force: true });
}

/** What a person decides where the wizard lacks or doubts something: a field's text, or which one of its choices. */
export type Decisions = Readonly<Record<string, string | number>>;

/**
 * Confirms everything by the keyboard alone: F8 goes to the next place, Enter confirms, a digit chooses a
 * reading. Answers how many places were visited; ends when the wizard may be finished.
 */
export async function confirmAll(scene: Scene, decisions: Decisions = {}): Promise<number> {
  const { page, t } = scene;
  const ready = page.getByText(t.wizard.bar.ready);
  for (let visited = 0; visited < 200; visited += 1) {
    if (await ready.isVisible()) return visited;
    await page.keyboard.press('F8');
    const row = page.locator('[data-field][data-focused]:focus-within');
    await row.waitFor();
    await decide(scene, row, decisions);
  }
  throw new Error(`the wizard never came to an end: ${await page.locator('.wz-bar').innerText()}`);
}

async function decide(scene: Scene, row: Locator, decisions: Decisions): Promise<void> {
  const { page } = scene;
  const key = (await row.getAttribute('data-field')) ?? '';
  const standing = await row.getAttribute('data-standing');
  if (standing === 'filled' || standing === 'confirmed') {
    // Decided a moment ago; what the store finds against it is still on its way.
    await page.waitForTimeout(100);
    return;
  }
  const decision = decisions[key];
  const settled = page.locator(`[data-field="${key}"]:not([data-standing="${standing}"])`);
  if (typeof decision === 'number') {
    const readings = await row.locator('.wz-readings').count();
    if (readings > 0) await page.keyboard.press(String(decision));
    else
      await row
        .getByRole('radio')
        .nth(decision - 1)
        .check({ force: true });
  } else if (decision !== undefined) {
    await row.getByRole('textbox').first().fill(decision);
    await page.keyboard.press('Enter');
  } else if (standing === 'waiting') {
    await page.keyboard.press('Enter');
  } else {
    throw new Error(`${key} is ${standing} and nobody decided: ${await row.innerText()}`);
  }
  // Gone to another step, or standing differently.
  await settled
    .or(page.locator(`.wz-fields:not(:has([data-field="${key}"]))`))
    .first()
    .waitFor();
}

/** Ends the wizard; the dossier opens. */
export async function finish(scene: Scene): Promise<void> {
  await button(scene.page, scene.t.wizard.bar.finish).click();
  await scene.page.getByRole('navigation', { name: scene.t.wizard.steps }).waitFor({ state: 'detached' });
}
