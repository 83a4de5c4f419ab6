import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerAnswer } from '../../services/reading/extract.ts';
import { linesOfHtml } from '../../services/reading/docx-lines.ts';
import { gridsOf, strokesOf } from '../../services/reading/pdf-grid.ts';
import { linesOfPage, mayHoldTable, type Run } from '../../services/reading/pdf-lines.ts';
import { judgeZip } from '../../services/reading/zip-budget.ts';

// Foreign bytes are parsed here only; whatever goes wrong ends this worker and nothing else.
const { type, bytes, assets } = workerData as {
  type: 'pdf' | 'docx';
  bytes: Uint8Array;
  assets: string | null;
};

const maximumPages = 1000;
const maximumCharacters = 4_000_000;
const xmlBudget = 64 * 1024 * 1024;
/** Below this many characters a page on average, what is there is a stamp or a page number on a scan. */
const leastCharactersAPage = 8;

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}

class Refused extends Error {
  readonly code: Extract<WorkerAnswer, { kind: 'failed' }>['code'];
  constructor(code: Extract<WorkerAnswer, { kind: 'failed' }>['code']) {
    super(code);
    this.code = code;
  }
}

try {
  if (type === 'pdf') await readPdf();
  else await readDocx();
} catch (error) {
  answer({ kind: 'failed', code: codeOf(error) });
}

function codeOf(error: unknown): Extract<WorkerAnswer, { kind: 'failed' }>['code'] {
  if (error instanceof Refused) return error.code;
  if (error instanceof Error && error.name === 'PasswordException') return 'file_encrypted';
  return 'file_damaged';
}

async function readPdf(): Promise<void> {
  const { OPS, Util, getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // pdf.js looks for its worker as a file; here it is handed over, from source and bundle alike.
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  const task = getDocument({
    data: bytes,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
    // Pictures are not looked at; a huge one must not be decoded for the sake of a table's borders.
    maxImageSize: 4,
    enableXfa: false,
    // Fonts that are not embedded (GBK-EUC-H …) are text only through these maps.
    ...(assets === null
      ? {}
      : { cMapUrl: `${assets}/cmaps/`, cMapPacked: true, standardFontDataUrl: `${assets}/standard_fonts/` }),
  });
  const document = await task.promise;
  if (document.numPages > maximumPages) throw new Refused('file_too_complex');
  const pages: string[][] = [];
  const silentPages: number[] = [];
  let characters = 0;
  let strange = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const content = await page.getTextContent({ disableNormalization: true });
    const runs: Run[] = [];
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = Util.transform(viewport.transform, item.transform);
      // What does not run along the line is a watermark or a seal.
      if (Math.abs(b) > Math.abs(a) * 0.2) continue;
      runs.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) || item.height });
    }
    const ruled = mayHoldTable(runs)
      ? gridsOf(strokesOf(await page.getOperatorList(), OPS, viewport.transform))
      : [];
    page.cleanup();
    const lines = linesOfPage(runs, ruled);
    const text = lines.join('');
    const own = text.replace(/\s/gu, '').length;
    if (own === 0) silentPages.push(number);
    characters += own;
    strange += text.match(/[\ue000-\uf8ff\ufffd]/gu)?.length ?? 0;
    if (characters > maximumCharacters) throw new Refused('file_too_complex');
    pages.push(lines);
    answer({ kind: 'progress', done: number, total: document.numPages });
  }
  // Glyphs without a character to them are as good as a picture.
  if (characters < document.numPages * leastCharactersAPage || strange > characters / 3)
    throw new Refused('no_text_layer');
  const text = `${pages.map((lines, index) => `${index === 0 ? '' : '\f'}${lines.join('\n')}`).join('\n')}\n`;
  answer({ kind: 'done', text, pages: document.numPages, silentPages });
}

async function readDocx(): Promise<void> {
  const judged = judgeZip(bytes, xmlBudget);
  if (!judged.ok) throw new Refused(judged.code);
  if (!judged.names.includes('word/document.xml')) throw new Refused('file_type_refused');
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      ignoreEmptyParagraphs: true,
    },
  );
  if (value.length > maximumCharacters * 2) throw new Refused('file_too_complex');
  const text = `${linesOfHtml(value).join('\n')}\n`;
  if (text.trim() === '') throw new Refused('no_text_layer');
  answer({ kind: 'done', text, pages: null, silentPages: [] });
}
