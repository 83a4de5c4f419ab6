import type { CountStep } from '../model/derived.ts';
import { area } from './area.ts';
import type { Language } from './text.ts';

/** Why a day counted or not, by the engine's word for it (G-001–G-010, A-Q01). */
export const countStep = area(
  {
    start: '起算日，不计',
    workday: '工作日',
    weekend: '周末，不计',
    holiday: '放假，不计',
    makeup_workday: '调休上班，计入',
    natural_day: '按自然日数到',
    month: '按月数到对应日',
    year: '按年数到对应日',
    month_end: '无对应日，取月末',
    fixed_workday: '协议写明的日子',
    fixed_weekend: '协议写明的日子，是周末；约定的日子不顺延',
    fixed_holiday: '协议写明的日子，正逢放假；约定的日子不顺延',
    fixed_makeup_workday: '协议写明的日子，调休上班',
    gates_ready: '前提齐备之日，从此再数',
    rolled_workday: '末日为休息日，顺延至此',
    rolled_makeup_workday: '末日为休息日，顺延至此（调休上班）',
    rolled_weekend: '周末，继续顺延',
    rolled_holiday: '放假，继续顺延',
    closed: '本单位休，谨慎日提前〔内控〕',
  },
  {
    start: 'first day, not counted',
    workday: 'working day',
    weekend: 'weekend, not counted',
    holiday: 'holiday, not counted',
    makeup_workday: 'make-up working day, counted',
    natural_day: 'counted in natural days',
    month: 'the corresponding day of the month',
    year: 'the corresponding day of the year',
    month_end: 'no such day: end of the month',
    fixed_workday: 'the day the agreement names',
    fixed_weekend: 'the day the agreement names, a weekend; agreed days do not roll',
    fixed_holiday: 'the day the agreement names, a holiday; agreed days do not roll',
    fixed_makeup_workday: 'the day the agreement names, a make-up working day',
    gates_ready: 'all conditions met: counted again from here',
    rolled_workday: 'the last day is a day of rest: rolled to this one',
    rolled_makeup_workday: 'the last day is a day of rest: rolled to this make-up working day',
    rolled_weekend: 'weekend, rolled on',
    rolled_holiday: 'holiday, rolled on',
    closed: 'our unit is closed: the careful day comes earlier (internal)',
  },
);

/** The words of one step of a count, with the holiday and its notice where there is one. */
export function countStepWords(
  language: Language,
  { why, detail }: Pick<CountStep, 'why' | 'detail'>,
): string {
  const words: Readonly<Record<string, string>> = countStep[language];
  const said = words[why];
  if (said === undefined) throw new Error(`no words for a step of the kind ${why}`);
  return detail === undefined ? said : `${said} · ${detail}`;
}
