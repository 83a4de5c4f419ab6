import type { Field, View } from '../define.ts';
import { at, unwritten } from './clauses.ts';
import { directionOf, topicOf } from './guideline.ts';
import { both, word } from './words.ts';

export const localGovernment = '地方政府';
export const ownFunds = '企业自筹';
export const stateFunds = '国拨';

/** Whether the direction or the topic asks for matching funds (C-P01–C-P05). */
export function asksMatching(view: View): boolean {
  return directionOf(view)?.matching !== undefined || topicOf(view)?.local_matching !== undefined;
}

/** The money (C-F10, C-P). */
export const moneyFields: readonly Field[] = [
  {
    key: 'state_funding',
    rule: 'C-F10',
    clause: at(17),
    type: 'money',
    title: both('国拨经费', 'State funding'),
    required: 'always',
    secret: true,
    min: 0,
  },
  {
    key: 'matching',
    rule: 'C-F10',
    clause: unwritten,
    type: 'list',
    title: both('配套资金', 'Matching funds'),
    secret: true,
    help: both(
      '每个参与企业一行；国拨不得计作配套。',
      'A line for each enterprise; state funds do not match.',
    ),
    columns: [
      { key: 'unit', type: 'string', title: both('出资单位', 'Paid by'), required: true },
      {
        key: 'source',
        type: 'enum',
        title: both('来源', 'Source'),
        required: true,
        options: [
          word(ownFunds, 'Own funds'),
          word(localGovernment, 'Local government'),
          word('其他', 'Other'),
          word(stateFunds, 'State funds'),
        ],
      },
      {
        key: 'amount',
        type: 'money',
        title: both('配套金额', 'Amount'),
        required: true,
        secret: true,
        min: 0,
      },
      {
        key: 'gov_funding',
        type: 'money',
        title: both('该企业获政府（中央财政）资助', 'State funding it receives'),
        secret: true,
        min: 0,
      },
      { key: 'letter', type: 'boolean', title: both('有承诺函', 'Letter of commitment') },
      { key: 'sealed', type: 'boolean', title: both('承诺函已盖章', 'The letter is sealed') },
    ],
  },
];
