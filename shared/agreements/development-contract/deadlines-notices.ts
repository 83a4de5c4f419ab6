import { pairs, recurring } from '../../engine/recurring.ts';
import type { Deadline, Instance, View } from '../define.ts';
import { at } from './clauses.ts';
import { acceptedOn, dateOf } from './days.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

const promptly = { offset: 0, unit: 'none', dir: 'after' } as const;
const sameDay = { offset: 0, unit: 'none', dir: 'on', safe: 'same' } as const;
const either = { obligor: 'either', obligee: 'other' } as const;
const toA = { obligor: 'party_b', obligee: 'party_a' } as const;
const days = (name: string) => ({ offset: { field: name }, unit: 'natural_day', dir: 'after' }) as const;
const lossGrows = both('就扩大的损失承担赔偿责任。', 'Liable for the loss that grew.');

/** One obligation for each event of a key, owed by the party that the event names, met by its own answer. */
function byFinder(key: string, answer: string, who: string) {
  return (view: View): Instance[] => {
    const found = view.events(key);
    if (found.length === 0) return [{ suffix: '', met: null }];
    const given = pairs(
      found.map(({ date, n }) => ({ on: date, n })),
      view.events(answer),
    );
    return found.map((event, index) => {
      const side = event.values?.[who];
      const told = given[index] ?? null;
      return {
        suffix: `#${event.n ?? index + 1}`,
        trigger: { date: () => event.date, label: key },
        met: told === null ? null : { on: told.date, by: told.key },
        ...(side === 'party_a' ? { obligor: 'party_a', obligee: 'party_b' } : {}),
        ...(side === 'party_b' ? { obligor: 'party_b', obligee: 'party_a' } : {}),
      };
    });
  };
}

/** B-T21: twenty days from the notice, or until the day that party A allowed in writing. */
function cures(view: View): Instance[] {
  const notices = view.events('breach_notice_received');
  if (notices.length === 0) return [{ suffix: '', met: null }];
  const cured = pairs(
    notices.map(({ date, n }) => ({ on: date, n })),
    view.events('breach_cured'),
  );
  const longer = pairs(
    notices.map(({ date, n }) => ({ on: date, n })),
    view.events('cure_extended'),
  );
  return notices.map((notice, index) => {
    const until = dateOf(longer[index]?.values?.['until']);
    const done = cured[index] ?? null;
    return {
      suffix: `#${notice.n ?? index + 1}`,
      trigger: {
        date: () => until ?? notice.date,
        label: until ? 'cure_extended' : 'breach_notice_received',
      },
      ...(until ? { count: { offset: 0, unit: 'fixed_date', dir: 'on' } } : {}),
      met: done === null ? null : { on: done.date, by: done.key },
    };
  });
}

/** Notices, cure and termination: B-T13, B-T14, B-T21–B-T23, B-T25, B-T26, B-T28, B-T30, B-S15, B-Q24. */
export const noticeDeadlines: readonly Deadline[] = [
  {
    rule: 'B-T13',
    key: 'tech_risk_notice',
    title: both('通知技术风险并采取措施', 'Tell of the technical risk and act'),
    ...either,
    clause: at(184),
    trigger: { event: 'risk_found' },
    count: days('risk_notice_days'),
    metBy: ['risk_noticed'],
    reading: readings.q20,
    onMiss: lossGrows,
    instances: byFinder('risk_found', 'risk_noticed', 'finder'),
  },
  {
    rule: 'B-T14',
    key: 'tech_public_notice',
    title: both('技术已公开，通知解除', 'Published by others: tell to end the contract'),
    ...either,
    clause: at(186),
    trigger: { event: 'tech_public_found' },
    count: days('public_notice_days'),
    metBy: ['tech_public_noticed'],
    reading: readings.q20,
    onMiss: both('赔偿对方由此产生的损失。', 'The other side’s loss is paid.'),
    instances: byFinder('tech_public_found', 'tech_public_noticed', 'finder'),
  },
  {
    rule: 'B-T21',
    key: 'cure_20',
    title: both('纠正违约', 'Cure the breach'),
    ...toA,
    clause: at(290),
    trigger: { event: 'breach_notice_received' },
    count: days('cure_days'),
    metBy: ['breach_cured'],
    reading: readings.q20,
    onMiss: both(
      '甲方可书面终止部分或全部，另购并索差价（B-P11）。',
      'Party A may end part or all, buy elsewhere and claim the difference (B-P11).',
    ),
    instances: cures,
  },
  {
    rule: 'B-T22',
    key: 'terminate_on_arrival',
    title: both('解除通知到达乙方之日解除', 'Ends when the notice arrives'),
    obligor: 'party_a',
    obligee: 'party_b',
    clause: at(282),
    trigger: { event: 'termination_notice_received' },
    count: sameDay,
    period: true,
    when: (view) => view.events('termination_notice_received').length > 0,
    onMiss: both('合同总额10%的违约金（B-P08）。', 'A tenth of the total (B-P08).'),
  },
  {
    rule: 'B-T23',
    key: 'fm_first_notice',
    title: both('最快方式通知不可抗力并提供有效书面证明', 'Tell of force majeure at once, with proof'),
    ...either,
    clause: at(320),
    trigger: { event: 'force_majeure_start', each: true },
    count: promptly,
    metBy: ['force_majeure_noticed'],
    onMiss: both('不得主张免责。', 'No exemption may be claimed.'),
  },
  {
    rule: 'B-T25',
    key: 'fm_end_notice',
    title: both('最快方式通知不可抗力终止', 'Tell at once that it has ended'),
    ...either,
    clause: at(324),
    trigger: { event: 'force_majeure_end', each: true },
    count: promptly,
    metBy: ['force_majeure_end_noticed'],
    onMiss: both('合同未写后果。', 'The contract names no consequence.'),
  },
  {
    rule: 'B-T26',
    key: 'contact_change',
    title: both('及时书面通知变更联系人', 'Notify the new contact in writing'),
    ...either,
    clause: at(304),
    trigger: { event: 'contact_change_effective', each: true },
    count: sameDay,
    metBy: ['contact_change_noticed'],
    internal: true,
    confidence: 'read',
    onMiss: both('影响履行或造成损失的，承担相应责任。', 'Liable where performance suffers.'),
  },
  {
    rule: 'B-T28',
    key: 'sign_receipt',
    title: both('收到成果的同时签收', 'Sign for the results as they arrive'),
    obligor: 'party_a',
    obligee: 'party_b',
    clause: at(232),
    trigger: { event: 'results_delivered' },
    count: sameDay,
    metBy: ['delivery_received'],
    onMiss: both('无签收不得标“已交付”。', 'Without a receipt nothing is delivered.'),
    instances: byFinder('results_delivered', 'delivery_received', ''),
  },
  {
    rule: 'B-T30',
    key: 'org_change_report',
    title: both('向甲方报备单位变化', 'Report the change to party A'),
    ...toA,
    clause: at(220),
    trigger: { event: 'org_changed', each: true },
    count: { offset: { field: 'org_report_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['org_change_reported'],
    internal: true,
    confidence: 'read',
    onMiss: both('合同未写后果。', 'The contract names no consequence.'),
  },
  {
    rule: 'B-S15',
    key: 'recall',
    title: both('执行收回：吊销授权、封存、清点、证明', 'Carry out the recall'),
    ...toA,
    clause: at(467),
    trigger: { event: 'recall_ordered', each: true },
    count: promptly,
    when: (view) => view.events('recall_ordered').length > 0,
    metBy: ['recall_done'],
    onMiss: both('附件八（B-P09）。', 'Annex 8 (B-P09).'),
  },
  {
    rule: 'B-Q24',
    key: 'acceptance_chase',
    title: both('书面催告甲方组织验收', 'Remind party A of the acceptance in writing'),
    ...toA,
    clause: at(236),
    trigger: { event: 'results_delivered' },
    count: { offset: { field: 'chase_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['acceptance_reminded'],
    reading: readings.q24,
    internal: true,
    confidence: 'read',
    onMiss: both('末期款没有确定日。', 'The last instalment has no day of its own.'),
    instances: (view) => {
      const delivered = view.eventDate('results_delivered');
      const working = view.integer('chase_working_days') ?? 10;
      const met = [
        view.events('acceptance_meeting').find(({ date }) => delivered !== null && date >= delivered),
        view.events('final_acceptance_passed')[0],
      ].find((event) => event !== undefined);
      return recurring(view, '', {
        from: delivered,
        // Two weeks for ten working days: the grid stands on natural days.
        every: Math.max(1, Math.round((working * 7) / 5)),
        unit: 'natural_day',
        until: met?.date ?? acceptedOn(view),
        done: view.events('acceptance_reminded').map(({ date, key }) => ({ on: date, by: key })),
      });
    },
  },
];
