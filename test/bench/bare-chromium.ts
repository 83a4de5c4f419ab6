import { closeBrowser, openBrowser, openContext } from '../../build/chromium-shell/browser.ts';
import { size } from './chromium.ts';

/**
 * The peer of a start: the same Node, the same driver, the same Chromium and flags, one page with one heading
 * and nothing else. Tells when the heading was painted, and ends when it is told to.
 */
await openBrowser();
const context = await openContext(size);
const page = await context.newPage();
await page.goto('data:text/html,<!doctype html><meta charset=utf-8><h1>卷宗</h1>');
await page.getByRole('heading').waitFor();
const painted = await page.evaluate(
  () =>
    new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName('first-contentful-paint');
        if (entry) resolve(performance.timeOrigin + entry.startTime);
      }).observe({ type: 'paint', buffered: true });
    }),
);
process.on('message', () => void closeBrowser().finally(() => process.exit(0)));
process.send?.({ painted });
