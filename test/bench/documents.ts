import { createCanvas } from '@napi-rs/canvas';
import { PDFDocument } from '@cantoo/pdf-lib';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { makePdf } from '../fixtures/agreements/pdf.ts';
import { paragraphs } from '../fixtures/agreements/template.ts';
import { sampleTruth } from '../fixtures/agreements/truth.ts';

/** The sample agreement's paragraphs; rows of its table carry tabs. */
export const sampleParagraphs: readonly string[] = paragraphs(sampleTruth);

/** The sample agreement as a PDF with a text layer. */
export function samplePdf(): Promise<Uint8Array> {
  return makePdf(sampleParagraphs);
}

/** The sample agreement as a docx, its table as a table. */
export async function sampleDocx(): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = [];
  let rows: TableRow[] = [];
  const endTable = (): void => {
    if (rows.length > 0) children.push(new Table({ rows }));
    rows = [];
  };
  for (const paragraph of sampleParagraphs) {
    if (paragraph.includes('\t')) {
      const cells = paragraph.split('\t').map((cell) => new TableCell({ children: [new Paragraph(cell)] }));
      rows.push(new TableRow({ children: cells }));
    } else {
      endTable();
      children.push(new Paragraph(paragraph));
    }
  }
  endTable();
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

/** Pages of Chinese text in embedded fonts, many reports bound into one file. */
export async function textPdf(pages: number): Promise<Uint8Array> {
  const report = await PDFDocument.load(await samplePdf());
  const document = await PDFDocument.create();
  while (document.getPageCount() < pages) {
    const wanted = Math.min(report.getPageCount(), pages - document.getPageCount());
    const indices = Array.from({ length: wanted }, (_, at) => at);
    // Each binding copies font and contents anew, as when files from several hands are joined.
    for (const page of await document.copyPages(report, indices)) document.addPage(page);
  }
  return document.save();
}

const pictures = 8;

/** Pages that are one grey picture each, as a scanner makes them; every page has a stream of its own. */
export async function scanPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const jpegs = Array.from({ length: pictures }, (_, at) => scan(at + 1));
  for (let number = 0; number < pages; number += 1) {
    const picture = await document.embedJpg(jpegs[number % pictures] ?? new Uint8Array());
    document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  }
  return document.save();
}

function scan(seed: number): Uint8Array {
  const [width, height] = [1240, 1754];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f2ec';
  context.fillRect(0, 0, width, height);
  drawGrain(context, width, height, seed);
  return canvas.toBuffer('image/jpeg', 70);
}

/** Strokes and grain: a picture that JPEG cannot make small, and the same one each time. */
function drawGrain(
  context: ReturnType<ReturnType<typeof createCanvas>['getContext']>,
  width: number,
  height: number,
  seed: number,
): void {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let stroke = 0; stroke < 6000; stroke += 1) {
    const grey = Math.floor(next() * 200);
    context.fillStyle = `rgb(${grey},${grey},${grey})`;
    context.fillRect(next() * width, next() * height, 1 + next() * 14, 1 + next() * 3);
  }
}
