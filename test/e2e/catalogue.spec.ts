import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportArchive } from '../../electron/services/archive/export-archive.ts';
import { archiveInput, materialOf } from '../support/outgoing.ts';
import { makePdf } from '../support/pdf.ts';
import { checkThere, openCatalogue, plainBrowser } from './driver/plain-browser.ts';
import { expect, test } from './spec.ts';

test('the catalogue opens from the disc in a plain browser and verifies its archive there', async ({
  folder,
}) => {
  const materials = await Promise.all([
    materialOf('验收申请（盖章）.pdf', await makePdf('application'), { type: 'application/pdf', pages: 1 }),
    materialOf('分类成果 2023 年冬小麦分布图（含𠮷字）.tif', new Uint8Array(3_000_000).fill(7)),
    materialOf('结题报告.docx', new Uint8Array(40_000).fill(9)),
  ]);
  const made = await exportArchive(archiveInput(folder.path, materials));
  const archive = path.join(folder.path, made.name);
  const browser = await plainBrowser();
  try {
    const { page, problems } = await openCatalogue(browser, archive);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await checkThere(page, archive)).toContain('内容完整无改动');
    await page.screenshot({ path: 'out/test/catalogue-valid.png' });
    // The folder above is found to hold it too.
    expect(await checkThere(page, folder.path)).toContain('内容完整无改动');

    const file = path.join(archive, 'data/evidence/0002.tif');
    const bytes = readFileSync(file);
    bytes[1_500_000] = (bytes[1_500_000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const changed = await checkThere(page, archive);
    expect(changed).toContain('有 1 处不符');
    expect(changed).toMatch(/已改动\s*data\/evidence\/0002\.tif\s*分类成果[^\n]*\s*SHA256 SM3/);
    await expect(page.locator('[data-path="data/evidence/0002.tif"]')).toHaveAttribute(
      'data-fault',
      'changed',
    );
    rmSync(path.join(archive, 'data/evidence/0003.docx'));
    writeFileSync(path.join(archive, 'data/后来的.txt'), 'x');
    const more = await checkThere(page, archive);
    expect(more).toMatch(/缺少\s*data\/evidence\/0003\.docx/);
    expect(more).toMatch(/多出\s*data\/后来的\.txt/);
    await page.screenshot({ path: 'out/test/catalogue-invalid.png' });
    await page.screenshot({ path: 'out/test/catalogue-whole.png', fullPage: true });
    expect(problems).toEqual([]);

    const link = page.getByRole('link', { name: '验收申请（盖章）.pdf' }).first();
    expect(await link.getAttribute('href')).toBe('evidence/0001.pdf');
  } finally {
    await browser.close();
  }
});
