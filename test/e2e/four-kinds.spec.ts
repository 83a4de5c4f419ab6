import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makePdf } from '../support/pdf.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStart } from './driver/entry.ts';
import type { Folder } from './driver/folder.ts';
import { showScreen } from './driver/look.ts';
import {
  blocking,
  dismiss,
  exportArchive,
  exportPackage,
  openPackage,
  piece,
  waitForState,
} from './driver/package.ts';
import { checkThere, openCatalogue, plainBrowser } from './driver/plain-browser.ts';
import { button, type Scene, title } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** Each kind with the package that is accepted, and the state in which its sample then is. */
const kinds = [
  { kind: 'cooperation-agreement', bundle: 'P-A3', name: '结题验收包', today: '2024-12-02' },
  { kind: 'development-contract', bundle: 'P-B2', name: '终验包', today: '2023-02-01' },
  { kind: 'programme-application', bundle: 'P-C2', name: '执行期证据册', today: '2024-11-20' },
  { kind: 'open-fund-topic', bundle: 'P-D3', name: '结题包', today: '2024-11-04' },
] as const;

/** The record of a dossier whose work was accepted, all of it invented; its package still has no file. */
async function acceptedDossier(scene: Scene, kind: string): Promise<void> {
  await scene.page.evaluate((of) => window.juanzong.dossier.createSample({ kind: of }), kind);
  await showScreen(scene, scene.t.frame.dossiers);
  await scene.page.locator('main').getByRole('row').nth(1).click();
  await scene.page.keyboard.press('Enter');
  await scene.page.getByRole('tablist').first().waitFor();
}

/** The keys of the pieces that are asked for, and how many files each takes. */
async function wantedPieces(scene: Scene): Promise<string[]> {
  const keys = await scene.page
    .locator('.pk-piece:has(.pk-state-missing) [data-piece]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-piece') ?? ''));
  return keys;
}

/** Files and confirms a piece, as often as it asks for another file. */
async function complete(scene: Scene, folder: Folder, key: string): Promise<void> {
  for (let count = 1; count <= 3; count += 1) {
    const file = folder.file(`${key}-${count}.pdf`, await makePdf(`${key} ${count}`, 2));
    if (count === 1) await fileAny(scene, key, file);
    else {
      await answerDialogs(scene.running, [file]);
      await button(scene.page.locator('.pk-place'), scene.t.packages.another).click();
      await scene.page
        .locator('.pk-file')
        .nth(count - 1)
        .click();
    }
    await scene.page.keyboard.press('y');
    await scene.page.locator('.pk-seal .green, .pk-seal .amber').first().waitFor();
    if (await piece(scene, key).locator('.pk-state-complete').isVisible()) return;
    if (count < 3 && (await piece(scene, key).locator('.pk-state-missing').count()) === 0) break;
  }
  await waitForState(scene, key, 'complete');
}

async function fileAny(scene: Scene, key: string, file: string): Promise<void> {
  await piece(scene, key).click();
  await answerDialogs(scene.running, [file]);
  await button(scene.page.locator('.pk-place'), scene.t.packages.addFile).click();
  await scene.page.locator('.pk-file').first().waitFor({ timeout: 30_000 });
}

for (const { kind, bundle, name, today } of kinds) {
  test(`${kind}: from an accepted package to an archive that a plain browser verifies`, async ({
    open,
    folder,
  }) => {
    test.setTimeout(180_000);
    const scene = await open({ today });
    const { page, t } = scene;
    await page.setViewportSize({ width: 1366, height: 768 });
    await firstStart(scene);
    await acceptedDossier(scene, kind);
    await expect(title(scene).first()).toBeVisible();
    await openPackage(scene);
    if (!(await page.locator('.pk-head').innerText()).includes(bundle)) {
      await page.locator('.pk-title .ant-select').click();
      await page.locator('.ant-select-item-option', { hasText: name }).click();
    }
    await expect(page.locator('.pk-head')).toContainText(bundle);
    const keys = await wantedPieces(scene);
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys) await complete(scene, folder, key);
    expect(await blocking(scene)).toContain(t.packages.ready);

    const packages = folder.folder('材料');
    await exportPackage(scene, packages, name);
    await dismiss(scene);
    const [made = ''] = readdirSync(packages);
    const files = readdirSync(path.join(packages, made), { recursive: true }).map(String);
    // The originals byte for byte, the reading copy beside them.
    const first = files.find((file) => file.endsWith(`${keys[0] ?? ''}-1.pdf`)) ?? '';
    expect(readFileSync(path.join(packages, made, first))).toEqual(
      readFileSync(path.join(folder.path, `${keys[0] ?? ''}-1.pdf`)),
    );
    const copy = path.join(packages, made, '阅览件.pdf');
    expect(spawnSync('qpdf', ['--check', copy]).status).toBe(0);
    expect(spawnSync('pdfinfo', [copy], { encoding: 'utf8' }).stderr).toBe('');

    const archives = folder.folder('档案');
    await exportArchive(scene, archives);
    await dismiss(scene);
    await page.screenshot({ path: test.info().outputPath('package.png'), animations: 'disabled' });
    const archive = path.join(archives, readdirSync(archives)[0] ?? '');
    const browser = await plainBrowser();
    try {
      const { page: catalogue, problems } = await openCatalogue(browser, archive);
      expect(await checkThere(catalogue, archive)).toContain('内容完整无改动');
      const evidence = readdirSync(path.join(archive, 'data/evidence')).find((one) => one.endsWith('.pdf'));
      const file = path.join(archive, 'data/evidence', evidence ?? '');
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      expect(await checkThere(catalogue, archive)).toContain('有 1 处不符');
      await expect(catalogue.locator(`[data-path="data/evidence/${evidence ?? ''}"]`)).toHaveAttribute(
        'data-fault',
        'changed',
      );
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
