import type { Locator } from '@playwright/test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { errorWords } from '../../shared/text/errors.ts';
import { damagedPaper, lockedPaper, stampedPaper, unembeddedPaper } from '../support/papers.ts';
import { makePdf } from '../support/pdf.ts';
import { firstStartWithSample, lock, unlock } from './driver/entry.ts';
import { drawn, openEvidence, sealFiles, showTab, viewedPage, viewFile } from './driver/look.ts';
import { button, type Scene } from './driver/scene.ts';
import { expect, test } from './spec.ts';

/** The sample's 材料 with these files sealed. */
async function material(scene: Scene, files: readonly string[]): Promise<void> {
  await firstStartWithSample(scene);
  await showTab(scene, scene.t.dossier.tabs.material);
  await sealFiles(scene, files);
}

async function width(page: Locator): Promise<number> {
  return (await page.boundingBox())?.width ?? 0;
}

test('a paper: pages, zoom, text one can find, the seal in its red', async ({ open, folder }) => {
  const scene = await open();
  const { page, t } = scene;
  const words = t.evidence.viewer;
  const bytes = await stampedPaper({
    title: '课题中期报告',
    paragraphs: ['高潮位影像下稀疏林缘识别率偏低，拟引入潮位修正。'],
    seals: ['青禾时空（云川）遥感科技有限公司'],
    date: '2024年7月10日',
  });
  await material(scene, [folder.file('中期报告.pdf', bytes)]);
  const viewer = await openEvidence(scene, '中期报告.pdf');
  const first = viewedPage(viewer, 1);
  await expect(first).toContainText('潮位修正');
  const opened = await width(first);
  await viewer.getByRole('button', { name: words.fit }).click();
  await expect.poll(() => width(first)).toBeGreaterThan(opened);
  const fitted = await width(first);
  await viewer.getByRole('button', { name: words.zoomOut }).click();
  await expect.poll(() => width(first)).toBeLessThan(fitted);
  await viewer.getByRole('button', { name: words.zoomIn }).click();
  await viewer.getByRole('button', { name: words.zoomIn }).click();
  await expect.poll(() => width(first)).toBeGreaterThan(fitted);
  await viewer.getByRole('button', { name: words.fit }).click();
  await expect.poll(() => width(first)).toBe(fitted);
  await page.keyboard.press('Control+f');
  await expect(viewer.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('林缘识别');
  await expect(viewer.getByRole('status')).toHaveText(words.found(1, 1));
  await viewer.getByRole('searchbox').fill('没有这句话');
  await expect(viewer.getByRole('status')).toHaveText(words.notFound);
  const red = await first.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < 120 && (data[at + 2] ?? 255) < 120) count += 1;
    return count;
  });
  expect(red).toBeGreaterThan(500);
});

test('200 pages: the first at once, any other by its number, few of them drawn', async ({ open, folder }) => {
  const scene = await open();
  await material(scene, [folder.file('两百页.pdf', await makePdf('page', 200))]);
  const viewer = await openEvidence(scene, '两百页.pdf');
  const { viewer: words } = scene.t.evidence;
  await expect(viewer).toContainText(words.total(200));
  await viewer.getByLabel(words.goto).fill('150');
  await viewer.getByLabel(words.goto).press('Enter');
  await drawn(viewer, 150);
  await expect(viewedPage(viewer, 150)).toContainText('150 of 200');
  await expect(viewedPage(viewer, 1)).toHaveCount(0);
  expect(await viewer.locator('canvas').count()).toBeLessThan(8);
  await viewer.getByRole('searchbox').fill('177 of');
  await expect(viewer.getByRole('status')).toHaveText(words.found(1, 1), { timeout: 30_000 });
  await drawn(viewer, 177);
});

test('a Chinese font that is not embedded still shows and can be found', async ({ open, folder }) => {
  const scene = await open();
  await material(scene, [folder.file('旧打印.pdf', await unembeddedPaper('红树林退化监测合作协议'))]);
  const viewer = await openEvidence(scene, '旧打印.pdf');
  await expect(viewedPage(viewer, 1)).toContainText('红树林退化监测合作协议');
  await viewer.getByRole('searchbox').fill('监测');
  await expect(viewer.getByRole('status')).toHaveText(scene.t.evidence.viewer.found(1, 1));
});

test('damaged and locked papers are kept, and the view says why it shows nothing', async ({
  open,
  folder,
}) => {
  const scene = await open();
  const files = [
    folder.file('损坏.pdf', await damagedPaper()),
    folder.file('加密.pdf', await lockedPaper('只有对方知道')),
  ];
  await material(scene, files);
  for (const [name, code] of [
    ['损坏.pdf', 'file_damaged'],
    ['加密.pdf', 'file_encrypted'],
  ] as const) {
    const viewer = await viewFile(scene, name);
    await expect(viewer).toContainText(errorWords('zh', code).title);
    await scene.page.keyboard.press('Escape');
    await expect(viewer).toHaveCount(0);
  }
});

test('pictures, text and data by what they are, not by their names', async ({ open, folder }) => {
  const scene = await open();
  const { page, t } = scene;
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVQI12P8z8Dwn4GBgYGJAQoAHxcCAk+Uzr4AAAAASUVORK5CYII=',
    'base64',
  );
  const files = [
    folder.file('现场照片.txt', png),
    folder.file('样点.csv', '编号,盖度\n1,0.62\n2,0.48\n'),
    folder.file('模型.bin', Buffer.from([0, 1, 2, 3, 254, 255, 0, 9])),
    folder.file('空文件.txt', ''),
  ];
  await material(scene, files);
  let viewer = await viewFile(scene, '现场照片.txt');
  await expect(viewer.getByRole('img')).toBeVisible();
  expect(await viewer.getByRole('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(2);
  await page.keyboard.press('Escape');
  viewer = await viewFile(scene, '样点.csv');
  await expect(viewer).toContainText('2,0.48');
  await page.keyboard.press('Escape');
  for (const name of ['模型.bin', '空文件.txt']) {
    viewer = await viewFile(scene, name);
    await expect(viewer).toContainText(t.evidence.viewer.noPreview);
    await page.keyboard.press('Escape');
  }
});

test('a lock takes the paper off the screen, and its address answers no more', async ({ open, folder }) => {
  const scene = await open();
  const { page } = scene;
  const bytes = await (await PDFDocument.load(await makePdf('secret', 1))).save();
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/ticket/') && asked.push(request.url()));
  await material(scene, [folder.file('内部.pdf', bytes)]);
  await openEvidence(scene, '内部.pdf');
  const ticket = asked.at(-1) ?? '';
  expect(ticket).not.toBe('');
  await lock(scene);
  await expect(page.locator('.vw, [data-page]')).toHaveCount(0);
  const status = await page.evaluate((url) => fetch(url).then((answer) => answer.status), ticket);
  expect(status).toBe(404);
  await unlock(scene);
  await expect(button(page, scene.t.evidence.add)).toBeVisible();
});
