import type { Section } from '../define.ts';
import { both, col, field } from './words.ts';

const choice = (value: string, zh: string, en: string) => ({ value, title: both(zh, en) });

/** The places of the page of signatures (B-F35). */
export const places = [
  choice('seal_a', '甲方（盖章）', 'Seal of party A'),
  choice('sign_a', '甲方法定代表人/委托代理人（签名）', 'Representative of party A'),
  choice('head_a', '甲方部门负责人（签名）', 'Head of department of party A'),
  choice('contact_a', '甲方项目联系人（签名）', 'Contact of party A'),
  choice('date_a', '甲方签署日期', 'Date of party A'),
  choice('seal_b', '乙方（盖章）', 'Seal of party B'),
  choice('sign_b', '乙方法定代表人/委托代理人（签名）', 'Representative of party B'),
  choice('handler_b', '乙方经办人（签名）', 'Clerk of party B'),
  choice('date_b', '乙方签署日期', 'Date of party B'),
];

/** 签署、份数和附件: B-F34–B-F36, B-F39, B-F40, B-C07. */
export const signing: Section = {
  key: 'signing',
  title: both('签署、份数和附件', 'Signatures, copies, annex'),
  fields: [
    field('copies', 'B-F34', 362, 'integer', '合同份数', 'Copies', {
      default: 6,
      min: 1,
      max: 99,
      unit: 'copy',
    }),
    field('signature_blocks', 'B-F35', 366, 'list', '签章', 'Signatures and seals', {
      columns: [
        col('place', 'enum', '签章处', 'Place', { required: true, options: places }),
        col('party', 'string', '当事人（多方时）', 'Party, where there are several'),
        col('done', 'boolean', '已签章', 'Done'),
        col('authorized', 'boolean', '由委托代理人签', 'By proxy'),
        col('proxy_letter', 'boolean', '附授权书', 'With a letter of proxy'),
      ],
    }),
    field('sign_date_a', 'B-F35', 374, 'date', '甲方签字日期', 'Party A signed on'),
    field('sign_date_b', 'B-F35', 382, 'date', '乙方签字日期', 'Party B signed on'),
    field('seal_date_a', 'B-F35', 366, 'date', '甲方盖章日期', 'Party A sealed on'),
    field('seal_date_b', 'B-F35', 376, 'date', '乙方盖章日期', 'Party B sealed on'),
    field('attached_pages', 'B-C07', 30, 'list', '附页', 'Attached pages', {
      columns: [
        col('no', 'string', '附页编号', 'Page', { required: true }),
        col('subject', 'string', '事项', 'Matter', { required: true }),
        col('riding_seal', 'boolean', '骑缝章', 'Seal across the pages'),
      ],
    }),
    field('stamp_tax', 'B-F36', 384, 'boolean', '已贴印花税票', 'Stamp duty paid'),
    field('stamp_tax_scan', 'B-F36', 384, 'file', '印花税票扫描件', 'Scan of the stamps'),
    field('annex_sign_place', 'B-F39', 418, 'string', '附件签订地点', 'Annex signed at'),
    field('annex_sign_date', 'B-F39', 420, 'date', '附件签订日期', 'Annex signed on'),
    field('annex_sealed_a', 'B-F39', 513, 'boolean', '附件甲方已盖章', 'Annex sealed by party A'),
    field('annex_sealed_b', 'B-F39', 515, 'boolean', '附件乙方已盖章', 'Annex sealed by party B'),
    field('security_lead', 'B-F40', 491, 'person', '网络安全负责人', 'Head of network security', {
      personal: true,
    }),
    field('security_team', 'B-F40', 214, 'list', '专业安全团队', 'Security team', {
      columns: [
        col('name', 'string', '姓名', 'Name', { required: true, personal: true }),
        col('regular', 'boolean', '正式员工', 'Regular staff'),
        col('background_checked', 'boolean', '背景审查', 'Background checked'),
      ],
    }),
  ],
};

/** 技术合同登记: what the registrar fills in, entered from the scan (B-F37). */
export const registration: Section = {
  key: 'registration',
  title: both('技术合同登记', 'Registration'),
  help: both('由技术合同登记机构填写，照扫描件录入。', 'Filled in by the registrar; entered from the scan.'),
  fields: [
    field('reg_no', 'B-F37', 388, 'string', '合同登记编号', 'Registration number'),
    field('reg_applicant', 'B-F37', 392, 'string', '申请登记人', 'Applicant'),
    field('reg_materials', 'B-F37', 394, 'list', '登记材料', 'Papers', {
      columns: [col('name', 'string', '材料', 'Paper', { required: true })],
    }),
    field('reg_type', 'B-F37', 400, 'string', '合同类型', 'Type'),
    field('reg_amount', 'B-F37', 402, 'money', '合同交易额', 'Amount of the contract', {
      secret: true,
      min: 0,
    }),
    field('reg_tech_amount', 'B-F37', 404, 'money', '技术交易额', 'Amount of technology', {
      secret: true,
      min: 0,
    }),
    field('reg_sealed', 'B-F37', 406, 'boolean', '登记机构已盖章', 'Sealed by the registrar'),
    field('reg_clerk', 'B-F37', 408, 'string', '登记经办人', 'Clerk', { personal: true }),
    field('reg_date', 'B-F37', 410, 'date', '登记日期', 'Registered on'),
  ],
};
