import type { CivilDate } from '../../model/units.ts';
import type { Deadline, Instance, View } from '../define.ts';
import { at, unwritten } from './clauses.ts';
import { isJoint } from './fields-guideline.ts';
import { directionOf, guidelineOf, inWorkProgramme } from './guideline.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

const fixed = { offset: 0, unit: 'fixed_date', dir: 'on' } as const;
const promptly = { offset: 0, unit: 'none', dir: 'after' } as const;

/** The days a guideline has to give, with the field that may hold each (C-T02). */
export const guidelineDays = [
  {
    key: 'application',
    field: 'application_due',
    event: 'application_submitted',
    title: both('提交申报书', 'Submit the application'),
  },
  {
    key: 'recommendation',
    field: 'recommendation_due',
    event: 'recommended',
    title: both('推荐单位推荐', 'Have it recommended'),
  },
  { key: 'defence', field: 'defence_date', event: 'defended', title: both('答辩', 'Defence') },
] as const;

/** A day as the dossier has it, else as its guideline does; null while no text gives it. */
export function guidelineDay(view: View, key: (typeof guidelineDays)[number]['key']): CivilDate | null {
  const day = guidelineDays.find((one) => one.key === key);
  return (day ? view.date(day.field) : null) ?? guidelineOf(view).deadlines[key];
}

/** C-T02: a day that no text gives yet and that the application still waits for; from its approval on none does. */
export function dayMissing(view: View, day: (typeof guidelineDays)[number]): boolean {
  return (
    directionOf(view) !== undefined &&
    view.events('approved').length === 0 &&
    view.events(day.event).length === 0 &&
    guidelineDay(view, day.key) === null
  );
}

/** The days; one that is missing is itself what is due, every day, until it is entered. */
function days(view: View): Instance[] {
  return guidelineDays.map((day, index) => ({
    suffix: `#${index + 1}`,
    key: `${day.key}_due`,
    title: dayMissing(view, day)
      ? both(
          `录入日期：${day.title.zh}（指南未列，以正式稿为准）`,
          `Enter the day: ${day.title.en} (the draft gives none)`,
        )
      : day.title,
    trigger: {
      date: (of: View) => (dayMissing(of, day) ? of.today : guidelineDay(of, day.key)),
      label: `fields.${day.field}`,
    },
    metBy: [day.event],
  }));
}

/** The deadlines of an application: C-T01–C-T04, and the duties that run with the execution. */
export const deadlines: readonly Deadline[] = [
  {
    rule: 'C-T02',
    key: 'guideline_day',
    title: both('指南规定的日期', 'Days of the guideline'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: unwritten,
    trigger: { date: (view) => guidelineDay(view, 'application'), label: 'fields.application_due' },
    count: fixed,
    instances: days,
    metBy: ['application_submitted'],
    onMiss: both(
      '逾期不受理〔内控〕；指南未列日期的，以正式稿为准。',
      'Not accepted when late; the final text gives the days.',
    ),
  },
  {
    rule: 'C-E03',
    key: 'foreign_application_due',
    title: both('外方同时申报', 'The foreign side applies too'),
    obligor: 'foreign_lead',
    obligee: 'cn_lead',
    clause: at(48),
    trigger: { date: (view) => guidelineDay(view, 'application'), label: 'fields.application_due' },
    count: fixed,
    when: isJoint,
    metBy: ['foreign_applied'],
    onMiss: both('单方申报无效（C-B01）。', 'An application of one side is void (C-B01).'),
  },
  {
    rule: 'C-1.9-5',
    key: 'joint_registration',
    title: both('完成在线联合申报并取得注册号', 'Register online'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: at(381),
    trigger: { date: (view) => guidelineDay(view, 'application'), label: 'fields.application_due' },
    count: fixed,
    when: (view) => directionOf(view)?.registration !== undefined,
    metBy: ['brics_registered'],
    onMiss: both(
      '缺注册号或截图，本次申报视为无效（C-B01）。',
      'Without number and screenshot the application is void (C-B01).',
    ),
  },
  {
    rule: 'C-T04',
    key: 'listed_before',
    title: both('GWP项目列入工作计划的截止', 'Listed in the work programme before'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: at(553),
    trigger: { date: (view) => directionOf(view)?.listed_before ?? null, label: 'fields.gwp_listed_on' },
    count: { ...fixed, safe: 'same' },
    period: true,
    when: inWorkProgramme,
    onMiss: both('不属于可申报的工作计划项目（C-GEO-01）。', 'Not a project that may apply (C-GEO-01).'),
  },
  {
    rule: 'C-T01',
    key: 'period',
    title: both('项目执行期', 'Period of execution'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: at(44),
    trigger: { field: 'period_end' },
    count: { ...fixed, safe: 'same' },
    period: true,
    onMiss: both('期外的成果不计入考核指标（C-T03）。', 'What comes later does not count (C-T03).'),
  },
  {
    rule: 'C-T03',
    key: 'indicators_due',
    title: both('完成考核指标', 'Reach the indicators'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: at(561),
    trigger: { field: 'period_end' },
    count: fixed,
    metBy: ['evaluated'],
    onMiss: both('综合绩效评价按考核指标评价（X-15）。', 'The evaluation follows the indicators (X-15).'),
  },
  {
    rule: 'C-K16',
    key: 'data_deposit',
    title: both('按综合绩效评价要求汇交数据', 'Deposit the data'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: at(573),
    trigger: { event: 'evaluated' },
    count: promptly,
    metBy: ['data_submitted'],
    onMiss: both('汇交凭证缺失，综合绩效评价材料不齐。', 'The vouchers lack.'),
  },
  {
    rule: 'C-K18',
    key: 'report_to_geo',
    title: both('向GEO中国秘书处提交进展和成果', 'Hand progress to the China secretariat'),
    obligor: 'cn_lead',
    obligee: 'ministry',
    clause: at(577),
    trigger: { standing: 'execution_started' },
    count: promptly,
    when: (view) => directionOf(view)?.geo_members === true,
    onMiss: both('共性考核指标未完成。', 'A common indicator is not reached.'),
  },
  {
    rule: 'C-C01',
    key: 'change_both',
    title: both('外方同步变更并重验一致', 'The foreign side changes alike'),
    obligor: 'foreign_lead',
    obligee: 'cn_lead',
    clause: at(19),
    trigger: { event: 'change_here' },
    count: promptly,
    when: (view) => view.events('change_here').length > 0,
    metBy: ['change_abroad'],
    onMiss: both('双方信息不一致（C-E02）。', 'Both sides differ (C-E02).'),
    reading: { rule: 'C-Q01', text: readings['C-Q01'] },
  },
];
