import type { EventType } from '../define.ts';
import { at, unwritten } from './clauses.ts';
import { both, word } from './words.ts';

function event(
  key: string,
  rule: string,
  line: number | null,
  zh: string,
  en: string,
  more: Partial<EventType> = {},
): EventType {
  return { key, rule, clause: line === null ? unwritten : at(line), title: both(zh, en), ...more };
}

const proof = (zh: string, en: string) => ({ evidence: both(zh, en) });
const step = (zh: string, en: string) => ({ milestone: true, evidence: both(zh, en) });
const many = { repeat: 'many' } as const;

const sharedItem = {
  key: 'subject',
  type: 'string' as const,
  title: both('变更事项', 'What changes'),
  options: [
    word('项目英文名称', 'Title'),
    word('领域方向', 'Field'),
    word('合作单位', 'Units'),
    word('项目负责人', 'Leaders'),
    word('实施周期', 'Period'),
  ],
};

/** The dated facts of an application and its execution, with what proves each (G-019). */
export const events: readonly EventType[] = [
  event(
    'guideline_published',
    'C-T02',
    3,
    '指南正式稿发布',
    'Final text published',
    proof('正式指南', 'The guideline'),
  ),
  event(
    'foreign_applied',
    'C-E03',
    19,
    '外方向本国提交申报',
    'The foreign side applied',
    proof('外方受理回执', 'Its receipt'),
  ),
  event(
    'joint_matched',
    'C-E02',
    19,
    '双方五项信息核对一致',
    'The five fields agree',
    step('双方五项一致性表', 'The table of both'),
  ),
  event(
    'brics_registered',
    'C-1.9-5',
    381,
    '完成在线联合申报',
    'Registered online',
    step('“已注册”页面截图', 'The screenshot'),
  ),
  event('application_submitted', 'C-F02', 17, '提交申报书', 'Application submitted', {
    ...step('申报书和提交回执', 'The application and its receipt'),
    after: ['joint_matched'],
  }),
  event('recommended', 'C-F12', 188, '推荐单位推荐', 'Recommended', {
    ...proof('推荐函', 'The letter'),
    after: ['application_submitted'],
  }),
  event('defended', 'C-T02', null, '答辩', 'Defence', { planned: true, ...proof('答辩通知', 'The notice') }),
  event('approved', 'C-E01', 17, '立项', 'Approved', {
    ...step('立项通知', 'The notice'),
    after: ['application_submitted', 'recommended'],
  }),
  event('execution_started', 'C-T01', 44, '开始执行', 'Execution begins', {
    ...step('任务书', 'The task book'),
    after: ['approved'],
  }),
  event(
    'progress_to_geo',
    'C-K18',
    577,
    '向GEO中国秘书处提交进展和成果',
    'Progress handed to the China secretariat',
    {
      ...many,
      ...proof('提交回执', 'The receipt'),
    },
  ),
  event('export_reviewed', 'C-S01', 573, '对外提供数据经密级和出境审查批准', 'Data cleared to go abroad', {
    ...many,
    ...proof('审查批件', 'The clearance'),
  }),
  event('change_here', 'C-C01', 19, '中方变更双方一致字段', 'Changed on the Chinese side', {
    ...many,
    values: [sharedItem],
    ...proof('变更文件', 'The paper'),
  }),
  event('change_abroad', 'C-C01', 19, '外方同步变更', 'Changed on the foreign side', {
    ...many,
    values: [sharedItem],
    ...proof('外方确认', 'Its confirmation'),
  }),
  event(
    'matching_inquired',
    'C-Q03',
    477,
    '就“1:2”书面咨询',
    'The ratio 1:2 asked about in writing',
    proof('咨询函和答复', 'The letter and its answer'),
  ),
  event('evaluated', 'C-T03', 561, '综合绩效评价', 'Evaluated', {
    ...step('综合绩效评价结论', 'The conclusion'),
    after: ['execution_started'],
  }),
  event('data_submitted', 'C-K16', 573, '完成数据汇交', 'Data deposited', {
    ...step('汇交凭证', 'The vouchers'),
    after: ['approved'],
  }),
];
