import { describe, expect, it } from 'vitest';
import { excerpt, locate, runs } from './span.ts';

const lines = [
  '课 题 名 称: 面向耕地监测的多时相影像变化检测方法',
  '研究',
  '',
  '总额的 70%, 即伍万陆仟元整 (¥56,000.00)。',
];

describe('exact words in the lines of a document', () => {
  it('finds words over a line break, blanks not counted (G-017)', () => {
    expect(locate(lines, 1, 2, '变化检测方法\n研究')).toEqual([
      { line: 1, start: 21, end: 27 },
      { line: 2, start: 0, end: 2 },
    ]);
  });

  it('answers nothing for words that are not there, and for none', () => {
    expect(locate(lines, 1, 4, '不在此处')).toEqual([]);
    expect(locate(lines, 1, 4, '  ')).toEqual([]);
  });

  it('cuts an excerpt with what stands around it', () => {
    expect(excerpt(lines, [4, 4], '70%')).toEqual({
      line: 4,
      before: '总额的 ',
      used: '70%',
      after: ', 即伍万陆仟元整 (¥56……',
    });
  });

  it('shows used words alone where their place is lost', () => {
    expect(excerpt(lines, [2, 2], '另有\n其文')).toEqual({
      line: 2,
      before: '',
      used: '另有其文',
      after: '',
    });
  });

  it('gives overlapping words to the focused field', () => {
    const marks = [
      { field: 'a', spans: [{ line: 4, start: 0, end: 8 }] },
      { field: 'b', spans: [{ line: 4, start: 4, end: 7 }] },
    ];
    expect(runs('总额的 70%, 即', 4, marks, 'b').map(({ text, field }) => [text, field])).toEqual([
      ['总额的 ', 'a'],
      ['70%', 'b'],
      [',', 'a'],
      [' 即', null],
    ]);
  });
});
