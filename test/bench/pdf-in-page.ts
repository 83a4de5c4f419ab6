import type { Page } from '@playwright/test';
import type { Texts } from '../../shared/text/text.ts';
import type { Context } from './bench.ts';
import { barePage, packageFile } from './chromium.ts';
import type { Taken } from './pdf-in-node.ts';

/** The application's viewer, driven as a person does. */
export interface ViewerOfPdf {
  /** Opens a sealed file from the list, jumps to a far page, closes it again. */
  open(name: string, far: number): Promise<{ taken: Taken; scale: number; width: number }>;
}

/** Waits in the page, frame by frame: nothing of the driver's way is counted. */
function untilDrawn(
  page: Page,
  act: { click: string } | { submit: string },
  index: number,
): Promise<{ ms: number; width: number; cssWidth: number }> {
  return page.evaluate(
    ([what, selector, wanted]) =>
      new Promise<{ ms: number; width: number; cssWidth: number }>((resolve) => {
        const begun = performance.now();
        const element = document.querySelector<HTMLElement>(String(selector));
        if (what === 'click') element?.click();
        else (element as HTMLFormElement | null)?.requestSubmit();
        const look = (): void => {
          const canvas = document.querySelector<HTMLCanvasElement>(
            `.vw-page[data-page="${String(wanted)}"] canvas`,
          );
          // react-pdf shows a canvas when it is drawn and hides it until then.
          if (canvas && canvas.width > 0 && getComputedStyle(canvas).visibility === 'visible') {
            requestAnimationFrame(() =>
              resolve({
                ms: performance.now() - begun,
                width: canvas.width,
                cssWidth: canvas.getBoundingClientRect().width,
              }),
            );
          } else requestAnimationFrame(look);
        };
        look();
      }),
    ['click' in act ? 'click' : 'submit', Object.values(act)[0] ?? '', index] as const,
  );
}

/** Goes to the files of the one dossier; the page is unlocked. */
export async function viewerPdf(page: Page, t: Texts): Promise<ViewerOfPdf> {
  await page.getByRole('navigation', { name: t.frame.nav }).waitFor({ timeout: 30_000 });
  await page
    .getByRole('navigation', { name: t.frame.nav })
    .getByRole('button', { name: t.frame.dossiers })
    .click();
  await page.locator('.dossiers-table tbody button').first().click();
  await page.getByRole('tab', { name: t.dossier.tabs.material }).click();
  return {
    async open(name, far) {
      const entry = page.locator('.ev-name', { hasText: name });
      await entry.evaluate((element) => element.setAttribute('data-bench', 'open'));
      const first = await untilDrawn(page, { click: '[data-bench="open"]' }, 0);
      const field = page.locator('.vw-page-no');
      await field.fill(String(far));
      const then = await untilDrawn(page, { submit: '.vw-pager' }, far - 1);
      await page.getByRole('button', { name: t.evidence.viewer.close }).first().click();
      await page.locator('.vw-pages').waitFor({ state: 'detached' });
      await page.evaluate(() => document.querySelector('[data-bench]')?.removeAttribute('data-bench'));
      const taken = { 'page 1': first.ms, [`then page ${far}`]: then.ms };
      return { taken, scale: first.width / 595, width: first.width };
    },
  };
}

/** A bare page with the same pdf.js and the bytes in its memory. */
export async function barePdf(
  context: Pick<Context, 'defer'>,
  bytes: Uint8Array,
): Promise<{ open(scale: number, far: number): Promise<Taken> }> {
  const script = 'text/javascript';
  const page = await barePage(
    {
      '': {
        type: 'text/html',
        body: '<!doctype html><canvas id="a"></canvas><canvas id="b"></canvas><script type="module" src="go.mjs"></script>',
      },
      'go.mjs': { type: script, body: inPage },
      'pdf.mjs': { type: script, body: packageFile('pdfjs-dist', 'build/pdf.min.mjs') },
      'pdf.worker.mjs': { type: script, body: packageFile('pdfjs-dist', 'build/pdf.worker.min.mjs') },
      'file.pdf': { type: 'application/pdf', body: Buffer.from(bytes) },
    },
    context,
  );
  await page.waitForFunction('window.show !== undefined', undefined, { timeout: 60_000 });
  return {
    open: (scale, far) => page.evaluate(`window.show(${scale}, ${far})`) as Promise<Taken>,
  };
}

const inPage = `
import * as pdfjs from './pdf.mjs';
const bytes = new Uint8Array(await (await fetch('file.pdf')).arrayBuffer());
window.show = async (scale, far) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const draw = async (pdf, number, id) => {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale });
    const canvas = document.getElementById(id);
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await page.render({ canvas, viewport }).promise;
    await frame();
  };
  const data = bytes.slice();
  const begun = performance.now();
  const thread = new Worker('pdf.worker.mjs', { type: 'module' });
  const worker = new pdfjs.PDFWorker({ port: thread, verbosity: 0 });
  const task = pdfjs.getDocument({ data, worker, verbosity: 0 });
  const pdf = await task.promise;
  await draw(pdf, 1, 'a');
  const first = performance.now();
  await draw(pdf, far, 'b');
  const then = performance.now();
  await task.destroy();
  worker.destroy();
  thread.terminate();
  return { 'page 1': first - begun, ['then page ' + far]: then - first };
};
`;
