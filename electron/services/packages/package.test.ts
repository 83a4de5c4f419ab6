import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameProblem } from '../../../shared/archive/names.ts';
import { materialOf, packageInput } from '../../../test/support/outgoing.ts';
import { placeMaterials } from './contents.ts';
import { exportPackage } from './export-package.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-package-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bytes = new TextEncoder().encode('%PDF-1.7 盖章');
/** As a reader gets it: spaces and line breaks of the layout aside, compatibility forms as one (G-017). */
const textOf = (file: string) =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    .normalize('NFKC')
    .replace(/\s/g, '');
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

describe('the acceptance package (P-A3)', () => {
  it('goes out with its files, 卷内目录 and 缺件清单', async () => {
    const { view } = packageInput(root, []);
    const [first, second] = view.pieces;
    if (first === undefined || second === undefined) throw new Error('no pieces');
    const long = `关于${'数据协同'.repeat(40)}的说明.pdf`;
    const materials = [
      await materialOf('申请:表?.pdf', bytes, {
        pieceKey: first.key,
        number: '粤科〔2026〕1号',
        responsible: '示例大学',
        date: '2026-02-01',
      }),
      await materialOf(long, bytes, { pieceKey: second.key, pages: null }),
      await materialOf('=cmd|calc.pdf', bytes, { pieceKey: second.key, pages: 12 }),
      await materialOf('𠮷㙍😀.dat', bytes, { pieceKey: null }),
    ];
    const made = await exportPackage(packageInput(root, materials));
    expect(made.name).toMatch(/_20260302_未齐$/);
    const dir = path.join(root, made.name);
    expect(readdirSync(dir).sort()).toEqual(
      expect.arrayContaining(['卷内目录.pdf', '卷内目录.xlsx', '缺件清单.pdf']),
    );
    expect(readFileSync(path.join(dir, `01_${first.title.zh}`, '01_申请_表_.pdf'))).toEqual(
      Buffer.from(bytes),
    );
    const contents = textOf(path.join(dir, '卷内目录.pdf'));
    for (const text of [
      '序号文件编号责任者文件题名日期页数备注',
      '20260201',
      '示例大学',
      '合计4件,18页',
      '第1页共1页',
    ]) {
      expect(contents).toContain(plain(text));
    }
    expect(contents).toContain('𠮷');
    expect(contents).toContain('㙍');
    const missing = textOf(path.join(dir, '缺件清单.pdf'));
    for (const piece of view.pieces.filter(({ state }) => state === 'missing'))
      expect(missing).toContain(piece.rule);
    execFileSync('qpdf', ['--check', path.join(dir, '卷内目录.pdf')]);
    expect(execFileSync('pdffonts', [path.join(dir, '卷内目录.pdf')], { encoding: 'utf8' })).toMatch(
      /NotoSerifSC.*yes +yes +yes/,
    );

    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path.join(dir, '卷内目录.xlsx'));
    const sheet = book.getWorksheet('卷内目录');
    const rows: unknown[][] = [];
    sheet?.eachRow((row) => rows.push(Array.isArray(row.values) ? row.values.slice(1) : []));
    expect(rows).toContainEqual(['序号', '文件编号', '责任者', '文件题名', '日期', '页数', '备注']);
    const line = rows.find((row) => row[0] === 1);
    expect(line?.slice(0, 6)).toEqual([1, '粤科〔2026〕1号', '示例大学', first.title.zh, '20260201', 3]);
    expect(book.getWorksheet('缺件清单')).toBeDefined();
  });

  it('is refused while pieces lack, unless it leaves as a draft', async () => {
    await expect(exportPackage(packageInput(root, [], { incomplete: false }))).rejects.toMatchObject({
      code: 'package_incomplete',
      rule: 'P-A3',
    });
  });

  it('leaves nothing when cancelled while the papers are being set', async () => {
    const into = mkdtempSync(path.join(root, 'into-'));
    const controller = new AbortController();
    const onProgress = (_done: number, _total: number, label: string) => {
      if (label === '卷内目录') setTimeout(() => controller.abort(), 20);
    };
    const work = exportPackage(packageInput(into, [], { signal: controller.signal, onProgress }));
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(into)).toEqual([]);
  });

  it('leaves nothing when a file is damaged, and refuses a folder that exists', async () => {
    const into = mkdtempSync(path.join(root, 'into-'));
    const bad = await materialOf('a.pdf', bytes, { sha256: '0'.repeat(64) });
    await expect(exportPackage(packageInput(into, [bad]))).rejects.toMatchObject({
      code: 'object_damaged',
      params: { name: 'a.pdf' },
    });
    expect(readdirSync(into)).toEqual([]);
    await exportPackage(packageInput(into, []));
    await expect(exportPackage(packageInput(into, []))).rejects.toMatchObject({ code: 'destination_exists' });
  });
});

const mount = process.getuid?.() === 0 && process.platform === 'linux';
it.skipIf(!mount)(
  'says that a disc is full and leaves nothing on it (a real one of 1 MiB, where root may mount)',
  async (context) => {
    const disc = mkdtempSync(path.join(root, 'disc-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disc], { stdio: 'ignore' });
    } catch {
      context.skip('this machine does not let root mount');
    }
    try {
      const big = await materialOf('大.bin', new Uint8Array(3 * 1024 * 1024));
      await expect(exportPackage(packageInput(disc, [big]))).rejects.toMatchObject({ code: 'disk_full' });
      expect(readdirSync(disc)).toEqual([]);
    } finally {
      execFileSync('umount', [disc]);
    }
  },
);

it('places any names so that every system takes them and none meets another', async () => {
  const { view } = packageInput(root, []);
  const material = await materialOf('x', bytes);
  const anyName = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constantFrom(
      'CON',
      'com¹.txt',
      'a.',
      ' a',
      'A.pdf',
      'a.PDF',
      'ａ.pdf',
      'é',
      'e\u0301',
      '..',
      '',
      '.pdf',
      '\ud800',
      '👨‍👩‍👧‍👦'.repeat(60),
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anyName, fc.nat(3)), { maxLength: 30 }), (names) => {
      const materials = names.map(([name, piece], n) => ({
        ...material,
        name,
        object: n.toString(16).padStart(32, '0') as typeof material.object,
        pieceKey: view.pieces[piece]?.key ?? null,
      }));
      const placed = placeMaterials(view, materials, 'zh');
      expect(placed).toHaveLength(names.length);
      for (const one of placed) {
        for (const part of one.path.split('/')) expect(nameProblem(part), JSON.stringify(part)).toBeNull();
        expect(one.path.length).toBeLessThanOrEqual(150);
      }
      expect(new Set(placed.map((one) => one.path.normalize('NFKC').toLowerCase())).size).toBe(names.length);
    }),
  );
});

it('says on every page that the record stands on a draft (C-F01)', async () => {
  const { definition, record } = packageInput(root, []);
  const marked = { ...definition, watermark: () => ({ zh: '依据征求意见稿', en: 'Based on the draft' }) };
  const written = async (folderName: string, what: typeof definition) => {
    const made = await exportPackage(packageInput(root, [], { definition: what, record, folderName }));
    const dir = path.join(root, made.name);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path.join(dir, '卷内目录.xlsx'));
    return [
      readFileSync(path.join(dir, '卷内目录.pdf')).length,
      ...book.worksheets.map((sheet) => sheet.getRow(1).getCell(1).text),
    ];
  };
  const [plainSize, ...plainTitles] = await written('定稿', definition);
  const [markedSize, ...titles] = await written('未定稿', marked);
  expect(plainTitles).toEqual(['卷内目录', '缺件清单']);
  expect(titles).toEqual(['卷内目录（依据征求意见稿）', '缺件清单（依据征求意见稿）']);
  // The words lie across the page as glyphs of the bold face.
  expect(Number(markedSize)).toBeGreaterThan(Number(plainSize));
});
