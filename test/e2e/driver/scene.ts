import type { Locator, Page } from '@playwright/test';
import { type Language, type Texts, textsIn } from '../../../shared/text/text.ts';
import type { LaunchOptions, Running } from '../fixture.ts';

/** One application with its page, in one language: what every step of the driver acts upon. */
export interface Scene {
  readonly running: Running;
  readonly page: Page;
  readonly language: Language;
  readonly t: Texts;
}

/** The one person of a throw-away store. */
export const person = {
  login: 'zhoumouji',
  name: '周某己',
  password: '潮位站旁的红树 每年往外长三步',
} as const;

/** The day on which the sample agreement has something in every group of 今日. */
export const showDay = '2024-10-14';

/** How an application is launched for a scene: its language and its day. */
export function launchOptions(language: Language, today: string = showDay): LaunchOptions {
  return { args: [`--lang=${language}`], env: { JUANZONG_TODAY: today } };
}

/** Puts a running application into a scene; the window shows what main's own language is. */
export async function sceneOf(running: Running, language: Language = 'zh'): Promise<Scene> {
  const page = await running.window();
  await page.locator('main').first().waitFor();
  return { running, page, language, t: textsIn(language) };
}

/** A button by its words; its key cap follows them in the name. */
export function button(within: Page | Locator, words: string): Locator {
  return within.getByRole('button', { name: words });
}

/** A tab of the spine. */
export function spine({ page, t }: Scene, tab: string): Locator {
  return page.getByRole('navigation', { name: t.frame.nav }).getByRole('button', { name: tab });
}

/** The heading of the screen. */
export function title({ page }: Scene): Locator {
  return page.locator('main').getByRole('heading', { level: 1 });
}

/** The refusal in front, if there is one. */
export function dialogBox({ page }: Scene): Locator {
  return page.getByRole('dialog');
}
