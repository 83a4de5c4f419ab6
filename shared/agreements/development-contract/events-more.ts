import type { EventType } from '../define.ts';
import { both, col, event } from './words.ts';

const proof = (zh: string, en: string) => ({ evidence: both(zh, en) });
const many = { repeat: 'many' } as const;
const side = [
  { value: 'party_a', title: both('甲方', 'Party A') },
  { value: 'party_b', title: both('乙方', 'Party B') },
];

/** The grounds of article 7 on which silence counts; without one a change has to be agreed. */
export const grounds = [
  { value: '1', title: both('1 合同基础发生变化', '1 The basis of the contract changed') },
  { value: '2', title: both('2 法律法规规定可以变更', '2 Law allows the change') },
  { value: '3', title: both('3 人员、政策变动致显失公平或无法履行', '3 Persons or policy changed') },
  {
    value: '4',
    title: both('4 合作过程中可能发生的变更（兜底，须人工判定）', '4 Other (a person has to decide)'),
  },
  { value: 'none', title: both('不属第七条四种情形', 'None of article 7') },
];

/** Changes, notices, risks, breach and the end (articles 7–10, 21–25). */
export const sideEvents: readonly EventType[] = [
  event('change_request_received', 'B-C02', 159, '收到变更请求', 'Request for a change received', {
    ...many,
    values: [
      col('requester', 'enum', '提出方', 'Who asks', { required: true, options: side }),
      col('ground', 'enum', '第七条的依据', 'Ground of article 7', { required: true, options: grounds }),
      col('ground_accepted', 'boolean', '第4项经人工判定成立', 'Ground 4 was decided to hold'),
      col('subject', 'text', '请求内容', 'What is asked'),
    ],
    ...proof('变更请求和收件凭证', 'The request and proof of its receipt'),
  }),
  event('change_replied', 'B-T12', 159, '书面答复变更请求', 'Request answered in writing', {
    ...many,
    values: [col('agreed', 'boolean', '同意', 'Agreed')],
    ...proof('答复函', 'The letter'),
  }),
  event('change_reply_delivered', 'B-T12', 159, '答复送达', 'Answer delivered', {
    ...many,
    values: [col('agreed', 'boolean', '同意', 'Agreed')],
    ...proof('送达凭证', 'Proof of delivery'),
  }),
  event('change_confirmed', 'B-C01', 159, '书面变更确认单', 'Change confirmed in writing', {
    ...many,
    values: [col('subject', 'string', '事项', 'Matter')],
    ...proof('双方签字盖章的确认单', 'The form signed and sealed by both'),
  }),
  event('change_carried_out', 'B-C01', 364, '按变更实施', 'Change carried out', {
    ...many,
    ...proof('实施记录', 'The record'),
  }),
  event('supplement_signed', 'B-C03', 351, '签订补充协议', 'Supplement signed', {
    ...many,
    values: [col('changes', 'text', '与合同不一致之处', 'Where it differs')],
    ...proof('补充协议', 'The supplement'),
  }),
  event('inconsistency_found', 'B-X02', 353, '发现合同文件含糊或不一致', 'Contract found unclear', many),
  event('inconsistency_settled', 'B-X02', 353, '含糊或不一致已协商解决', 'Settled', {
    ...many,
    ...proof('协商纪要', 'The minutes'),
  }),
  event('transfer_consented', 'B-C06', 166, '甲方同意转让研究开发工作', 'Transfer consented to', {
    ...many,
    ...proof('甲方同意文件', 'The consent'),
  }),
  event('work_transferred', 'B-E02', 166, '转让研究开发工作', 'Work transferred', {
    ...many,
    ...proof('转让文件', 'The document'),
  }),
  event('results_transferred', 'B-E03', 258, '乙方将成果转让第三人', 'Results transferred by party B', many),
  event('risk_found', 'B-T13', 184, '发现技术风险', 'Technical risk found', {
    ...many,
    values: [
      col('finder', 'enum', '发现方', 'Found by', { options: side }),
      col('cause', 'enum', '失败原因', 'Cause', {
        options: [
          { value: 'party_b', title: both('完全乙方原因', 'Party B alone') },
          { value: 'both', title: both('双方原因', 'Both') },
          { value: 'party_a', title: both('完全甲方原因', 'Party A alone') },
          { value: 'other', title: both('其他原因', 'Other') },
        ],
      }),
      col('share_b', 'percent', '乙方过错比例', 'Share of party B’s fault'),
      col('difficult_enough', 'boolean', '足够的难度', 'Difficult enough'),
      col('without_fault', 'boolean', '乙方主观无过错', 'Party B without fault'),
      col('reasonable_failure', 'boolean', '失败属合理', 'A reasonable failure'),
      col('established', 'boolean', '已认定为技术风险', 'Established as technical risk'),
    ],
    ...proof('风险说明', 'The description'),
  }),
  event('risk_noticed', 'B-T13', 184, '通知对方技术风险', 'Other side told of the risk', {
    ...many,
    values: [col('measures', 'boolean', '已采取措施', 'Measures taken')],
    ...proof('通知和送达凭证', 'The notice and its delivery'),
  }),
  event('tech_public_found', 'B-T14', 186, '发现技术已由他人公开', 'Technology found published', {
    ...many,
    values: [col('finder', 'enum', '发现方', 'Found by', { options: side })],
    ...proof('公开文献', 'The publication'),
  }),
  event('tech_public_noticed', 'B-T14', 186, '通知对方解除', 'Other side told to end', {
    ...many,
    ...proof('通知和送达凭证', 'The notice and its delivery'),
  }),
  event('org_changed', 'B-T30', 220, '乙方财务、业务或管理技术团队变化', 'Change in party B', many),
  event('org_change_reported', 'B-T30', 220, '向甲方报备', 'Reported to party A', {
    ...many,
    ...proof('报备和签收', 'The report and its receipt'),
  }),
  event('contact_change_effective', 'B-T26', 304, '变更项目联系人', 'Contact changes', {
    ...many,
    planned: true,
    values: [col('side', 'enum', '变更方', 'Whose', { options: side })],
  }),
  event('contact_change_noticed', 'B-T26', 304, '书面通知变更联系人', 'Change of contact notified', {
    ...many,
    ...proof('书面通知', 'The notice'),
  }),
  event('force_majeure_start', 'B-T23', 320, '发生不可抗力', 'Force majeure begins', {
    ...many,
    values: [
      col('unforeseeable', 'boolean', '签约时不能预见', 'Not to be foreseen'),
      col('unavoidable', 'boolean', '不能避免或克服', 'Not to be avoided'),
    ],
  }),
  event('force_majeure_noticed', 'B-T23', 320, '通知对方并提供书面证明', 'Notified with proof', {
    ...many,
    ...proof('通知和有效书面证明', 'The notice and the proof'),
  }),
  event('force_majeure_reported', 'B-T24', 322, '报告灾害情况', 'Report of the disaster', {
    ...many,
    ...proof('报告', 'The report'),
  }),
  event('force_majeure_end', 'B-T25', 324, '不可抗力终止', 'Force majeure ends', many),
  event('force_majeure_end_noticed', 'B-T25', 324, '通知对方不可抗力终止', 'Its end notified', {
    ...many,
    ...proof('通知', 'The notice'),
  }),
  event('breach_notice_received', 'B-T21', 290, '乙方收到违约通知', 'Notice of breach received', {
    ...many,
    ...proof('违约通知和送达凭证', 'The notice and its delivery'),
  }),
  event('cure_extended', 'B-T21', 290, '甲方书面认可延长纠正时间', 'Time to cure extended', {
    ...many,
    values: [col('until', 'date', '延长至', 'Until', { required: true })],
    ...proof('书面认可', 'The letter'),
  }),
  event('breach_cured', 'B-T21', 290, '违约已纠正', 'Breach cured', {
    ...many,
    ...proof('整改记录', 'The record'),
  }),
  event('leak_established', 'B-B03', 280, '认定泄密', 'Leak established', {
    ...many,
    values: [col('under_annex', 'boolean', '属附件八的情形', 'Falls under annex 8')],
    ...proof('认定文件', 'The finding'),
  }),
  event(
    'termination_notice_received',
    'B-T22',
    282,
    '解除（终止）通知到达',
    'Notice of termination arrives',
    {
      values: [
        col('scope', 'enum', '范围', 'Scope', {
          options: [
            { value: 'all', title: both('全部', 'All') },
            { value: 'part', title: both('部分', 'Part') },
          ],
        }),
        col('ground', 'enum', '依据', 'Ground', {
          required: true,
          options: [
            { value: 'force_majeure', title: both('二十四1 不可抗力', '24.1 Force majeure') },
            { value: 'tech_risk', title: both('二十四1 技术风险', '24.1 Technical risk') },
            { value: 'not_cured', title: both('二十四2 催告仍不纠正', '24.2 Not cured') },
            { value: 'published', title: both('十 技术公开', '10 Published') },
            { value: 'refused_twice', title: both('二十一4 两次验收未过', '21.4 Refused twice') },
            {
              value: 'breach',
              title: both('二十一7 未按期提供服务或不纠正', '21.7 Service late or not cured'),
            },
            { value: 'annex', title: both('附件八', 'Annex 8') },
          ],
        }),
        col('needless', 'boolean', '致使履行成为不必要或不可能', 'Performance became needless or impossible'),
      ],
      ...proof('通知和送达凭证', 'The notice and its delivery'),
    },
  ),
  event('recall_ordered', 'B-S15', 467, '甲方收回文件、数据或使用权', 'Recalled by party A', {
    ...many,
    ...proof('收回通知', 'The notice'),
  }),
  event('recall_done', 'B-S15', 467, '收回完成（吊销、封存、清点、证明）', 'Recall carried out', {
    ...many,
    ...proof('清点和证明', 'The list and the certificate'),
  }),
  event('infringement_claimed', 'B-R03', 238, '第三人指控侵权', 'Third party claims infringement', many),
  event('infringement_settled', 'B-R03', 238, '侵权指控已由乙方处理', 'Claim settled by party B', {
    ...many,
    ...proof('处理文件', 'The document'),
  }),
  event('award_applied', 'B-L02', 256, '申报奖项', 'Award applied for', {
    ...many,
    values: [
      col('party_a_named', 'boolean', '列明甲方', 'Names party A'),
      col('party_b_named', 'boolean', '列明乙方', 'Names party B'),
    ],
    ...proof('申报书', 'The application'),
  }),
  event('patent_applied', 'B-R04', 244, '申请专利', 'Patent applied for', {
    ...many,
    values: [
      col('applicants', 'enum', '申请人', 'Applicants', {
        options: [
          { value: '甲', title: both('甲方', 'Party A') },
          { value: '乙', title: both('乙方', 'Party B') },
          { value: '双', title: both('双方', 'Both') },
        ],
      }),
    ],
    ...proof('受理通知书', 'The receipt'),
  }),
  event('improved', 'B-R06', 294, '完成后续改进', 'Improvement made', {
    ...many,
    values: [
      col('by', 'enum', '改进方', 'By', { options: side }),
      col('owner', 'enum', '登记归属', 'Owner entered', {
        options: [
          { value: '甲', title: both('甲方', 'Party A') },
          { value: '乙', title: both('乙方', 'Party B') },
          { value: '双', title: both('双方', 'Both') },
        ],
      }),
    ],
  }),
  event('fund_inspected', 'B-R09', 157, '甲方检查经费', 'Funds inspected by party A', {
    ...many,
    values: [
      col('agreed_in_writing', 'boolean', '另行书面商定', 'Agreed in writing'),
      col('by_law', 'boolean', '依法的财政、审计检查', 'An audit by law'),
    ],
  }),
  event('litigation_started', 'B-B07', 326, '提起诉讼或仲裁', 'Proceedings begun', {
    ...many,
    values: [
      col('kind', 'enum', '方式', 'How', {
        options: [
          { value: 'court', title: both('诉讼', 'Court') },
          { value: 'arbitration', title: both('仲裁', 'Arbitration') },
        ],
      }),
      col('negotiated', 'boolean', '已先协商、调解', 'Negotiated first'),
    ],
    ...proof('立案文件', 'The document'),
  }),
];
