import type { Field, View } from '../define.ts';
import { at } from './clauses.ts';
import { directionOf, inWorkProgramme } from './guideline.ts';
import { isJoint } from './fields-guideline.ts';
import { both, word } from './words.ts';

const usa = (view: View) => directionOf(view)?.foreign_funding_proof === true;
const onlyEnterprises = (view: View) => directionOf(view)?.foreign_only_enterprises === true;
const brics = (view: View) => directionOf(view)?.registration !== undefined;
const geo = (view: View) => directionOf(view)?.geo_members === true;
const foreignGuideline = (view: View) => directionOf(view)?.foreign_guideline !== undefined;

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

/** Proofs of any direction, then those of one (C-F13, C-1.3, C-1.5, C-1.9, C-GEO, C-X01). */
export const proofFields: readonly Field[] = [
  field('cooperation_agreement', 'C-F13', 19, 'file', '与外方的合作协议', 'Agreement with the foreign side'),
  field('foreign_applied_on', 'C-E03', 48, 'date', '外方申报日期', 'The foreign side applied on', {
    when: isJoint,
  }),
  field(
    'foreign_guideline_met',
    'C-X01',
    50,
    'boolean',
    '已核对并满足外方指南',
    'The foreign guideline is met too',
    {
      when: foreignGuideline,
      help: both(
        '与国内冲突时两者都满足，不能则人工处理。',
        'Where they differ both are met; else a person decides.',
      ),
    },
  ),
  field('foreign_guideline_conflict', 'C-X01', 50, 'text', '与外方指南的冲突', 'Where they conflict', {
    when: foreignGuideline,
  }),
  field('us_funding', 'C-1.3', 186, 'enum', '美方联邦政府出资情况', 'Federal funding of the American side', {
    when: usa,
    options: [word('已出资', 'Funded'), word('已承诺', 'Committed'), word('无', 'None')],
  }),
  field('us_funding_proof', 'C-1.3', 186, 'file', '美方出资或出资承诺证明', 'Proof of the funding', {
    when: usa,
  }),
  field('registration_proof', 'C-1.5', 253, 'file', '日方单位注册证明', 'Proof of registration in Japan', {
    when: onlyEnterprises,
  }),
  field('project_type', 'C-1.9-1', 371, 'enum', '项目类型', 'Type of project', {
    when: brics,
    options: [word('应用示范类', 'Demonstration'), word('其他', 'Other')],
  }),
  field(
    'verified_proof',
    'C-1.9-1',
    371,
    'file',
    '技术已通过验证的证明',
    'Proof that the technology is verified',
    { when: brics },
  ),
  field('industrial_goal', 'C-1.9-2', 373, 'text', '产业化或商业化目标', 'Industrial or commercial goal', {
    when: brics,
  }),
  field(
    'agreement_signers',
    'C-1.9-4',
    375,
    'list',
    '合作协议签署情况（同一份协议）',
    'Who signed the one agreement',
    {
      when: brics,
      columns: [
        { key: 'unit', type: 'string', title: both('单位', 'Unit'), required: true },
        {
          key: 'side',
          type: 'enum',
          title: both('方', 'Side'),
          required: true,
          options: [word('中方', 'Chinese'), word('外方', 'Foreign')],
        },
        { key: 'signed', type: 'boolean', title: both('已签字', 'Signed') },
        { key: 'sealed', type: 'boolean', title: both('已盖章', 'Sealed') },
        { key: 'agreement', type: 'string', title: both('协议编号或名称', 'Which agreement') },
      ],
    },
  ),
  field('joint_applicant', 'C-1.9-5', 379, 'enum', '由哪方完成联合申报', 'Who applies online', {
    when: brics,
    options: [word('中方牵头单位', 'Chinese lead'), word('外方牵头单位', 'Foreign lead')],
  }),
  field('registration_no', 'C-1.9-5', 381, 'string', '联合申报注册号', 'Registration number', {
    when: brics,
    help: both('示例：BRICS2025i-XXX', 'For example BRICS2025i-XXX'),
  }),
  field(
    'registration_screenshot',
    'C-1.9-5',
    381,
    'file',
    '“已注册”状态页面截图',
    'Screenshot “registered”',
    { when: brics },
  ),
  field(
    'foreign_lead_funding',
    'C-1.9-6',
    383,
    'boolean',
    '外方牵头单位已按其所在国要求申请国家经费',
    'The foreign lead applied for its national funds',
    {
      when: brics,
    },
  ),
  field(
    'national_funding',
    'C-1.9-6',
    383,
    'list',
    '申请本国经费的参与单位',
    'Units that apply for national funds',
    {
      when: brics,
      columns: [
        { key: 'unit', type: 'string', title: both('单位', 'Unit'), required: true },
        { key: 'in_form', type: 'boolean', title: both('已填入联合申报表', 'In the joint form') },
      ],
    },
  ),
  field(
    'gwp_project',
    'C-GEO-01',
    553,
    'string',
    'GEO工作计划项目（GWP）名称',
    'Project of the work programme',
    { when: inWorkProgramme },
  ),
  field(
    'gwp_listed_on',
    'C-GEO-01',
    553,
    'date',
    '列入GEO后2025工作计划的日期',
    'Listed in the work programme on',
    { when: inWorkProgramme },
  ),
  field(
    'pi_is_contact',
    'C-GEO-02',
    553,
    'boolean',
    '负责人是GEO-20-3.3(Rev2)列明的GWP联系人',
    'The leader is the contact named there',
    {
      when: inWorkProgramme,
    },
  ),
  field(
    'contact_agreement',
    'C-GEO-02',
    553,
    'file',
    '与GWP联系人签署的合作协议',
    'Agreement with the contact',
    { when: notContact },
  ),
  field(
    'contact_proof',
    'C-GEO-02',
    553,
    'file',
    'GEO秘书处出具的邮件等证明',
    'Mail of the GEO Secretariat',
    {
      when: notContact,
      help: both(
        '邮件保存原件、哈希并打印签认（C-Q18）。',
        'The mail itself, its digest, and a signed print (C-Q18).',
      ),
    },
  ),
  field('contact_proof_signed', 'C-Q18', 553, 'boolean', '邮件已打印签认', 'The mail is printed and signed', {
    when: notContact,
  }),
  field('proof_numbers', 'C-GEO-03', 553, 'list', '证明材料编号或摘要', 'Numbers or digests of the proofs', {
    when: inWorkProgramme,
    help: both(
      '1份证明材料仅可支持申报1个项目；填邮件编号或文件的SM3摘要。',
      'One proof serves one project.',
    ),
    columns: [
      { key: 'number', type: 'string', title: both('编号或摘要', 'Number or digest'), required: true },
    ],
  }),
  field(
    'geo_pledge',
    'C-GEO-06',
    559,
    'boolean',
    '遵守GEO规则、目标和要求的承诺',
    'Pledge to keep the rules of GEO',
    { when: geo },
  ),
];

function notContact(view: View): boolean {
  return inWorkProgramme(view) && view.value('pi_is_contact') !== true;
}
