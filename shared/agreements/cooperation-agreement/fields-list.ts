import type { Field } from '../define.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

const clause = at('附件一', 264);

/** The list of approved projects (附件一), against which the project is checked (A-E03). */
export const listFields: readonly Field[] = [
  {
    key: 'approved_projects',
    rule: 'A-E03',
    clause,
    type: 'list',
    title: both('立项名单', 'List of approved projects'),
    help: both(
      '照名单录入；额度栏为合并单元格的，空着即沿用上一行。',
      'As the list has it; an empty quota takes that of the row above.',
    ),
    columns: [
      { key: 'no', type: 'string', title: both('课题编号', 'Number'), required: true },
      { key: 'title', type: 'string', title: both('课题名称', 'Title'), required: true },
      { key: 'leader', type: 'string', title: both('课题负责人', 'Leader'), personal: true },
      { key: 'unit', type: 'string', title: both('所在单位', 'Unit') },
      { key: 'type', type: 'string', title: both('资助类别', 'Kind of funding') },
      { key: 'quota', type: 'string', title: both('资助额度', 'Quota'), secret: true },
    ],
  },
  {
    key: 'approved_open_count',
    rule: 'A-E03',
    clause: at('附件一', 240),
    type: 'integer',
    title: both('通知所列开放基金课题数', 'Open-fund projects in the notice'),
    min: 0,
    unit: 'item',
  },
  {
    key: 'approved_own_count',
    rule: 'A-E03',
    clause: at('附件一', 240),
    type: 'integer',
    title: both('通知所列自主研究课题数', 'Own-research projects in the notice'),
    min: 0,
    unit: 'item',
  },
];

/** The words that outputs carry; another unit puts its own in their place (A-L03, A-L04). */
export const labelFields: readonly Field[] = [
  {
    key: 'host_center_name_en',
    rule: 'A-L04',
    clause: at('附件二1', 283),
    type: 'string',
    title: both('创新中心英文名称', 'The centre’s name in English'),
    default:
      'Technology Innovation Center for Collaborative Applications of Natural Resources Data in GBA, MNR',
  },
  {
    key: 'label_zh',
    rule: 'A-L03',
    clause: at('附件二1', 283),
    type: 'string',
    title: both('中文标注', 'Acknowledgement in Chinese'),
    default: '{host_center_name}开放基金课题资助（{project_no}）',
    help: both('逐字标注；大括号处代入所名字段。', 'Word for word; braces stand for a field.'),
  },
  {
    key: 'label_en',
    rule: 'A-L04',
    clause: at('附件二1', 283),
    type: 'string',
    title: both('英文标注', 'Acknowledgement in English'),
    default: 'This research was supported by the {host_center_name_en} (No. {project_no})',
  },
];
