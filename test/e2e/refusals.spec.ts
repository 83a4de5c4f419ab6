import { readdirSync } from 'node:fs';
import { errorWords } from '../../shared/text/errors.ts';
import { damagedPaper, lockedPaper } from '../support/papers.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStart, lock, tryPassword, unlock } from './driver/entry.ts';
import { button, dialogBox, launchOptions, person, type Scene, sceneOf, spine } from './driver/scene.ts';
import { openNewDossier } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

test('a wrong password is told, then must wait, and a restart does not shorten the wait', async ({
  open,
  start,
}) => {
  const scene = await open();
  await firstStart(scene);
  await lock(scene);
  const words = scene.t.entry.unlock;
  const field = scene.page.getByLabel(words.password, { exact: true });
  await tryPassword(scene, `${person.password}？`);
  await expect(scene.page.getByRole('alert')).toContainText(words.wrong);
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await unlock(scene);
  await lock(scene);
  for (let tries = 1; tries <= 5; tries += 1) {
    await tryPassword(scene, `错误的口令 ${tries}`);
    await expect(scene.page.getByRole('alert')).toContainText(words.wrong);
    await expect(field).toHaveValue('');
  }
  const wait = scene.page.getByText(/请等\s?\d+\s?秒再试/);
  await expect(wait).toBeVisible();
  await expect(field).toBeDisabled();
  const told = Number(/\d+/.exec((await wait.innerText()).replace(words.wrong, ''))?.[0]);
  expect(told).toBeGreaterThan(50);
  await expect.poll(async () => Number(/(\d+)\s?秒/.exec(await wait.innerText())?.[1])).toBeLessThan(told);
  await scene.running.kill();
  const again = await sceneOf(await start({ userData: scene.running.userData, ...launchOptions('zh') }));
  await tryPassword(again, person.password);
  await expect(again.page.getByText(/请等\s?\d+\s?秒再试/)).toBeVisible();
  await expect(spine(again, again.t.frame.today)).toHaveCount(0);
});

const refused = [
  ['a damaged PDF', '协议.pdf', damagedPaper, 'file_damaged'],
  ['a PDF with a password', '协议.pdf', () => lockedPaper('只有对方知道'), 'file_encrypted'],
  [
    'a name with a mark of a state secret (E-16)',
    '机密★10年 协议.txt',
    () => '甲方：某中心',
    'state_secret_marking',
  ],
  ['a picture called a PDF', '协议.pdf', () => Buffer.from('iVBORw0KGgo=', 'base64'), 'file_type_refused'],
] as const;

for (const [what, name, make, code] of refused) {
  test(`${what} is refused as an agreement, in words, and nothing else changes`, async ({ open, folder }) => {
    const scene = await open();
    await firstStart(scene);
    await openNewDossier(scene);
    await answerDialogs(scene.running, [folder.file(name, await make())]);
    await button(scene.page, scene.t.wizard.start.choose).click();
    const words = errorWords('zh', code);
    await expect(dialogBox(scene)).toContainText(words.title);
    await expect(dialogBox(scene)).toContainText(words.means);
    await expect(dialogBox(scene)).toContainText(words.todo);
    await scene.page.keyboard.press('Escape');
    await expect(dialogBox(scene)).toHaveCount(0);
    expect(readdirSync(folder.path)).toEqual([name]);
  });
}

test('a dialog that is cancelled leaves no draft', async ({ open }) => {
  const scene = await open();
  await firstStart(scene);
  await openNewDossier(scene);
  await answerDialogs(scene.running, []);
  await button(scene.page, scene.t.wizard.start.choose).click();
  await expect(button(scene.page, scene.t.wizard.start.choose)).toBeEnabled();
  await expect(scene.page.getByRole('region', { name: scene.t.wizard.start.resume })).toHaveCount(0);
  await emptyToday(scene);
});

async function emptyToday(scene: Scene): Promise<void> {
  await spine(scene, scene.t.frame.today).click();
  await expect(scene.page.getByText(scene.t.today.noDossier, { exact: true })).toBeVisible();
}
