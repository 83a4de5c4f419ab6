import { area } from './area.ts';

/** Archives: written, brought back, examined, put on discs. */
export const archive = area(
  {
    import: '导入归档…',
    importing: '核对并导入归档',
    imported: (title: string, files: number) =>
      `已导入“${title}”，${files} 个文件；修改记录、经办人和来源一并保留。`,
    stopped: '已停止导入，库没有改动。',
    open: '打开',
  },
  {
    import: 'Bring in an archive…',
    importing: 'Checking and bringing in the archive',
    imported: (title, files) =>
      `Brought in: ${title}, ${files} files, with history, authors and where it came from.`,
    stopped: 'Stopped; nothing was changed.',
    open: 'Open',
  },
);
