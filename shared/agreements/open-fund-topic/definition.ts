import { defineAgreement } from '../define.ts';
import { changes, precedence, sanctions } from './checks-changes.ts';
import { contractAndApplication, courseRules } from './checks-course.ts';
import { limitRules } from './checks-limits.ts';
import { moneyRules } from './checks-money.ts';
import { eligibility } from './checks-people.ts';
import { clauses } from './clauses.ts';
import { deadlines } from './deadlines.ts';
import { deliverables } from './deliverables.ts';
import { events } from './events.ts';
import { application, laboratory } from './fields-application.ts';
import { award, closing, money } from './fields-work.ts';
import { labels } from './labels.ts';
import { ledgers } from './ledgers.ts';
import { oneTopicOnly, packages } from './packages.ts';
import { papers } from './papers.ts';
import { readingRows } from './readings.ts';
import { states } from './states.ts';
import { both } from './words.ts';

/** 重点实验室开放基金课题 (open-fund topic of a key laboratory), rulebook section D. */
export const definition = defineAgreement({
  id: 'open-fund-topic',
  version: 1,
  letter: 'D',
  title: both('重点实验室开放基金课题', 'Open-fund topic'),
  identity: { title: 'project_title', numbers: ['project_no'] },
  parties: [
    { key: 'applicant', title: both('申请人（课题负责人）', 'Applicant'), nameField: null },
    { key: 'host_unit', title: both('课题依托单位', 'Host unit'), nameField: 'host_unit' },
    { key: 'lab', title: both('实验室', 'Laboratory'), nameField: 'lab_name' },
  ],
  sections: [application, award, money, closing, laboratory],
  events,
  ledgers,
  deadlines,
  payments: {
    total: 'amount',
    list: 'batches',
    payer: 'lab',
    payee: 'host_unit',
    deadline: 'batch_due',
    appliedBy: 'payment_made',
    receivedBy: 'payment_received',
    rules: moneyRules,
  },
  eligibility: [...eligibility, oneTopicOnly],
  deliverables,
  labels,
  confidentiality: [],
  changes,
  breaches: sanctions,
  packages,
  papers,
  states,
  retention: '永久',
  precedence,
  checks: [...courseRules, ...limitRules],
  comparisons: [contractAndApplication],
  readings: readingRows,
  clauses,
  begins: null,
  aliases: { period: { start: 'period_start', end: 'funding_end' } },
  upgrade: {},
});
