import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, PDFPage } from '@cantoo/pdf-lib';

const name = (text: string) => PDFName.of(text);

/** What a page is seen by; all else (actions, scripts, attachments, threads, structure) stays with the original. */
const seen = new Set(
  ['Type', 'Resources', 'MediaBox', 'CropBox', 'Rotate', 'Contents', 'Annots', 'Group', 'UserUnit'].map(name),
);
/** Marks on the page that a reader sees: stamps, notes, filled fields, the picture of a signature. */
const drawn = new Set(
  [
    'Stamp',
    'FreeText',
    'Highlight',
    'Underline',
    'StrikeOut',
    'Squiggly',
    'Ink',
    'Line',
    'Square',
    'Circle',
    'Polygon',
    'PolyLine',
    'Caret',
    'Watermark',
    'Redact',
    'Widget',
  ].map(name),
);
/** Of a mark only its picture and its place are taken: no action runs, no field is signed, nothing points elsewhere. */
const ofMark = new Set(
  ['Type', 'Subtype', 'Rect', 'AP', 'AS', 'F', 'C', 'CA', 'BS', 'Border', 'MK', 'DA', 'Contents'].map(name),
);

/**
 * The pages of a PDF as they are seen, copied into `into` without anything that acts or points out of them. The
 * original's bytes are only read.
 * @throws `EncryptedPDFError`, or what a broken file makes the library throw
 */
export async function pagesOfPdf(into: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
  if (source.isEncrypted) throw new EncryptedPDFError();
  const pages = source.getPages();
  if (pages.length === 0) throw new Error('no pages');
  for (const page of pages) {
    const { node } = page;
    // Boxes and rotation may be said by a parent of the page.
    const box = page.getCropBox();
    if (!(box.width > 0 && box.height > 0)) throw new Error('no page size');
    keepSeenMarks(node.lookupMaybe(name('Annots'), PDFArray));
    for (const key of node.keys()) if (!seen.has(key) && key !== name('Parent')) node.delete(key);
  }
  return into.copyPages(
    source,
    pages.map((_, index) => index),
  );
}

function keepSeenMarks(marks: PDFArray | undefined): void {
  if (marks === undefined) return;
  for (let index = marks.size() - 1; index >= 0; index -= 1) {
    const mark = marks.lookup(index);
    const kind = mark instanceof PDFDict ? mark.lookup(name('Subtype')) : undefined;
    if (!(mark instanceof PDFDict) || !(kind instanceof PDFName) || !drawn.has(kind)) {
      marks.remove(index);
      continue;
    }
    for (const key of mark.keys()) if (!ofMark.has(key)) mark.delete(key);
  }
}

const a4 = { width: 595.28, height: 841.89 };
const margin = 24;

/** A picture on a page of A4, upright or lying as it is, never larger than it is at 96 dots an inch. */
export async function pageOfImage(into: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> {
  const image = bytes[0] === 0x89 ? await into.embedPng(bytes) : await into.embedJpg(bytes);
  const [width, height] = image.width > image.height ? [a4.height, a4.width] : [a4.width, a4.height];
  const scale = Math.min(
    0.75,
    (width - 2 * margin) / Math.max(1, image.width),
    (height - 2 * margin) / Math.max(1, image.height),
  );
  const page = PDFPage.create(into);
  page.setSize(width, height);
  const [w, h] = [image.width * scale, image.height * scale];
  page.drawImage(image, { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h });
  return [page];
}

/** The reason that a page of its own says, for what went wrong while the pages were taken. */
export function reasonOf(error: unknown): 'encrypted' | 'broken' {
  return error instanceof EncryptedPDFError ? 'encrypted' : 'broken';
}
