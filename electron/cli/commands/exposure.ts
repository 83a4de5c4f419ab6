import { exposureOver } from '../../../shared/engine/exposure.ts';
import { CivilDate, type Fen } from '../../../shared/model/units.ts';
import { asFen, formatYuan } from '../../../shared/money/fen.ts';
import { calendarOf, calendarOption } from '../calendar-file.ts';
import { type Command, exitCodes, UsageError } from '../command.ts';
import { readDossier } from '../dossier-file.ts';

/** What each party of a dossier would owe on some days, penalty by penalty. */
export const command: Command = {
  name: 'exposure',
  usage: 'exposure <dossier.json|-> [--on YYYY-MM-DD …] [--calendar file.json …] [--today YYYY-MM-DD]',
  summary: { zh: '列出某日双方各自的违约敞口', en: 'list what each party would owe on a day' },
  help: {
    zh: [
      '不写--on的，按今天。互斥的不相加：counted为false的只列出，不计入合计；otherwise是另一种认定下的对照值。',
      '金额为元；按实际损失的没有数额，以open_ended计项数。',
    ].join('\n'),
    en: [
      'Without --on: today. What excludes each other is not added: rows with counted false are listed only; otherwise is the figure had the decision been the other one.',
      'Amounts in yuan; what is measured by the real loss has none and is counted in open_ended.',
    ].join('\n'),
  },
  options: { ...calendarOption, on: 'list' },
  takes: [1, 1],
  async run(args, terminal) {
    const { record, definition } = await readDossier(args.positionals[0] ?? '-', terminal);
    const calendar = await calendarOf(args, terminal);
    const asked = args.lists['on'] ?? [];
    const days = (asked.length === 0 ? [terminal.today] : asked).map(dayOf);
    const exposed = exposureOver(definition, record, days, { calendar });
    terminal.json({
      today: terminal.today,
      kind: record.kind,
      days: exposed.map(({ date, rows, totals }) => ({
        date,
        totals: totals.map((total) => ({
          ...total,
          incurred: yuan(total.incurred),
          at_most: yuan(total.at_most),
        })),
        rows: rows.map((row) => ({
          ...row,
          title: row.title[terminal.language],
          formula: row.formula[terminal.language],
          amount: yuan(row.amount),
          otherwise: yuan(row.otherwise),
        })),
      })),
    });
    return exitCodes.answered;
  },
};

function dayOf(text: string): CivilDate {
  const day = CivilDate.safeParse(text);
  if (day.success) return day.data;
  throw new UsageError({ zh: `不是日期：${text}`, en: `not a date: ${text}` });
}

function yuan(amount: unknown): string | null {
  const fen = asFen(amount);
  return fen === null ? null : formatYuan(fen as Fen);
}
