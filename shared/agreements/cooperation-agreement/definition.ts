import { defineAgreement } from '../define.ts';
import { courseChecks, leaderAndRights, moneyCourse } from './checks-course.ts';
import { precedenceRules } from './checks-precedence.ts';
import { eventChecks } from './checks-events.ts';
import { fieldChecks } from './checks-fields.ts';
import { approvedList } from './checks-list.ts';
import { paymentRules } from './checks-money.ts';
import { nameConflict, outputChecks } from './checks-outputs.ts';
import { breaches, changes, confidentiality, deliverables } from './clauses-of-conduct.ts';
import { at, clauses } from './clauses.ts';
import { comparisons, twoBaselines } from './comparisons.ts';
import { deadlines } from './deadlines.ts';
import { sideEvents } from './events-more.ts';
import { events } from './events.ts';
import { basic, research } from './fields-head.ts';
import { labelFields, listFields } from './fields-list.ts';
import { contacts, integrity, money, signing } from './fields-money.ts';
import { progress, results } from './fields-work.ts';
import { labels } from './labels.ts';
import { ledgers } from './ledgers.ts';
import { packages } from './packages.ts';
import { papers } from './papers.ts';
import { readingRows } from './readings.ts';
import { states } from './states.ts';
import { both } from './words.ts';

/** 课题合作协议 (open-fund project), rulebook section A. */
export const definition = defineAgreement({
  id: 'cooperation-agreement',
  version: 1,
  letter: 'A',
  title: both('课题合作协议', 'Cooperation agreement'),
  identity: { title: 'project_title', numbers: ['project_no', 'agreement_no'] },
  parties: [
    { key: 'party_a', title: both('甲方', 'Party A'), nameField: 'party_a_name' },
    { key: 'party_b', title: both('乙方', 'Party B'), nameField: 'party_b_name' },
  ],
  sections: [
    { ...basic, fields: [...basic.fields, ...listFields] },
    research,
    progress,
    { ...results, fields: [...results.fields, ...labelFields] },
    money,
    contacts,
    integrity,
    signing,
  ],
  events: [...events, ...sideEvents],
  ledgers,
  deadlines,
  payments: {
    total: 'total_amount',
    list: 'installments',
    payer: 'party_a',
    payee: 'party_b',
    deadline: 'pay_due',
    appliedBy: 'payment_applied',
    receivedBy: 'payment_received',
    rules: [...paymentRules, ...moneyCourse],
  },
  eligibility: [approvedList, ...leaderAndRights],
  deliverables,
  labels,
  confidentiality,
  changes,
  breaches,
  packages,
  papers,
  states,
  retention: '永久',
  precedence: [...precedenceRules, nameConflict],
  checks: [
    ...fieldChecks,
    ...eventChecks,
    ...outputChecks,
    ...courseChecks,
    {
      rule: 'A-R02',
      key: 'two_baselines',
      title: both('申请书与协议一致', 'Application and agreement agree'),
      clause: at('第七条（一）2', 141),
      check: twoBaselines,
    },
  ],
  comparisons,
  readings: readingRows,
  clauses,
  begins: 'agreement_effective',
  aliases: { period: { start: 'period_start', end: 'period_end' } },
  upgrade: {},
});
