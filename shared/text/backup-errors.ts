import type { ErrorCode } from '../model/errors.ts';

type Codes = Extract<ErrorCode, 'not_a_backup' | 'backup_of_another' | 'backup_damaged' | 'medium_gone'>;
type Say = Record<Codes, readonly [title: string, means: string, todo: string]>;

/** What the refusals of a backup say. */
export const backupErrors: { zh: Say; en: Say } = {
  zh: {
    not_a_backup: [
      '这里没有卷宗的备份',
      '没有读出也没有改动任何内容。',
      '请选择名为juanzong-backup-…的文件夹，或它所在的盘。',
    ],
    backup_of_another: ['这是另一个库的备份', '没有恢复，也没有改动。', '请选择本库的备份。'],
    backup_damaged: [
      '备份没有通过校验',
      '没有恢复，也没有改动；本机的库不受影响。',
      '请换用更早的一次备份或另一份介质，并尽快重新备份。',
    ],
    medium_gone: [
      '备份盘中途断开或出错',
      '本机的库不受影响；已写好的部分留在盘上。',
      '请重新接好盘再备份一次，会接着做，不从头来。',
    ],
  },
  en: {
    not_a_backup: [
      'There is no backup here',
      'Nothing was read or changed.',
      'Choose the folder named juanzong-backup-…, or the disk it lies on.',
    ],
    backup_of_another: [
      'This is the backup of another store',
      'Nothing was restored or changed.',
      'Choose a backup of this store.',
    ],
    backup_damaged: [
      'The backup failed its check',
      'Nothing was restored or changed; the store on this machine is untouched.',
      'Use an earlier backup or another medium, and make a new one soon.',
    ],
    medium_gone: [
      'The backup disk went away or failed',
      'The store on this machine is untouched; what was written stays on the disk.',
      'Connect it and back up again: it goes on where it stopped.',
    ],
  },
};
