import { readFileSync } from 'node:fs';
import fontkit from '@cantoo/fontkit';
import {
  degrees,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  type PDFPage,
  rgb,
} from '@cantoo/pdf-lib';

const fontFile = new URL(
  '../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  import.meta.url,
);
const a4 = { width: 595, height: 842, margin: 72 } as const;
const red = rgb(0.77, 0.13, 0.1);
const ink = rgb(0.1, 0.1, 0.1);

/** A paper of one party, as it comes back from the scanner with its text layer. */
export interface Paper {
  title: string;
  /** Document number under the title. */
  number?: string;
  paragraphs: readonly string[];
  /** Names round the seals on the last page, from left to right. */
  seals: readonly string[];
  /** Written beside the seal, e.g. 2024年11月4日. */
  date: string;
  /** Blank continuation pages put before the last one; one page in all without. */
  pages?: number;
}

/** Draws a paper on A4: title, wrapped paragraphs, and on the last page a red ring with the name for each seal. */
export async function stampedPaper(paper: Paper): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(paper.title);
  const font = await document.embedFont(readFileSync(fontFile), { subset: true });
  const pages = paper.pages ?? 1;
  for (let number = 1; number <= pages; number += 1) {
    const page = document.addPage([a4.width, a4.height]);
    let below = 700;
    if (number === 1) below = drawHead(page, font, paper);
    else centre(page, font, `${paper.title}　第 ${number} 页`, 760, 12);
    centre(page, font, `— ${number} —`, 40, 10);
    if (number === pages) drawSeals(page, font, paper, below - 90);
  }
  return document.save();
}

function centre(page: PDFPage, font: PDFFont, text: string, y: number, size: number): void {
  const x = (a4.width - font.widthOfTextAtSize(text, size)) / 2;
  page.drawText(text, { x, y, size, font, color: ink });
}

/** Answers where the text ends. */
function drawHead(page: PDFPage, font: PDFFont, paper: Paper): number {
  centre(page, font, paper.title, 750, 20);
  if (paper.number !== undefined) centre(page, font, paper.number, 722, 11);
  let y = 680;
  for (const paragraph of paper.paragraphs) {
    for (const line of wrap(font, `　　${paragraph}`, a4.width - 2 * a4.margin, 13)) {
      page.drawText(line, { x: a4.margin, y, size: 13, font, color: ink });
      y -= 25;
    }
  }
  return y;
}

/** Breaks where the line is full; a closing mark never begins a line. */
function wrap(font: PDFFont, text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    const full = font.widthOfTextAtSize(line + character, size) > width;
    if (full && !'、，。；：）》”'.includes(character)) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}

/** Name and date as they are signed, the seal pressed over them. */
function drawSeals(page: PDFPage, font: PDFFont, paper: Paper, y: number): void {
  const apart = 235;
  for (const [index, name] of paper.seals.entries()) {
    const x = a4.width - a4.margin - apart / 2 - (paper.seals.length - 1 - index) * apart;
    for (const [text, at, size] of [
      [name, y + 12, 12],
      [paper.date, y - 14, 12],
    ] as const) {
      const width = font.widthOfTextAtSize(text, size);
      page.drawText(text, { x: x - width / 2, y: at, size, font, color: ink });
    }
    drawSeal(page, font, name, x, y);
  }
}

/** A round seal: ring, name along it, star in the middle. */
function drawSeal(page: PDFPage, font: PDFFont, name: string, x: number, y: number): void {
  const radius = 58;
  page.drawCircle({ x, y, size: radius, borderColor: red, borderWidth: 3, opacity: 0, borderOpacity: 0.85 });
  const star = Array.from({ length: 10 }, (_, corner) => {
    const angle = (corner * Math.PI) / 5;
    const reach = corner % 2 === 0 ? 18 : 7;
    return `${corner === 0 ? 'M' : 'L'}${(Math.sin(angle) * reach).toFixed(2)} ${(-Math.cos(angle) * reach).toFixed(2)}`;
  });
  page.drawSvgPath(`${star.join(' ')} Z`, { x, y, color: red, opacity: 0.85 });
  const letters = [...name];
  const span = Math.min(280, letters.length * 19);
  const size = letters.length > 14 ? 10 : 12;
  for (const [index, letter] of letters.entries()) {
    const turn = letters.length === 1 ? 0 : -span / 2 + (span * index) / (letters.length - 1);
    const angle = (turn * Math.PI) / 180;
    const reach = radius - size - 4;
    const half = font.widthOfTextAtSize(letter, size) / 2;
    page.drawText(letter, {
      x: x + Math.sin(angle) * reach - Math.cos(angle) * half,
      y: y + Math.cos(angle) * reach + Math.sin(angle) * half,
      size,
      font,
      color: red,
      opacity: 0.85,
      rotate: degrees(-turn),
    });
  }
}

/**
 * A PDF whose Chinese font is named and not embedded, as old office printers write them: a viewer needs its
 * own character maps (UniGB-UCS2-H) and a font of the system.
 */
export async function unembeddedPaper(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { context } = document;
  const page = document.addPage([a4.width, a4.height]);
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'STSong-Light',
      Flags: 6,
      FontBBox: [-25, -254, 1000, 880],
      ItalicAngle: 0,
      Ascent: 880,
      Descent: -120,
      CapHeight: 880,
      StemV: 93,
    }),
  );
  const cid = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType0',
      BaseFont: 'STSong-Light',
      CIDSystemInfo: {
        Registry: PDFHexString.of('41646F6265'),
        Ordering: PDFHexString.of('474231'),
        Supplement: 2,
      },
      FontDescriptor: descriptor,
      DW: 1000,
    }),
  );
  const font = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'STSong-Light-UniGB-UCS2-H',
      Encoding: 'UniGB-UCS2-H',
      DescendantFonts: [cid],
    }),
  );
  const hex = [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  const content = context.register(context.stream(`BT /F1 20 Tf 72 720 Td <${hex}> Tj ET`));
  page.node.set(PDFName.of('Resources'), context.obj({ Font: { F1: font } }));
  page.node.set(PDFName.of('Contents'), content);
  return document.save();
}

/** A paper that opens only with a password. */
export async function lockedPaper(password: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([a4.width, a4.height]);
  document.encrypt({ userPassword: password, ownerPassword: password });
  return document.save();
}

/** A paper whose middle is overwritten: header and size are right, nothing within can be found. */
export async function damagedPaper(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < 5; page += 1) document.addPage([a4.width, a4.height]);
  const bytes = await document.save();
  bytes.fill(0x20, 40);
  return bytes;
}
