import { degrees, PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib';
import { type FormSetting, letterhead, mm, red, settingOf } from './forms.ts';
import type { Face } from './fonts.ts';
import { breakLines } from './line-break.ts';
import type { Paper, PaperBlock, PaperColumn } from './paper.ts';
import { frameRow } from './row-frame.ts';
import { drawSpines } from './spine.ts';
import { TypeSetter } from './type-setter.ts';

const upright = { width: 210 * mm, height: 297 * mm };
const lying = { width: upright.height, height: upright.width };
const ink = rgb(0.118, 0.11, 0.098);
const grey = rgb(0.41, 0.38, 0.34);
const official = rgb(red.r, red.g, red.b);

/**
 * Sets a paper as PDF/1.7 with its Chinese face embedded in part and its text extractable. Characters that no
 * face has stand as `〔U+30EDD〕` and are told at the end of the paper.
 */
export async function setPaper(paper: Paper): Promise<Uint8Array> {
  // 7.3.5.5: where signature and date would stand on a page alone, the lines move together.
  for (const tight of [1, 0.95, 0.9, 0.86]) {
    const { document, stranded } = await lay(paper, tight);
    if (!stranded) return document.save();
  }
  return (await lay(paper, 1)).document.save();
}

async function lay(paper: Paper, tight: number): Promise<{ document: PDFDocument; stranded: boolean }> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(paper.title, { showInWindowTitleBar: true });
  document.setAuthor(paper.author);
  document.setProducer('Juanzong');
  document.setLanguage(paper.language === 'zh' ? 'zh-CN' : 'en');
  const date = new Date(`${paper.date}T00:00:00Z`);
  document.setCreationDate(date);
  document.setModificationDate(date);
  const setter = await TypeSetter.of(document, JSON.stringify(paper));
  const setting = settingOf(paper, tight);
  const flow = new Flow(document, setter, setting, paper);
  if (paper.form === 'spine') drawSpines(flow.page, setter, paper.blocks, ink);
  else {
    if (paper.form === 'letter') flow.letterhead(paper.issuer ?? '');
    const { size, before, after } = setting.title;
    if (paper.title !== '') flow.text(paper.title, { face: 'bold', size, align: 'center', before, after });
    for (const block of paper.blocks) flow.block(block);
  }
  const { lacking } = setter;
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
  if (paper.numbered !== false) flow.numberPages(paper.language);
  if (paper.watermark !== undefined) flow.watermark(paper.watermark);
  return { document, stranded: flow.stranded };
}

interface TextStyle {
  face?: Exclude<Face, 'rare'>;
  size?: number;
  align?: PaperColumn['align'];
  before?: number;
  after?: number;
  /** How far in every line stands, and the first one beyond that. */
  first?: number;
  indent?: number;
}

/** Blocks flowing down the pages. */
class Flow {
  readonly #document: PDFDocument;
  readonly #setter: TypeSetter;
  readonly #setting: FormSetting;
  readonly #sheet: typeof upright;
  readonly #title: string;
  readonly #left: number;
  readonly #inner: number;
  readonly #bottom: number;
  /** Places to sign, or the closing, went onto a page of their own. */
  stranded = false;
  #page: PDFPage;
  #y: number;

  constructor(document: PDFDocument, setter: TypeSetter, setting: FormSetting, paper: Paper) {
    this.#sheet = paper.landscape === true ? lying : upright;
    this.#title = paper.title;
    this.#document = document;
    this.#setter = setter;
    this.#setting = setting;
    this.#left = setting.margin.left * mm;
    this.#inner = this.#sheet.width - (setting.margin.left + setting.margin.right) * mm;
    this.#bottom = setting.margin.bottom * mm;
    this.#page = document.addPage([this.#sheet.width, this.#sheet.height]);
    this.#y = this.#sheet.height - setting.margin.top * mm;
  }

  get page(): PDFPage {
    return this.#page;
  }

  /** 发文机关标志 and the double lines of a letter, on its first page. */
  letterhead(issuer: string): void {
    const words = this.#setter.clean(issuer);
    const width = this.#setter.measure(words, 1, 'bold');
    const size = width === 0 ? 0 : Math.min(letterhead.largest, (156 * mm) / width);
    const top = this.#sheet.height - letterhead.top * mm;
    // The ink of a Chinese face fills its square but for a twelfth at the foot.
    const base = top - size * 0.88;
    this.#setter.draw(this.#page, words, {
      x: (this.#sheet.width - width * size) / 2,
      y: base,
      size,
      color: official,
      face: 'bold',
    });
    const under = base - size * 0.12 - letterhead.gap * mm;
    this.#doubleLine(under, letterhead.thick, letterhead.thin);
    this.#doubleLine(letterhead.foot * mm + letterhead.between * mm, letterhead.thin, letterhead.thick);
    this.#y = Math.min(this.#y, under - 3 * mm);
  }

  #doubleLine(y: number, above: number, below: number): void {
    const start = (this.#sheet.width - letterhead.line * mm) / 2;
    for (const [at, thickness] of [
      [y, above],
      [y - letterhead.between * mm, below],
    ] as const) {
      this.#page.drawLine({
        start: { x: start, y: at },
        end: { x: start + letterhead.line * mm, y: at },
        thickness,
        color: official,
      });
    }
  }

  block(block: PaperBlock): void {
    const { size } = this.#setting.body;
    switch (block.kind) {
      case 'heading':
        this.text(block.text, {
          face: 'bold',
          size: this.#setting.heading.size,
          before: 12,
          after: 4,
          keep: true,
        });
        break;
      case 'paragraph':
        this.text(block.text, { after: 4 });
        break;
      case 'to':
        this.text(block.text, {});
        break;
      case 'body':
        this.text(block.text, { first: size * 2 });
        break;
      case 'page':
        this.#turn();
        break;
      case 'attachments':
        for (const [index, line] of block.lines.entries()) {
          const number = block.lines.length > 1 ? `${index + 1}. ` : '';
          this.text(`${index === 0 ? '附件：' : '　　　'}${number}${line}`, {
            before: index === 0 ? size : 0,
            indent: size * 2,
          });
        }
        break;
      case 'signature':
        // Places to sign that stand on a page of their own say of which paper they are.
        if (this.#room(block.lines.length + 1)) {
          this.stranded = true;
          this.text(`（此页为《${this.#title}》签署页）`, { align: 'center' });
        }
        for (const [index, line] of block.lines.entries())
          this.text(line, { before: index === 0 ? size : 4 });
        break;
      case 'close':
        this.#close(block);
        break;
      case 'table':
        this.#table(block.columns, block.rows);
        break;
      case 'facts':
        if (this.#setting.ruledFacts) this.#ruled(block.rows);
        else for (const [label, value] of block.rows) this.text(`${label}　${value}`, {});
        break;
    }
  }

  text(
    text: string,
    {
      face = 'regular',
      size = this.#setting.body.size,
      align = 'left',
      before = 0,
      after = 0,
      first = 0,
      indent = 0,
      keep = false,
    }: TextStyle & { keep?: boolean },
  ): void {
    const pitch = size === this.#setting.body.size ? this.#setting.body.pitch : size * 1.5;
    this.#y -= before;
    if (keep && this.#y - pitch * 2 < this.#bottom) this.#turn();
    const inner = this.#inner - indent;
    // The first line is shorter by what it stands in: blanks of its own take that room while lines are broken.
    const lead = '\u2003'.repeat(Math.round(first / size));
    const measure = (part: string) =>
      [...part].reduce(
        (sum, char) => sum + (char === '\u2003' ? size : this.#setter.measure(char, size, face)),
        0,
      );
    for (const line of breakLines(lead + this.#setter.clean(text), inner, measure)) {
      if (this.#y - pitch < this.#bottom) this.#turn();
      this.#y -= pitch;
      const own = line.replace(/^\u2003+/u, '');
      const shift = (line.length - own.length) * size + indent;
      this.#line(own, this.#left + shift, this.#inner - shift, { face, size, align });
    }
    this.#y -= after;
  }

  /** Grey words across each page, under nothing and over everything, so that no copy comes without them. */
  watermark(text: string): void {
    const size = 44;
    const half = this.#setter.measure(text, size, 'bold') / 2;
    const turn = Math.PI / 4;
    for (const one of this.#document.getPages()) {
      one.drawText(text, {
        x: this.#sheet.width / 2 - half * Math.cos(turn),
        y: this.#sheet.height / 2 - half * Math.sin(turn),
        size,
        font: this.#setter.font('bold'),
        color: grey,
        opacity: 0.16,
        rotate: degrees(45),
      });
    }
  }

  numberPages(language: Paper['language']): void {
    const { numbers } = this.#setting;
    if (numbers === 'none') return;
    const pages = this.#document.getPages();
    for (const [index, one] of pages.entries()) {
      if (numbers === 'dashes_after_first' && index === 0) continue;
      if (numbers === 'of') {
        const text =
          language === 'zh'
            ? `第 ${index + 1} 页 共 ${pages.length} 页`
            : `Page ${index + 1} of ${pages.length}`;
        const x = (this.#sheet.width - this.#setter.measure(text, 9)) / 2;
        this.#setter.draw(one, text, { x, y: this.#bottom - 24, size: 9, color: grey });
        continue;
      }
      // 4 号 figures between dashes, 7 mm below the text; odd pages to the right, even ones to the left (7.5).
      const text = `— ${index + 1} —`;
      const width = this.#setter.measure(text, 14);
      const x =
        index % 2 === 0 ? this.#sheet.width - this.#setting.margin.right * mm - width - 14 : this.#left + 14;
      this.#setter.draw(one, text, { x, y: this.#bottom - 7 * mm - 14, size: 14, color: ink });
    }
  }

  /** 署名 above the date, each in the middle of the longer of the two; the date stands four characters in (7.3.5). */
  #close({ name, date }: { name: string; date: string }): void {
    const { size, pitch } = this.#setting.body;
    const [above, below] = [this.#setter.clean(name), this.#setter.clean(date)];
    const [first, second] = [above, below].map((text) => this.#setter.measure(text, size));
    const widest = Math.max(first ?? 0, second ?? 0);
    const right = this.#left + this.#inner - size * (widest > this.#inner - size * 8 ? 1 : 4);
    if (this.#room(3)) this.stranded = true;
    this.#y -= pitch;
    for (const text of [above, below]) {
      this.#y -= pitch;
      const width = this.#setter.measure(text, size);
      this.#line(text, right - widest + (widest - width) / 2, width, {});
    }
    this.#y -= pitch;
  }

  /** A new page where fewer lines than these would fit; answers whether it turned. */
  #room(lines: number): boolean {
    if (this.#y - lines * this.#setting.body.pitch >= this.#bottom) return false;
    this.#turn();
    return true;
  }

  #turn(): void {
    this.#page = this.#document.addPage([this.#sheet.width, this.#sheet.height]);
    this.#y = this.#sheet.height - this.#setting.margin.top * mm;
  }

  #line(
    text: string,
    left: number,
    width: number,
    { face = 'regular', size = this.#setting.body.size, align = 'left' }: TextStyle,
  ): void {
    if (text === '') return;
    const room = width - this.#setter.measure(text, size, face);
    const x = left + (align === 'left' ? 0 : align === 'right' ? room : room / 2);
    this.#setter.draw(this.#page, text, { x, y: this.#y + size * 0.3, size, color: ink, face });
  }

  #ruled(rows: readonly (readonly [string, string])[]): void {
    this.#table(
      [
        { title: '', weight: 26, align: 'center' },
        { title: '', weight: 74 },
      ],
      rows,
      false,
    );
  }

  #table(columns: readonly PaperColumn[], rows: readonly (readonly string[])[], headed = true): void {
    const { size } = this.#setting.table;
    const lead = size * 1.45;
    const pad = headed ? 3 : size * 0.5;
    const weight = columns.reduce((sum, column) => sum + column.weight, 0);
    const widths = columns.map((column) => (this.#inner * column.weight) / weight);
    const lay = (cells: readonly string[], face: Exclude<Face, 'rare'>) =>
      columns.map((_, index) =>
        breakLines(this.#setter.clean(cells[index] ?? ''), (widths[index] ?? 0) - 2 * pad, (part) =>
          this.#setter.measure(part, size, face),
        ),
      );
    const head = headed
      ? lay(
          columns.map(({ title }) => title),
          'bold',
        )
      : null;
    const heightOf = (cells: readonly string[][]) =>
      Math.max(...cells.map((lines) => lines.length)) * lead + 2 * pad;
    const headHeight = head === null ? 0 : heightOf(head);
    const drawRow = (cells: readonly string[][], face: Exclude<Face, 'rare'>) => {
      const top = this.#y;
      const height = heightOf(cells);
      frameRow(this.#page, { left: this.#left, top, height }, widths, ink);
      let x = this.#left;
      for (const [index, lines] of cells.entries()) {
        const width = widths[index] ?? 0;
        const align = face === 'bold' ? 'center' : columns[index]?.align;
        for (const [n, line] of lines.entries()) {
          // Each cell stands in the middle of its row.
          const free = height - 2 * pad - lines.length * lead;
          this.#y = top - pad - free / 2 - (n + 1) * lead;
          this.#line(line, x + pad, width - 2 * pad, { face, size, align });
        }
        x += width;
      }
      this.#y = top - height;
    };
    const begin = () => {
      if (head !== null) drawRow(head, 'bold');
    };
    this.#y -= 6;
    if (this.#y - headHeight - lead * 2 < this.#bottom) this.#turn();
    begin();
    const whole = this.#sheet.height - this.#setting.margin.top * mm - this.#bottom;
    for (const row of rows) {
      let cells = lay(row, 'regular');
      while (this.#y - heightOf(cells) < this.#bottom) {
        const fits = Math.floor((this.#y - this.#bottom - 2 * pad) / lead);
        const full = Math.floor((whole - headHeight - 2 * pad) / lead);
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
