import { formatYuan } from '../../money/fen.ts';
import type { View } from '../define.ts';
import type { AlikePapers, IndicatorPlan } from '../indicators.ts';
import type { Bilingual } from '../../model/units.ts';
import { at } from './clauses.ts';
import { chosenField } from './fields-field.ts';
import { isJoint } from './fields-guideline.ts';
import { chineseUnits, foreignUnits, leaderOf } from './fields-people.ts';
import { countsOf, periodOf } from './counts.ts';
import { directionOf, guidelineOf, statusOf, topicOf } from './guideline.ts';
import { recordedIn } from './recording.ts';
import { targetsOf } from './targets.ts';
import { both } from './words.ts';

/** 依据征求意见稿: set over every page that leaves, until the final text is taken over (C-F01). */
export function watermark(view: View): Bilingual | null {
  return statusOf(view) === '正式稿' ? null : both('依据征求意见稿', 'Based on the draft for comment');
}

/** The indicators of the application with what counts toward them (C-F11, C-K, C-W, C-M). */
export const indicators: IndicatorPlan = {
  title: both('考核指标', 'Indicators'),
  period: periodOf,
  targets: targetsOf,
  counts: countsOf,
  recordedIn,
  table: (view) => {
    const direction = directionOf(view);
    const topic = topicOf(view);
    const { start, end } = periodOf(view);
    const funding = view.money('state_funding');
    return {
      title: both('项目合作目标、成果与考核指标表', 'Goals, outputs and indicators of the cooperation'),
      facts: [
        [both('项目名称', 'Title'), `${view.text('title_cn')} ${view.text('title_en')}`.trim()],
        [
          both('指南', 'Guideline'),
          `${guidelineOf(view).name}（${guidelineOf(view).version}，${statusOf(view)}）`,
        ],
        [
          both('指南方向', 'Direction'),
          [
            direction ? `${direction.code} ${direction.title.zh}` : '',
            topic ? `${topic.code.slice(2)} ${topic.title.zh}` : '',
          ]
            .filter(Boolean)
            .join('；'),
        ],
        [both('中方牵头单位', 'Chinese lead unit'), view.text('cn_lead')],
        [both('外方牵头单位', 'Foreign lead unit'), view.text('foreign_lead')],
        [both('实施周期', 'Period'), `${start ?? ''}—${end ?? ''}`],
        [both('国拨经费', 'State funding'), funding === null ? '' : `${formatYuan(funding)}元`],
        [both('合作目标', 'Goal'), view.text('cooperation_goal')],
      ],
    };
  },
};

/** The words of one item of the foreign application. */
export function foreignWords(view: View, item: string): string {
  const row = view.rows('foreign_application').find((one) => one['item'] === item);
  return typeof row?.['text'] === 'string' ? row['text'] : '';
}

function units(view: View): string {
  return [...chineseUnits(view), ...foreignUnits(view)].map(({ name, en }) => en || name).join('; ');
}

/** The five fields that both applications have to say alike (C-E02), side by side. */
export const jointFields: AlikePapers = {
  key: 'joint_fields',
  rule: 'C-E02',
  clause: at(19),
  title: both('双方一致性（5项）', 'The five fields that agree'),
  sides: [both('中方申报书', 'Our application'), both('外方申报书', 'The foreign application')],
  when: (view) => isJoint(view) || directionOf(view)?.registration !== undefined,
  rows: (view) => {
    const { start, end } = periodOf(view);
    const row = (key: string, title: Bilingual, own: string, order?: 'free') => ({
      key,
      title,
      own,
      other: foreignWords(view, key),
      clause: at(19),
      ...(order ? { order } : {}),
    });
    return [
      row('title', both('项目英文名称', 'Title in English'), view.text('title_en')),
      row('field', both('领域方向', 'Field'), view.text('field_en') || (chosenField(view).at(-1) ?? '')),
      row('units', both('合作单位', 'Cooperating units'), units(view), 'free'),
      row(
        'leaders',
        both('项目负责人', 'Leaders'),
        [leaderOf(view, 'pi_cn'), leaderOf(view, 'pi_foreign')].filter(Boolean).join('; '),
        'free',
      ),
      row('period', both('项目实施周期', 'Period'), start && end ? `${start} – ${end}` : ''),
    ];
  },
};
