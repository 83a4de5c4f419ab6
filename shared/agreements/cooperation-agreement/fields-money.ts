import type { Section } from '../define.ts';
import { at } from './clauses.ts';
import { days, months } from './fields-counts.ts';
import { both } from './words.ts';

/** 经费: total, instalments, accounts, settlement (A-F20–A-F23). */
export const money: Section = {
  key: 'money',
  title: both('经费', 'Money'),
  fields: [
    {
      key: 'total_amount',
      rule: 'A-F20',
      clause: at('第四条（一）', 84),
      type: 'money',
      title: both('协议总额', 'Total'),
      required: 'always',
      secret: true,
      min: 1,
      help: both('包干价，不得要求追加（A-P01）。', 'A lump sum; nothing may be added (A-P01).'),
    },
    {
      key: 'total_amount_words',
      rule: 'A-F20',
      clause: at('第四条（一）', 84),
      type: 'string',
      title: both('协议总额（大写）', 'Total in words'),
      secret: true,
      help: both('照协议原文录入，与小写互校（G-015）。', 'As printed; compared with the figures (G-015).'),
    },
    {
      key: 'installments',
      rule: 'A-F21',
      clause: at('第四条（二）2', 92),
      type: 'list',
      title: both('分期', 'Instalments'),
      required: 'always',
      secret: true,
      help: both(
        '比例合计100%，金额合计等于总额（G-016）。',
        'Shares make 100 %, amounts make the total (G-016).',
      ),
      columns: [
        { key: 'no', type: 'integer', title: both('期', 'No.'), required: true, min: 1 },
        { key: 'share', type: 'percent', title: both('比例', 'Share') },
        { key: 'amount', type: 'money', title: both('金额', 'Amount'), min: 0, secret: true },
        { key: 'amount_words', type: 'string', title: both('金额（大写）', 'Amount in words'), secret: true },
        { key: 'condition', type: 'string', title: both('付款条件', 'Condition') },
        {
          key: 'trigger',
          type: 'enum',
          title: both('起算事件', 'Counted from'),
          options: [
            { value: 'agreement_effective', title: both('协议生效', 'Agreement effective') },
            { value: 'midterm_confirmed', title: both('中期报告经书面确认', 'Interim report confirmed') },
            { value: 'project_closed', title: both('通过结题验收', 'Acceptance passed') },
            { value: 'archived', title: both('归档完成', 'Archived') },
          ],
        },
        {
          key: 'working_days',
          type: 'integer',
          title: both('工作日', 'Working days'),
          min: 0,
          max: 3650,
          unit: 'working_day',
        },
      ],
    },
    days(
      'payment_working_days',
      'A-T11',
      at('第四条（二）2(1)', 94),
      both('付款期限（工作日）', 'Payment within (working days)'),
      10,
    ),
    {
      key: 'payee_account',
      rule: 'A-F22',
      clause: at('第四条（二）3', 98),
      type: 'account',
      title: both('乙方收款账户', 'Account of party B'),
      required: 'always',
      missing: 'warn',
      personal: true,
      help: both('户名须与乙方全称一致。', 'Its name is that of party B.'),
    },
    {
      key: 'payer_info',
      rule: 'A-F23',
      clause: at('第四条（二）4', 108),
      type: 'account',
      title: both('甲方开票信息', 'Party A as on the invoice'),
      personal: true,
      columns: [
        { key: 'name', type: 'string', title: both('单位名称', 'Name') },
        { key: 'credit_code', type: 'string', title: both('统一社会信用代码', 'Credit code') },
      ],
    },
    months(
      'settlement_months',
      'A-T15',
      at('第五条（一）', 122),
      both('结题后结算（月）', 'Settlement after closing (months)'),
      6,
    ),
    months(
      'settlement_months_with_ip',
      'A-T15',
      at('第五条（一）', 122),
      both('结题后结算，有论文或专利（月）', 'Settlement with a paper or patent (months)'),
      12,
    ),
  ],
};

/** 联系人 (A-F24, A-T17). */
export const contacts: Section = {
  key: 'contacts',
  title: both('联系人', 'Contacts'),
  fields: [
    {
      key: 'contact_a',
      rule: 'A-F24',
      clause: at('第六条（一）', 132),
      type: 'person',
      title: both('甲方联系人', 'Contact of party A'),
      required: 'always',
      missing: 'warn',
      personal: true,
    },
    {
      key: 'contact_b',
      rule: 'A-F24',
      clause: at('第六条（一）', 132),
      type: 'person',
      title: both('乙方联系人', 'Contact of party B'),
      required: 'always',
      missing: 'warn',
      personal: true,
    },
    days(
      'contact_change_working_days',
      'A-T17',
      at('第六条（二）', 134),
      both('联系人变更通知（工作日）', 'Notice of a new contact (working days)'),
      5,
    ),
  ],
};

/** 保密诚信 (A-F25, A-S01). */
export const integrity: Section = {
  key: 'integrity',
  title: both('保密诚信', 'Confidentiality and integrity'),
  fields: [
    {
      key: 'integrity_pledge',
      rule: 'A-F25',
      clause: at('第九条', 157),
      type: 'file',
      title: both('科研诚信承诺书', 'Pledge of research integrity'),
      required: 'always',
      missing: 'warn',
      help: both('单位签署；〔内控〕课题负责人同签。', 'Signed by the unit; 〔internal〕 and by the leader.'),
    },
    {
      key: 'disclosure_exceptions',
      rule: 'A-S01',
      clause: at('第八条', 153),
      type: 'text',
      title: both('保密的特别约定', 'Special terms on confidentiality'),
    },
  ],
};

/** 附件签署 (A-F26–A-F28, A-F07). */
export const signing: Section = {
  key: 'signing',
  title: both('附件签署', 'Annexes and signatures'),
  fields: [
    {
      key: 'annexes',
      rule: 'A-F26',
      clause: at('第十四条1', 198),
      type: 'list',
      title: both('附件', 'Annexes'),
      required: 'always',
      missing: 'warn',
      columns: [
        { key: 'no', type: 'string', title: both('附件号', 'No.') },
        { key: 'name', type: 'string', title: both('名称', 'Title'), required: true },
        { key: 'file', type: 'file', title: both('文件', 'File') },
      ],
    },
    {
      key: 'copies',
      rule: 'A-F27',
      clause: at('第十五条（三）', 209),
      type: 'integer',
      title: both('协议份数', 'Copies of the agreement'),
      unit: 'copy',
      min: 1,
      max: 100,
      default: 4,
    },
    {
      key: 'copies_each',
      rule: 'A-N01',
      clause: at('第十五条（三）', 209),
      type: 'integer',
      title: both('双方各执份数', 'Copies for each party'),
      unit: 'copy',
      min: 1,
      max: 100,
    },
    {
      key: 'sign_date_a',
      rule: 'A-F07',
      clause: at('签署页', 220),
      type: 'date',
      title: both('甲方签订日期', 'Signed by party A on'),
    },
    {
      key: 'sign_date_b',
      rule: 'A-F07',
      clause: at('签署页', 230),
      type: 'date',
      title: both('乙方签订日期', 'Signed by party B on'),
    },
    {
      key: 'signature_blocks',
      rule: 'A-F28',
      clause: at('签署页', 216),
      type: 'list',
      title: both('签章', 'Seals and signatures'),
      help: both(
        '甲方章、甲方签字、乙方章、乙方签字、课题负责人签字，五处都要看到。',
        'Five places: both seals, both signatures, the leader.',
      ),
      columns: [
        {
          key: 'place',
          type: 'enum',
          title: both('签章处', 'Place'),
          required: true,
          options: [
            { value: 'seal_a', title: both('甲方（盖章）', 'Seal of party A') },
            {
              value: 'sign_a',
              title: both('甲方法定代表人/授权代表（签字或签章）', 'Representative of party A'),
            },
            { value: 'seal_b', title: both('乙方（盖章）', 'Seal of party B') },
            {
              value: 'sign_b',
              title: both('乙方法定代表人/授权代表（签字或签章）', 'Representative of party B'),
            },
            { value: 'sign_leader', title: both('课题负责人（签字或签章）', 'Project leader') },
          ],
        },
        { key: 'done', type: 'boolean', title: both('已签章', 'Done') },
        { key: 'authorized', type: 'boolean', title: both('由授权代表签', 'By proxy') },
      ],
    },
  ],
};
