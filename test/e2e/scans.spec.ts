import path from 'node:path';
import type { Locator } from '@playwright/test';
import { firstStartWithSample } from './driver/entry.ts';
import { openEvidence, sealFiles, showTab, viewedPage } from './driver/look.ts';
import { expect, test } from './spec.ts';

const scans = path.resolve(import.meta.dirname, '../fixtures/scans');
const files = ['ccitt.pdf', 'jbig2.pdf', 'jpeg2000.pdf'] as const;

/** Places of the picture, as shares of its width and height: see the fixtures' README. */
const dark = { block: [0.2, 0.125], ring: [0.3, 0.855] } as const;
const white = {
  margin: [0.05, 0.125],
  below: [0.2, 0.45],
  inRing: [0.3, 0.77],
  corner: [0.9, 0.95],
} as const;

/** The darkest of the pixels around a place on a page's canvas, 0 black to 255 white. */
async function darkest(page: Locator, [x, y]: readonly [number, number]): Promise<number> {
  return page.locator('canvas').evaluate(
    (element, place) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      if (context === null || canvas.width === 0) return -1;
      const reach = Math.ceil(canvas.width / 100);
      const { data } = context.getImageData(
        Math.round(place[0] * canvas.width) - reach,
        Math.round(place[1] * canvas.height) - reach,
        2 * reach,
        2 * reach,
      );
      let least = 255;
      for (let at = 0; at < data.length; at += 4)
        least = Math.min(least, ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3);
      return least;
    },
    [x, y] as const,
  );
}

async function showsThePicture(page: Locator): Promise<void> {
  await page.locator('canvas').waitFor();
  await expect.poll(() => darkest(page, dark.block), { timeout: 20_000 }).toBeLessThan(60);
  expect(await darkest(page, dark.ring)).toBeLessThan(150);
  for (const place of Object.values(white)) expect(await darkest(page, place)).toBeGreaterThan(230);
}

for (const decoder of ['compiled', 'plain'] as const) {
  test(`CCITT, JBIG2 and JPEG 2000 scans show with the ${decoder} decoders`, async ({ open }) => {
    test.setTimeout(150_000);
    const scene = await open();
    const asked: string[] = [];
    const refused: string[] = [];
    scene.page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    scene.page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) refused.push(message.text());
    });
    if (decoder === 'plain') {
      // A processor or a policy without WebAssembly: the decoder's own file does not arrive.
      await scene.page.route(/\/pdfjs\/wasm\/[^/]*\.wasm$/, (route) => route.abort());
    }
    await firstStartWithSample(scene);
    await showTab(scene, scene.t.dossier.tabs.material);
    await sealFiles(
      scene,
      files.map((name) => path.join(scans, name)),
    );
    for (const name of files) {
      const viewer = await openEvidence(scene, name);
      for (const number of [1, 2]) {
        await viewer.getByLabel(scene.t.evidence.viewer.goto).fill(String(number));
        await scene.page.keyboard.press('Enter');
        await showsThePicture(viewedPage(viewer, number));
      }
      await scene.page.keyboard.press('Escape');
    }
    expect(refused).toEqual([]);
    const fetched = asked.filter((one) => one.startsWith('/pdfjs/wasm/')).map((one) => path.basename(one));
    expect(fetched).toEqual(
      expect.arrayContaining(
        decoder === 'compiled'
          ? ['jbig2.wasm', 'openjpeg.wasm']
          : ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'],
      ),
    );
  });
}
