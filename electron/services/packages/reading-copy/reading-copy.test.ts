import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { degrees, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString, rgb } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { materialOf } from '../../../../test/support/outgoing.ts';
import { makePdf } from '../../../../test/support/pdf.ts';
import type { Material } from '../../archive/materials.ts';
import type { Placed } from '../contents.ts';
import { makeReadingCopy, partsOf } from './make-copy.ts';
import { mostCopyBytes, mostPartBytes } from './parts.ts';
import { fit } from './strip.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-copy-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const head = {
  language: 'zh',
  title: '课题结题验收材料包',
  facts: [
    ['编号', '2024NRDK05'],
    ['课题', '面向耕地监测的变化检测（含𠮷字）'],
  ],
  author: '李文',
  date: '2026-03-02',
} as const;

const at = (group: string, name: string, material: Material): Placed => ({
  material,
  group,
  title: group,
  path: `${group}/${name}`,
});
async function pdf(group: string, name: string, bytes: Uint8Array): Promise<Placed> {
  return at(group, name, await materialOf(name, bytes, { type: 'application/pdf' }));
}

/** Pages of every turn, of a size of its own, cropped, with a link, a script and a stamp. */
async function awkward(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { context } = document;
  for (const turn of [0, 90, 180, 270]) {
    const page = document.addPage([842, 595]);
    page.setRotation(degrees(turn));
    page.setCropBox(40, 30, 700, 500);
    page.drawText(`turn ${turn}`, { x: 200, y: 250, size: 30 });
    page.drawRectangle({ x: 41, y: 31, width: 698, height: 498, borderColor: rgb(0, 0, 1), borderWidth: 2 });
    page.node.set(
      PDFName.of('AA'),
      context.obj({ O: { S: 'JavaScript', JS: PDFString.of('app.alert(1)') } }),
    );
    const link = context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 10, 10],
      A: { S: 'URI', URI: PDFString.of('https://example.com') },
    });
    const stamp = context.obj({
      Type: 'Annot',
      Subtype: 'Stamp',
      Rect: [10, 10, 90, 90],
      Contents: PDFHexString.fromText('已阅'),
      A: { S: 'JavaScript', JS: PDFString.of('app.alert(2)') },
    });
    page.node.set(PDFName.of('Annots'), context.obj([context.register(link), context.register(stamp)]));
  }
  return document.save({ useObjectStreams: false });
}

async function check(bytes: Uint8Array, name: string) {
  const file = path.join(root, name);
  writeFileSync(file, bytes);
  const qpdf = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
  expect(`${qpdf.stdout}${qpdf.stderr}`).toContain('No syntax or stream encoding errors found');
  const info = spawnSync('pdfinfo', [file], { encoding: 'utf8' });
  expect(info.stderr).toBe('');
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return { file, pages: text.split('\f').slice(0, -1), info: info.stdout };
}

describe('the reading copy of a package (阅览件)', () => {
  it('merges PDF and pictures with cover, contents, bookmarks and a mark on each page', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
      'base64',
    );
    const placed = [
      await pdf('验收申请', '01_申请.pdf', await makePdf('application', 2)),
      await pdf('方法成果', '01_方法.pdf', await awkward()),
      at('方法成果', '02_照片.png', await materialOf('照片.png', png, { type: 'image/png' })),
    ];
    const made = await makeReadingCopy(placed, head);
    expect(made.untaken).toBe(0);
    const { pages, file } = await check(made.bytes, 'whole.pdf');
    expect(pages).toHaveLength(made.pages);
    expect(made.pages).toBe(1 + 2 + 4 + 1);
    for (const [index, page] of pages.entries()) {
      const text = page.normalize('NFKC').replace(/\s/gu, '');
      expect(text).toContain('阅览件·非原件');
      expect(text).toContain(`${index + 1}/8`);
    }
    expect(pages[0]).toContain('2024NRDK05');
    expect(pages[2]?.replace(/\s/gu, '')).toContain('验收申请/01_申请.pdf第2/2页');
    expect(pages[4]?.replace(/\s/gu, '')).toContain('第2/4页');
    const json = JSON.parse(
      execFileSync('qpdf', ['--json', '--json-key=outlines', file], { encoding: 'utf8' }),
    );
    const told = (items: { title: string; destpageposfrom1: number; kids: never[] }[]): unknown[] =>
      items.map(({ title, destpageposfrom1, kids }) => [title, destpageposfrom1, told(kids)]);
    expect(told(json.outlines)).toEqual([
      ['封面和目录', 1, []],
      ['验收申请', 2, []],
      [
        '方法成果',
        4,
        [
          ['方法成果', 4, []],
          ['方法成果', 8, []],
        ],
      ],
    ]);
  });

  it('covers nothing of the original, however it is turned, and brings nothing along that acts', async () => {
    const made = await makeReadingCopy([await pdf('件', 'a.pdf', await awkward())], head);
    const copy = await PDFDocument.load(made.bytes);
    for (const page of copy.getPages().slice(1)) {
      const [box, turn] = [page.getCropBox(), page.getRotation().angle];
      const grown = turn % 180 === 0 ? box.height - 500 : box.width - 700;
      expect(grown).toBeGreaterThan(10);
      expect(page.node.lookup(PDFName.of('AA'))).toBeUndefined();
      const marks = page.node.Annots();
      expect(marks?.size()).toBe(1);
      const stamp = marks?.lookup(0, PDFDict);
      expect(stamp?.get(PDFName.of('Subtype'))).toBe(PDFName.of('Stamp'));
      expect(stamp?.get(PDFName.of('A'))).toBeUndefined();
    }
    expect(Buffer.from(made.bytes).includes('JavaScript')).toBe(false);
    await check(made.bytes, 'turned.pdf');
  });

  it('gives what cannot be merged a page that says so, and its bytes are not asked for', async () => {
    const whole = await makePdf('ok', 1);
    const huge = await materialOf('大.pdf', whole, { type: 'application/pdf' });
    const placed = [
      await pdf('甲', '坏.pdf', whole.slice(0, 40)),
      await pdf('乙', '乱.pdf', new TextEncoder().encode('%PDF-1.7 盖章')),
      at('丙', '大.pdf', {
        ...huge,
        size: mostPartBytes + 1,
        open: () => {
          throw new Error('asked for');
        },
      }),
      at('丁', '表.xlsx', await materialOf('表.xlsx', new Uint8Array(9))),
      await pdf('戊', '好.pdf', whole),
    ];
    const made = await makeReadingCopy(placed, head);
    expect([made.untaken, made.pages]).toEqual([4, 6]);
    const { pages } = await check(made.bytes, 'untaken.pdf');
    const text = pages.map((page) => page.normalize('NFKC').replace(/\s/gu, ''));
    expect(text[1]).toContain('未并入阅览件的材料');
    expect(text[1]).toContain('读不出来');
    expect(text[1]).toContain('甲/坏.pdf');
    expect(text[2]).toContain('乙/乱.pdf');
    expect(text[3]).toContain('过大');
    expect(text[4]).toContain('不是PDF或图片');
    expect(text[5]).toContain('戊/好.pdf');
  });

  it('takes no file that a password protects', async () => {
    const plain = path.join(root, 'plain.pdf');
    const locked = path.join(root, 'locked.pdf');
    writeFileSync(plain, await makePdf('secret'));
    execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', plain, locked]);
    const { readFileSync } = await import('node:fs');
    const made = await makeReadingCopy(
      [await pdf('件', 'a.pdf', new Uint8Array(readFileSync(locked)))],
      head,
    );
    expect(made.untaken).toBe(1);
    expect((await check(made.bytes, 'locked-copy.pdf')).pages[1]?.replace(/\s/gu, '')).toContain('密码');
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const placed = [
      await pdf('件', 'a.pdf', await makePdf('x', 3)),
      await pdf('件', 'b.pdf', await makePdf('y', 3)),
    ];
    const made = makeReadingCopy(placed, head, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(made).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('takes no more than memory holds', async () => {
    const one = await materialOf('a.pdf', new Uint8Array(1), { type: 'application/pdf' });
    const size = Math.floor(mostCopyBytes / 3.5);
    const many = Array.from({ length: 5 }, (_, index) => at('件', `${index}.pdf`, { ...one, size }));
    expect(partsOf(many).map(({ take }) => take)).toEqual([
      'pdf',
      'pdf',
      'pdf',
      'whole_too_large',
      'whole_too_large',
    ]);
  });

  it('shortens in the middle what has no room', () => {
    const measure = (text: string) => [...text].length;
    expect(fit('甲乙丙丁戊己', 6, measure)).toBe('甲乙丙丁戊己');
    expect(fit('甲乙丙丁戊己', 5, measure)).toBe('甲乙…戊己');
    expect(fit('甲乙丙', 0, measure)).toBe('');
  });
});
