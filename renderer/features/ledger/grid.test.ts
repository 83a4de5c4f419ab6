import { describe, expect, it } from 'vitest';
import type { Column } from '../../../shared/agreements/define.ts';
import type { Entry } from '../../../shared/model/record.ts';
import {
  choicesFor,
  clipboardText,
  type Edits,
  editText,
  noEdits,
  pastedCells,
  rowsOf,
  settled,
  typedValue,
  unreadable,
  withCells,
} from './grid.ts';

const title = (zh: string, en: string) => ({ zh, en });
const columns: readonly Column[] = [
  {
    key: 'item',
    type: 'string',
    title: title('科目', 'Item'),
    required: true,
    options: ['差旅费', '市内差旅', '材料费'].map((value) => ({ value, title: title(value, value) })),
  },
  { key: 'amount', type: 'money', title: title('金额', 'Amount'), required: true },
  { key: 'date', type: 'date', title: title('支出日期', 'Date') },
  {
    key: 'units',
    type: 'list',
    title: title('完成单位（按位次）', 'Units'),
    columns: [{ key: 'name', type: 'string', title: title('单位', 'Unit') }],
  },
  { key: 'scan', type: 'file', title: title('扫描件', 'Scan') },
];
const entries = [
  { id: 'a', values: { item: '差旅费', amount: 100 } },
  { id: 'b', values: { item: '材料费', amount: 200 } },
] as unknown as readonly Entry[];

function names(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `new-${count}`;
  };
}

describe('what is typed over a ledger', () => {
  it('lies over the recorded rows, grows new ones, and an emptied cell is taken out', () => {
    const edits = withCells(
      rowsOf(entries, noEdits),
      noEdits,
      [
        { row: 1, key: 'amount', value: 250 },
        { row: 0, key: 'item', value: null },
        { row: 3, key: 'item', value: '差旅费' },
      ],
      names(),
    );
    expect(rowsOf(entries, edits).map((row) => [row.key, row.saved, row.values])).toEqual([
      ['a', true, { amount: 100 }],
      ['b', true, { item: '材料费', amount: 250 }],
      ['new-1', false, {}],
      ['new-2', false, { item: '差旅费' }],
    ]);
  });

  it('no row moves while an earlier one waits to be mended', () => {
    const edits: Edits = {
      over: { 'new-1': { amount: '约三千' }, 'new-2': { amount: 5 } },
      added: ['new-1', 'new-2'],
    };
    const after = settled(edits, [['new-2', edits.over['new-2'] ?? {}]], ['c']);
    const saved = [...entries, { id: 'c', values: { amount: 5 } }] as unknown as readonly Entry[];
    expect(rowsOf(saved, after).map((row) => row.key)).toEqual(['a', 'b', 'new-1', 'c']);
    // Mended and saved as well, the record alone says what there is.
    const all = settled(after, [['new-1', after.over['new-1'] ?? {}]], ['d']);
    expect(all).toEqual({ over: {}, added: [] });
  });

  it('what was typed while a save was on its way is kept, under the id that the row was given', () => {
    const sent = { amount: 5 };
    const edits: Edits = { over: { 'new-1': { amount: 6 } }, added: ['new-1'] };
    expect(settled(edits, [['new-1', sent]], ['c']).over).toEqual({ c: { amount: 6 } });
    expect(settled({ ...edits, over: { 'new-1': sent } }, [['new-1', sent]], ['c']).over).toEqual({});
  });
});

describe('what is pasted', () => {
  it('lies from the current cell on; a first row of titles says where each column goes', () => {
    const cells = [
      ['金额（元）', '科目'],
      ['￥1,234.50', '差旅费'],
      ['约三千', '材料费'],
    ];
    expect(pastedCells(columns, cells, { row: 4, column: 2 })).toEqual([
      { row: 4, key: 'amount', value: 123_450 },
      { row: 4, key: 'item', value: '差旅费' },
      { row: 5, key: 'amount', value: '约三千' },
      { row: 5, key: 'item', value: '材料费' },
    ]);
    expect(
      pastedCells(columns, [['5', '2024/6/3', '甲；乙', '扫描.pdf', '多']], { row: 0, column: 1 }),
    ).toEqual([
      { row: 0, key: 'amount', value: 500 },
      { row: 0, key: 'date', value: '2024-06-03' },
      { row: 0, key: 'units', value: [{ name: '甲' }, { name: '乙' }] },
    ]);
  });

  it('goes back to a spreadsheet with what parts cells in quotes', () => {
    expect(
      clipboardText([
        ['a', 'b\tc'],
        ['说“好”', '一\n"二"'],
      ]),
    ).toBe('a\t"b\tc"\n说“好”\t"一\n""二"""');
  });
});

describe('cells', () => {
  it('a row with a cell that cannot be read waits', () => {
    expect(unreadable(columns, { amount: '约三千', date: '上周' }).map((column) => column.key)).toEqual([
      'amount',
      'date',
    ]);
    expect(unreadable(columns, { amount: 5, date: '2024-06-03' })).toEqual([]);
  });

  it('names in one cell are read as they are shown', () => {
    const units = columns[3] as Column;
    const value = typedValue(units, ' 甲；；乙;丙 ');
    expect(value).toEqual([{ name: '甲' }, { name: '乙' }, { name: '丙' }]);
    expect(editText(units, value, 'zh')).toBe('甲；乙；丙');
    expect(typedValue(units, ' ； ')).toBeNull();
  });

  it('choices that begin with what was typed come first', () => {
    const item = columns[0] as Column;
    expect(choicesFor(item, '差', 'zh')).toEqual(['差旅费', '市内差旅']);
    expect(choicesFor(item, '', 'zh')).toHaveLength(3);
    expect(choicesFor(item, '外协', 'zh')).toEqual([]);
  });
});
