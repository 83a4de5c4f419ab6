import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip as twip,
  Document,
  Footer,
  Header,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { visible } from '../../../shared/archive/names.ts';
import { blank } from '../../../shared/papers/template.ts';
import { type FormSetting, letterhead, mm, red, settingOf, spineHeight, spineWidths } from './forms.ts';
import type { Paper, PaperBlock, PaperColumn } from './paper.ts';
import { spineLines } from './spine.ts';

const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman' };
/** 仿宋 for the body, 小标宋 for titles, 黑体 for heads, as GB/T 9704 wants them; ours alone in plain papers. */
const fonts = {
  plain: { ...latin, eastAsia: '宋体' },
  body: { ...latin, eastAsia: '仿宋' },
  title: { ...latin, eastAsia: '方正小标宋简体' },
  heading: { ...latin, eastAsia: '黑体' },
} as const;
const align = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** Makes a paper as a docx that a person can go on with; the mark of a draft stands in the header of every page. */
export async function makeDocument(paper: Paper): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(new Writer(paper).document()));
}

interface Style {
  bold?: boolean;
  size?: number;
  align?: keyof typeof align;
  font?: keyof typeof fonts;
  color?: string;
  /** In points; the setting's own pitch for the body. */
  before?: number;
  after?: number;
  first?: number;
  indent?: number;
  tight?: boolean;
  /** Stands with what follows. */
  keep?: boolean;
}

class Writer {
  readonly #paper: Paper;
  readonly #setting: FormSetting;
  readonly #official: boolean;

  constructor(paper: Paper) {
    this.#paper = paper;
    const form = paper.form ?? 'plain';
    this.#setting = settingOf(paper);
    this.#official = form !== 'plain';
  }

  document(): Document {
    const paper = this.#paper;
    const { margin, title } = this.#setting;
    const mark =
      paper.watermark === undefined
        ? []
        : [this.#line(paper.watermark, { bold: true, align: 'center', tight: true })];
    const letter = paper.form === 'letter';
    const children =
      paper.form === 'spine'
        ? [spineTable(paper.blocks)]
        : [
            this.#line(paper.title, {
              bold: true,
              size: this.#official ? title.size : 16,
              align: 'center',
              font: this.#official ? 'title' : 'plain',
              before: title.before,
              after: title.after,
              tight: true,
            }),
            ...apart(paper.blocks.flatMap((block) => this.#block(block))),
          ];
    return new Document({
      title: paper.title,
      creator: visible(paper.author),
      styles: {
        default: {
          document: {
            run: { font: this.#official ? fonts.body : fonts.plain, size: this.#setting.body.size * 2 },
          },
        },
      },
      sections: [
        {
          properties: {
            titlePage: letter,
            page: {
              size: {
                width: twip(210),
                height: twip(297),
                ...(paper.landscape === true ? { orientation: PageOrientation.LANDSCAPE } : {}),
              },
              margin: {
                top: twip(margin.top),
                right: twip(margin.right),
                bottom: twip(margin.bottom),
                left: twip(margin.left),
                footer: twip(letter ? letterhead.foot : margin.bottom - 14),
                header: twip(letter ? letterhead.top : 15),
              },
            },
          },
          headers: {
            default: new Header({ children: mark }),
            first: new Header({
              children: [...mark, ...(letter ? this.#letterhead(paper.issuer ?? '') : [])],
            }),
          },
          footers: {
            default: new Footer({ children: this.#pageNumber() }),
            first: new Footer({ children: [doubleLine('foot')] }),
          },
          children,
        },
      ],
    });
  }

  #pageNumber(): Paragraph[] {
    const { numbers } = this.#setting;
    if (numbers === 'none') return [];
    const dashes = numbers !== 'of';
    const children = dashes
      ? ['— ', PageNumber.CURRENT, ' —']
      : [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
    return [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children, ...(dashes ? { size: 28 } : {}) })],
      }),
    ];
  }

  #letterhead(issuer: string): Paragraph[] {
    const letters = [...issuer].length;
    // 156 mm are 442 points.
    const size = Math.min(letterhead.largest, letters === 0 ? letterhead.largest : Math.floor(442 / letters));
    return [
      this.#line(issuer, { bold: true, size, align: 'center', font: 'title', color: red.hex, tight: true }),
      doubleLine('head'),
    ];
  }

  #line(text: string, style: Style = {}): Paragraph {
    const { size = this.#setting.body.size, font, before = 0, after, first = 0, indent = 0 } = style;
    const pitch = this.#official && style.tight !== true ? Math.round(this.#setting.body.pitch * 20) : null;
    return new Paragraph({
      alignment: align[style.align ?? 'left'],
      keepNext: style.keep ?? false,
      spacing: {
        before: Math.round(before * 20),
        after: after === undefined ? (this.#official ? 0 : 80) : Math.round(after * 20),
        ...(pitch === null ? {} : { line: pitch, lineRule: LineRuleType.EXACT }),
      },
      ...(first === 0 && indent === 0
        ? {}
        : {
            indent: {
              left: indent * 20,
              ...(first < indent ? { hanging: (indent - first) * 20 } : { firstLine: first * 20 }),
            },
          }),
      children: runsOf(visible(text), {
        bold: style.bold ?? false,
        size: size * 2,
        ...(font === undefined ? {} : { font: fonts[font] }),
        ...(style.color === undefined ? {} : { color: style.color }),
      }),
    });
  }

  #block(block: PaperBlock): (Paragraph | Table)[] {
    const { size, pitch } = this.#setting.body;
    switch (block.kind) {
      case 'heading':
        return [
          this.#official
            ? this.#line(block.text, { font: 'heading', first: size * 2, keep: true })
            : this.#line(block.text, { bold: true, size: 13 }),
        ];
      case 'paragraph':
      case 'to':
        return [this.#line(block.text)];
      case 'body':
        return [this.#line(block.text, { first: size * 2 })];
      case 'page':
        return [
          new Paragraph({
            pageBreakBefore: true,
            spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
            children: [],
          }),
        ];
      case 'attachments':
        return block.lines.map((line, index) =>
          this.#line(
            `${index === 0 ? '附件：' : '　　　'}${block.lines.length > 1 ? `${index + 1}. ` : ''}${line}`,
            { before: index === 0 ? pitch : 0, first: size * 2, indent: size * 5 },
          ),
        );
      case 'signature':
        return block.lines.map((line, index) =>
          this.#line(line, { before: index === 0 ? pitch : 4, keep: index < block.lines.length - 1 }),
        );
      case 'close':
        return [
          this.#line(block.name, { align: 'right', before: pitch, keep: true }),
          this.#line(`${block.date}　　`, { align: 'right', after: pitch }),
        ];
      case 'facts':
        if (!this.#setting.ruledFacts)
          return block.rows.map(([label, value]) => this.#line(`${label}　${value}`));
        return [
          this.#table(
            [
              { title: '', weight: 26, align: 'center' },
              { title: '', weight: 74 },
            ],
            block.rows,
            false,
          ),
        ];
      case 'table':
        return [this.#table(block.columns, block.rows)];
    }
  }

  #table(columns: readonly PaperColumn[], rows: readonly (readonly string[])[], headed = true): Table {
    const weight = columns.reduce((sum, column) => sum + column.weight, 0);
    const { size } = this.#setting.table;
    const row = (cells: readonly string[], head: boolean) =>
      new TableRow({
        tableHeader: head,
        cantSplit: true,
        children: columns.map(
          (column, index) =>
            new TableCell({
              width: { size: (column.weight / weight) * 100, type: WidthType.PERCENTAGE },
              verticalAlign: VerticalAlign.CENTER,
              children: [
                this.#line(cells[index] ?? '', {
                  bold: head,
                  size,
                  align: head ? 'center' : (column.align ?? 'left'),
                  tight: true,
                  before: headed ? 0 : size * 0.3,
                  after: headed ? 4 : size * 0.3,
                }),
              ],
            }),
        ),
      });
    return new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      // As in the PDF: three points at either side.
      margins: { left: 60, right: 60 },
      rows: [
        ...(headed
          ? [
              row(
                columns.map(({ title }) => title),
                true,
              ),
            ]
          : []),
        ...rows.map((cells) => row(cells, false)),
      ],
    });
  }
}

/** Two tables in a row would become one: a narrow line stands between them. */
function apart(parts: readonly (Paragraph | Table)[]): (Paragraph | Table)[] {
  return parts.flatMap((part, index) =>
    part instanceof Table && parts[index - 1] instanceof Table
      ? [new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT }, children: [] }), part]
      : [part],
  );
}

/** What is still to be filled in is marked yellow, so that nobody overlooks it. */
function runsOf(
  text: string,
  style: { bold: boolean; size: number; font?: (typeof fonts)[keyof typeof fonts]; color?: string },
): TextRun[] {
  return text
    .split(blank)
    .flatMap((part, index) => [
      ...(index === 0 ? [] : [new TextRun({ ...style, text: blank, highlight: 'yellow' })]),
      ...(part === '' ? [] : [new TextRun({ ...style, text: part })]),
    ]);
}

/** The red double line under 发文机关标志, and the one at the foot of the first page, 170 mm long. */
function doubleLine(place: 'head' | 'foot'): Paragraph {
  const over = twip((letterhead.line - 156) / 2);
  const border = {
    style: place === 'head' ? BorderStyle.THICK_THIN_SMALL_GAP : BorderStyle.THIN_THICK_SMALL_GAP,
    size: 24,
    color: red.hex,
    space: 1,
  };
  return new Paragraph({
    border: { top: border },
    indent: { left: -over, right: -over },
    spacing: {
      before: place === 'head' ? twip(letterhead.gap) : 0,
      after: 0,
      line: 120,
      lineRule: LineRuleType.EXACT,
    },
    children: [],
  });
}

function spineTable(blocks: readonly PaperBlock[]): Table {
  const text = spineLines(blocks)
    .map(([, value]) => value)
    .join('　　');
  return new Table({
    width: { size: 0, type: WidthType.AUTO },
    rows: [
      new TableRow({
        height: { value: twip(spineHeight - 20), rule: HeightRule.EXACT },
        children: spineWidths.map(
          (width) =>
            new TableCell({
              width: { size: twip(width), type: WidthType.DXA },
              margins: { left: 0, right: 0, top: twip(6), bottom: twip(6) },
              textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT,
              verticalAlign: VerticalAlign.CENTER,
              children: [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  children: runsOf(text, {
                    bold: false,
                    size:
                      2 *
                      Math.floor(
                        Math.min(
                          22,
                          width * mm * 0.6,
                          ((spineHeight - 40) * mm) / Math.max(1, [...text].length),
                        ),
                      ),
                    font: fonts.title,
                  }),
                }),
              ],
            }),
        ),
      }),
    ],
  });
}
