import { type Command, exitCodes } from '../command.ts';
import { requireFolder, storeOptions, unlockStore } from '../store.ts';

/** A backup of a store, and the drill that proves it (E-14, B-S17). */
export const command: Command = {
  name: 'backup',
  usage: 'backup <store> <folder> [--drill] [--login L] [--password-fd N]',
  summary: { zh: '备份一个库', en: 'back a store up' },
  help: {
    zh: [
      '把库按原样（加密着）备份到文件夹或移动盘：第一次全部，以后只写新的；写完即核对。盘中途拔出的，',
      '接好后再备份一次会接着做。从不改动或删除源。格式见 docs/backup-format.md。',
      '--drill 随后演练恢复：恢复到临时文件夹，打开每份卷宗、核对每一件，再删去。',
      '输出 {name, snapshot, at, objects, fresh, bytes, lacking:[{id, reason}], drill?}。',
      '退出码：0 完整；1 有缺损、演练不通过或被拒绝；2 用法有误。',
    ].join('\n'),
    en: [
      'Backs the store up as it stands, encrypted, to a folder or a removable disk: everything the first time, then',
      'only what is new, verified after writing. Where the disk was pulled out, the next backup goes on.',
      'The source is never changed or deleted. Format: docs/backup-format.md.',
      '--drill then proves it: restored into a temporary folder, every record opened, every file compared, removed.',
      'Prints {name, snapshot, at, objects, fresh, bytes, lacking:[{id, reason}], drill?}.',
      'Exit: 0 whole; 1 something is lacking, the drill failed, or refused; 2 wrong usage.',
    ].join('\n'),
  },
  options: { ...storeOptions, drill: 'switch' },
  takes: [2, 2],
  async run(args, terminal) {
    const [folder = '', destination = ''] = args.positionals;
    await requireFolder(destination);
    const store = await unlockStore(folder, destination, args, terminal);
    try {
      const report = await store.ask('backup.run', {});
      const drilled = args.switches.has('drill') ? await store.ask('backup.drill', {}) : null;
      const blocked = drilled?.findings.filter(({ severity }) => severity === 'block').length ?? 0;
      const bad = report.lacking.length + blocked;
      terminal.say(
        bad === 0
          ? {
              zh: `已备份：${report.objects} 件，新写 ${report.fresh} 件`,
              en: `Backed up: ${report.objects} files, ${report.fresh} new`,
            }
          : { zh: `已备份，但有 ${bad} 处缺损`, en: `Backed up, but ${bad} things are lacking or damaged` },
      );
      terminal.json(drilled === null ? report : { ...report, drill: drilled });
      return bad === 0 ? exitCodes.answered : exitCodes.refused;
    } finally {
      await store.close();
    }
  },
};
