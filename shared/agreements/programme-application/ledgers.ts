import type { Column, Ledger } from '../define.ts';
import { materialColumns } from '../materials.ts';
import { at } from './clauses.ts';
import { number } from './fields-kpi.ts';
import { both, word } from './words.ts';

const date = (zh: string, en: string): Column => ({
  key: 'date',
  type: 'date',
  title: both(zh, en),
  required: true,
});
const proof: Column = { key: 'proof', type: 'file', title: both('证据', 'Evidence') };
const country: Column = { key: 'country', type: 'string', title: both('国家', 'Country') };

export const organisers = { geo: 'GEO秘书处', china: 'GEO中国秘书处', own: '本项目' } as const;
export const platforms = {
  national: '国家重点研发计划数据汇交',
  earth: '国家综合地球观测数据共享平台',
  hub: 'GEO知识枢纽',
} as const;
export const countsFor = {
  abroad: '成员国活动（C-K12）',
  workshop: '研讨培训（C-K14）',
  both: '两者',
} as const;
export const chain = ['人才培养交流', '联合研发', '科技企业孵化', '产业落地'] as const;

/** What counts toward the indicators, each row with its day and its evidence; then the materials. */
export const ledgers: readonly Ledger[] = [
  {
    key: 'measurements',
    rule: 'C-F11',
    clause: at(21),
    title: both('指标现值', 'Measured values'),
    columns: [
      { key: 'indicator', type: 'string', title: both('指标', 'Indicator'), required: true },
      {
        key: 'title',
        type: 'string',
        title: both('名称（国家、产品、模型……）', 'Name (country, product, model …)'),
        required: true,
      },
      { key: 'value', type: 'string', title: both('数值', 'Value'), required: true, pattern: number() },
      date('日期', 'Date'),
      { key: 'source', type: 'string', title: both('测试或证明出具方', 'Who tested or proves it') },
      proof,
    ],
  },
  {
    key: 'papers',
    rule: 'C-K02',
    clause: at(23),
    title: both('合著论文', 'Joint papers'),
    columns: [
      { key: 'title', type: 'string', title: both('题名', 'Title'), required: true },
      { key: 'journal', type: 'string', title: both('期刊', 'Journal') },
      { key: 'cn_journal', type: 'boolean', title: both('我国科技期刊', 'Journal published in China') },
      { key: 'cn_unit', type: 'boolean', title: both('有中方单位', 'With a Chinese unit') },
      { key: 'foreign_unit', type: 'boolean', title: both('有外方单位', 'With a foreign unit') },
      {
        key: 'status',
        type: 'enum',
        title: both('状态', 'Status'),
        required: true,
        options: [
          word('投稿', 'Submitted'),
          word('录用', 'Accepted'),
          word('在线发表', 'Online'),
          word('正式发表', 'Published'),
        ],
      },
      date('日期', 'Date'),
      { key: 'volume', type: 'string', title: both('卷期页', 'Volume, issue, pages') },
      { key: 'accepted', type: 'boolean', title: both('有录用证明', 'With a letter of acceptance') },
      proof,
    ],
  },
  {
    key: 'visits',
    rule: 'C-K13',
    clause: at(567),
    title: both('互访', 'Visits'),
    columns: [
      { key: 'person', type: 'string', title: both('人员', 'Person'), required: true, personal: true },
      {
        key: 'direction',
        type: 'enum',
        title: both('方向', 'Direction'),
        required: true,
        options: [word('来华', 'To China'), word('出访', 'From China')],
      },
      { key: 'unit', type: 'string', title: both('单位', 'Unit') },
      country,
      { key: 'entry', type: 'date', title: both('入境日', 'Entry'), required: true },
      { key: 'exit', type: 'date', title: both('出境日', 'Exit') },
      { key: 'purpose', type: 'string', title: both('事由', 'Purpose') },
      proof,
    ],
  },
  {
    key: 'activities',
    rule: 'C-K12',
    clause: at(565),
    title: both('活动', 'Activities'),
    columns: [
      { key: 'title', type: 'string', title: both('名称', 'Name'), required: true },
      date('日期', 'Date'),
      {
        key: 'organiser',
        type: 'enum',
        title: both('举办方', 'Held by'),
        required: true,
        options: [
          word(organisers.geo, 'GEO Secretariat'),
          word(organisers.china, 'GEO China secretariat'),
          word(organisers.own, 'This project'),
        ],
      },
      {
        key: 'type',
        type: 'string',
        title: both('类型', 'Kind'),
        options: [
          word('国际学术会议', 'Conference'),
          word('国际研讨会', 'Workshop'),
          word('能力建设培训班', 'Training'),
          word('项目建设进展汇报', 'Report of progress'),
          word('人才培养交流', 'Exchange'),
          word('合作平台建设', 'Platform'),
        ],
      },
      country,
      { key: 'geo_member', type: 'boolean', title: both('GEO成员国', 'GEO member') },
      { key: 'asia_oceania', type: 'boolean', title: both('亚洲大洋洲', 'Asia-Oceania') },
      { key: 'people', type: 'integer', title: both('人数', 'People'), min: 0, max: 100000 },
      { key: 'foreigners', type: 'integer', title: both('外方人数', 'From abroad'), min: 0, max: 100000 },
      {
        key: 'counts_for',
        type: 'enum',
        title: both('计入', 'Counts for'),
        options: [
          word(countsFor.abroad, 'Activities in member countries'),
          word(countsFor.workshop, 'Workshops'),
          word(countsFor.both, 'Both'),
        ],
      },
      {
        key: 'filed',
        type: 'boolean',
        title: both('已在GEO中国秘书处备案', 'Filed with the China secretariat'),
      },
      {
        key: 'offset_filed',
        type: 'boolean',
        title: both('备案文件写明可互抵', 'The filing says it counts for both'),
      },
      proof,
    ],
  },
  {
    key: 'news',
    rule: 'C-K15',
    clause: at(571),
    title: both('GEO官网通知和新闻', 'Notices and news of GEO'),
    columns: [
      { key: 'title', type: 'string', title: both('题名', 'Title'), required: true },
      date('发布日', 'Published on'),
      { key: 'site', type: 'string', title: both('网址', 'Address'), required: true },
      proof,
    ],
  },
  {
    key: 'deposits',
    rule: 'C-K16',
    clause: at(573),
    title: both('数据汇交', 'Data deposits'),
    columns: [
      { key: 'product', type: 'string', title: both('数据产品', 'Data product'), required: true },
      {
        key: 'platform',
        type: 'enum',
        title: both('汇交到', 'Deposited with'),
        required: true,
        options: [
          word(platforms.national, 'National programme'),
          word(platforms.earth, 'National Earth observation platform'),
          word(platforms.hub, 'GEO Knowledge Hub'),
        ],
      },
      date('汇交日', 'Deposited on'),
      { key: 'voucher', type: 'string', title: both('凭证号', 'Number of the voucher') },
      proof,
    ],
  },
  {
    key: 'demonstrations',
    rule: 'C-K17',
    clause: at(575),
    title: both('技术示范', 'Demonstrations'),
    columns: [
      { key: 'title', type: 'string', title: both('示范', 'Demonstration'), required: true },
      country,
      {
        key: 'developing',
        type: 'boolean',
        title: both('亚洲大洋洲发展中国家', 'Developing country of Asia-Oceania'),
      },
      date('日期', 'Date'),
      {
        key: 'chain',
        type: 'list',
        title: both('“全链条”环节', 'Parts of the chain'),
        columns: [
          {
            key: 'part',
            type: 'string',
            title: both('环节', 'Part'),
            options: chain.map((part) => word(part, part)),
          },
        ],
      },
      {
        key: 'principal_confirmed',
        type: 'boolean',
        title: both('GEO Principal已邮件确认', 'Confirmed by the GEO Principal'),
      },
      proof,
    ],
  },
  {
    key: 'effects',
    rule: 'C-K03',
    clause: at(23),
    title: both('合作成效', 'Effects of the cooperation'),
    columns: [
      date('日期', 'Date'),
      {
        key: 'kind',
        type: 'string',
        title: both('效益', 'Effect'),
        options: [
          word('国际合作作用', 'Role'),
          word('经济', 'Economic'),
          word('社会', 'Social'),
          word('外交', 'Diplomatic'),
        ],
      },
      { key: 'text', type: 'text', title: both('记录', 'Note'), required: true },
    ],
  },
  {
    key: 'materials',
    rule: 'C-F13',
    clause: at(21),
    title: both('材料', 'Materials'),
    columns: materialColumns,
  },
];
