import { readdirSync } from 'node:fs';
import path from 'node:path';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStart, firstStartWithSample } from './driver/entry.ts';
import { showScreen, showTab } from './driver/look.ts';
import { button, dialogBox, type Scene, title } from './driver/scene.ts';
import { giveKey, openFile, printOf, takeKey } from './driver/transfer.ts';
import { expect, test } from './spec.ts';

async function openDossier(scene: Scene): Promise<void> {
  await showScreen(scene, scene.t.frame.dossiers);
  await scene.page.locator('main').getByRole('row').nth(1).getByRole('button').first().click();
  await title(scene).first().waitFor();
}

async function send(scene: Scene, folder: string, look?: string): Promise<string> {
  const { page, t } = scene;
  const words = t.transfer.send;
  await openDossier(scene);
  await button(page, words.action).click();
  const dialog = dialogBox(scene);
  await dialog.getByLabel(words.purpose).fill('联合验收');
  if (look !== undefined) await page.screenshot({ path: look });
  await answerDialogs(scene.running, [folder]);
  await button(dialog, words.go).click();
  await expect(page.getByText(/已写出 .*\.jzx/)).toBeVisible({ timeout: 60_000 });
  const name = readdirSync(folder).filter((one) => one.endsWith('.jzx'));
  return path.join(folder, name.toSorted().at(-1) ?? '?');
}

async function correctPlace(scene: Scene, value: string): Promise<void> {
  await openDossier(scene);
  await scene.page.evaluate(async (place) => {
    const list = await window.juanzong.dossier.list();
    const id = list.ok ? list.value[0]?.id : undefined;
    if (id === undefined) throw new Error('no dossier');
    const view = await window.juanzong.dossier.view({ dossier: id });
    if (!view.ok) throw new Error(view.code);
    const version = view.value.version;
    const fields = { sign_place: place };
    await window.juanzong.dossier.amend({ dossier: id, version, fields, reason: `改为${place}` });
  }, value);
}

test('a dossier goes to another store and back, and what both changed is decided by a person', async ({
  open,
  folder,
}) => {
  test.setTimeout(240_000);
  const a = await open();
  const b = await open();
  await firstStartWithSample(a);
  await firstStart(b);
  const [outA, outB] = [folder.folder('甲'), folder.folder('乙')];
  const keyA = await giveKey(a, outA);
  const keyB = await giveKey(b, outB);
  await a.page.screenshot({ path: 'out/transfer/keys.png' });
  await takeKey(a, keyB, await printOf(b));
  await takeKey(b, keyA, await printOf(a));
  await b.page.screenshot({ path: 'out/transfer/keys-known.png' });

  const file = await send(a, outA, 'out/transfer/send.png');
  await openFile(b, file);
  const words = b.t.transfer.receive;
  const first = dialogBox(b);
  await expect(first).toContainText(words.newDossier);
  await expect(first).toContainText('联合验收');
  await b.page.screenshot({ path: 'out/transfer/receive.png' });
  await first.getByRole('button', { name: words.go, exact: true }).click();
  await expect(b.page.getByText(/已接收/)).toBeVisible({ timeout: 60_000 });

  await correctPlace(a, '甲方会议室');
  await correctPlace(b, '乙方会议室');
  await openFile(b, await send(a, folder.folder('再送')));
  const both = dialogBox(b);
  await expect(both).toContainText('甲方会议室');
  await expect(both).toContainText('乙方会议室');
  await expect(button(both, words.merge)).toBeDisabled();
  await b.page.screenshot({ path: 'out/transfer/differences.png' });
  await both.getByRole('button', { name: `${words.keep} ${words.theirs}` }).click();
  await button(both, words.merge).click();
  await expect(b.page.getByText(/已接收/)).toBeVisible({ timeout: 60_000 });
  await openDossier(b);
  await showTab(b, b.t.amend.tab);
  await expect(b.page.getByRole('tabpanel')).toContainText('甲方会议室');

  // The same file again, and one for somebody else.
  await openFile(b, file);
  await expect(b.page.getByText('这个文件已经接收过一次', { exact: false })).toBeVisible();
  await b.page.screenshot({ path: 'out/transfer/replayed.png' });
  await b.page.keyboard.press('Escape');
  await openFile(a, file);
  await expect(a.page.getByText('它是封给另一把公钥的', { exact: false })).toBeVisible();
});
