import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { askFromRefusal, bindConsent, firstRequest, give, writeLetter } from './driver/approvals.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { tab } from './driver/dossier.ts';
import { firstStart, firstStartWithSample } from './driver/entry.ts';
import { sealFiles, showScreen } from './driver/look.ts';
import { button, dialogBox, title } from './driver/scene.ts';
import { giveKey, openFile, printOf, takeKey } from './driver/transfer.ts';
import { expect, test } from './spec.ts';

test('a consent leaves as one sealed file, after more than it covers was taken back, and opens on the other machine', async ({
  open,
  folder,
}) => {
  test.setTimeout(300_000);
  const a = await open();
  const b = await open();
  await firstStartWithSample(a);
  await firstStart(b);
  await takeKey(a, await giveKey(b, folder.folder('公钥')), await printOf(b));
  const { page, t } = a;
  const words = t.approval;
  const recipient = '某规划设计公司';
  const shot = (name: string) => page.screenshot({ path: `out/sealed/${name}.png` });

  await showScreen(a, t.frame.dossiers);
  await page.locator('main').getByRole('row').nth(1).getByRole('button').first().click();
  await title(a).first().waitFor();
  await tab(a, t.dossier.tabs.material);
  const [given, kept] = ['图斑统计.csv', '联系人.csv'];
  await sealFiles(a, [folder.file(given, 'a,b\n1,2\n'), folder.file(kept, 'c\n')]);
  await give(a, recipient, [given]);
  await askFromRefusal(a, recipient, given);
  await writeLetter(a, folder.folder('申请函'));
  await bindConsent(a, folder.file('甲方同意件.txt', '同意。甲方（公章）'), '2024-10-14');

  // One file too many: what may be given is offered, and nothing else is ticked then.
  await give(a, recipient, [given, kept]);
  await expect(dialogBox(a)).toContainText(words.objections.widened);
  await shot('widened');
  await button(dialogBox(a), words.onlyGiveable(1)).click();
  const dialog = dialogBox(a);
  await expect(dialog.getByLabel(words.fields.recipient, { exact: true })).toHaveValue(recipient);
  await expect(dialog.getByRole('checkbox', { name: given })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: kept })).not.toBeChecked();
  await dialog.getByRole('radio', { name: words.seal.sealed }).check();
  await expect(dialog).toContainText(words.seal.note);
  await shot('seal');
  const out = folder.folder('带出');
  await answerDialogs(a.running, [out]);
  await button(dialog, words.go).click();
  await expect(page.getByRole('status').filter({ hasText: '已密封为' })).toBeVisible({ timeout: 60_000 });
  await tab(a, words.tab);
  await expect(firstRequest(a)).toContainText(words.states.out);
  await expect(firstRequest(a)).toContainText('密封给');
  await shot('out');
  const names = readdirSync(out);
  expect(names).toEqual([expect.stringMatching(/\.jzx$/)]);
  const file = path.join(out, names[0] ?? '');

  // The other machine: who sent it was never compared there, and the page says so.
  await openFile(b, file);
  const offered = dialogBox(b);
  await expect(offered).toContainText(recipient);
  await expect(offered).toContainText(b.t.transfer.receive.unknown);
  await expect(offered).toContainText(given);
  await b.page.screenshot({ path: 'out/sealed/offer.png' });
  const into = folder.folder('收到');
  await answerDialogs(b.running, [into]);
  await button(offered, b.t.transfer.unpack.go).click();
  await expect(b.page.getByRole('status').filter({ hasText: '已写入' })).toBeVisible({ timeout: 60_000 });
  await b.page.screenshot({ path: 'out/sealed/written.png' });
  const [made] = readdirSync(into);
  expect(readdirSync(path.join(into, made ?? '')).sort()).toEqual([`${words.paper.list}.pdf`, given].sort());
  expect(readFileSync(path.join(into, made ?? '', given), 'utf8')).toBe('a,b\n1,2\n');

  // Its sender cannot open it any more: it is for one key.
  await openFile(a, file);
  await expect(page.getByText('它是封给另一把公钥的', { exact: false })).toBeVisible();
});
