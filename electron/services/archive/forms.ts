import { fillReference } from '../../../shared/archive/profile.ts';
import type { Paper, PaperColumn, Sheet, Workbook } from '../papers/paper.ts';
import type { ArchiveInput, Planned } from './archive-input.ts';
import { describeVolume, titlesOf } from './volume.ts';

/*
 * 案卷封面, 卷内目录, 卷内备考表 and 案卷目录 after GB/T 11822-2008. The archive's forms are Chinese whatever the language
 * of the interface; what nobody said is a line to write on.
 */

const blank = '　　　　　　　　';

/** The columns of GB/T 11822's 卷内目录; 页数, not 页号. */
const contentColumns: readonly PaperColumn[] = [
  { title: '序号', weight: 10, align: 'center' },
  { title: '文件编号', weight: 27 },
  { title: '责任者', weight: 22 },
  { title: '文件题名', weight: 52 },
  { title: '日期', weight: 19, align: 'center' },
  { title: '页数', weight: 11, align: 'center' },
  { title: '备注', weight: 39 },
];
const volumeColumns: readonly PaperColumn[] = [
  { title: '序号', weight: 10, align: 'center' },
  { title: '档号', weight: 40 },
  { title: '案卷题名', weight: 70 },
  { title: '总页数', weight: 16, align: 'center' },
  { title: '保管期限', weight: 18, align: 'center' },
  { title: '备注', weight: 26 },
];

export interface Forms {
  /** By their file's name without ending; each also as the sheet of that name where it is a list. */
  papers: { file: string; paper: Paper }[];
  workbooks: { file: string; workbook: Workbook }[];
}

export function formsOf(input: ArchiveInput, files: readonly Planned[]): Forms {
  const { today: date, author, record } = input;
  const base = { language: 'zh', author, date } as const;
  const volume = describeVolume(input, files);
  const or = (text: string) => (text === '' ? blank : text);
  const identity: [string, string][] = [
    ['档号', or(volume.reference)],
    ['案卷题名', volume.title],
    ['编号', or(volume.number)],
  ];
  const contents = contentRows(input, files);
  const volumes = [[1, volume.reference, volume.title, volume.pages, volume.retention, '']];
  const total = `合计 ${volume.files} 件，${volume.pages} 页${volume.unpaged > 0 ? `（另 ${volume.unpaged} 件不计页）` : ''}。`;
  const paper = (title: string, blocks: Paper['blocks']): Paper => ({ ...base, title, blocks });
  const sheet = (
    name: string,
    columns: readonly PaperColumn[],
    rows: Sheet['rows'],
    notes: string[],
  ): Workbook => ({
    author,
    date,
    sheets: [
      { name, title: name, facts: identity, columns: numbered(columns), rows, notes, landscape: true },
    ],
  });
  return {
    papers: [
      {
        file: 'cover',
        paper: paper('案卷封面', [
          {
            kind: 'facts',
            rows: [
              ...identity,
              ['立卷单位', or(volume.unit)],
              ['起止日期', or(volume.period)],
              ['保管期限', or(volume.retention)],
              ['密级', or(volume.secrecy)],
            ],
          },
        ]),
      },
      {
        file: 'contents',
        paper: paper('卷内目录', [
          { kind: 'facts', rows: identity },
          { kind: 'table', columns: contentColumns, rows: texts(contents) },
          { kind: 'paragraph', text: total },
        ]),
      },
      {
        file: 'note',
        paper: paper('卷内备考表', [
          { kind: 'facts', rows: identity },
          { kind: 'heading', text: '说明' },
          {
            kind: 'paragraph',
            text: `本卷为电子归档包，卷内文件 ${volume.files} 件，${volume.bytes} 字节；文字 ${volume.pages} 页${volume.unpaged > 0 ? `，另 ${volume.unpaged} 件不计页` : ''}。登记事件 ${record.events.length} 项。文件原样未经修改，逐件有 SHA-256、SHA-512 和 SM3 摘要；本包未加密。`,
          },
          { kind: 'paragraph', text: '卷内文件缺损、修改、补充、移出、销毁等情况：' },
          { kind: 'paragraph', text: supplementNote(input, volume.files) ?? blank },
          {
            kind: 'facts',
            rows: [
              ['立卷人', author],
              ['立卷日期', date],
              ['检查人', blank],
              ['检查日期', blank],
              ['互见号', blank],
            ],
          },
        ]),
      },
      {
        file: 'volumes',
        paper: paper('案卷目录', [{ kind: 'table', columns: volumeColumns, rows: texts(volumes) }]),
      },
    ],
    workbooks: [
      { file: 'contents', workbook: sheet('卷内目录', contentColumns, contents, [total]) },
      { file: 'volumes', workbook: sheet('案卷目录', volumeColumns, volumes, []) },
    ],
  };
}

/** What a supplement says of itself in the 备考表; the archive that it belongs to is not made anew. */
function supplementNote({ supplement, today }: ArchiveInput, files: number): string | null {
  if (supplement === undefined) return null;
  const { to, number, manifest, earlier } = supplement;
  return `本包为归档包“${to}”的第 ${number} 次补充归档（${today}）：补入 ${files} 件，接原有 ${earlier.length} 件之后编件号；原归档包未作改动，其文件清单 manifest-sha256.txt 的 SHA-256 为 ${manifest}。`;
}

function contentRows(input: ArchiveInput, files: readonly Planned[]): (string | number | null)[][] {
  const titles = titlesOf(input);
  const year = input.year ?? input.today.slice(0, 4);
  return files.map((file, index) => {
    const { title, date } = titles(file);
    const item = (input.supplement?.earlier.length ?? 0) + index + 1;
    const facts = { number: input.number, year, item };
    const reference = input.profile === undefined ? '' : fillReference(input.profile, facts);
    return [item, reference, '', title, date.replaceAll('-', ''), file.pages, file.path];
  });
}

const texts = (rows: readonly (readonly (string | number | null)[])[]) =>
  rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));

function numbered(columns: readonly PaperColumn[]) {
  return columns.map((column) => ({ ...column, number: ['序号', '页数', '总页数'].includes(column.title) }));
}
