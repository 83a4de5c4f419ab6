import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { chromiumPath, closeBrowser, openBrowser, openContext } from '../../build/chromium-shell/browser.ts';
import type { Context } from './bench.ts';

/** Whether the built application can be shown here; says what was left out where it cannot. */
export function canShow({ skip }: Context, title: string): boolean {
  if (chromiumPath() !== undefined || process.env['JUANZONG_ELECTRON']) return true;
  skip(title, 'there is no Chromium');
  return false;
}

/** The size of the application's window. */
export const size = { width: 1366, height: 768 } as const;

const origin = 'https://peer.app.invalid/';

/** A page of a bare Chromium with the shell's flags; `files` by their address, everything else is refused. */
export async function barePage(
  files: Readonly<Record<string, { type: string; body: Buffer | string }>>,
  { defer }: Pick<Context, 'defer'>,
): Promise<Page> {
  await openBrowser();
  defer(() => closeBrowser());
  const context = await openContext(size);
  const page = await context.newPage();
  await page.route('**/*', (route) => {
    const file = files[route.request().url().slice(origin.length)];
    return file ? route.fulfill({ contentType: file.type, body: file.body }) : route.abort();
  });
  await page.goto(origin);
  return page;
}

/** A file of an installed package, for a bare page. */
export function packageFile(name: string, file: string): Buffer {
  const folder = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  return readFileSync(path.join(folder, file));
}

/** Wall-clock milliseconds finer than Date: comparable with a page's `performance.timeOrigin`. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
