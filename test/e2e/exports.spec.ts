import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorWords } from '../../shared/text/errors.ts';
import type { ErrorCode } from '../../shared/model/errors.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import { showScreen } from './driver/look.ts';
import { dismiss, exportArchive, openPackage, verifyArchive } from './driver/package.ts';
import { button, dialogBox, type Scene } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** The sample dossier's acceptance package, open. */
async function samplePackage(scene: Scene): Promise<void> {
  await firstStartWithSample(scene);
  await openPackage(scene);
}

async function refusedWith(scene: Scene, code: ErrorCode): Promise<void> {
  const words = errorWords('zh', code);
  await expect(dialogBox(scene)).toContainText(words.title);
  await expect(dialogBox(scene)).toContainText(words.todo);
  await dismiss(scene);
}

test('a cancelled choice of folder exports nothing and says nothing wrong', async ({ open }) => {
  const scene = await open();
  await samplePackage(scene);
  await answerDialogs(scene.running, []);
  await button(scene.page, scene.t.packages.archive).click();
  await expect(button(scene.page, scene.t.packages.archive)).toBeEnabled();
  await expect(dialogBox(scene)).toHaveCount(0);
});

test('an archive does not overwrite one that is there', async ({ open, folder }) => {
  const scene = await open();
  await samplePackage(scene);
  const into = folder.folder('导出');
  await exportArchive(scene, into);
  await dismiss(scene);
  const before = readdirSync(into, { recursive: true }).map(String).toSorted();
  await answerDialogs(scene.running, [into]);
  await button(scene.page, scene.t.packages.archive).click();
  await refusedWith(scene, 'destination_exists');
  expect(readdirSync(into, { recursive: true }).map(String).toSorted()).toEqual(before);
});

test('an archive comes back as a dossier of its own; a forged one is refused with its reason', async ({
  open,
  folder,
}) => {
  const scene = await open();
  await samplePackage(scene);
  const into = folder.folder('导出');
  await exportArchive(scene, into);
  await dismiss(scene);
  const archive = path.join(into, readdirSync(into)[0] ?? '');
  await showScreen(scene, scene.t.frame.dossiers);
  await answerDialogs(scene.running, [archive]);
  await button(scene.page, scene.t.archive.import).click();
  await expect(scene.page.locator('.dossiers-imported')).toContainText('已导入', { timeout: 60_000 });
  await expect(scene.page.locator('.dossiers-table tbody tr')).toHaveCount(2);
  await scene.page.screenshot({ path: 'out/test/archive-imported.png' });
  writeFileSync(path.join(archive, 'data/record/dossier.json'), '{}');
  await answerDialogs(scene.running, [archive]);
  await button(scene.page, scene.t.archive.import).click();
  await expect(dialogBox(scene)).toContainText('核对不通过');
  await dismiss(scene);
  await expect(scene.page.locator('.dossiers-table tbody tr')).toHaveCount(2);
});

test('a folder that cannot be written is refused in words', async ({ open, folder }) => {
  const scene = await open();
  await samplePackage(scene);
  // Root writes everywhere, so for it the folder is one that went away meanwhile.
  const into = folder.folder('只读');
  if (process.getuid?.() === 0) rmSync(into, { recursive: true });
  else chmodSync(into, 0o500);
  await answerDialogs(scene.running, [into]);
  await button(scene.page, scene.t.packages.archive).click();
  await refusedWith(scene, 'destination_unwritable');
});

test('what was changed, taken out or added is told by its name', async ({ open, folder }) => {
  const scene = await open();
  await samplePackage(scene);
  const into = folder.folder('导出');
  await exportArchive(scene, into);
  await dismiss(scene);
  const archive = path.join(into, readdirSync(into)[0] ?? '');
  const record = path.join(archive, 'data/record/dossier.json');
  writeFileSync(record, '{}');
  writeFileSync(path.join(archive, 'data/后来塞进来的.txt'), 'x');
  const catalogue = readdirSync(path.join(archive, 'data')).find((name) => name.endsWith('.html')) ?? '';
  rmSync(path.join(archive, 'data', catalogue));
  const report = await verifyArchive(scene, archive);
  expect(report.valid).toBe(false);
  const words = scene.t.packages.verified.codes;
  for (const [word, file] of [
    [words.changed, 'data/record/dossier.json'],
    [words.extra, '后来塞进来的.txt'],
    [words.missing, catalogue],
  ]) {
    expect(report.text).toMatch(new RegExp(`${word}[^\\n]*\\n?[^\\n]*${file}`));
  }
});

test('a folder that is no archive is said to be none', async ({ open, folder }) => {
  const scene = await open();
  await samplePackage(scene);
  mkdirSync(path.join(folder.path, '照片'));
  await answerDialogs(scene.running, [path.join(folder.path, '照片')]);
  await button(scene.page, scene.t.packages.verify).click();
  await refusedWith(scene, 'not_an_archive');
});
