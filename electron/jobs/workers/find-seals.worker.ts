import { parentPort, workerData } from 'node:worker_threads';
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import { linesOfPage, type Run } from '../../services/reading/pdf-lines.ts';
import { mostPixels, openPdf } from '../../services/reading/open-pdf.ts';
import { findEdgeMarks, findSeals, type SealMark } from '../../services/seals/find-seals.ts';
import { acrossPages, emptyDates, type SealAnswer, type SealLook } from '../../services/seals/seal-look.ts';
import { signaturesIn } from '../../services/seals/signatures.ts';

// Foreign bytes are parsed and drawn here only; whatever goes wrong ends this worker and nothing else.
const { type, bytes, assets } = workerData as {
  type: 'pdf' | 'image';
  bytes: Uint8Array;
  assets: string | null;
};

const dpi = 100;
const thumbnail = 120;
/** The first ones and the last ones: that is where papers are sealed. */
const mostPages = 60;

function answer(message: SealAnswer): void {
  parentPort?.postMessage(message);
}

try {
  answer({ kind: 'done', look: type === 'pdf' ? await lookAtPdf() : await lookAtImage() });
} catch (error) {
  const encrypted = error instanceof Error && error.name === 'PasswordException';
  answer({ kind: 'failed', code: encrypted ? 'file_encrypted' : 'file_damaged' });
}

async function lookAtPdf(): Promise<SealLook> {
  const signatures = await signaturesIn(bytes).catch(() => []);
  const { Util } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await openPdf(bytes, assets);
  const numbers = pagesToLookAt(document.numPages);
  const look: SealLook = {
    pages: [],
    looked: numbers.length,
    of: document.numPages,
    across: { verdict: 'none', pages: [] },
    signatures,
    empty_dates: [],
  };
  const edges: { page: number; y: number }[] = [];
  for (const [done, number] of numbers.entries()) {
    const page = await document.getPage(number);
    const usual = page.getViewport({ scale: 1 });
    // Scans that count a pixel as a point say nothing of their size: they are taken for A4.
    const narrow = Math.min(usual.width, usual.height);
    const viewport = page.getViewport({ scale: narrow > 900 ? ((210 / 25.4) * dpi) / narrow : dpi / 72 });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
    const image = {
      data: context.getImageData(0, 0, canvas.width, canvas.height).data,
      width: canvas.width,
      height: canvas.height,
      dpi,
    };
    const marks = findSeals(image);
    look.pages.push({
      page: number,
      marks: marks.map((mark) => ({ ...mark, thumbnail: cut(canvas, mark) })),
    });
    for (const { y } of findEdgeMarks(image)) edges.push({ page: number, y });
    const content = await page.getTextContent({ disableNormalization: true });
    const runs: Run[] = content.items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , c = 0, d = 0, x = 0, y = 0] = Util.transform(usual.transform, item.transform) as number[];
      return [{ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) || item.height }];
    });
    look.empty_dates.push(...emptyDates(linesOfPage(runs), number));
    page.cleanup();
    answer({ kind: 'progress', done: done + 1, total: numbers.length });
  }
  look.across = acrossPages(edges, numbers.length);
  return look;
}

function pagesToLookAt(pages: number): number[] {
  const all = Array.from({ length: pages }, (_, index) => index + 1);
  return pages <= mostPages ? all : [...all.slice(0, mostPages / 2), ...all.slice(-mostPages / 2)];
}

async function lookAtImage(): Promise<SealLook> {
  const picture = await loadImage(bytes);
  if (picture.width * picture.height > mostPixels) throw new Error('too large');
  // A photograph of a page shows about its width: 210 mm.
  const width = Math.round((210 / 25.4) * dpi);
  const height = Math.max(1, Math.round((picture.height / picture.width) * width));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  const marks = findSeals({ data: context.getImageData(0, 0, width, height).data, width, height, dpi });
  return {
    pages: [{ page: 1, marks: marks.map((mark) => ({ ...mark, thumbnail: cut(canvas, mark) })) }],
    looked: 1,
    of: 1,
    across: { verdict: 'none', pages: [] },
    signatures: [],
    empty_dates: [],
  };
}

function cut(from: Canvas, mark: SealMark): Uint8Array<ArrayBuffer> {
  const small = createCanvas(thumbnail, thumbnail);
  const context = small.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, thumbnail, thumbnail);
  const [w, h] = [mark.width * from.width, mark.height * from.height];
  const scale = (thumbnail - 8) / Math.max(w, h, 1);
  context.drawImage(
    from,
    mark.x * from.width,
    mark.y * from.height,
    w,
    h,
    (thumbnail - w * scale) / 2,
    (thumbnail - h * scale) / 2,
    w * scale,
    h * scale,
  );
  return new Uint8Array(small.toBuffer('image/png'));
}
