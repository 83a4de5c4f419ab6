import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/**
 * Chromium over a pipe (no TCP port), with nothing on disk and no way out. `--host-resolver-rules` is the
 * flag that matters: without it Chromium asks the network by itself, and it refuses addresses as well as names.
 */
const quiet = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--disable-breakpad',
  '--no-pings',
  '--no-first-run',
  '--no-default-browser-check',
  '--deny-permission-prompts',
  '--disable-features=OptimizationHints,MediaRouter,AutofillServerCommunication,Translate,SpareRendererForSitePerProcess',
] as const;

const places = [
  process.env['JUANZONG_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  `${process.env['ProgramFiles']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['ProgramFiles(x86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
] as const;

/** The Chromium that this machine has, or undefined. */
export function chromiumPath(): string | undefined {
  return places.find((place) => place !== undefined && existsSync(place));
}

let opening: Promise<Browser> | undefined;
let closing = false;

/** Once the end has begun nothing starts and nothing fails any more, as in a process that is gone. */
export function unlessClosing<T>(work: Promise<T>): Promise<T> {
  const never = new Promise<never>(() => undefined);
  return work.then(
    (value) => (closing ? never : value),
    (error: unknown) => {
      if (closing) return never;
      throw error;
    },
  );
}

/** The one browser of the process; the windows and the shell's own dialogs have a context each. */
export function openBrowser(): Promise<Browser> {
  opening ??= launch();
  return opening;
}

async function launch(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('no Chromium found: install chromium, or set JUANZONG_CHROMIUM');
  const headless = process.env['JUANZONG_HEADED'] !== '1';
  return chromium.launch({
    executablePath,
    headless,
    // Chromium refuses its own sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...quiet, ...(headless ? [] : ['--test-type', '--window-size=1382,900'])],
    // Chromium's own words, and no offer to translate ours.
    env: { ...process.env, LANGUAGE: 'zh_CN' },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Headless the page is exactly as large as asked; headed it follows the window that a person resizes. */
export async function openContext(size: { width: number; height: number }): Promise<BrowserContext> {
  const browser = await openBrowser();
  const headed = process.env['JUANZONG_HEADED'] === '1';
  const context = await browser.newContext({
    viewport: headed ? null : size,
    serviceWorkers: 'block',
    acceptDownloads: false,
    locale: 'zh-CN',
  });
  return context;
}

/** Ends Chromium; a browser that never started is not started for it. */
export async function closeBrowser(): Promise<void> {
  closing = true;
  await (await opening?.catch(() => undefined))?.close().catch(() => undefined);
}
