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
  /** A-D05: as counted when the paper was registered, so that a later file under the piece is not taken for it. */
  { key: 'pages', type: 'integer', title: { zh: '电子版页数', en: 'Pages of the file' }, min: 1 },
  { key: 'paper_pages', type: 'integer', title: { zh: '纸质版页数', en: 'Pages on paper' }, min: 1 },
  { key: 'paper_matches', type: 'boolean', title: { zh: '纸电一致', en: 'Paper and file agree' } },
  {
    key: 'holders',
    type: 'list',
    title: { zh: '纸质份数去向', en: 'Who holds the paper' },
    columns: [
      { key: 'copy', type: 'integer', title: { zh: '份号', en: 'Copy' }, min: 1 },
      { key: 'holder', type: 'string', title: { zh: '持有方', en: 'Holder' }, required: true },
      { key: 'date', type: 'date', title: { zh: '签收日期', en: 'Received on' } },
      { key: 'signed_by', type: 'string', title: { zh: '签收人', en: 'Signed by' }, personal: true },
    ],
  },
];
