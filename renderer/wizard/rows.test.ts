import { describe, expect, it } from 'vitest';
import type { Column } from '../../shared/agreements/define.ts';
import { pasteRows, rowsOf, sumOf, withCell, withNewRow } from './rows.ts';

const column = (key: string, type: Column['type'], zh: string): Column => ({
  key,
  type,
  title: { zh, en: key },
});
const columns = [
  column('no', 'integer', '期'),
  column('share', 'percent', '比例'),
  column('amount', 'money', '金额'),
  column('file', 'file', '文件'),
];
const [, share = columns[0], amount = columns[0]] = columns;

describe('a list edited like a spreadsheet', () => {
  it('takes a block from a spreadsheet, header and all, each cell by its type', () => {
    const cells = [
      ['期', '比例', '金额（元）'],
      ['1', '70%', '56,000.00'],
      ['2', '30', '贰万肆仟元整'],
    ];
    expect(pasteRows([], columns, cells, { row: 0, column: 0 }).rows).toEqual([
      { no: 1, share: '70%', amount: 5_600_000 },
      { no: 2, share: '30%', amount: 2_400_000 },
    ]);
  });

  it('keeps what cannot be read, to be mended, and binds no file by its name', () => {
    const { rows } = pasteRows([{ no: 1 }], columns, [['七成', '若干', 'a.pdf', '更多']], {
      row: 0,
      column: 1,
    });
    expect(rows).toEqual([{ no: 1, share: '七成', amount: '若干' }]);
  });

  it('counts a new row on, and takes an emptied cell out', () => {
    const rows = withNewRow([{ no: 1 }, { no: 4 }], columns);
    expect(rows.at(-1)).toEqual({ no: 5 });
    expect(withCell(rows, 0, 'no', null)[0]).toEqual({});
    expect(rows[0]).toEqual({ no: 1 });
  });

  it('sums exactly, and not at all where a cell is unread (G-016)', () => {
    const rows = rowsOf([
      { share: '33.33%', amount: 10 },
      { share: '66.67%', amount: 20 },
    ]);
    expect(sumOf(rows, share as Column)).toBe('100%');
    expect(sumOf(rows, amount as Column)).toBe('¥0.30');
    expect(sumOf([{ share: '七成' }], share as Column)).toBeNull();
    expect(sumOf([], amount as Column)).toBeNull();
  });
});
