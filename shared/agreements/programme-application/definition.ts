import { defineAgreement } from '../define.ts';
import { bricsRules, voidRule } from './checks-brics.ts';
import { fieldRules } from './checks-field.ts';
import { exportRule, geoRules } from './checks-geo.ts';
import { indicatorRules } from './checks-indicators.ts';
import { moneyRules } from './checks-money.ts';
import { changeRule, partnerRules } from './checks-partners.ts';
import { clauses } from './clauses.ts';
import { deadlines } from './deadlines.ts';
import { deliverables } from './deliverables.ts';
import { events } from './events.ts';
import { basisFields, directionFields, guidelineSection } from './fields-guideline.ts';
import { fieldFields } from './fields-field.ts';
import { kpiFields } from './fields-kpi.ts';
import { moneyFields } from './fields-money.ts';
import { peopleFields } from './fields-people.ts';
import { proofFields } from './fields-proofs.ts';
import { guidelinePart } from './guideline-part.ts';
import { indicators, jointFields, watermark } from './indicators.ts';
import { ledgers } from './ledgers.ts';
import { packages } from './packages.ts';
import { papers } from './papers.ts';
import { states } from './states.ts';
import { both } from './words.ts';

/** “政府间国际科技创新合作”项目申报 (application to the programme), rulebook section C. */
export const definition = defineAgreement({
  id: 'programme-application',
  version: 1,
  letter: 'C',
  title: both('政府间国际科技创新合作项目', 'Intergovernmental cooperation project'),
  identity: { title: 'title_cn', numbers: ['project_no', 'registration_no'] },
  parties: [
    { key: 'cn_lead', title: both('中方牵头单位', 'Chinese lead unit'), nameField: 'cn_lead' },
    { key: 'cn_partner', title: both('中方参与单位', 'Chinese partner'), nameField: null },
    { key: 'foreign_lead', title: both('外方牵头单位', 'Foreign lead unit'), nameField: 'foreign_lead' },
    { key: 'ministry', title: both('科技部（专业机构）', 'Ministry (its agency)'), nameField: null },
  ],
  sections: [
    {
      key: 'direction',
      title: both('方向', 'Direction'),
      fields: [...directionFields, ...fieldFields, ...basisFields],
    },
    { key: 'project', title: both('项目和双方', 'Project and sides'), fields: peopleFields },
    { key: 'money', title: both('经费', 'Money'), fields: moneyFields },
    { key: 'proofs', title: both('协议和证明', 'Agreements and proofs'), fields: proofFields },
    { key: 'kpi', title: both('考核指标', 'Indicators'), fields: kpiFields },
    guidelineSection,
  ],
  events,
  ledgers,
  deadlines,
  payments: null,
  sum: 'state_funding',
  eligibility: [...fieldRules, ...partnerRules, ...moneyRules, ...bricsRules, ...geoRules],
  deliverables,
  labels: [],
  confidentiality: [],
  changes: [
    {
      ...changeRule,
      steps: [
        { event: 'change_here', title: both('中方变更', 'Changed on our side'), by: 'cn_lead' },
        {
          event: 'change_abroad',
          title: both('外方同步变更', 'Changed on the foreign side'),
          by: 'foreign_lead',
        },
        { event: 'joint_matched', title: both('重验一致', 'Compared again'), by: 'cn_lead' },
      ],
    },
  ],
  breaches: [{ ...voidRule, by: 'cn_lead', remedy: both('申报无效', 'The application is void') }],
  packages,
  papers,
  states,
  retention: '30年',
  precedence: [],
  checks: [...indicatorRules, exportRule],
  clauses,
  begins: null,
  aliases: { period: { start: 'period_start', end: 'period_end' } },
  upgrade: {},
  indicators,
  alike: [jointFields],
  guideline: guidelinePart,
  watermark,
});
