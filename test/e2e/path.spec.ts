import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { firstStart, lock, unlock } from './driver/entry.ts';
import { sampleAgreement } from './driver/folder.ts';
import { openEvidence, openReason, showScreen, showTab, viewedPage } from './driver/look.ts';
import { blocking, dismiss, exportArchive, exportPackage, piece, verifyArchive } from './driver/package.ts';
import { title } from './driver/scene.ts';
import { fillPackage, recordLife, storyDay } from './driver/story.ts';
import { drawPapers, paperName } from './driver/story-papers.ts';
import {
  chooseSide,
  confirmAll,
  field,
  finish,
  openNewDossier,
  readAgreement,
  step,
} from './driver/wizard.ts';
import { expect, test } from './spec.ts';

function only(folder: string): string {
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  return path.join(folder, names[0] ?? '');
}

test('from the agreement to a package and an archive that others can verify', async ({ open, folder }) => {
  test.setTimeout(300_000);
  const papers = await drawPapers(folder);
  const scene = await open({ today: storyDay });
  const { page, t } = scene;
  await firstStart(scene);

  await openNewDossier(scene);
  await readAgreement(scene, sampleAgreement);
  // What was read stands with its line and its words, and waits.
  await step(scene, 5);
  const total = field(scene, 'total_amount');
  await expect(total).toHaveAttribute('data-standing', 'waiting');
  await expect(total.getByRole('textbox').first()).toHaveValue('¥120,000.00');
  await expect(total).toContainText('壹拾贰万元整');
  await expect(total).toContainText(/第\d+行/);
  await expect(page.getByRole('button', { name: t.wizard.bar.finish })).toHaveCount(0);
  await chooseSide(scene, 2);
  expect(await confirmAll(scene, { ip_kpi_choice: 2 })).toBeGreaterThan(40);
  await finish(scene);
  await expect(title(scene)).toContainText('面向红树林退化监测的多源遥感协同识别方法研究');

  await recordLife(scene, papers);
  await showTab(scene, t.dossier.tabs.material);
  const viewer = await openEvidence(scene, paperName('agreement'));
  await expect(viewedPage(viewer, 1)).toContainText('东屿省海岸带资源信息中心');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);

  await showScreen(scene, t.frame.today);
  await expect(title(scene)).toContainText(/2\s?件/);
  const reason = await openReason(scene);
  // Ten working days before the meeting of 11-26 (A-T05), the meeting itself not counted.
  await expect(reason).toContainText(t.reason.title('2024-11-12'));
  await expect(reason).toContainText('验收前 10 个工作日');
  await page.keyboard.press('Escape');

  await fillPackage(scene, papers);
  expect(await blocking(scene)).toContain(t.packages.ready);
  await expect(piece(scene, 'agreement')).toContainText(t.packages.state.complete);
  const packages = folder.folder('材料');
  const told = await exportPackage(scene, packages, '结题验收包');
  await dismiss(scene);
  const exported = only(packages);
  expect(told).toContain(path.basename(exported));
  const files = readdirSync(exported, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  // Byte for byte what was dropped, under readable names, with the list in both forms.
  const agreement = files.find((one) => one.name.endsWith(paperName('agreement')));
  expect(agreement).toBeDefined();
  expect(readFileSync(path.join(agreement?.parentPath ?? '', agreement?.name ?? ''))).toEqual(
    readFileSync(papers.agreement),
  );
  expect(files.map((one) => path.extname(one.name))).toEqual(expect.arrayContaining(['.xlsx', '.pdf']));

  const archives = folder.folder('档案');
  await exportArchive(scene, archives);
  await dismiss(scene);
  const archive = only(archives);
  for (const name of [
    'bagit.txt',
    'bag-info.txt',
    'manifest-sha256.txt',
    'manifest-sha512.txt',
    'juanzong/sm3.txt',
  ])
    expect(existsSync(path.join(archive, name)), name).toBe(true);
  const sums = spawnSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], { cwd: archive });
  expect(sums.status).toBe(0);
  const report = await verifyArchive(scene, archive);
  expect(report.valid, report.text).toBe(true);
  await dismiss(scene);

  await lock(scene);
  expect(await page.locator('body').innerText()).not.toContain('红树林');
  await unlock(scene);
  // One returns to where one was.
  await expect(title(scene)).toContainText('结题验收包');
  await showScreen(scene, t.frame.audit);
  await expect(page.locator('main')).toContainText(t.places.channels['archive.export'] ?? '?');
});
