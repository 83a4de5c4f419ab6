import { recurring } from '../../engine/recurring.ts';
import type { Deadline, Instance, View } from '../define.ts';
import { at } from './clauses.ts';
import { contractEnd, dateOf } from './days.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

/** One obligation for each row of a register that owes something: due on a day of the row, met on another. */
function rows(
  ledger: string,
  due: string,
  done: string,
  title: (row: ReturnType<View['entries']>[number]) => { zh: string; en: string },
  owes: (row: ReturnType<View['entries']>[number]) => boolean = () => true,
) {
  return (view: View): Instance[] =>
    view.entries(ledger).flatMap((row, index) => {
      const on = dateOf(row[due]);
      if (on === null || !owes(row)) return [];
      const met = dateOf(row[done]);
      return [
        {
          suffix: `#${index + 1}`,
          title: title(row),
          trigger: { date: () => on, label: `entries.${ledger}[${index}].${due}` },
          met: met === null ? null : { on: met, by: `entries.${ledger}[${index}]` },
        },
      ];
    });
}

const word = (value: unknown) => String(value ?? '');
const byB = { obligor: 'party_b', obligee: 'party_a' } as const;
const agreed = { offset: 0, unit: 'fixed_date', dir: 'on' } as const;
const none = { date: () => null, label: 'register' } as const;
const annexMiss = both(
  '违反附件且拒不整改的，甲方可终止合作并要求合作项目金额的违约金（B-P09）。',
  'Under the annex party A may end the cooperation and claim its amount (B-P09).',
);

/** What the registers of the annex owe, row by row, and what comes round again. */
export const registerDeadlines: readonly Deadline[] = [
  {
    rule: 'B-S13',
    key: 'staff_nda',
    title: both('与员工签保密协议', 'Sign the NDA with staff'),
    ...byB,
    clause: at(463),
    trigger: none,
    count: { ...agreed, safe: 'same' },
    internal: true,
    onMiss: annexMiss,
    instances: rows('people', 'joined_on', 'nda_signed_on', (row) =>
      both(`与${word(row['name'])}签保密协议（进入项目前）`, `NDA with ${word(row['name'])} before joining`),
    ),
  },
  {
    rule: 'B-E04',
    key: 'staff_check',
    title: both('项目人员通过背景审查', 'Background check of staff'),
    ...byB,
    clause: at(491),
    trigger: none,
    count: { ...agreed, safe: 'same' },
    internal: true,
    onMiss: annexMiss,
    instances: rows('people', 'joined_on', 'background_checked_on', (row) =>
      both(`${word(row['name'])}通过背景审查（进入项目前）`, `${word(row['name'])}: background check`),
    ),
  },
  {
    rule: 'B-S16',
    key: 'account_return',
    title: both('用毕交还账号', 'Hand the account back'),
    ...byB,
    clause: at(469),
    trigger: none,
    count: agreed,
    onMiss: annexMiss,
    instances: rows('account_grants', 'until', 'returned_on', (row) =>
      both(`交还账号${word(row['account'])}`, `Hand back the account ${word(row['account'])}`),
    ),
  },
  {
    rule: 'B-S12',
    key: 'third_party_nda',
    title: both('与第三方签数据安全保密协议', 'NDA with the third party'),
    ...byB,
    clause: at(461),
    trigger: none,
    count: { ...agreed, safe: 'same' },
    internal: true,
    onMiss: annexMiss,
    instances: rows('third_party_purchases', 'data_from', 'nda_signed_on', (row) =>
      both(`与${word(row['supplier'])}签数据安全保密协议（提供数据前）`, `NDA with ${word(row['supplier'])}`),
    ),
  },
  {
    rule: 'B-S11',
    key: 'display_closed',
    title: both('展示许可用后收回', 'Close the permission after showing'),
    ...byB,
    clause: at(459),
    trigger: none,
    count: agreed,
    internal: true,
    onMiss: both('未经同意展示的，乙方承担全部后果。', 'Party B bears all consequences.'),
    instances: rows('display_requests', 'valid_until', 'closed_on', (row) =>
      both(`收回展示许可：${word(row['occasion'])}`, `Close the permission: ${word(row['occasion'])}`),
    ),
  },
  {
    rule: 'B-S22',
    key: 'inspection_done',
    title: both('检查、测评、审计发现的问题整改完成', 'Mend what the inspection found'),
    ...byB,
    clause: at(497),
    trigger: none,
    count: agreed,
    onMiss: annexMiss,
    instances: rows('inspections', 'due', 'done_on', (row) =>
      both(`整改${word(row['by'])}检查发现的问题`, `Mend what ${word(row['by'])} found`),
    ),
  },
  {
    rule: 'B-P13',
    key: 'rectification_done',
    title: both('完成风险评估、三级等保整改（免费）', 'Finish the rectification (free)'),
    ...byB,
    clause: at(230),
    trigger: none,
    count: agreed,
    onMiss: both('承担相应法律责任。', 'Party B is liable.'),
    instances: rows('rectifications', 'due', 'done_on', (row) =>
      both(`整改：${word(row['item'])}`, `Rectify: ${word(row['item'])}`),
    ),
  },
  {
    rule: 'B-T29',
    key: 'risk_report',
    title: both('及时报告重大网络、数据安全风险', 'Report a grave security risk'),
    ...byB,
    clause: at(212),
    trigger: none,
    count: {
      offset: { field: 'risk_report_days' },
      unit: 'natural_day',
      dir: 'after',
      roll: false,
      safe: 'same',
    },
    internal: true,
    confidence: 'read',
    onMiss: both('第二十一条5、6：后果由乙方承担。', 'Article 21.5 and 6: party B bears the consequences.'),
    instances: rows('incidents', 'found_on', 'reported_on', (row) =>
      both(`报告风险：${word(row['what'])}`, `Report: ${word(row['what'])}`),
    ),
  },
  {
    rule: 'B-S26',
    key: 'yearly_training',
    title: both('安全培训和监督检查', 'Security training and checks'),
    ...byB,
    clause: at(214),
    trigger: none,
    count: { offset: { field: 'training_months' }, unit: 'month', dir: 'after' },
    internal: true,
    confidence: 'read',
    onMiss: annexMiss,
    instances: (view) =>
      recurring(view, '', {
        from: view.eventDate('agreement_effective'),
        every: view.integer('training_months') ?? 12,
        unit: 'month',
        until: contractEnd(view),
        done: view.entries('trainings').flatMap((row, index) => {
          const on = dateOf(row['on']);
          return on === null || row['kind'] !== 'security' ? [] : [{ on, by: `entries.trainings[${index}]` }];
        }),
      }),
  },
  {
    rule: 'B-T24',
    key: 'force_majeure_report',
    title: both('每隔7天报告一次灾害情况', 'Report the disaster every seven days'),
    obligor: 'either',
    obligee: 'other',
    clause: at(322),
    trigger: { event: 'force_majeure_noticed' },
    count: { offset: { field: 'fm_report_days' }, unit: 'natural_day', dir: 'after' },
    metBy: ['force_majeure_reported'],
    reading: readings.q17,
    onMiss: both('不得主张免责。', 'No exemption may be claimed.'),
    instances: (view) => {
      const starts = view.events('force_majeure_start');
      if (starts.length === 0) return [{ suffix: '', met: null }];
      return starts.flatMap((start, index) => {
        const next = starts[index + 1]?.date ?? '9999';
        const own = (key: string) => view.events(key).filter(({ date }) => date >= start.date && date < next);
        return recurring(view, starts.length > 1 ? `#${index + 1}` : '', {
          from: own('force_majeure_noticed')[0]?.date ?? null,
          every: view.integer('fm_report_days') ?? 7,
          unit: 'natural_day',
          until: own('force_majeure_end')[0]?.date ?? null,
          done: own('force_majeure_reported').map(({ date, key }) => ({ on: date, by: key })),
        });
      });
    },
  },
];
