import { parseCivil } from '../../../shared/calendar/civil.ts';
import { addWorkdays } from '../../../shared/calendar/workdays.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { calendarOf, calendarOption } from '../calendar-file.ts';
import { type Command, exitCodes, UsageError } from '../command.ts';

/** Counts working days, with the proof (G-001, G-007, G-008, G-010). */
export const command: Command = {
  name: 'workday',
  usage: 'workday <date> <±n> [--calendar file.json …]',
  summary: { zh: '从某日起数工作日', en: 'count working days from a date' },
  help: {
    zh: [
      '起算日不计入，次日起数；负数向前数。法定节假日不计，调休上班日计入。',
      '0：该日是工作日的就是该日，不是的顺延到下一工作日。',
      '2004—2026 年按国务院办公厅的通知；此后按法定节假日估算，provisional 为 true。',
      '--calendar 读入新公布的年份（docs/calendar-format.md），其日子不再是估算。',
      '输出 {from, offset, date, provisional, steps:[{date, counted, why, detail?}]}。',
    ].join('\n'),
    en: [
      'The date itself does not count; a negative number counts back. Rest days by notice do not count, make-up days do.',
      '0: the date itself where it is a working day, else the next one.',
      'By the notices of 2004–2026; later years are estimated and provisional is true.',
      '--calendar takes newly published years (docs/calendar-format.md); their days are no estimate any more.',
      'Prints {from, offset, date, provisional, steps:[{date, counted, why, detail?}]}.',
    ].join('\n'),
  },
  options: calendarOption,
  takes: [2, 2],
  async run(args, terminal) {
    const [dateText = '', offsetText = ''] = args.positionals;
    const from = parseCivil(dateText);
    if (from === null) throw new AppError('bad_input', { params: { path: dateText, reason: 'not_a_date' } });
    const plain = offsetText.normalize('NFKC').replace(/^[−–]/u, '-');
    if (!/^[+-]?\d{1,6}$/u.test(plain)) {
      throw new UsageError({ zh: `不是天数：${offsetText}`, en: `Not a number of days: ${offsetText}` });
    }
    // -0 would be printed as it is.
    const offset = Number(plain) || 0;
    const { date, provisional, steps } = addWorkdays(from, offset, await calendarOf(args, terminal));
    terminal.json({ from, offset, date, provisional, steps });
    return exitCodes.answered;
  },
};
