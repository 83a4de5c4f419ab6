import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatValue, yuan } from './format-value.ts';
import { breakLines, notAtEnd, notAtStart } from './line-break.ts';
import type { Paper } from './paper.ts';
import { setPaper } from './pdf.ts';

const measure = (text: string) =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x80 ? 1 : 2), 0);

describe('Chinese line breaking', () => {
  it('begins no line with 、，。） and ends none with （《', () => {
    expect(breakLines('甲乙丙丁，戊己（庚辛）。', 8, measure)).toEqual(
      ['甲乙丙', '丁，戊己', '（庚辛）。'].slice(0, 2).concat(['（庚', '辛）。']),
    );
    const text = fc.string({ unit: fc.constantFrom(...'甲乙丙abc 12、，。（）《》…—“”'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 60 }), (said, width) => {
        const lines = breakLines(said, width, measure);
        expect(lines.join('').replaceAll(' ', '')).toBe(said.replaceAll(' ', ''));
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        // A run of signs alone may be wider than a line; then it has to be cut somewhere.
        if (/[、，。（）《》…—“”\s]{8}/.test(said)) return;
        for (const [index, line] of lines.entries()) {
          const glued = `${lines[index - 1] ?? ''}${line}`;
          if (index > 0 && line !== '' && !/[a-z0-9]{12}/.test(glued))
            expect(notAtStart.has(line[0] ?? '')).toBe(false);
          if (index < lines.length - 1 && line !== '') expect(notAtEnd.has(line.at(-1) ?? '')).toBe(false);
        }
      }),
    );
  });

  it('keeps words and figures whole, and cuts what is wider than a line', () => {
    expect(breakLines('编号 2024NRDK01 号', 10, measure)).toEqual(['编号', '2024NRDK01', '号']);
    expect(breakLines('x'.repeat(25), 10, measure)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });
});

describe('a paper as PDF', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'jz-papers-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  async function textOf(paper: Paper): Promise<string[]> {
    const file = path.join(root, 'paper.pdf');
    writeFileSync(file, await setPaper(paper));
    execFileSync('qpdf', ['--check', file]);
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  }
  const paper = (blocks: Paper['blocks']): Paper => ({
    language: 'zh',
    title: '试',
    author: '李文',
    date: '2026-03-02',
    blocks,
  });

  it('gives its text back, rare characters and ligatures too', async () => {
    const said = '人民币捌万元整（¥80,000.00），龘㙍𬭎𫖯①㎡ office file “引号”——《书名》……';
    const [text = ''] = await textOf(paper([{ kind: 'paragraph', text: said }]));
    expect(text.normalize('NFKC').replace(/\s/g, '')).toContain(said.normalize('NFKC').replace(/\s/g, ''));
  });

  it('spells what no font has, and says so; what cannot be seen is shown', async () => {
    const [text = ''] = await textOf(paper([{ kind: 'paragraph', text: '𰻝 😀 a\u202eb \ud800' }]));
    for (const code of ['U+30EDD', 'U+1F600', 'U+202E', 'U+D800']) expect(text).toContain(code);
    expect(text).toContain('字库缺字');
  });

  it('repeats the head of a table on every page and numbers the pages; loses no row', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => [
      `行${n}。`,
      n === 60 ? '很长的一格。'.repeat(800) : '短',
    ]);
    const pages = await textOf(
      paper([
        {
          kind: 'table',
          columns: [
            { title: '表头甲', weight: 1 },
            { title: '乙', weight: 2 },
          ],
          rows,
        },
      ]),
    );
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain('表头甲');
      expect(text.replaceAll(' ', '')).toContain(`第${index + 1}页共${pages.length}页`);
    }
    const all = pages.join('');
    for (const [head] of rows) expect(all).toContain(head);
    expect(all.match(/很/g)).toHaveLength(800);
  });

  it('is the same bytes for the same paper', async () => {
    const one = paper([{ kind: 'paragraph', text: '同' }]);
    expect(Buffer.from(await setPaper(one)).equals(Buffer.from(await setPaper(one)))).toBe(true);
  });
});

it('formats values as a person reads them', () => {
  expect(yuan(68_000_000)).toBe('¥680,000.00');
  expect(yuan(-5)).toBe('-¥0.05');
  const columns = [
    { key: 'share', title: { zh: '比例', en: 'share' }, type: 'percent' as const },
    { key: 'amount', title: { zh: '金额', en: 'amount' }, type: 'money' as const },
  ];
  expect(
    formatValue({ type: 'list', columns }, [{ share: '70%', amount: 5_600_000, other: true }], 'zh'),
  ).toBe('比例：70%；金额：¥56,000.00；other：是');
  expect(formatValue({ type: 'period' }, { start: '2025-01', end: '2026-12' }, 'zh')).toBe(
    '2025-01至2026-12',
  );
});
