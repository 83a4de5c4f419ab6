import { archiveErrors } from './archive-refusals.ts';
import { sealedErrors } from './transfer-refusals.ts';

/** What is said where something could not leave, or could not come in. */
export const exportErrors = {
  zh: {
    destination_exists: [
      '同名的文件夹已经有了',
      '没有覆盖原有内容，也没有导出。',
      '请换一个位置，或先移走原有的。',
    ],
    destination_unwritable: ['那个位置写不进去', '没有导出，没有留下半成品。', '请换一个有写入权限的位置。'],
    name_refused: [
      '文件名在别的系统里不能用',
      '没有导出，没有留下半成品。',
      '请改短名称，或去掉其中的特殊符号。',
    ],
    package_incomplete: [
      '材料包还没有齐',
      '没有作为齐全的材料包导出。',
      '请先补齐，或导出标明“未齐”的草稿。',
    ],
    ...archiveErrors.zh,
    ...sealedErrors.zh,
  },
  en: {
    destination_exists: [
      'A folder of that name exists',
      'Nothing was overwritten or exported.',
      'Choose another place or move the old one away.',
    ],
    destination_unwritable: [
      'That place cannot be written',
      'Nothing was exported; nothing half-made is left.',
      'Choose a place you may write to.',
    ],
    name_refused: [
      'A file name is refused by other systems',
      'Nothing was exported; nothing half-made is left.',
      'Shorten it or take out special characters.',
    ],
    package_incomplete: [
      'The package is not complete',
      'It was not exported as complete.',
      'Complete it, or export a draft marked incomplete.',
    ],
    ...archiveErrors.en,
    ...sealedErrors.en,
  },
} as const;
