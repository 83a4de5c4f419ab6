import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { visible } from '../../../shared/archive/names.ts';
import type { Paper, PaperBlock, PaperColumn } from './paper.ts';

const font = { eastAsia: '宋体', ascii: 'Times New Roman', hAnsi: 'Times New Roman' };
const align = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** Makes a paper as a docx that a person can go on with; the mark of a draft stands in the header of every page. */
export async function makeDocument(paper: Paper): Promise<Uint8Array> {
  const mark = paper.watermark === undefined ? [] : [line(paper.watermark, { bold: true, align: 'center' })];
  const document = new Document({
    title: paper.title,
    creator: visible(paper.author),
    styles: { default: { document: { run: { font, size: 21 } } } },
    sections: [
      {
        headers: { default: new Header({ children: mark }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [
          line(paper.title, { bold: true, size: 32, align: 'center' }),
          ...paper.blocks.flatMap(blockOf),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

interface Style {
  bold?: boolean;
  size?: number;
  align?: keyof typeof align;
}

function line(text: string, { bold = false, size = 21, align: side = 'left' }: Style = {}): Paragraph {
  return new Paragraph({
    alignment: align[side],
    spacing: { after: 80 },
    children: [new TextRun({ text: visible(text), bold, size })],
  });
}

function blockOf(block: PaperBlock): (Paragraph | Table)[] {
  if (block.kind === 'heading') return [line(block.text, { bold: true, size: 26 })];
  if (block.kind === 'paragraph') return [line(block.text)];
  if (block.kind === 'facts') return block.rows.map(([label, value]) => line(`${label}　${value}`));
  return [tableOf(block.columns, block.rows)];
}

function tableOf(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): Table {
  const weight = columns.reduce((sum, column) => sum + column.weight, 0);
  const row = (cells: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: columns.map(
        (column, index) =>
          new TableCell({
            width: { size: (column.weight / weight) * 100, type: WidthType.PERCENTAGE },
            children: [
              line(cells[index] ?? '', {
                bold: head,
                size: 19,
                align: head ? 'center' : (column.align ?? 'left'),
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  });
}
