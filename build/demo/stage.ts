import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Done } from './report.ts';

const usual = { width: 1366, height: 768 };
const large = { width: 1920, height: 1080 };

/** Says each step with its time, takes numbered pictures, remembers what came of it. */
export class Stage {
  readonly folder: string;
  readonly done: Done[] = [];
  #picture = 0;
  #facts: string[] = [];
  #pictures: string[] = [];
  readonly #started = performance.now();

  constructor(folder: string) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    mkdirSync(folder, { recursive: true });
  }

  /** One step; a failure names it. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    this.#facts = [];
    this.#pictures = [];
    try {
      return await work();
    } catch (error) {
      throw new Error(`步骤“${title}”没有走通：${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      const now = performance.now();
      const seconds = (now - began) / 1000;
      this.done.push({ title, seconds, facts: this.#facts, pictures: this.#pictures });
      const at = ((now - this.#started) / 1000).toFixed(1).padStart(5);
      const facts = this.#facts.map((fact) => `\n         ${fact.replace(/\s+/g, ' ').trim()}`);
      process.stdout.write(`[${at} s] ${title}（${seconds.toFixed(1)} 秒）${facts.join('')}\n`);
    }
  }

  /** What came of the step at hand. */
  fact(text: string): void {
    this.#facts.push(text);
  }

  /** A picture of the page as a person at 1366 × 768 sees it. */
  async picture(page: Page, name: string): Promise<void> {
    this.#picture += 1;
    const file = `${String(this.#picture).padStart(2, '0')}-${name}.png`;
    await settled(page);
    await page.screenshot({ path: path.join(this.folder, file), animations: 'disabled', caret: 'hide' });
    this.#pictures.push(file);
  }

  /** The same at 1920 × 1080. */
  async largePicture(page: Page, name: string): Promise<void> {
    await page.setViewportSize(large);
    await this.picture(page, `${name}-1920`);
    await page.setViewportSize(usual);
  }
}

/** Fonts are loaded and two frames were drawn since the last change. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  await page.waitForTimeout(150);
}
