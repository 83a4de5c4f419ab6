import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { VerifyReport } from '../../../shared/ipc/contract/archive.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { supplementsBeside } from '../../services/archive/supplement.ts';
import { verifyArchive } from '../../services/archive/verify.ts';
import { type Command, exitCodes, UsageError } from '../command.ts';

/** Checks an archive, ours or any BagIt bag (RFC 8493, A-T07). */
export const command: Command = {
  name: 'verify',
  usage: 'verify <folder>',
  summary: { zh: '核对归档包', en: 'verify an archive' },
  help: {
    zh: [
      '核对 BagIt 归档包（本软件的或其他 BagIt 1.0、0.9x 包）：缺少、改动、多出的文件，清单、声明、Oxum 是否有误；',
      '有 juanzong/sm3.txt 的一并核对 SM3。不跟随链接，不联网下载。',
      '旁边有它的补充归档的一并核对，列在 supplements 里。',
      '输出 {valid, name, files, bytes, findings:[{code, path, detail?}]}；code 为 missing、changed、extra、',
      'bad_manifest、bad_declaration、bad_oxum、unsafe_path、unreadable 之一。',
      '退出码：0 有效；1 无效或不是归档包；2 用法有误。',
    ].join('\n'),
    en: [
      'Checks a BagIt archive, ours or another (1.0 and 0.9x): files missing, changed or extra, and whether',
      'manifests, declaration and Oxum are right; SM3 too where juanzong/sm3.txt stands. Follows no link, fetches nothing.',
      'Supplements that lie beside it are checked too and stand in `supplements`.',
      'Prints {valid, name, files, bytes, findings:[{code, path, detail?}]}; code is one of missing, changed, extra,',
      'bad_manifest, bad_declaration, bad_oxum, unsafe_path, unreadable.',
      'Exit: 0 valid; 1 invalid or no archive; 2 wrong usage.',
    ].join('\n'),
  },
  options: {},
  takes: [1, 1],
  async run(args, terminal) {
    const folder = args.positionals[0] ?? '';
    const there = await stat(folder).catch(() => null);
    if (folder === '' || there === null) {
      throw new UsageError({ zh: `没有这个文件夹：${folder}`, en: `There is no such folder: ${folder}` });
    }
    let report: VerifyReport & { supplements?: VerifyReport[] };
    try {
      report = await verifyArchive(folder);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not_an_archive') throw error;
      terminal.say({ zh: '这不是归档包（没有 bagit.txt）', en: 'This is not an archive (no bagit.txt)' });
      terminal.json({
        valid: false,
        name: path.basename(path.resolve(folder)),
        files: 0,
        bytes: 0,
        findings: [{ code: 'bad_declaration', path: 'bagit.txt', detail: 'not an archive' }],
      } satisfies VerifyReport);
      return exitCodes.refused;
    }
    const supplements: VerifyReport[] = [];
    if (report.valid)
      for (const { root } of await supplementsBeside(path.resolve(folder)).catch(() => []))
        supplements.push(await verifyArchive(root));
    for (const { name, valid } of supplements)
      terminal.say(
        valid
          ? { zh: `补充归档有效：${name}`, en: `Supplement valid: ${name}` }
          : { zh: `补充归档无效：${name}`, en: `Supplement invalid: ${name}` },
      );
    if (supplements.length > 0) report = { ...report, supplements };
    const whole = report.valid && supplements.every(({ valid }) => valid);
    const count = report.findings.length;
    terminal.say(
      report.valid
        ? { zh: `有效：${report.files} 个文件`, en: `Valid: ${report.files} files` }
        : { zh: `无效：${count} 处不符`, en: `Invalid: ${count} findings` },
    );
    terminal.json(report);
    return whole ? exitCodes.answered : exitCodes.refused;
  },
};
