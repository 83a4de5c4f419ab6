import type { Page } from '@playwright/test';
import { firstStartWithSample } from './driver/entry.ts';
import { sampleAgreement } from './driver/folder.ts';
import { showScreen } from './driver/look.ts';
import { openNewDossier, readAgreement } from './driver/wizard.ts';
import { expect, test } from './spec.ts';
import { textsIn } from '../../shared/text/text.ts';

/** How wide the first opening quotation mark of the page is drawn, as a share of its letter size. */
async function quoteWidth(page: Page): Promise<number> {
  return page.locator('main').evaluate(async (main) => {
    await document.fonts.ready;
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf('“');
      if (at < 0 || node.parentElement === null) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return (
        range.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(node.parentElement).fontSize)
      );
    }
    throw new Error('no quotation mark on this screen');
  });
}

test('quotation marks are Latin in English and full in Chinese, and <html lang> follows', async ({
  open,
}) => {
  const scene = await open({ language: 'en', today: '2024-11-12' });
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await showScreen(scene, t.frame.today);
  await expect.poll(() => quoteWidth(page)).toBeLessThan(0.6);
  await showScreen(scene, t.frame.settings);
  await page.getByRole('radio', { name: '中文' }).click({ force: true });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await showScreen({ ...scene, language: 'zh', t: textsIn('zh') }, textsIn('zh').frame.today);
  await expect.poll(() => quoteWidth(page)).toBeGreaterThan(0.6);
});

for (const [width, height] of [
  [1366, 768],
  [911, 512],
] as const) {
  test(`the wizard’s steps take two lines at most in English at ${width}×${height}`, async ({ open }) => {
    const scene = await open({ language: 'en' });
    await scene.page.setViewportSize({ width, height });
    await firstStartWithSample(scene);
    await openNewDossier(scene);
    await readAgreement(scene, sampleAgreement);
    const titles = scene.page.locator('.wz-step-title');
    expect(await titles.count()).toBeGreaterThan(5);
    for (const title of await titles.all()) {
      const { lines, over } = await title.evaluate((element) => ({
        lines:
          element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight),
        over: element.scrollWidth - element.clientWidth,
      }));
      expect(lines, await title.innerText()).toBeLessThan(2.1);
      expect(over, await title.innerText()).toBeLessThanOrEqual(4);
    }
  });
}
