import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fontkit from '@cantoo/fontkit';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { Document, Header, Packer, Paragraph, TextRun } from 'docx';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFace } from '../../electron/services/papers/fonts.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

async function pdf(lines: readonly string[], slant = 0): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const font = await document.embedFont(await readFace('regular'), { subset: true });
  // The marking stands on the second page: all pages are read.
  document.addPage([595, 842]).drawText('封面', { x: 60, y: 700, size: 14, font });
  const page = document.addPage([595, 842]);
  for (const [n, line] of lines.entries()) {
    page.drawText(line, { x: 60, y: 780 - n * 40, size: 14, font, rotate: degrees(slant) });
  }
  return document.save();
}

async function docx(body: string, header = ''): Promise<Uint8Array> {
  // Word parts a word into runs as it likes.
  const runs = (text: string) => [...text].map((one) => new TextRun(one));
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          headers:
            header === ''
              ? {}
              : { default: new Header({ children: [new Paragraph({ children: runs(header) })] }) },
          children: [new Paragraph({ children: runs(body) }), new Paragraph('正文')],
        },
      ],
    }),
  );
}

async function xlsx(cell: string): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRows([
    ['序号', '名称'],
    [1, cell],
  ]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('E-16: a marking in the text stops the import', () => {
  let test: TestApp;
  let dossier: string;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    dossier = (await test.ok('dossier.createSample', { kind })).id;
  });
  afterAll(() => test.close());

  async function take(name: string, bytes: Uint8Array | string) {
    const file = join(test.folder, name);
    writeFileSync(file, bytes);
    test.answers.files = [file];
    return test.ok('evidence.choose', { dossier });
  }
  const sealed = () =>
    readdirSync(join(test.userData, 'vault'), { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    ).length;

  it.each([
    ['a PDF', '图.pdf', () => pdf(['某某厅文件', '秘密★5年'])],
    ['a PDF with a watermark across', '水印.pdf', () => pdf(['机密'], 45)],
    ['a docx, in runs of one character', '文.docx', () => docx('机密★10年')],
    ['the header of a docx', '头.docx', () => docx('关于某事', '秘 密')],
    ['a cell of an xlsx', '表.xlsx', () => xlsx('绝密★长期')],
    ['a text in UTF-8', '文.txt', async () => '通知\n密级：机密\n'],
    ['a text in GB 18030', '国标.txt', async () => Buffer.from('bbfac3dca1ef3130c4ea0a', 'hex')],
  ])('%s', async (_what, name, make) => {
    const before = sealed();
    const { items, refused } = await take(name, await make());
    expect(items).toEqual([]);
    expect(refused).toEqual([{ name, code: 'state_secret_marking' }]);
    // Nothing of it stays, and the log says so under the seal.
    expect(sealed()).toBe(before);
    const { rows } = await test.ok('audit.list', { limit: 1 });
    expect(rows[0]).toMatchObject({ outcome: 'refused', code: 'state_secret_marking', rule: 'E-16' });
  });

  it.each([
    ['a PDF that speaks of it', '说明.pdf', () => pdf(['商业秘密保护办法', '保密期限五年，机密信息从严'])],
    ['a docx of a confidentiality agreement', '保密协议.docx', () => docx('甲方商业秘密不得外传')],
    ['an xlsx with open boxes', '表2.xlsx', () => xlsx('密级：□秘密 □机密')],
    ['a text about the law', '法.txt', async () => '绝密、机密、秘密三级，标“秘密★”的另行处理。\n'],
    ['a damaged docx', '坏.docx', async () => 'PK\u0003\u0004 机密★10年'],
  ])('%s comes in', async (_what, name, make) => {
    const { items, refused } = await take(name, await make());
    expect(refused).toEqual([]);
    expect(items).toHaveLength(1);
  });

  it('a dropped file in pieces is looked into as well', async () => {
    const bytes = Buffer.from('秘密★\n正文', 'utf8');
    const { drop } = await test.ok('drop.begin', { dossier, name: '丢.txt', size: bytes.length });
    await test.ok('drop.piece', { drop, bytes });
    const refusal = await test.refused('drop.end', { dossier, drop });
    expect(refusal).toMatchObject({ code: 'state_secret_marking', rule: 'E-16' });
  });
});
