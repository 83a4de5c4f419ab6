import type { Breach, Change, Confidentiality, Deliverable, Rule } from '../define.ts';
import {
  archivedWithList,
  breachOpen,
  caseNamed,
  contactNoticed,
  givenBack,
  lacksAtClosing,
  leaderChain,
  majeureChain,
  midtermProved,
  negotiatedFirst,
  planChain,
  proofAtClosing,
  reworkOpen,
  supplementNeeded,
  terminationGround,
} from './checks-changes.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

/** What has to be delivered (A-D01–A-D09); which paper shows it stands in the packages. */
export const deliverables: readonly Deliverable[] = [
  piece(
    'A-D01',
    'midterm_report',
    both('课题中期报告', 'Interim report'),
    74,
    both('纸质和乙方盖章的 PDF；甲方书面确认函', 'Paper and sealed PDF; the letter of confirmation'),
    midtermProved,
  ),
  piece(
    'A-D02',
    'final_report',
    both('课题结题报告', 'Final report'),
    76,
    both('纸质和乙方盖章的 PDF', 'Paper and sealed PDF'),
    lacksAtClosing(['final_report'], [], '结题报告', 'a final report'),
  ),
  piece(
    'A-D03',
    'method',
    both('方法成果', 'Method'),
    78,
    both('文档、代码、说明，对应研究内容', 'Documents, code, notes'),
    lacksAtClosing(['method_result'], [], '方法成果', 'the method'),
  ),
  piece(
    'A-D04',
    'patent_or_paper',
    both('专利 1 项或 SCI 论文 1 篇', 'One patent or one SCI paper'),
    80,
    both('受理通知书，或投稿证明和录用、发表证明', 'Receipt, or proofs of submission and acceptance'),
    proofAtClosing,
  ),
  piece(
    'A-D07',
    'expense_statement',
    both('经费使用情况', 'Statement of expenses'),
    122,
    both('表和说明', 'Table and notes'),
    lacksAtClosing(
      ['expense_statement'],
      ['expense_statement_submitted'],
      '经费使用情况',
      'a statement of expenses',
    ),
  ),
  piece(
    'A-D08',
    'integrity_pledge',
    both('科研诚信承诺书', 'Pledge of integrity'),
    157,
    both('签署件', 'Signed'),
    lacksAtClosing(['integrity_pledge'], [], '科研诚信承诺书', 'the pledge of integrity'),
  ),
  piece(
    'A-D06',
    'application_and_materials',
    both('验收申请和前置审核全套资料', 'Application and all materials'),
    66,
    both('提交回执', 'The receipt'),
    lacksAtClosing(
      ['acceptance_application'],
      ['acceptance_applied', 'materials_submitted'],
      '验收申请',
      'an application for acceptance',
    ),
  ),
  piece(
    'A-D09',
    'archive',
    both('归档资料', 'Archive'),
    60,
    both('归档移交清单和签收', 'The list handed over and its receipt'),
    archivedWithList,
  ),
];

function piece(
  rule: string,
  key: string,
  title: Rule['title'],
  line: number,
  evidence: Rule['title'],
  check: NonNullable<Rule['check']>,
): Deliverable {
  const articles: Readonly<Record<number, string>> = {
    60: '第二条（五）',
    66: '第三条（一）1',
    122: '第五条（一）',
    157: '第九条',
  };
  const article = articles[line] ?? `第三条（二）${(line - 72) / 2}`;
  return { rule, key, title, clause: at(article, line), quantity: 1, evidence, check };
}

/** Who keeps what secret (A-S01). */
export const confidentiality: readonly Confidentiality[] = [
  {
    rule: 'A-S01',
    key: 'all_project_information',
    title: both(
      '技术信息、数据资料、技术成果及甲方要求保密的其他信息',
      'Technical information, data, results, and what party A asks to keep secret',
    ),
    clause: at('第八条', 153),
    obligor: 'either',
    infoClass: 'confidential',
    purpose: both('仅为实施本课题', 'Only for this project'),
    persons: both('实施本课题所需的人员', 'Those the project needs'),
    forbidden: ['disclose', 'use_outside'],
    approval: null,
    duration: { kind: 'until_public' },
    onEnd: 'keep_sealed',
  },
];

/** Changes and their chains of evidence, in order (A-C01–A-C05). */
export const changes: readonly Change[] = [
  {
    rule: 'A-C01',
    check: leaderChain,
    key: 'leader',
    title: both('变更课题负责人', 'Change of the leader'),
    clause: at('第二条（三）', 54),
    steps: [
      {
        event: 'leader_change_applied',
        title: both('乙方书面申请', 'Written application of party B'),
        by: 'party_b',
      },
      {
        event: 'leader_change_approved',
        title: both('甲方书面批准', 'Written approval of party A'),
        by: 'party_a',
      },
    ],
  },
  {
    rule: 'A-C02',
    check: planChain,
    key: 'plan',
    title: both('降低目标、减少内容、中止、提前结题、延长期限', 'Change of aims, content or period'),
    clause: at('第七条（二）2', 147),
    steps: [
      { event: 'change_applied', title: both('课题负责人申请', 'Application of the leader'), by: 'leader' },
      { event: 'change_reviewed', title: both('乙方审查签署意见', 'Opinion of party B'), by: 'party_b' },
      { event: 'change_approved', title: both('甲方审批同意', 'Approval of party A'), by: 'party_a' },
    ],
  },
  {
    rule: 'A-C03',
    check: supplementNeeded,
    key: 'supplement',
    title: both('客观情况重大变动：书面补充协议', 'Supplementary agreement'),
    clause: at('第十一条（三）', 171),
    steps: [
      {
        event: 'supplement_signed',
        title: both('双方签订书面补充协议', 'Both sign the supplement'),
        by: 'both',
      },
    ],
  },
  {
    rule: 'A-C04',
    check: contactNoticed,
    key: 'contact',
    title: both('变更联系人', 'Change of a contact'),
    clause: at('第六条（二）', 134),
    steps: [{ event: 'contact_change_noticed', title: both('书面通知对方', 'Written notice'), by: 'either' }],
  },
  {
    rule: 'A-C05',
    check: majeureChain,
    key: 'force_majeure',
    title: both('不可抗力：延期、修订或免责', 'Force majeure'),
    clause: at('第十一条（二）', 169),
    steps: [
      { event: 'force_majeure_noticed', title: both('向对方通报', 'Notice'), by: 'either' },
      {
        event: 'force_majeure_proved',
        title: both('有关机构证明或双方谅解确认', 'Proof or mutual confirmation'),
        by: 'either',
      },
    ],
  },
];

/** What follows a breach (A-B01–A-B06). */
export const breaches: readonly Breach[] = [
  breach(
    'A-B01',
    'refused_payment',
    both('无正当理由拒付', 'Payment refused without reason'),
    '第十二条（一）',
    177,
    'party_a',
    both('乙方有权终止课题研究', 'Party B may end the project'),
    terminationGround,
  ),
  breach(
    'A-B02',
    'late_work',
    both('未按进度如期完成', 'Work not done in time'),
    '第七条（一）3',
    142,
    'party_b',
    both('修改、重做，费用由乙方承担；致延期的负违约责任', 'To be redone at its cost'),
    reworkOpen,
  ),
  breach(
    'A-B03',
    'four_cases',
    both('弄虚作假、执行不力、拒绝检查、经费违规', 'Fraud, neglect, refusal of inspection, misuse of funds'),
    '第十二条（二）1',
    181,
    'party_b',
    both('缓拨、中止或撤销', 'Held back, suspended or revoked'),
    caseNamed,
  ),
  breach(
    'A-B04',
    'late_stage',
    both('未按期完成阶段任务', 'A stage not done in time'),
    '第十二条（二）2',
    188,
    'party_b',
    both('积极补救，承担费用', 'To be made good at its cost'),
    breachOpen,
  ),
  breach(
    'A-B05',
    'revoked',
    both('因乙方原因撤销或中止', 'Revoked or suspended for party B’s reasons'),
    '第十二条（二）3',
    190,
    'party_b',
    both(
      '缴回剩余经费和设备，可追回全部经费，可记不良记录',
      'Funds and equipment go back; a bad record may follow',
    ),
    givenBack,
  ),
  breach(
    'A-B06',
    'dispute',
    both('争议', 'Disputes'),
    '第十三条',
    194,
    'either',
    both('协商、调解；向甲方所在地人民法院起诉', 'Negotiation, then the court of party A’s seat'),
    negotiatedFirst,
  ),
];

function breach(
  rule: string,
  key: string,
  title: Rule['title'],
  article: string,
  line: number,
  by: string,
  remedy: Rule['title'],
  check: NonNullable<Rule['check']>,
): Breach {
  return { rule, key, title, clause: at(article, line), by, remedy, check };
}
