import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import { parseKeyring } from '../../keyring/format.ts';
import { findBackup, inSnapshot, listSnapshots, snapshotsDir } from '../../services/backup/layout.ts';
import { diskLayer, readSmallFile } from '../../vault/file-layer.ts';
import { type Arguments, type Command, exitCodes, UsageError } from '../command.ts';
import { readPassword } from '../password.ts';
import { loginOf, openHeadless, requireFolder, storeOptions } from '../store.ts';

/** A backup becomes a store again, on this machine or another (E-14). */
export const command: Command = {
  name: 'restore',
  usage: 'restore <backup> <store> [--snapshot S] [--login L] [--password-fd N]',
  summary: { zh: '从备份恢复成一个库', en: 'restore a backup into a folder' },
  help: {
    zh: [
      '把备份恢复成一个新库；<store> 须不存在、为空，或是上次没恢复完的。备份本身只读不写。',
      '逐件核对，升级到本版本的格式，再把每一件读一遍、核对标签和指纹。不写 --snapshot 时用最近的一次。',
      '输出 {name, snapshot, taken_at, objects, findings, proved:{checked, bytes, failed}}。',
      '退出码：0 完整；1 有缺损或被拒绝；2 用法有误。',
    ].join('\n'),
    en: [
      'Makes a store of a backup; <store> has to be absent, empty, or left by a restore that broke off. The backup',
      'is only read. Every file is checked, the format brought up to this version, then everything is read once',
      'more: each tag, both fingerprints. Without --snapshot the newest is taken.',
      'Prints {name, snapshot, taken_at, objects, findings, proved:{checked, bytes, failed}}.',
      'Exit: 0 whole; 1 something is lacking or damaged, or refused; 2 wrong usage.',
    ].join('\n'),
  },
  options: { ...storeOptions, snapshot: 'value' },
  takes: [2, 2],
  async run(args, terminal) {
    const [from = '', folder = ''] = args.positionals;
    await requireFolder(from);
    const facts = await factsOf(from, args);
    await makeEmpty(folder);
    const password = await readPassword(args, terminal.language);
    const store = openHeadless({ folder, mark: facts.mode, chosen: from }, terminal);
    try {
      const { status: _status, ...restored } = await store.ask('backup.restore', {
        login: facts.login,
        password,
        snapshot: facts.snapshot,
      });
      const proved = await store.ask('health.prove', { all: true });
      const bad = proved.failed + restored.findings.filter(({ severity }) => severity === 'block').length;
      terminal.say(
        bad === 0
          ? {
              zh: `已恢复：${proved.checked} 件全部核对无误`,
              en: `Restored: all ${proved.checked} files proven`,
            }
          : { zh: `已恢复，但有 ${bad} 处缺损`, en: `Restored, but ${bad} things are lacking or damaged` },
      );
      terminal.json({ ...restored, proved });
      return bad === 0 ? exitCodes.answered : exitCodes.refused;
    } finally {
      await store.close();
    }
  },
};

/** What is readable of a backup before anybody has shown a password. */
async function factsOf(from: string, args: Arguments) {
  const root = await findBackup(diskLayer, from);
  const snapshot = args.values['snapshot'] ?? (await listSnapshots(diskLayer, root))[0] ?? '';
  if (!(await listSnapshots(diskLayer, root)).includes(snapshot)) {
    throw new UsageError({ zh: `备份里没有 ${snapshot}`, en: `The backup has no ${snapshot}` });
  }
  const file = join(snapshotsDir(root), snapshot, inSnapshot.keyring);
  const bytes = await readSmallFile(diskLayer, file, 4 * 1024 * 1024);
  if (bytes === null) throw new AppError('backup_damaged', { params: { reason: 'keyring' } });
  const { body } = parseKeyring(bytes);
  const accounts = body.accounts.filter(({ access }) => access !== null);
  return { mode: body.mode, login: loginOf(args, accounts), snapshot };
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => !['restoring', 'journal.jsonl'].includes(name));
  if (names.length > 0) {
    throw new UsageError({ zh: `文件夹不是空的：${folder}`, en: `The folder is not empty: ${folder}` });
  }
}
