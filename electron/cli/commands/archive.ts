import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from '../command.ts';
import { dossierOf, type Headless, requireFolder, storeOptions, unlockStore } from '../store.ts';

/** Writes a dossier's archive, and brings one back (A-T07, E-14). */
export const command: Command = {
  name: 'archive',
  usage: 'archive <export|supplement|import> <store> <folder> [--dossier N] [--login L] [--password-fd N]',
  summary: { zh: '导出归档包，或把归档包导入成卷宗', en: 'write an archive, or bring one back' },
  help: {
    zh: [
      'export 把一份卷宗写成归档包（BagIt 1.0，不加密，格式见 docs/archive-format.md）放进 <folder>；--dossier 写',
      '编号、题名或 id，库里只有一份时可省。输出 {name, files, bytes}。',
      'supplement 把导出之后补来的文件写成补充归档，放在归档包 <folder> 旁边，原包不动；输出 {name, files, bytes}。',
      'import 把归档包 <folder> 核对后整个导入成一份卷宗（字段、事件、台账、文件、每一次修改）；有任何不符就整个',
      '拒绝，什么也不留下。输出 {id, files}。两者都记入审计。',
      '退出码：0 已办；1 被拒绝，标准错误写明原因；2 用法有误。',
    ].join('\n'),
    en: [
      'export writes a dossier as an archive (BagIt 1.0, not encrypted; docs/archive-format.md) into <folder>; --dossier',
      'takes its number, title or id and may be left out where there is one only. Prints {name, files, bytes}.',
      'supplement writes what came since into a bag of its own beside the archive <folder>, which stays as it is.',
      'import checks the archive <folder> and brings all of it in as a dossier (fields, events, ledgers, files, every',
      'change); anything that does not fit refuses the whole and leaves nothing. Prints {id, files}. Both are logged.',
      'Exit: 0 done; 1 refused, with the reason on standard error; 2 wrong usage.',
    ].join('\n'),
  },
  options: { ...storeOptions, dossier: 'value' },
  takes: [3, 3],
  async run(args, terminal) {
    const [verb = '', folder = '', other = ''] = args.positionals;
    if (verb !== 'export' && verb !== 'import' && verb !== 'supplement') {
      throw new UsageError({ zh: `没有 archive ${verb}`, en: `There is no archive ${verb}` });
    }
    await requireFolder(other);
    const store = await unlockStore(folder, other, args, terminal);
    try {
      if (verb !== 'import') await writeOne(store, `archive.${verb}`, args, terminal);
      else {
        const brought = await store.ask('archive.import', {});
        const files = brought?.files ?? 0;
        terminal.say({ zh: `已导入：${files} 个文件`, en: `Brought in: ${files} files` });
        terminal.json(brought);
      }
      return exitCodes.answered;
    } finally {
      await store.close();
    }
  },
};

async function writeOne(
  store: Headless,
  channel: 'archive.export' | 'archive.supplement',
  args: Arguments,
  terminal: Terminal,
): Promise<void> {
  const written = await store.ask(channel, { dossier: await dossierOf(store, args) });
  terminal.say({ zh: `已写出：${written.name}`, en: `Written: ${written.name}` });
  terminal.json(written);
}
