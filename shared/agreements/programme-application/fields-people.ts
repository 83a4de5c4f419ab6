import type { Column, Field, View } from '../define.ts';
import { at } from './clauses.ts';
import { directionOf } from './guideline.ts';
import { isJoint } from './fields-guideline.ts';
import { both, word } from './words.ts';

export const enterprise = '企业';
const kinds = [
  word(enterprise, 'Enterprise'),
  word('高校', 'University'),
  word('院所', 'Institute'),
  word('其他', 'Other'),
];

const unit: Column = { key: 'name', type: 'string', title: both('单位', 'Unit'), required: true };
const nameEn: Column = { key: 'name_en', type: 'string', title: both('英文名称', 'Name in English') };
const type: Column = { key: 'type', type: 'enum', title: both('类型', 'Type'), options: kinds };

const brics = (view: View) => directionOf(view)?.registration !== undefined;

function field(
  key: string,
  rule: string,
  line: number,
  shape: Field['type'],
  zh: string,
  en: string,
  more: Partial<Field> = {},
): Field {
  return { key, rule, clause: at(line), type: shape, title: both(zh, en), ...more };
}

/** The project by name, and who carries it on either side (C-F04–C-F09, C-F12, C-F14). */
export const peopleFields: readonly Field[] = [
  field('title_cn', 'C-F04', 19, 'string', '项目中文名称', 'Title in Chinese', { required: 'always' }),
  field('title_en', 'C-F04', 19, 'string', '项目英文名称', 'Title in English', { required: 'always' }),
  field('project_no', 'C-F04', 19, 'string', '项目编号（立项后）', 'Project number'),
  field(
    'field_en',
    'C-F05',
    19,
    'string',
    '领域方向（按外方申报书用语）',
    'Field, as the foreign application has it',
    {
      when: isJoint,
    },
  ),
  field('period_start', 'C-F09', 19, 'date', '实施周期起', 'Period from', { required: 'always' }),
  field('period_end', 'C-F09', 19, 'date', '实施周期止', 'Period to', { required: 'always' }),
  field('cn_lead', 'C-F06', 19, 'string', '中方牵头单位', 'Chinese lead unit', { required: 'always' }),
  field('cn_lead_en', 'C-F06', 19, 'string', '中方牵头单位英文名称', 'Its name in English'),
  field('cn_lead_type', 'C-F06', 19, 'enum', '中方牵头单位类型', 'Its type', {
    options: kinds,
    required: 'always',
  }),
  field('cn_partners', 'C-F06', 19, 'list', '中方参与单位', 'Chinese partners', {
    columns: [unit, nameEn, type],
  }),
  field('pi_cn', 'C-F08', 19, 'person', '中方项目负责人', 'Chinese leader', {
    required: 'always',
    personal: true,
    columns: person(),
  }),
  field('foreign_lead', 'C-F07', 19, 'string', '外方牵头单位', 'Foreign lead unit', { required: 'always' }),
  field('foreign_lead_country', 'C-F07', 19, 'string', '外方牵头单位国别', 'Its country', {
    required: 'always',
  }),
  field('foreign_lead_type', 'C-F07', 19, 'enum', '外方牵头单位类型', 'Its type', {
    options: kinds,
    required: 'always',
  }),
  field('foreign_lead_registered', 'C-F07', 253, 'string', '外方牵头单位注册地', 'Where it is registered', {
    when: (view) => directionOf(view)?.foreign_only_enterprises === true,
  }),
  field(
    'foreign_lead_geo',
    'C-GEO-04',
    555,
    'boolean',
    '外方牵头单位来自GEO成员国或为GEO参加组织',
    'From a GEO member or participating organization',
    {
      when: (view) => directionOf(view)?.geo_members === true,
    },
  ),
  field('foreign_partners', 'C-F07', 19, 'list', '外方合作单位', 'Foreign partners', {
    columns: [
      unit,
      { key: 'country', type: 'string', title: both('国别', 'Country') },
      type,
      { key: 'registered_in', type: 'string', title: both('注册地', 'Registered in') },
      { key: 'geo', type: 'boolean', title: both('GEO成员国或参加组织', 'GEO member or organization') },
    ],
  }),
  field('pi_foreign', 'C-F08', 19, 'person', '外方项目负责人', 'Foreign leader', {
    required: 'always',
    personal: true,
    columns: person(),
  }),
  field('recommend_unit', 'C-F12', 188, 'string', '推荐单位', 'Recommending unit', {
    required: 'always',
    missing: 'warn',
  }),
  field('sub_topics', 'C-F14', 17, 'list', '课题', 'Sub-projects', {
    columns: [{ key: 'title', type: 'string', title: both('课题名称', 'Title') }],
    help: both('必须为空：项目不下设课题。', 'Has to be empty: a project has no sub-projects.'),
  }),
  field(
    'foreign_application',
    'C-E02',
    19,
    'list',
    '外方申报书所写（5项）',
    'As the foreign application has it',
    {
      when: (view) => isJoint(view) || brics(view),
      columns: [
        {
          key: 'item',
          type: 'enum',
          title: both('事项', 'Item'),
          required: true,
          options: [
            { value: 'title', title: both('项目英文名称', 'Title in English') },
            { value: 'field', title: both('领域方向', 'Field') },
            { value: 'units', title: both('合作单位', 'Cooperating units') },
            { value: 'leaders', title: both('项目负责人', 'Leaders') },
            { value: 'period', title: both('项目实施周期', 'Period') },
          ],
        },
        {
          key: 'text',
          type: 'text',
          title: both('外方申报书原文', 'Words of the foreign application'),
          required: true,
        },
      ],
    },
  ),
];

function person(): Column[] {
  return [
    { key: 'name', type: 'string', title: both('姓名', 'Name'), required: true },
    {
      key: 'name_en',
      type: 'string',
      title: both('姓名（外方申报书用语）', 'Name, as the foreign application has it'),
    },
    { key: 'unit', type: 'string', title: both('工作单位', 'Works at') },
    { key: 'phone', type: 'string', title: both('电话', 'Telephone') },
    { key: 'email', type: 'string', title: both('邮箱', 'Mail') },
    { key: 'id', type: 'string', title: both('证件号', 'Identity number') },
  ];
}

/** A unit as the record has it. */
export interface Unit {
  name: string;
  en: string;
  type: string;
  country: string;
  registered: string;
  geo: boolean | null;
  path: string;
}

type Row = ReturnType<View['rows']>[number];

function text(row: Row, key: string): string {
  const value = row[key];
  return typeof value === 'string' ? value.trim() : '';
}

/** The units of the Chinese side, the lead first. */
export function chineseUnits(view: View): readonly Unit[] {
  const lead = {
    name: view.text('cn_lead'),
    en: view.text('cn_lead_en'),
    type: view.text('cn_lead_type'),
    country: '中国',
    registered: '',
    geo: null,
    path: 'fields.cn_lead',
  };
  return [
    lead,
    ...view.rows('cn_partners').map((row, index) => unitOf(row, `fields.cn_partners[${index}]`, '中国')),
  ].filter(({ name }) => name !== '');
}

/** The units of the foreign side, the lead first. */
export function foreignUnits(view: View): readonly Unit[] {
  const geo = view.value('foreign_lead_geo');
  const lead = {
    name: view.text('foreign_lead'),
    en: view.text('foreign_lead'),
    type: view.text('foreign_lead_type'),
    country: view.text('foreign_lead_country'),
    registered: view.text('foreign_lead_registered'),
    geo: typeof geo === 'boolean' ? geo : null,
    path: 'fields.foreign_lead',
  };
  return [
    lead,
    ...view
      .rows('foreign_partners')
      .map((row, index) => unitOf(row, `fields.foreign_partners[${index}]`, '')),
  ].filter(({ name }) => name !== '');
}

function unitOf(row: Row, path: string, country: string): Unit {
  const geo = row['geo'];
  return {
    name: text(row, 'name'),
    en: text(row, 'name_en'),
    type: text(row, 'type'),
    country: country || text(row, 'country'),
    registered: text(row, 'registered_in'),
    geo: typeof geo === 'boolean' ? geo : null,
    path,
  };
}

/** A leader by the name the foreign application uses, where it is known. */
export function leaderOf(view: View, key: 'pi_cn' | 'pi_foreign'): string {
  const value = view.value(key);
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const [own, english] = [value['name'], value['name_en']];
  return typeof english === 'string' && english !== '' ? english : typeof own === 'string' ? own : '';
}
