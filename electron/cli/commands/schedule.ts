import { schedule } from '../../../shared/engine/schedule.ts';
import type { Fen } from '../../../shared/model/units.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import { calendarOf, calendarOption } from '../calendar-file.ts';
import { type Command, exitCodes } from '../command.ts';
import { readDossier } from '../dossier-file.ts';

/** Every obligation of a dossier with its four dates and their proof. */
export const command: Command = {
  name: 'schedule',
  usage: 'schedule <dossier.json|-> [--calendar file.json …] [--today YYYY-MM-DD]',
  summary: { zh: '列出卷宗的全部义务与期限', en: 'list the obligations of a dossier with their dates' },
  help: {
    zh: [
      'nominal 文义日，statutory 法定末日，safe 谨慎日，escalate 可发函日（我方自己的义务没有）。',
      '触发事件未发生的也列出，日期为 null。provisional 为 true 的，该年放假安排尚未公布；--calendar 读入新公布的年份。',
    ].join('\n'),
    en: [
      'nominal: where the words count to; statutory: the last day; safe: the careful day; escalate: when one may write.',
      'What has not begun is listed with null dates; provisional dates reach a year whose rest days are not published; --calendar takes newly published years.',
    ].join('\n'),
  },
  options: calendarOption,
  takes: [1, 1],
  async run(args, terminal) {
    const { record, definition } = await readDossier(args.positionals[0] ?? '-', terminal);
    const calendar = await calendarOf(args, terminal);
    const obligations = schedule(definition, record, { today: terminal.today, calendar }).map(
      (obligation) => ({
        ...obligation,
        title: obligation.title[terminal.language],
        on_miss: obligation.on_miss[terminal.language],
        amount: obligation.amount === null ? null : formatYuan(obligation.amount as Fen),
        gates: obligation.gates.map((gate) => ({ ...gate, title: gate.title[terminal.language] })),
        reading: obligation.reading && {
          rule: obligation.reading.rule,
          text: obligation.reading.text[terminal.language],
        },
      }),
    );
    terminal.json({ today: terminal.today, kind: record.kind, obligations });
    return exitCodes.answered;
  },
};
