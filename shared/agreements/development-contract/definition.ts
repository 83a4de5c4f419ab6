import { defineAgreement } from '../define.ts';
import { courseChecks } from './checks-course.ts';
import { fieldChecks, sumChecks } from './checks-fields.ts';
import { moneyRules } from './checks-money.ts';
import { deliverables, resultChecks } from './checks-results.ts';
import { securityChecks } from './checks-security.ts';
import { clauses } from './clauses.ts';
import { breaches, changes, eligibility, precedence, rights } from './conduct.ts';
import { confidentiality } from './confidentiality.ts';
import { deadlines } from './deadlines.ts';
import { sideEvents } from './events-more.ts';
import { events } from './events.ts';
import { counts } from './fields-counts.ts';
import { basic } from './fields-head.ts';
import { money } from './fields-money.ts';
import { registration, signing } from './fields-signing.ts';
import { terms } from './fields-terms.ts';
import { delivery, work } from './fields-work.ts';
import { form } from './form.ts';
import { ledgers } from './ledgers.ts';
import { packages } from './packages.ts';
import { papers } from './papers.ts';
import { penalties } from './penalties.ts';
import { states } from './states.ts';
import { both } from './words.ts';

/** 技术开发（委托）合同 with its annex, rulebook section B. */
export const definition = defineAgreement({
  id: 'development-contract',
  version: 1,
  letter: 'B',
  title: both('技术开发（委托）合同', 'Technology development contract'),
  identity: { title: 'project_title', numbers: ['contract_no'] },
  parties: [
    { key: 'party_a', title: both('甲方（委托方）', 'Party A (client)'), nameField: 'party_a_name' },
    { key: 'party_b', title: both('乙方（受托方）', 'Party B (contractor)'), nameField: 'party_b_name' },
  ],
  sections: [basic, work, delivery, money, terms, signing, registration, counts],
  events: [...events, ...sideEvents],
  ledgers,
  deadlines,
  payments: {
    total: 'total_price',
    list: 'installments',
    payer: 'party_a',
    payee: 'party_b',
    deadline: 'pay_due',
    appliedBy: 'payment_made',
    receivedBy: 'payment_received',
    rules: [...sumChecks, ...moneyRules],
  },
  amountsSecret: 'B-Q16',
  form,
  penalties,
  eligibility,
  deliverables,
  labels: [],
  confidentiality,
  changes,
  breaches,
  packages,
  papers,
  states,
  retention: '永久',
  begins: 'agreement_effective',
  aliases: {},
  precedence,
  checks: [...fieldChecks, ...courseChecks, ...resultChecks, ...securityChecks, ...rights],
  clauses,
  upgrade: {},
});
