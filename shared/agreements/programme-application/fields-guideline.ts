import type { Field, Section } from '../define.ts';
import { at, unwritten } from './clauses.ts';
import { builtIn, directionOf, isDirection } from './guideline.ts';
import { both, word } from './words.ts';

/** 指南: which text, in which state, with which days (C-F01, C-T02). */
export const guidelineSection: Section = {
  key: 'guideline',
  title: both('指南', 'Guideline'),
  help: both(
    '指南是有版本、有状态的数据；正式稿导入后自动对比。',
    'The guideline is data with a version and a status.',
  ),
  fields: [
    {
      key: 'guideline_name',
      rule: 'C-F01',
      clause: at(3),
      type: 'string',
      title: both('指南名称', 'Guideline'),
      required: 'always',
      default: builtIn.name,
    },
    {
      key: 'guideline_year',
      rule: 'C-F01',
      clause: at(3),
      type: 'integer',
      title: both('年度', 'Year'),
      required: 'always',
      default: builtIn.year,
      min: 2000,
      max: 2199,
    },
    {
      key: 'guideline_batch',
      rule: 'C-F01',
      clause: at(3),
      type: 'string',
      title: both('批次', 'Batch'),
      default: builtIn.batch,
    },
    {
      key: 'guideline_status',
      rule: 'C-F01',
      clause: at(3),
      type: 'enum',
      title: both('指南状态', 'Status of the guideline'),
      default: builtIn.status,
      options: [word('征求意见稿', 'Draft for comment'), word('正式稿', 'Final text')],
      help: both(
        '征求意见稿：所有导出页加“依据征求意见稿”水印。',
        'While a draft, every exported page says so.',
      ),
    },
    {
      key: 'guideline_data',
      rule: 'C-Q01',
      clause: at(3),
      type: 'text',
      title: both('采用的指南数据', 'Guideline data taken over'),
      when: () => false,
    },
    ...days(),
  ],
};

function days(): Field[] {
  const rows = [
    ['application_due', '申报截止日', 'Application closes on'],
    ['recommendation_due', '推荐截止日', 'Recommendation closes on'],
    ['defence_date', '答辩日期', 'Defence on'],
  ] as const;
  return rows.map(([key, zh, en]) => ({
    key,
    rule: 'C-T02',
    clause: unwritten,
    type: 'date' as const,
    title: both(zh, en),
    help: both('指南征求意见稿未列；以正式稿为准。', 'Not in the draft; the final text gives it.'),
  }));
}

/** 方向: of which direction, and for GEO of which of the twenty topics (C-F02, C-F03). */
export const directionFields: readonly Field[] = [
  {
    key: 'direction_code',
    rule: 'C-F02',
    clause: at(17),
    type: 'enum',
    title: both('指南方向', 'Direction'),
    required: 'always',
    options: builtIn.directions.map(({ code, title }) => ({
      value: code,
      title: both(`${code} ${title.zh}`, `${code} ${title.en}`),
    })),
    help: both('以下各步的问题随方向而定。', 'What is asked next follows from the direction.'),
  },
  {
    key: 'topic_code',
    rule: 'C-F03',
    clause: at(389),
    type: 'enum',
    title: both('细分方向（GEO子题）', 'GEO topic'),
    when: isDirection('2.0'),
    required: isDirection('2.0'),
    options: builtIn.directions
      .flatMap((direction) => direction.topics ?? [])
      .map(({ code, title }) => ({
        value: code,
        title: both(`${code.slice(2)} ${title.zh}`, `${code.slice(2)} ${title.en}`),
      })),
  },
];

/** 合作协议依据: the agreement each direction names, proposed word for word (C-F15–C-F24). */
export const basisFields: readonly Field[] = builtIn.directions.map((direction, index) => ({
  key: basisKey(direction.code),
  rule: `C-F${15 + index}`,
  clause: at((direction.line ?? 0) + 2),
  type: 'text' as const,
  title: both('政府间合作协议依据', 'Agreement it rests on'),
  when: isDirection(direction.code),
  default: direction.agreement.join(''),
}));

/** The field that holds the agreement of a direction. */
export function basisKey(code: string): string {
  return `basis_${code.replace('.', '_')}`;
}

/** Whether both sides have to apply at the same time (C-E03). */
export function isJoint(view: Parameters<typeof directionOf>[0]): boolean {
  const direction = directionOf(view);
  return direction?.joint === true;
}
