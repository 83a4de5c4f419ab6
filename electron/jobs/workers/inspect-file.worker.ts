import { parentPort, workerData } from 'node:worker_threads';
import type { Inspection } from '../../services/evidence/inspect.ts';
import { findMarking } from '../../services/evidence/marking.ts';
import { linesOfOffice } from '../../services/evidence/zip-text.ts';
import { decodeText } from '../../services/reading/decode-text.ts';
import { linesOfPage, type Run } from '../../services/reading/pdf-lines.ts';

// Foreign bytes are parsed here only, so that what goes wrong ends this worker and nothing else.
const { bytes, kind, assets } = workerData as {
  bytes: Uint8Array;
  kind: 'pdf' | 'office' | 'text';
  assets: string | null;
};
const textBudget = 64 * 1024 * 1024;

function tell(inspection: Inspection): void {
  parentPort?.postMessage(inspection);
}

try {
  if (kind === 'pdf') await readPdf();
  else if (kind === 'office')
    tell({ pages: null, marking: first(linesOfOffice(bytes, textBudget) ?? []), done: true });
  else tell({ pages: null, marking: findMarking(decodeText(bytes).split(/\r\n?|\n/u)), done: true });
} catch {
  tell({ pages: null, marking: null, done: true });
}

function first(parts: readonly (readonly string[])[]): string | null {
  for (const lines of parts) {
    const found = findMarking(lines);
    if (found !== null) return found;
  }
  return null;
}

async function readPdf(): Promise<void> {
  const { Util, getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // pdf.js looks for its worker as a file; here it is handed over, from source and bundle alike.
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  const maps =
    assets === null
      ? {}
      : { cMapUrl: `${assets}/cmaps/`, cMapPacked: true, standardFontDataUrl: `${assets}/standard_fonts/` };
  const task = getDocument({
    data: bytes,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
    ...maps,
  });
  const document = await task.promise;
  // Whatever happens to the text, the number of pages is known.
  tell({ pages: document.numPages, marking: null, done: false });
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { transform } = page.getViewport({ scale: 1 });
    const runs: Run[] = [];
    const slanted: string[] = [];
    const content = await page.getTextContent({ disableNormalization: true });
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = Util.transform(transform, item.transform);
      // A watermark runs across: it is a line of its own.
      if (Math.abs(b) > Math.abs(a) * 0.2) slanted.push(item.str);
      else runs.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) || item.height });
    }
    page.cleanup();
    const marking = first([linesOfPage(runs), ...slanted.slice(0, 50).map((line) => [line])]);
    if (marking !== null) {
      tell({ pages: document.numPages, marking, done: true });
      return;
    }
  }
  tell({ pages: document.numPages, marking: null, done: true });
}
