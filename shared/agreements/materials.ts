import type { Column } from './define.ts';

/**
 * What every kind's `materials` ledger holds first: a file under a piece of a package, and what a person said of
 * its seal. The interface and the packages write and read these keys; a kind adds its own behind them.
 */
export const materialColumns: readonly Column[] = [
  { key: 'piece', type: 'string', title: { zh: '件', en: 'Piece' }, required: true },
  { key: 'object', type: 'string', title: { zh: '文件', en: 'File' }, required: true },
  { key: 'package', type: 'string', title: { zh: '材料包', en: 'Package' } },
  {
    key: 'sealed',
    type: 'boolean',
    title: { zh: '签章', en: 'Sealed' },
    options: [{ value: 'unsure', title: { zh: '存疑', en: 'Unsure' } }],
  },
  { key: 'confirmed', type: 'boolean', title: { zh: '已核对', en: 'Checked' } },
  {
    key: 'paper_copies',
    type: 'integer',
    title: { zh: '纸质份数', en: 'Paper copies' },
    min: 0,
    unit: 'copy',
  },
];
