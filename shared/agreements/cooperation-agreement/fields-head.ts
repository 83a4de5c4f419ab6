import type { Section } from '../define.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

const partyBlocks = [
  ['a', both('甲方', 'party A'), 22],
  ['b', both('乙方', 'party B'), 27],
] as const;

/** 基本信息: cover, parties, the notice that approved the project (A-F01–A-F10, A-F29, A-F30). */
export const basic: Section = {
  key: 'basic',
  title: both('基本信息', 'Basics'),
  fields: [
    {
      key: 'agreement_no',
      rule: 'A-F01',
      clause: at('封面', 3),
      type: 'string',
      title: both('协议编号', 'Agreement number'),
      required: 'archive',
      help: both('可先空着，归档前须填。', 'May stay empty until the dossier is archived.'),
    },
    {
      key: 'host_center_name',
      rule: 'A-F02',
      clause: at('封面', 5),
      type: 'string',
      title: both('创新中心全称', 'Full name of the centre'),
      required: 'always',
      default: '自然资源部粤港澳大湾区自然资源数据协同应用工程技术创新中心',
      help: both('署名和标注引用此名，须与公章名一致。', 'Signatures and acknowledgements quote this name.'),
    },
    {
      key: 'project_title',
      rule: 'A-F03',
      clause: at('封面', 7),
      type: 'string',
      title: both('课题名称', 'Project title'),
      required: 'always',
      help: both(
        '须与立项名单、申请书和封面一致。',
        'As in the list of approved projects, the application and on the cover.',
      ),
    },
    {
      key: 'project_no',
      rule: 'A-F04',
      clause: at('前言', 32),
      type: 'string',
      title: both('课题编号', 'Project number'),
      required: 'always',
      pattern: {
        source: '^\\d{4}NRD[KZ]\\d{2}$',
        message: both(
          '课题编号应为四位年份、NRDK（开放基金）或NRDZ（自主研究）和两位序号，如2024NRDK05',
          'A project number is a year, NRDK (open fund) or NRDZ (own research) and two digits, e.g. 2024NRDK05',
        ),
      },
    },
    ...partyBlocks.map(([side, title, line]) => ({
      key: `party_${side}_name`,
      rule: 'A-F05',
      clause: at('当事人', line),
      type: 'string' as const,
      title: both(`${title.zh}名称`, `Name of ${title.en}`),
      required: 'always' as const,
      help: both('须与公章名称一致。', 'As on its seal.'),
    })),
    ...partyBlocks.flatMap(([side, title, line]) => [
      personal(
        `legal_rep_${side}`,
        both(`${title.zh}法定代表人`, `Legal representative of ${title.en}`),
        line + 1,
      ),
      personal(`addr_${side}`, both(`${title.zh}通讯地址`, `Address of ${title.en}`), line + 2),
      personal(`tel_${side}`, both(`${title.zh}电话`, `Telephone of ${title.en}`), line + 3),
      personal(`fax_${side}`, both(`${title.zh}传真`, `Fax of ${title.en}`), line + 3),
    ]),
    {
      key: 'sign_month',
      rule: 'A-F07',
      clause: at('封面', 14),
      type: 'month',
      title: both('签订时间（封面月）', 'Month on the cover'),
      help: both('须等于双方签署日中较晚一日所在的月。', 'The month in which the parties signed.'),
    },
    {
      key: 'sign_place',
      rule: 'A-F08',
      clause: at('封面', 16),
      type: 'string',
      title: both('签订地点', 'Place of signature'),
    },
    {
      key: 'approval_notice_title',
      rule: 'A-F09',
      clause: at('前言', 32),
      type: 'string',
      title: both('立项通知标题', 'Title of the approval notice'),
      required: 'always',
      missing: 'warn',
    },
    {
      key: 'approval_notice_date',
      rule: 'A-F09',
      clause: at('附件一', 254),
      type: 'date',
      title: both('立项通知日期', 'Date of the approval notice'),
      required: 'always',
      missing: 'warn',
      help: both(
        '此日之前已订购的仪器设备不得列支（第五条（二））。',
        'Equipment ordered before it may not be charged.',
      ),
    },
    {
      key: 'governing_measures',
      rule: 'A-F10',
      clause: at('前言', 32),
      type: 'string',
      title: both('依据的课题管理办法', 'Governing measures'),
      default: '自然资源部粤港澳大湾区自然资源数据协同应用工程技术创新中心开放基金课题管理办法（试行）',
      confirmDefault: true,
      help: both(
        '协议未附办法原文，须另行取得并上传。',
        'Not annexed to the agreement: obtain and upload it.',
      ),
    },
    {
      key: 'funding_type',
      rule: 'A-F29',
      clause: at('附件一', 264),
      type: 'enum',
      title: both('资助类别', 'Kind of funding'),
      options: [
        { value: '开放基金', title: both('开放基金', 'Open fund') },
        { value: '自主研究', title: both('自主研究', 'Own research') },
      ],
      required: 'always',
      missing: 'warn',
    },
    {
      key: 'funding_quota',
      rule: 'A-F29',
      clause: at('附件一', 264),
      type: 'money',
      title: both('资助额度', 'Quota in the list'),
      secret: true,
      min: 0,
      help: both('名单所列额度，应等于协议总额。', 'As in the list; equals the total of the agreement.'),
    },
    {
      key: 'research_cycle_notice',
      rule: 'A-F30',
      clause: at('附件一', 240),
      type: 'period',
      title: both('通知所列研究周期', 'Research period in the notice'),
      columns: [
        { key: 'start', type: 'month', title: both('起', 'From') },
        { key: 'end', type: 'month', title: both('止', 'To') },
      ],
    },
  ],
};

function personal(key: string, title: { zh: string; en: string }, line: number) {
  return {
    key,
    rule: 'A-F06',
    clause: at('当事人', line),
    type: 'string' as const,
    title,
    personal: true,
  };
}

/** 研究: aim, content, who leads (A-F11, A-F15, A-E01). */
export const research: Section = {
  key: 'research',
  title: both('研究', 'Research'),
  fields: [
    {
      key: 'objective',
      rule: 'A-F11',
      clause: at('第一条（一）', 36),
      type: 'text',
      title: both('课题目标', 'Objective'),
      required: 'always',
    },
    {
      key: 'research_content',
      rule: 'A-F11',
      clause: at('第一条（二）', 38),
      type: 'text',
      title: both('研究内容', 'Research content'),
      required: 'always',
      help: both(
        '分条写，结题时逐条比对；成果须对应其中至少一条。',
        'One item a line: each output answers to at least one.',
      ),
    },
    {
      key: 'project_leader',
      rule: 'A-F15',
      clause: at('第二条（三）', 54),
      type: 'person',
      title: both('课题负责人', 'Project leader'),
      required: 'always',
      personal: true,
      help: both(
        '一般不得变更；特殊情况须甲方书面批准（A-C01）。',
        'Not to be changed without written approval (A-C01).',
      ),
    },
    {
      key: 'subcontract',
      rule: 'A-E01',
      clause: at('第七条（二）4', 149),
      type: 'boolean',
      title: both('是否分包或转包', 'Subcontracted'),
      default: false,
      help: both('不得分包或转包，无例外。', 'Never allowed.'),
    },
  ],
};
