import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib';
import * as fontkit from '@cantoo/fontkit';
import { visible } from '../../../shared/archive/names.ts';
import { type Face, readFace } from './fonts.ts';
import { breakLines } from './line-break.ts';
import type { Paper, PaperBlock, PaperColumn } from './paper.ts';

const mm = 72 / 25.4;
const page = {
  width: 210 * mm,
  height: 297 * mm,
  top: 24 * mm,
  right: 20 * mm,
  bottom: 22 * mm,
  left: 25 * mm,
};
const inner = page.width - page.left - page.right;
const ink = rgb(0.118, 0.11, 0.098);
const grey = rgb(0.41, 0.38, 0.34);

/** What a character becomes that no face of ours has: its number, which can be looked up; never an empty box. */
function spelled(char: string): string {
  return `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}〕`;
}

/** A face as it is set: measures by single characters, which is what the PDF's widths do. */
interface Setter {
  font: PDFFont;
  measure(text: string, size: number): number;
}

/**
 * Sets a paper as PDF/1.7 with its Chinese face embedded in part and its text extractable. Characters that the
 * face lacks stand as `〔U+20BB7〕` and are told at the end of the paper.
 */
export async function setPaper(paper: Paper): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  document.setTitle(paper.title, { showInWindowTitleBar: true });
  document.setAuthor(paper.author);
  document.setProducer('Juanzong');
  document.setLanguage(paper.language === 'zh' ? 'zh-CN' : 'en');
  const date = new Date(`${paper.date}T00:00:00Z`);
  document.setCreationDate(date);
  document.setModificationDate(date);
  const lacking = new Set<string>();
  const covered = await coverage();
  const clean = (text: string) => {
    let out = '';
    for (const char of visible(
      text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replace(/\n/g, '\ue000'),
    )) {
      if (char === '\ue000') out += '\n';
      else if (covered.has(char.codePointAt(0) ?? 0)) out += char;
      // Signs that only choose a shape of the one before.
      else if (/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(char)) continue;
      else {
        lacking.add(char);
        out += spelled(char);
      }
    }
    return out;
  };
  const set = { regular: await setter(document, 'regular'), bold: await setter(document, 'bold') };
  const flow = new Flow(document, set, clean);
  flow.text(paper.title, { face: 'bold', size: 18, align: 'center', after: 14 });
  for (const block of paper.blocks) flow.block(block);
  if (lacking.size > 0) {
    const all = [...lacking]
      .map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
      .join(' ');
    const told =
      paper.language === 'zh'
        ? `字库缺字：以〔U+…〕代替的字请手写补正（${all}）。`
        : `Characters missing from the font stand as 〔U+…〕 and are to be filled in by hand (${all}).`;
    flow.text(told, { size: 9, before: 10 });
  }
  flow.numberPages(paper.language);
  if (paper.watermark !== undefined) flow.watermark(paper.watermark);
  return document.save();
}

let known: Set<number> | null = null;

async function coverage(): Promise<Set<number>> {
  if (known === null) {
    const sets = await Promise.all(
      (['regular', 'bold'] as const).map(async (face) => {
        const font = fontkit.create(Buffer.from(await readFace(face)));
        if (!('characterSet' in font)) throw new Error('a collection, not a face');
        return new Set<number>(font.characterSet);
      }),
    );
    known = new Set([...(sets[0] ?? [])].filter((code) => sets[1]?.has(code) === true));
  }
  return known;
}

async function setter(document: PDFDocument, face: Face): Promise<Setter> {
  // No ligatures: one character, one glyph, so that the text comes out as it went in.
  const font = await document.embedFont(await readFace(face), {
    subset: true,
    // A subset names itself by six letters and a plus (ISO 32000 9.9.2); ours are of this file alone.
    customName: `${face === 'bold' ? 'JZBOLD' : 'JZTEXT'}+NotoSerifSC-${face === 'bold' ? 'Bold' : 'Regular'}`,
    features: { liga: false, clig: false, locl: false, kern: false },
  });
  const widths = new Map<string, number>();
  const widthOf = (char: string) => {
    let width = widths.get(char);
    if (width === undefined) {
      width = font.widthOfTextAtSize(char, 1000);
      widths.set(char, width);
    }
    return width;
  };
  return {
    font,
    measure(text, size) {
      let width = 0;
      for (const char of text) width += widthOf(char);
      return (width * size) / 1000;
    },
  };
}

interface TextStyle {
  face?: Face;
  size?: number;
  align?: PaperColumn['align'];
  before?: number;
  after?: number;
}

/** Blocks flowing down the pages. */
class Flow {
  readonly #document: PDFDocument;
  readonly #set: Record<Face, Setter>;
  readonly #clean: (text: string) => string;
  #page: PDFPage;
  #y: number;

  constructor(document: PDFDocument, set: Record<Face, Setter>, clean: (text: string) => string) {
    this.#document = document;
    this.#set = set;
    this.#clean = clean;
    this.#page = document.addPage([page.width, page.height]);
    this.#y = page.height - page.top;
  }

  block(block: PaperBlock): void {
    if (block.kind === 'heading') this.text(block.text, { face: 'bold', size: 13, before: 12, after: 4 });
    else if (block.kind === 'paragraph') this.text(block.text, { after: 4 });
    else if (block.kind === 'table') this.#table(block.columns, block.rows);
    else for (const [label, value] of block.rows) this.text(`${label}　${value}`, {});
  }

  text(
    text: string,
    { face = 'regular', size = 10.5, align = 'left', before = 0, after = 0 }: TextStyle,
  ): void {
    const { measure } = this.#set[face];
    this.#y -= before;
    for (const line of breakLines(this.#clean(text), inner, (part) => measure(part, size))) {
      if (this.#y - size * 1.5 < page.bottom) this.#turn();
      this.#y -= size * 1.5;
      this.#line(line, page.left, inner, { face, size, align });
    }
    this.#y -= after;
  }

  /** Grey words across each page, under nothing and over everything, so that no copy comes without them. */
  watermark(text: string): void {
    const size = 44;
    const { font, measure } = this.#set.bold;
    const half = measure(text, size) / 2;
    const turn = Math.PI / 4;
    for (const one of this.#document.getPages()) {
      one.drawText(text, {
        x: page.width / 2 - half * Math.cos(turn),
        y: page.height / 2 - half * Math.sin(turn),
        size,
        font,
        color: grey,
        opacity: 0.16,
        rotate: degrees(45),
      });
    }
  }

  numberPages(language: Paper['language']): void {
    const pages = this.#document.getPages();
    for (const [index, one] of pages.entries()) {
      const text =
        language === 'zh'
          ? `第 ${index + 1} 页 共 ${pages.length} 页`
          : `Page ${index + 1} of ${pages.length}`;
      const { font, measure } = this.#set.regular;
      one.drawText(text, {
        x: (page.width - measure(text, 9)) / 2,
        y: page.bottom - 24,
        size: 9,
        font,
        color: grey,
      });
    }
  }

  #turn(): void {
    this.#page = this.#document.addPage([page.width, page.height]);
    this.#y = page.height - page.top;
  }

  #line(
    text: string,
    left: number,
    width: number,
    { face = 'regular', size = 10.5, align = 'left' }: TextStyle,
  ): void {
    if (text === '') return;
    const { font, measure } = this.#set[face];
    const room = width - measure(text, size);
    const x = left + (align === 'left' ? 0 : align === 'right' ? room : room / 2);
    this.#page.drawText(text, { x, y: this.#y + size * 0.3, size, font, color: ink });
  }

  #table(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): void {
    const size = 9.5;
    const lead = size * 1.45;
    const pad = 3;
    const weight = columns.reduce((sum, column) => sum + column.weight, 0);
    const widths = columns.map((column) => (inner * column.weight) / weight);
    const lay = (cells: readonly string[], face: Face) =>
      columns.map((_, index) =>
        breakLines(this.#clean(cells[index] ?? ''), (widths[index] ?? 0) - 2 * pad, (part) =>
          this.#set[face].measure(part, size),
        ),
      );
    const head = lay(
      columns.map(({ title }) => title),
      'bold',
    );
    const heightOf = (cells: readonly string[][]) =>
      Math.max(...cells.map((lines) => lines.length)) * lead + 2 * pad;
    const drawRow = (cells: readonly string[][], face: Face) => {
      const top = this.#y;
      const height = heightOf(cells);
      let x = page.left;
      for (const [index, lines] of cells.entries()) {
        const width = widths[index] ?? 0;
        this.#page.drawRectangle({ x, y: top - height, width, height, borderColor: ink, borderWidth: 0.5 });
        const align = face === 'bold' ? 'center' : columns[index]?.align;
        for (const [n, line] of lines.entries()) {
          this.#y = top - pad - (n + 1) * lead;
          this.#line(line, x + pad, width - 2 * pad, { face, size, align });
        }
        x += width;
      }
      this.#y = top - height;
    };
    const begin = () => drawRow(head, 'bold');
    this.#y -= 6;
    if (this.#y - heightOf(head) - lead * 2 < page.bottom) this.#turn();
    begin();
    for (const row of rows) {
      let cells = lay(row, 'regular');
      while (this.#y - heightOf(cells) < page.bottom) {
        const fits = Math.floor((this.#y - page.bottom - 2 * pad) / lead);
        const full = Math.floor((page.height - page.top - page.bottom - heightOf(head) - 2 * pad) / lead);
        // A row moves to the next page whole; only one taller than a page is cut.
        if (heightOf(cells) > full * lead + 2 * pad && fits >= 3) {
          drawRow(
            cells.map((lines) => lines.slice(0, fits)),
            'regular',
          );
          cells = cells.map((lines) => lines.slice(fits));
        }
        this.#turn();
        begin();
      }
      drawRow(cells, 'regular');
    }
    this.#y -= 6;
  }
}
