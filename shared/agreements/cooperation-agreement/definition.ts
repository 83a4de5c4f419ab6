import { defineAgreement } from '../define.ts';
import { eventChecks } from './checks-events.ts';
import { fieldChecks } from './checks-fields.ts';
import { paymentRules } from './checks-money.ts';
import {
  breaches,
  changes,
  confidentiality,
  deliverables,
  labels,
  precedence,
} from './clauses-of-conduct.ts';
import { clauses } from './clauses.ts';
import { deadlines } from './deadlines.ts';
import { events } from './events.ts';
import { basic, research } from './fields-head.ts';
import { contacts, integrity, money, signing } from './fields-money.ts';
import { progress, results } from './fields-work.ts';
import { ledgers } from './ledgers.ts';
import { packages } from './packages.ts';
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
  sections: [basic, research, progress, results, money, contacts, integrity, signing],
  events,
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
    rules: paymentRules,
  },
  eligibility: [],
  deliverables,
  labels,
  confidentiality,
  changes,
  breaches,
  packages,
  states,
  precedence,
  checks: [...fieldChecks, ...eventChecks],
  clauses,
  begins: 'agreement_effective',
  aliases: { period: { start: 'period_start', end: 'period_end' } },
  upgrade: {},
});
