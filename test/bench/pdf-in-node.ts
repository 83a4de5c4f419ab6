import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TestApp } from '../support/app.ts';

const assets = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const options = {
  cMapUrl: `${assets}/cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${assets}/standard_fonts/`,
  wasmUrl: `${assets}/wasm/`,
  verbosity: 0,
} as const;

type Task = ReturnType<typeof pdfjs.getDocument>;
export type Taken = Readonly<Record<string, number>>;

/** Page 1 and then a far one, drawn; the milliseconds of each. */
async function show(begun: number, task: Task, far: number): Promise<Taken> {
  try {
    const document = await task.promise;
    await draw(document, 1);
    const first = performance.now();
    await draw(document, far);
    return { 'page 1': first - begun, [`then page ${far}`]: performance.now() - first };
  } finally {
    await task.destroy();
  }
}

async function draw(document: Awaited<Task['promise']>, number: number): Promise<void> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 96 / 72 });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: canvas as never, viewport }).promise;
}

/** All bytes at hand, as a viewer without a vault has them. */
export function openFromMemory(bytes: Uint8Array, far: number): Promise<Taken> {
  // pdf.js takes the buffer away.
  const data = bytes.slice();
  return show(performance.now(), pdfjs.getDocument({ data, ...options }), far);
}

/** As the window asks for them: pieces of 64 KiB behind a ticket, opened and checked one by one. */
export async function openFromTicket(
  app: TestApp,
  dossier: string,
  object: string,
  far: number,
): Promise<Taken> {
  const begun = performance.now();
  const { ticket, size } = await app.ok('evidence.ticket', { dossier, object });
  class Ranges extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      void this.#give(begin, Math.min(end, size));
    }
    async #give(begin: number, end: number): Promise<void> {
      const answer = await app.app.serveTicket(ticket, `bytes=${begin}-${end - 1}`);
      this.onDataRange(begin, new Uint8Array(await answer.arrayBuffer()));
    }
  }
  try {
    const task = pdfjs.getDocument({
      range: new Ranges(size, null),
      rangeChunkSize: 64 * 1024,
      disableAutoFetch: true,
      disableStream: true,
      ...options,
    });
    return await show(begun, task, far);
  } finally {
    await app.ok('evidence.release', { ticket });
  }
}
