import { area } from './area.ts';

/** Why an archive is not brought in; after each comes the place. */
export const archiveRefusals = area(
  {
    invalid: '核对不通过，内容有改动、缺少或多出',
    foreign: '不是卷宗的归档包，或缺少它应有的清单',
    newer: '由更新版本的卷宗写成，本版本读不全',
    no_record: '缺少记录',
    malformed: '记录的写法不对',
    inconsistent: '包内各处说法不一',
    names: '含有不许用或会混同的文件名',
    too_large: '记录大得不合常理',
    supplement: '这是一份补充归档，请选择它所补充的归档包',
    other_dossier: '它是另一份卷宗的归档包',
    withheld: '导出时金额已打码，只供查阅；请对方显示金额后重新导出',
  },
  {
    invalid: 'it did not verify: changed, missing or extra content',
    foreign: 'it is no archive of Juanzong, or lacks the lists of one',
    newer: 'a newer version of Juanzong wrote it; this one cannot read all of it',
    no_record: 'its record is missing',
    malformed: 'its record is malformed',
    inconsistent: 'parts of it contradict each other',
    names: 'it has names that are not allowed or would become one',
    too_large: 'its record is larger than any record is',
    supplement: 'it is a supplement: choose the archive that it belongs to',
    other_dossier: 'it is the archive of another dossier',
    withheld:
      'its amounts were withheld when it was written: it is for reading; ask for one with the amounts in sight',
  },
);
export type ArchiveRefusal = keyof (typeof archiveRefusals)['zh'];

/** What the refusal itself says; the reason stands in it. */
export const archiveErrors = {
  zh: {
    not_an_archive: ['这不是卷宗导出的档案', '没有验证。', '请选择导出时生成的那个文件夹。'],
    archive_refused: [
      '不能导入这个归档包',
      '{why}（{path}）。没有导入任何内容，库没有改动。',
      '请用未改动过的原件再试；原件就是如此的，请告诉移交方。',
    ],
  },
  en: {
    not_an_archive: [
      'This is not an archive of this application',
      'Nothing was checked.',
      'Choose the folder that the export made.',
    ],
    archive_refused: [
      'This archive cannot be brought in',
      '{why} ({path}). Nothing was brought in and nothing was changed.',
      'Try the untouched original; if that is how it came, tell whoever handed it over.',
    ],
  },
} as const;
