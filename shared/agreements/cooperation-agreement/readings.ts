import type { Obligation } from '../../model/derived.ts';
import type { ReadingRow } from '../reading-rows.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

type Reading = NonNullable<Obligation['reading']>;

/** The readings taken of ambiguous clauses (A-Q01 …), in the words shown beside the date. */
export const readings = {
  q01: {
    rule: 'A-Q01',
    text: both(
      '原文缺“内”字，读作内；付款以预算指标和等额发票为前提：文义期限为起算后满约定工作日，前提迟于该日的，法定末日为前提齐备后再满约定工作日；甲方内控为两者中较晚的文义期限或前提齐备日。',
      'Read as “within”. The budget quota and the invoice come first: where they come late, the last day is the same count from the day both are there.',
    ),
  },
  q02: {
    rule: 'A-Q02',
    text: both(
      '“日前”是否含当日有争议：法定末日为当日24时，谨慎按此前最后一个工作日办。',
      'Whether “before” a day includes it is disputed: the last moment is its end, the careful day is the working day before.',
    ),
  },
  q03: {
    rule: 'A-Q03',
    text: both(
      '此日前不仅要完成，还要通过结题验收；验收会和资料须倒排得更早。',
      'Not only completed but accepted by then: the meeting and the materials come earlier.',
    ),
  },
  q05: {
    rule: 'A-Q05',
    text: both(
      '“结题”日为结题验收通过文件落款日；无文件的为验收会通过日。',
      'Closing is the date of the document of acceptance, else the day of the meeting.',
    ),
  },
  q06: {
    rule: 'A-Q06',
    text: both(
      '有论文或专利的为一年；满半年时提醒，一年为硬期限。',
      'A year where there is a paper or a patent; a reminder after half a year.',
    ),
  },
  q09: {
    rule: 'A-Q09',
    text: both(
      '甲方书面确认没有期限，也不得推定确认：提交后满约定工作日仍未确认的，发催办函。',
      'The confirmation has no term and is never presumed: chase it in writing.',
    ),
  },
  q15: {
    rule: 'A-Q15',
    text: both(
      '“变更前5个工作日内”可读作窗口，也可读作至少提前：取两读都满足的一天，即变更日向前数第5个工作日当天。',
      '“Within” may be a window or a minimum: the day that satisfies both.',
    ),
  },
} as const satisfies Record<string, Reading>;

const mayChange = both(
  '课题负责人，附理由；留在卷宗记录里',
  'The project leader, with a reason kept in the history',
);

/** The rows of which a person may choose another reading for one dossier. */
export const readingRows: readonly ReadingRow[] = [
  {
    rule: 'A-Q02',
    title: both('“日前”是否含当日', 'Whether “before” a day includes it'),
    clause: at('第二条（二）1', 48),
    why: both(
      '两读都守得住：按前一个工作日办，当日也不算逾期。',
      'Holds under both: work for the day before, and the day itself is not late.',
    ),
    who: mayChange,
    choices: [
      { key: 'with_day', text: readings.q02.text },
      {
        key: 'without_day',
        text: both(
          '不含当日：末日为所写日子的前一日，谨慎按不晚于该日的最后一个工作日办。',
          'The day is not included: the last day is the one before it.',
        ),
        count: { offset: 1, unit: 'natural_day', dir: 'before', beforeWord: false, safe: 'default' },
      },
    ],
  },
  {
    rule: 'A-Q15',
    title: both('“变更前5个工作日内”是窗口还是至少提前', 'A window of five working days, or at least five'),
    clause: at('第六条（二）', 134),
    why: both('这一天两读都满足。', 'This day satisfies both readings.'),
    who: mayChange,
    choices: [
      { key: 'both', text: readings.q15.text },
      {
        key: 'window',
        text: both(
          '读作窗口：变更日前的工作日内均可，最迟为变更日前一个工作日。',
          'A window: any of those working days, at the latest the one before the change.',
        ),
        count: { offset: 1, safe: 'same' },
      },
      {
        key: 'at_least',
        text: both(
          '读作至少提前：不得晚于变更日向前数约定的工作日，谨慎再早一个工作日。',
          'At least that many working days before; with care one more.',
        ),
        count: { safe: 'extra_day' },
      },
    ],
  },
];
