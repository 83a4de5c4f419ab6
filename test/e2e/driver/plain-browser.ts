import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumPath } from '../../../build/chromium-shell/browser.ts';

/** A browser as a stranger has it: nothing of the application, and no network. */
export async function plainBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath() ?? '',
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND'],
  });
}

/** Opens an archive's catalogue from the disc; answers its page and what goes wrong on it. */
export async function openCatalogue(
  browser: Browser,
  archive: string,
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(pathToFileURL(path.join(archive, 'data/index.html')).href);
  return { page, problems };
}

/** Gives the catalogue a folder to verify; answers what it says. */
export async function checkThere(page: Page, folder: string): Promise<string> {
  await page.locator('#check-folder').setInputFiles(folder);
  await page.locator('#check[data-state="valid"], #check[data-state="invalid"]').waitFor();
  return page.locator('#check').innerText();
}
