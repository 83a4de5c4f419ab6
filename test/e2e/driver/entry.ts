import { groupsOf } from '../../../renderer/features/entry/shares.ts';
import { button, person, type Scene, spine, title } from './scene.ts';

/** Looks on between the steps, e.g. to take a picture. */
export type Look = (name: string) => Promise<void>;
const noLook: Look = () => Promise.resolve();

/** First start: use, account, recovery papers copied and checked; answers the papers. Ends at the sample's offer. */
export async function setUpAccount(scene: Scene, look: Look = noLook): Promise<string[]> {
  const { page, t } = scene;
  await page.getByRole('heading', { name: t.entry.mode.title }).waitFor();
  await look('mode');
  await page.keyboard.press('Enter');
  await page.getByLabel(t.entry.account.login, { exact: true }).fill(person.login);
  await page.getByLabel(t.entry.account.name, { exact: true }).fill(person.name);
  await page.getByLabel(t.entry.account.password, { exact: true }).fill(person.password);
  await page.getByLabel(t.entry.account.again, { exact: true }).fill(person.password);
  await look('account');
  await page.keyboard.press('Enter');
  const papers = page.getByRole('region', { name: t.entry.papers.paper(3) });
  await papers.waitFor({ timeout: 60_000 });
  const shares = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const groups = page.getByRole('region', { name: t.entry.papers.paper(number) }).getByRole('listitem');
      return (await groups.allTextContents()).join('-');
    }),
  );
  await look('papers');
  await page.keyboard.press('Enter');
  for (const number of [1, 2, 3]) {
    const field = page.getByLabel(t.entry.papers.lastOf(number), { exact: true });
    // Two of the three are asked, by lot.
    if ((await field.count()) > 0) await field.fill(groupsOf(shares[number - 1] ?? '').at(-1) ?? '');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: t.entry.sample.title }).waitFor();
  await look('sample');
  return shares;
}

/** First start without the sample: ends at an empty 今日. */
export async function firstStart(scene: Scene, look: Look = noLook): Promise<string[]> {
  const shares = await setUpAccount(scene, look);
  await button(scene.page, scene.t.entry.sample.skip).click();
  await spine(scene, scene.t.frame.today).waitFor();
  return shares;
}

/** First start with the sample dossier open. */
export async function firstStartWithSample(scene: Scene): Promise<void> {
  await setUpAccount(scene);
  await button(scene.page, scene.t.entry.sample.open).click();
  await spine(scene, scene.t.frame.today).waitFor({ timeout: 60_000 });
  await title(scene).first().waitFor();
}

export async function lock(scene: Scene): Promise<void> {
  await scene.page.keyboard.press('Control+l');
  await scene.page.getByLabel(scene.t.entry.unlock.password, { exact: true }).waitFor();
}

/** Types a password at the sealed door; the caller says what should follow. */
export async function tryPassword(scene: Scene, password: string): Promise<void> {
  const field = scene.page.getByLabel(scene.t.entry.unlock.password, { exact: true });
  await field.fill(password);
  await field.press('Enter');
}

export async function unlock(scene: Scene): Promise<void> {
  await tryPassword(scene, person.password);
  await spine(scene, scene.t.frame.today).waitFor({ timeout: 30_000 });
}
