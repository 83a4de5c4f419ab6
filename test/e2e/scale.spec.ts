import type { Page } from '@playwright/test';
import { firstStart, firstStartWithSample, lock } from './driver/entry.ts';
import { sampleAgreement } from './driver/folder.ts';
import { openReason, showScreen, showTab } from './driver/look.ts';
import { openPackage } from './driver/package.ts';
import { button } from './driver/scene.ts';
import { chooseSide, field, openNewDossier, readAgreement, step } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

/** 1366 × 768 at 150 %. */
const small = { width: 911, height: 512 };
const longTitle =
  '面向粤东近岸红树林与盐沼交错带退化监测的光学雷达协同识别与潮位修正及变化归因方法研究（二期）补充课题之一二三四五六';

/**
 * What a person cannot reach or read now: a page wider than its window, a control that another covers, two
 * controls on one another, words cut without an ellipsis.
 */
function faults(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth + 1) found.push(`the page is ${root.scrollWidth} wide`);
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} “${(element.textContent ?? '').slice(0, 30)}”`;
  // Before a dialog, and before the reason where it lies over the list, the rest waits.
  const front = [...document.querySelectorAll('[role="dialog"], aside.reason')].at(-1) ?? document.body;
  const controls = [
    ...front.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [role="tab"]'),
  ].filter(
    (element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.sr, .skip, [aria-hidden="true"], .ant-radio, .ant-checkbox') === null &&
      !(element instanceof HTMLInputElement && ['radio', 'checkbox'].includes(element.type)),
  );
  for (const control of controls) {
    const box = control.getBoundingClientRect();
    // What is scrolled out of its pane is reached by scrolling.
    let clip = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    let scrolled = false;
    for (let up = control.parentElement; up !== null; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const own = up.getBoundingClientRect();
      clip = {
        left: Math.max(clip.left, own.left),
        top: Math.max(clip.top, own.top),
        right: Math.min(clip.right, own.right),
        bottom: Math.min(clip.bottom, own.bottom),
      };
      const scrolls =
        ['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY);
      if (
        !scrolled &&
        !scrolls &&
        up !== document.body &&
        (box.right > own.right + 2 || box.bottom > own.bottom + 2)
      )
        found.push(`${name(control)} is cut by ${name(up)}`);
      scrolled ||= scrolls;
    }
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    if (box.width < 1 || x < clip.left || x > clip.right || y < clip.top || y > clip.bottom) continue;
    const top = document.elementFromPoint(x, y);
    if (top !== null && !control.contains(top) && !top.contains(control) && top.closest('label') === null)
      found.push(`${name(control)} is covered by ${name(top)}`);
  }
  for (const element of document.querySelectorAll<HTMLElement>('main *, header *, nav *, footer *')) {
    if (!element.checkVisibility() || element.closest('.sr, svg, canvas') !== null) continue;
    const style = getComputedStyle(element);
    const words = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
    );
    if (!words || !['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis')
      continue;
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
      found.push(`${name(element)} is cut without an ellipsis`);
  }
  return [...new Set(found)];
}

async function fits(page: Page, where: string): Promise<void> {
  await page.waitForTimeout(200);
  expect.soft(await page.evaluate(faults), where).toEqual([]);
}

for (const language of ['zh', 'en'] as const) {
  test(`150 %, ${language}: nothing overlaps and nothing is cut`, async ({ open }) => {
    test.setTimeout(150_000);
    const scene = await open({ language, today: '2024-11-05' });
    const { page, t } = scene;
    await page.setViewportSize(small);
    await firstStartWithSample(scene);
    for (const [key, words] of Object.entries(t.dossier.tabs)) {
      await showTab(scene, words);
      await fits(page, `dossier ${key}`);
    }
    await button(page.locator('main'), t.dossier.record).first().click();
    await page.getByRole('dialog').waitFor();
    await fits(page, 'recording an event');
    await page.keyboard.press('Escape');
    await showScreen(scene, t.frame.today);
    await fits(page, 'today');
    await openReason(scene);
    await fits(page, 'reason');
    await page.keyboard.press('Escape');
    for (const screen of [t.frame.dossiers, t.frame.audit, t.frame.settings]) {
      await showScreen(scene, screen);
      await fits(page, screen);
    }
    await showScreen(scene, t.retention.title);
    for (const tab of Object.values(t.retention.tabs)) {
      await page.getByRole('tab', { name: tab }).click();
      await fits(page, `archives ${tab}`);
    }
    await openPackage(scene);
    await fits(page, 'package');
    await lock(scene);
    await fits(page, 'locked');
  });
}

test('150 %, first start and wizard, with a title of 60 characters', async ({ open }) => {
  test.setTimeout(150_000);
  const scene = await open();
  const { page, t } = scene;
  await page.setViewportSize(small);
  await firstStart(scene, (name) => fits(page, name));
  await fits(page, 'empty today');
  await openNewDossier(scene);
  await fits(page, 'new dossier');
  await readAgreement(scene, sampleAgreement);
  await chooseSide(scene, 2);
  await field(scene, 'project_title').getByRole('textbox').first().fill(longTitle);
  for (let number = 1; number <= 8; number += 1) {
    await step(scene, number);
    await fits(page, `wizard step ${number}`);
  }
  await button(page, t.wizard.bar.list).click();
  await fits(page, 'what remains');
  await page.keyboard.press('Escape');
  await showScreen(scene, t.frame.dossiers);
  await expect(page.locator('main')).toContainText(longTitle.slice(0, 20));
  await fits(page, 'dossiers with a long title');
});
