import { daysBetween, parseCivil } from '../../calendar/civil.ts';
import { compareRow } from '../../engine/comparison.ts';
import type { FieldValue } from '../../model/record.ts';
import type { Fen } from '../../model/units.ts';
import { formatYuan } from '../../money/fen.ts';
import { toWords } from '../../money/words.ts';
import type { PaperOffer, PaperWords } from '../define-paper.ts';
import type { View } from '../define-view.ts';
import { volumePapers } from '../papers.ts';
import { at } from './clauses.ts';
import { jointFields } from './indicators.ts';
import { both } from './words.ts';

const said = (value: FieldValue | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const dated = (value: FieldValue | undefined): string => said(value).replaceAll('-', '');
const yuan = (value: FieldValue | undefined): string =>
  typeof value === 'number' ? formatYuan(value as Fen) : '';

function leaderOf(view: View): string {
  const leader = view.value('pi_cn');
  return typeof leader === 'object' && leader !== null && !Array.isArray(leader) ? said(leader['name']) : '';
}

const alike = (view: View): PaperWords => ({
  values: {
    rule_words:
      '对于要求中外双方同时申报的项目，双方申报书的项目英文名称、领域方向、合作单位、项目负责人和项目实施周期等信息须保持一致。',
  },
  tables: {
    alike: jointFields.rows(view).map((row, index) => {
      const { kind } = compareRow(row).difference;
      const judged = { same: '一致', form: '仅空格或全半角不同', missing: '缺一方' } as Record<
        string,
        string
      >;
      return [String(index + 1), row.title.zh, row.own, row.other, judged[kind] ?? '不一致'];
    }),
  },
});

const matching = (view: View): PaperWords => ({
  values: { to_name: '国家重点研发计划项目管理专业机构', contact: leaderOf(view) },
  tables: {
    matching: view.rows('matching').map((row, index) => {
      const amount = row['amount'];
      return [
        String(index + 1),
        said(row['unit']),
        said(row['source']),
        yuan(amount),
        typeof amount === 'number' ? toWords(amount as Fen) : '',
        yuan(row['gov_funding']),
      ];
    }),
  },
});

const activities = (view: View): PaperWords => ({
  values: {
    rule_words: '在GEO成员国开展的活动和国际研讨会、能力建设培训班，须在GEO中国秘书处备案（指南2.0）。',
  },
  tables: {
    activities: view
      .entries('activities')
      .filter((row) => row['organiser'] === '本项目' || row['counts_for'] !== undefined)
      .map((row, index) => [
        String(index + 1),
        said(row['title']),
        said(row['type']),
        dated(row['date']),
        said(row['country']),
        said(row['people']),
        said(row['foreigners']),
        said(row['organiser']),
        '',
      ]),
  },
});

/** Days of a stay, counted from the day after the entry (G-001); null where a stamp is lacking. */
function stay(row: Readonly<Record<string, FieldValue>>): number | null {
  const [entry, exit] = [parseCivil(row['entry']), parseCivil(row['exit'])];
  return entry === null || exit === null || exit < entry ? null : daysBetween(entry, exit);
}

function visits(view: View): PaperWords {
  const rows = view.entries('visits');
  const coming = rows.filter((row) => row['direction'] === '来华');
  return {
    values: {
      rule_words: '互访按出入境日连续计算，天数自入境次日起计。',
      visitors: String(rows.length),
      visit_days: String(coming.reduce((sum, row) => sum + (stay(row) ?? 0), 0)),
    },
    tables: {
      visits: rows.map((row, index) => [
        String(index + 1),
        said(row['person']),
        said(row['unit']),
        said(row['country']),
        said(row['direction']),
        dated(row['entry']),
        dated(row['exit']),
        String(stay(row) ?? ''),
        said(row['purpose']),
      ]),
    },
  };
}

/** 〔内控〕: the guideline names no places to sign; the lead unit and the leader answer for what they hand in. */
const lead = ['中方牵头单位（盖章）：{cn_lead}', '项目负责人（签字）：', '　　年　月　日'];
const bothSides = [...lead, '外方牵头单位（签字）：{foreign_lead}', '　　年　月　日'];

/** The papers of a project that can be written from its record (P-C1, P-C2). */
export const papers: readonly PaperOffer[] = [
  {
    key: 'change_request',
    template: 'change-request',
    rule: 'C-C01',
    title: both('双方一致字段变更说明', 'Change of what both sides say alike'),
    clause: at(19),
    from: 'cn_lead',
    to: null,
    deadlines: ['change_both'],
    change: 'changed_both',
    words: (view) => ({
      values: {
        basis: '指南的一致性要求',
        to_name: view.text('foreign_lead'),
        rule_words: '中外双方同步变更，变更后重新核对一致。',
      },
    }),
  },
  {
    key: 'consistency_table',
    template: 'consistency-table',
    rule: 'C-E02',
    title: both('双方5字段一致性表', 'Table of the five fields'),
    clause: at(19),
    from: 'cn_lead',
    to: null,
    pieces: ['consistency_table'],
    signatures: bothSides,
    words: alike,
  },
  {
    key: 'matching_letter',
    template: 'matching-letter',
    rule: 'C-P06',
    title: both('配套承诺函', 'Letter of commitment'),
    clause: at(373),
    from: 'cn_lead',
    to: null,
    pieces: ['matching_letter'],
    words: matching,
  },
  {
    key: 'activity_filing',
    template: 'activity-filing',
    rule: 'C-K12',
    title: both('国际活动备案表', 'Filing of activities'),
    clause: at(565),
    from: 'cn_lead',
    to: null,
    pieces: ['activity_filing'],
    signatures: [...lead, 'GEO中国秘书处（盖章）：'],
    words: activities,
  },
  {
    key: 'visit_record',
    template: 'visit-record',
    rule: 'C-K13',
    title: both('互访和来华合作研究记录', 'Record of visits'),
    clause: at(567),
    from: 'cn_lead',
    to: null,
    pieces: ['visit_stamps'],
    signatures: lead,
    words: visits,
  },
  ...volumePapers('C-K16', at(573)),
];
