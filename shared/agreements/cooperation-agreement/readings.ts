import type { Obligation } from '../../model/derived.ts';
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
