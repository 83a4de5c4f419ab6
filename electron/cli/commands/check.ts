import { check } from '../../../shared/engine/check.ts';
import { unknownKey } from '../../../shared/engine/check-shapes.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import { calendarOf, calendarOption } from '../calendar-file.ts';
import { type Command, exitCodes, type Terminal } from '../command.ts';
import { readDossier } from '../dossier-file.ts';

/** What can be said against a dossier, or what a package of it lacks. */
export const command: Command = {
  name: 'check',
  usage:
    'check <dossier.json|-> [--package P-A3] [--with other.json …] [--calendar file.json …] [--today YYYY-MM-DD]',
  summary: { zh: '检查卷宗或材料包', en: 'check a dossier or a package of it' },
  help: {
    zh: [
      '输出 {findings:[{rule, severity, message, path, clause}]}，severity 为 block、warn 或 info。',
      '有 block 的退出码为 1。--package 另查该材料包缺什么；--with 与其他卷宗比对；--calendar 读入新公布的年份。',
    ].join('\n'),
    en: [
      'Prints {findings:[{rule, severity, message, path, clause}]}; severity is block, warn or info.',
      'Exit 1 with at least one block. --package also judges that package; --with compares with other dossiers; --calendar takes newly published years.',
    ].join('\n'),
  },
  options: { package: 'value', with: 'list', ...calendarOption },
  takes: [1, 1],
  async run(args, terminal) {
    const { record, definition, strays } = await readDossier(args.positionals[0] ?? '-', terminal);
    const others = await Promise.all((args.lists['with'] ?? []).map((name) => recordOf(name, terminal)));
    const wanted = args.values['package'];
    const findings = [
      ...check(definition, record, {
        today: terminal.today,
        calendar: await calendarOf(args, terminal),
        others,
        ...(wanted === undefined ? {} : { package: wanted }),
      }),
      ...strays.map((path) => unknownKey(path, false)),
    ];
    terminal.json({
      findings: findings.map((finding) => ({ ...finding, message: finding.message[terminal.language] })),
    });
    return findings.some((finding) => finding.severity === 'block') ? exitCodes.refused : exitCodes.answered;
  },
};

/** Another dossier; what is wrong with it is said with its file's name. */
async function recordOf(name: string, terminal: Terminal): Promise<DossierRecord> {
  try {
    return (await readDossier(name, terminal)).record;
  } catch (error) {
    if (!(error instanceof AppError) || error.params?.['path'] === name) throw error;
    const path = [name, error.params?.['path']].filter(Boolean).join('：');
    throw new AppError(error.code, { rule: error.rule, params: { ...error.params, path }, cause: error });
  }
}
