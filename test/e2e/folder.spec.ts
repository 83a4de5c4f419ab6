import { readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import type { Folder } from './driver/folder.ts';
import { showTab } from './driver/look.ts';
import { button } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** Nested, with an empty file, an empty folder, a rare character, a link and enough files for a second page. */
function dataset(folder: Folder): string {
  const root = folder.folder('2023年遥感影像');
  for (const sub of ['原始/第一批', '成果', '空文件夹']) folder.folder(`2023年遥感影像/${sub}`);
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(path.join(root, name), bytes);
  put('说明（含𠮷字）.txt', '各景的来源与时相');
  put('空文件.dat', '');
  put('成果/分类图.tif', new Uint8Array(2_000_000).fill(7));
  for (let nth = 0; nth < 230; nth += 1)
    put(`原始/第一批/景-${String(nth).padStart(3, '0')}.dat`, `景${nth}`);
  symlinkSync('说明（含𠮷字）.txt', path.join(root, '链接'));
  utimesSync(path.join(root, '空文件.dat'), 1_700_000_000, 1_700_000_000);
  return root;
}

/** Every path below a folder with what is there. */
function treeOf(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true }).map(String).toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const at = path.join(root, name);
      return [name, statSync(at).isDirectory() ? 'folder' : readFileSync(at).toString('base64')];
    }),
  );
}

test('a folder goes in as one row, is paged through, and comes back to the byte', async ({
  open,
  folder,
}, info) => {
  const root = dataset(folder);
  const scene = await open();
  const { page, t, running } = scene;
  await firstStartWithSample(scene);
  await showTab(scene, t.dossier.tabs.material);
  await answerDialogs(running, [root]);
  await button(page, t.evidence.addFolder).click();
  const row = page.getByRole('row', { name: /2023年遥感影像/u });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(t.evidence.dataset.files(233));
  await page.screenshot({ path: info.outputPath('folder-row.png') });
  await row.getByRole('button', { name: '2023年遥感影像' }).click();
  const words = t.evidence.dataset;
  const view = page.getByRole('region', { name: words.title('2023年遥感影像') });
  await expect(view).toContainText('原始/第一批/景-000.dat');
  await expect(view.getByText(/^第1至200项/u)).toBeVisible();
  await page.screenshot({ path: info.outputPath('folder-open.png') });
  await button(page, words.next).click();
  await expect(view).toContainText('说明（含𠮷字）.txt');
  await expect(view).toContainText(words.kinds.link);
  const into = folder.folder('导出');
  await answerDialogs(running, [into]);
  await button(page, words.export).click();
  await expect(view.getByText(words.exported(233, '2023年遥感影像'))).toBeVisible();
  const back = path.join(into, '2023年遥感影像');
  expect(treeOf(back)).toEqual(treeOf(root));
  expect(statSync(path.join(back, '空文件.dat')).mtimeMs).toBe(1_700_000_000_000);
});
