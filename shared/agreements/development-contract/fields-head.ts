import type { Field, Section } from '../define.ts';
import { both, col, field } from './words.ts';

const blocks = [
  ['a', '甲方', 'party A', 38],
  ['b', '乙方', 'party B', 54],
] as const;

/** One block of a party: residence, representative, contact and how to reach it (B-F06). */
function block(side: string, zh: string, en: string, line: number): Field[] {
  const own = (key: string, offset: number, name: string, english: string): Field =>
    field(`${key}_${side}`, 'B-F06', line + offset, 'string', `${zh}${name}`, `${english} of ${en}`, {
      personal: true,
      help: both('没有的填“无”。', 'Where there is none: 无.'),
    });
  return [
    own('residence', 0, '住所地', 'Residence'),
    own('legal_rep', 2, '法定代表人', 'Legal representative'),
    own('contact_name', 4, '项目联系人', 'Contact'),
    own('contact_way', 6, '联系方式', 'How to reach the contact'),
    own('addr', 8, '通讯地址', 'Address'),
    own('tel', 10, '电话', 'Telephone'),
    own('fax', 10, '传真', 'Fax'),
    own('email', 12, '电子信箱', 'E-mail'),
  ];
}

const others = [
  col('name', 'string', '名称', 'Name', { required: true }),
  col('role', 'string', '在合同关系中的作用', 'Its part in the contract', { required: true }),
  col('addr', 'string', '住所地', 'Residence', { personal: true }),
  col('contact', 'string', '联系人和方式', 'Contact', { personal: true }),
];

/** 封面和当事人: B-F01–B-F07, B-F28. */
export const basic: Section = {
  key: 'basic',
  title: both('封面和当事人', 'Cover and parties'),
  fields: [
    field('contract_no', 'B-F01', 3, 'string', '合同编号', 'Contract number', { required: 'archive' }),
    field('project_title', 'B-F02', 7, 'string', '项目名称', 'Project title', { required: 'always' }),
    field('party_a_name', 'B-F03', 10, 'string', '委托方（甲方）', 'Client (party A)', {
      required: 'always',
    }),
    field('co_parties_a', 'B-F03', 28, 'list', '共同委托方', 'Further clients', {
      columns: others,
      help: both('一方为多个当事人的，增页分别排列。', 'Several parties on one side are listed each.'),
    }),
    field('party_b_name', 'B-F03', 12, 'string', '受托方（乙方）', 'Contractor (party B)', {
      required: 'always',
    }),
    field('co_parties_b', 'B-F03', 28, 'list', '共同受托方', 'Further contractors', { columns: others }),
    field('sign_date', 'B-F04', 14, 'date', '签订时间', 'Signed on', { required: 'always' }),
    field('sign_place', 'B-F04', 16, 'string', '签订地点', 'Signed at'),
    field('validity_years', 'B-F05', 18, 'integer', '有效期限', 'Valid for', {
      default: 3,
      min: 1,
      max: 50,
      unit: 'year',
      help: both('自签订日起算（B-Q14）。', 'Counted from the signature (B-Q14).'),
    }),
    ...blocks.flatMap(([side, zh, en, line]) => block(side, zh, en, line)),
    field(
      'contact_a',
      'B-F28',
      298,
      'person',
      '甲方项目联系人（第二十三条）',
      'Contact of party A (article 23)',
      {
        personal: true,
        required: 'always',
        missing: 'warn',
      },
    ),
    field(
      'contact_b',
      'B-F28',
      298,
      'person',
      '乙方项目联系人（第二十三条）',
      'Contact of party B (article 23)',
      {
        personal: true,
        required: 'always',
        missing: 'warn',
      },
    ),
    field('procurement_no', 'B-F07', 68, 'string', '政府采购项目编号', 'Procurement number'),
    field('procurement_method', 'B-F07', 70, 'string', '采购方式', 'Way of procurement', {
      default: '竞争性磋商',
      help: both('“招标人”即甲方（B-Q13）。', '招标人 is party A (B-Q13).'),
    }),
    field('procurement_docs', 'B-F07', 70, 'file', '采购文件和投标（响应）文件', 'Tender and response', {
      required: 'always',
      missing: 'warn',
      help: both('合同订立的依据，必附。', 'The contract rests on them: to be attached.'),
    }),
  ],
};
