import { describe, expect, it } from 'vitest';
import { isTable, layCells, parseCells, withoutHeader } from './spreadsheet.ts';

describe('pasting from a spreadsheet', () => {
  it('takes cells, line ends inside quotes and doubled quotes', () => {
    expect(parseCells('1\t"甲\n乙"\t"他说""好"""\r\n2\tb\tc\r\n')).toEqual([
      ['1', '甲\n乙', '他说"好"'],
      ['2', 'b', 'c'],
    ]);
  });

  it('keeps a quote that closes nowhere, and empty cells', () => {
    expect(parseCells('"好的\t\tx')).toEqual([['"好的', '', 'x']]);
    expect(parseCells('')).toEqual([]);
    expect(parseCells('a\t\n\t\n')).toEqual([['a', '']]);
  });

  it('knows a table from a single cell', () => {
    expect(isTable(parseCells('甲乙'))).toBe(false);
    expect(isTable(parseCells('甲\t乙'))).toBe(true);
    expect(isTable(parseCells('甲\n乙'))).toBe(true);
  });

  it('drops a header that repeats the titles, not a first row of data', () => {
    const titles = [
      ['比例', 'Share'],
      ['金额', 'Amount'],
    ];
    expect(
      withoutHeader(
        [
          ['比 例', '金额（元）'],
          ['70%', '1'],
        ],
        titles,
      ),
    ).toEqual([['70%', '1']]);
    expect(withoutHeader([['70%', '金额']], titles)).toEqual([['70%', '金额']]);
  });

  it('lays cells from one place on and cuts beyond the last column', () => {
    expect(layCells([['a', 'b'], ['c']], { row: 1, column: 2 }, 3)).toEqual([
      { row: 1, column: 2, text: 'a' },
      { row: 2, column: 2, text: 'c' },
    ]);
  });
});
