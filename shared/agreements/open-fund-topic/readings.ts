import type { Obligation } from '../../model/derived.ts';
import type { ReadingRow } from '../reading-rows.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

type Reading = NonNullable<Obligation['reading']>;

/** The readings taken of ambiguous articles (D-Q), in the words shown beside the date. */
export const readings = {
  q02: {
    rule: 'D-Q02',
    text: both(
      '“期满之日6个月前”末日是否含当日未写：法定末日为期满日前推6个月（无对应日取月末日），谨慎按其前一工作日办。',
      'Whether the last day counts is not said: by law the end of funding less six months, with care the working day before.',
    ),
  },
  q03: {
    rule: 'D-Q03',
    text: both(
      '延期获批的，资助期满日改变，结题期限随之重算；旧值在版本中保留。',
      'An approved extension moves the end of funding and with it the closing; the old day is kept.',
    ),
  },
  q08: {
    rule: 'D-Q08',
    text: both(
      '天数未定，以通知书中的日期为准，须录入。',
      'No count of days is given: the date of the notice decides and has to be entered.',
    ),
  },
  q10: {
    rule: 'D-Q10',
    text: both('追回范围是剩余经费，不是全部经费。', 'What is left is claimed back, not all.'),
  },
  q12: {
    rule: 'D-Q12',
    text: both(
      '按自然年计；当年结题者提前申请的，也占当年1项。',
      'By the calendar year; an early application of one who closes that year counts too.',
    ),
  },
  q13: {
    rule: 'D-Q13',
    text: both(
      '起算日源文未写，按终止、撤销决定日起算，须确认。',
      'The beginning is not said: from the decision, to be confirmed.',
    ),
  },
} as const satisfies Record<string, Reading>;

const mayChange = both('课题负责人，附理由；留在卷宗记录里', 'The leader, with a reason kept in the history');

/** The rows of which a person may choose another reading for one dossier. */
export const readingRows: readonly ReadingRow[] = [
  {
    rule: 'D-Q02',
    title: both('“6个月前”末日是否含当日', 'Whether the last day counts'),
    clause: at(83),
    why: both('两读都守得住。', 'Holds under both readings.'),
    who: mayChange,
    choices: [
      { key: 'day_before', text: readings.q02.text },
      {
        key: 'with_day',
        text: both(
          '含当日：谨慎按不晚于该日的最后一个工作日办。',
          'The day counts: with care the last working day not later than it.',
        ),
        count: { safe: 'default' },
      },
    ],
  },
  {
    rule: 'D-Q13',
    title: both('五年禁期从何日起算', 'From which day the ban runs'),
    clause: at(101),
    why: both(
      '处分决定日有文件可据，且源文未写其他日子。',
      'The decision is on paper; no other day is named.',
    ),
    who: both('实验室书面答复后，由课题负责人确定', 'The leader, after the laboratory answered in writing'),
    choices: [{ key: 'decision', text: readings.q13.text }],
    ask: (view) => view.events('sanction_decided').some((event) => event.values?.['ban'] !== false),
  },
];
