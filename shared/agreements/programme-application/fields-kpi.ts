import type { Field } from '../define.ts';
import { at } from './clauses.ts';
import { both, word } from './words.ts';

/** The five kinds of cooperation that the guideline names (C-K01). */
export const effects = [
  word('中外合著论文', 'Joint papers'),
  word('国际专利或标准', 'International patents or standards'),
  word('国际学术会议', 'International conferences'),
  word('人才培养交流', 'Exchange and training'),
  word('合作平台建设', 'Joint platforms'),
] as const;

/** How an indicator is put into words; with the direction it gives the comparison (G-013, G-014). */
export const relations = [
  word('不少于', 'Not less than'),
  word('不超过', 'Not more than'),
  word('优于', 'Better than'),
  word('足数', 'In full'),
] as const;

export const directions = [word('大者优', 'More is better'), word('小者优', 'Less is better')] as const;

/** 《项目合作目标、成果与考核指标表》: what the applicants set themselves beyond the guideline (C-F11, C-E04, C-K01). */
export const kpiFields: readonly Field[] = [
  {
    key: 'cooperation_goal',
    rule: 'C-F11',
    clause: at(21),
    type: 'text',
    title: both('合作目标', 'Goal of the cooperation'),
    required: 'always',
  },
  {
    key: 'kpi_table',
    rule: 'C-F11',
    clause: at(21),
    type: 'list',
    title: both('项目合作目标、成果与考核指标表', 'Table of goals, outputs and indicators'),
    required: 'always',
    help: both(
      '指南明列的指标自动列入；这里写项目自设的国际合作成效指标，五类都要有。',
      'What the guideline asks is listed by itself; here is what the project sets itself, of all five kinds.',
    ),
    columns: [
      { key: 'no', type: 'integer', title: both('序号', 'No.'), required: true, min: 1, max: 200 },
      {
        key: 'kind',
        type: 'string',
        title: both('类别', 'Kind'),
        required: true,
        options: [...effects, word('其他', 'Other')],
      },
      { key: 'title', type: 'string', title: both('指标', 'Indicator'), required: true },
      { key: 'relation', type: 'enum', title: both('关系', 'Relation'), options: relations },
      { key: 'value', type: 'string', title: both('指标值', 'Value'), pattern: number() },
      { key: 'unit', type: 'string', title: both('单位', 'Unit') },
      { key: 'direction', type: 'enum', title: both('方向', 'Direction'), options: directions },
      { key: 'evidence', type: 'string', title: both('证据', 'Evidence') },
    ],
  },
  {
    key: 'cooperation_effect',
    rule: 'C-K03',
    clause: at(23),
    type: 'text',
    title: both('国际合作的作用和效益（总结）', 'Role and effects of the cooperation'),
    help: both(
      '过程记录在“合作成效”台账；此处写总结。',
      'The course stands in its ledger; here is the summary.',
    ),
  },
];

/** A number as it is typed: digits, a point, a power of ten. */
export function number() {
  return {
    source: '^\\d+(\\.\\d+)?(e\\d{1,2})?$',
    message: both('指标值须为数值，如 4、0.5、4.0e15', 'A number, such as 4, 0.5 or 4.0e15'),
  };
}
