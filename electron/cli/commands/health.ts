import type { HealthReport } from '../../../shared/ipc/contract/safety.ts';
import { type Command, exitCodes } from '../command.ts';
import { storeOptions, unlockStore } from '../store.ts';

/** What is not as it should be in a store (B-S17, E-10). */
export const command: Command = {
  name: 'health',
  usage: 'health <store> [--prove] [--login L] [--password-fd N]',
  summary: { zh: '体检一个库', en: 'check the health of a store' },
  help: {
    zh: [
      '核对封存件与记录（缺、多、未写完、形状不对）、数据库、审计链、时钟、磁盘空间、备份；',
      '--prove 另把每一件读一遍，核对每个标签和两种指纹。只报告，不修复，不删除。',
      '口令由 --password-fd N 读入，或在终端询问；从不写在命令行上。只有一个账号时可不写 --login。',
      '输出 {at, findings:[{severity, code, object, dossier, name, count, since, fix}], objects, bytes, …}；',
      'code 见 docs/durability.md。退出码：0 没有 block 级问题；1 有，或被拒绝；2 用法有误。',
    ].join('\n'),
    en: [
      'Compares sealed files with their rows (missing, extra, unfinished, misshapen), checks database, log, clock,',
      'space and backups; --prove also reads every file whole: each tag, both fingerprints. It tells; it mends nothing.',
      'The password comes from --password-fd N or a prompt, never from the command line. --login may be left out',
      'where there is one account. Prints {at, findings:[{severity, code, object, dossier, name, count, since, fix}],',
      'objects, bytes, …}; the codes stand in docs/durability.md.',
      'Exit: 0 nothing blocks; 1 something does, or refused; 2 wrong usage.',
    ].join('\n'),
  },
  options: { ...storeOptions, prove: 'switch' },
  takes: [1, 1],
  async run(args, terminal) {
    const store = await unlockStore(args.positionals[0] ?? '', undefined, args, terminal);
    let report: HealthReport;
    try {
      if (args.switches.has('prove')) await store.ask('health.prove', { all: true });
      report = await store.ask('health.report', {});
    } finally {
      await store.close();
    }
    const bad = report.findings.filter(({ severity }) => severity === 'block').length;
    terminal.say(
      bad === 0
        ? {
            zh: `没有须立即处理的问题（共 ${report.findings.length} 条）`,
            en: `Nothing blocks (${report.findings.length} findings)`,
          }
        : { zh: `有 ${bad} 个须立即处理的问题`, en: `${bad} findings block` },
    );
    terminal.json(report);
    return bad === 0 ? exitCodes.answered : exitCodes.refused;
  },
};
