import { area } from './area.ts';

/** Archives: written, brought back, examined, put on discs. */
export const archive = area(
  {
    import: '导入归档…',
    importing: '核对并导入归档',
    imported: (title: string, files: number) =>
      `已导入“${title}”，${files} 个文件；修改记录、经办人和来源一并保留。`,
    supplement: '补充归档…',
    supplementing: '核对原归档包并补充归档',
    supplemented: (name: string) => `已写出 ${name}，在原归档包旁边；原归档包没有改动。`,
    stopped: '已停止导入，库没有改动。',
    open: '打开',
    channels: {
      'archive.export': '导出归档',
      'archive.supplement': '补充归档',
      'archive.import': '导入归档',
      'archive.setProfile': '更改归档编号',
    },
    profile: {
      title: '归档编号',
      unit: '立档单位',
      fonds: '全宗号',
      category: '门类代码',
      volume: '案卷号',
      template: '档号模板',
      retention: '保管期限',
      retentions: { 永久: '永久', '30年': '30年', '10年': '10年' },
      asUnit: (usual: string) => `同上（通行做法：${usual}）`,
      sample: (reference: string) => `例：${reference}`,
      byAdmin: '由系统管理员在租约期内填写',
      note: '按本单位的编制方案填写，用于封面、卷内目录、案卷目录和元数据；没有填的留空白，由人填写。',
    },
  },
  {
    import: 'Bring in an archive…',
    importing: 'Checking and bringing in the archive',
    imported: (title, files) =>
      `Brought in: ${title}, ${files} files, with history, authors and where it came from.`,
    supplement: 'Supplement an archive…',
    supplementing: 'Checking the archive and writing its supplement',
    supplemented: (name) => `Written: ${name}, beside the archive, which stays as it was.`,
    stopped: 'Stopped; nothing was changed.',
    open: 'Open',
    channels: {
      'archive.export': 'Export the archive',
      'archive.supplement': 'Supplement written',
      'archive.import': 'Bring in an archive',
      'archive.setProfile': 'Change archive numbers',
    },
    profile: {
      title: 'Archive numbers',
      unit: 'Unit',
      fonds: 'Fonds number',
      category: 'Category code',
      volume: 'Volume number',
      template: 'Template of the archival number',
      retention: 'Retention',
      retentions: { 永久: 'permanent', '30年': '30 years', '10年': '10 years' },
      asUnit: (usual) => `as above (usual: ${usual})`,
      sample: (reference) => `For example: ${reference}`,
      byAdmin: 'Filled in by the system administrator while a lease runs',
      note: 'As your unit’s own rules say: for cover, contents, list of volumes and metadata. What is left out stays blank, to be written by hand.',
    },
  },
);
