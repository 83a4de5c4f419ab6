import type { Section } from '../define.ts';
import { both, col, field, word } from './words.ts';

const owner = [word('甲', 'Party A'), word('乙', 'Party B'), word('双', 'Both')];
const item = (key: string, zh: string, en: string) => [col(key, 'text', zh, en, { required: true })];

/** 选择条款: B-F19–B-F21, B-F24, B-F27, B-F29–B-F33. */
export const terms: Section = {
  key: 'terms',
  title: both('选择条款', 'Clauses with a choice'),
  fields: [
    field('transfer_exceptions', 'B-F19', 166, 'list', '可不经同意转让的情形', 'Transfer without consent', {
      columns: item('case', '情形', 'Case'),
      default: [{ case: '无' }, { case: '无' }, { case: '无' }, { case: '无' }],
    }),
    field('transferable_parts', 'B-F19', 173, 'text', '可以转让的内容', 'What may be transferred', {
      default: '无',
    }),
    field('risk_sharing', 'B-F20', 175, 'text', '技术风险损失分担', 'Sharing of technical risk', {
      default:
        '①完全由乙方原因造成损失的，乙方退还甲方所支付的所有款项；②双方原因造成损失的，按双方过错共同承担相应的责任；③完全由甲方原因造成损失的，乙方不退还甲方所支付的款项；④其他原因造成损失的，由双方另行协商',
      confirmDefault: true,
    }),
    field('risk_decision_mode', 'B-F20', 179, 'string', '技术风险的认定方式', 'How risk is established', {
      default: '双方协商',
    }),
    field('risk_conditions', 'B-F20', 181, 'list', '认定技术风险的条件', 'Conditions of technical risk', {
      columns: item('condition', '条件', 'Condition'),
      default: [
        { condition: '本合同项目在现有技术水平条件下具有足够的难度' },
        { condition: '乙方在主观上无过错且经认定研究开发失败为合理的失败' },
      ],
    }),
    field('conf_a_content', 'B-F21', 192, 'text', '甲方保密内容', 'What party A keeps secret', {
      default: '乙方向甲方提供的技术文档、程序和本合同金额',
    }),
    field('conf_a_persons', 'B-F21', 194, 'string', '甲方涉密人员范围', 'Persons on party A’s side', {
      default: '甲方与项目有关人员',
    }),
    field('conf_a_years', 'B-F21', 196, 'integer', '甲方保密期限', 'Secrecy of party A', {
      default: 5,
      min: 0,
      max: 100,
      unit: 'year',
    }),
    field('conf_a_liability', 'B-F21', 198, 'text', '甲方泄密责任', 'Liability of party A', {
      default: '承担由此引起的后果并承担赔偿责任',
    }),
    field('conf_b_content', 'B-F21', 202, 'text', '乙方保密内容', 'What party B keeps secret', {
      default: '甲方向乙方提供的各种数据、文档和本合同金额',
    }),
    field('conf_b_persons', 'B-F21', 204, 'string', '乙方涉密人员范围', 'Persons on party B’s side', {
      default: '乙方与项目有关人员',
    }),
    field('conf_b_term', 'B-F21', 206, 'string', '乙方保密期限', 'Secrecy of party B', {
      default: '长期',
      help: both('不定期，永不自动解密（B-Q06）。', 'Without an end; never lifted by itself (B-Q06).'),
    }),
    field('conf_b_liability', 'B-F21', 208, 'text', '乙方泄密责任', 'Liability of party B', {
      default: '承担由此引起的后果并承担赔偿责任',
    }),
    field('ip_option', 'B-F24', 242, 'enum', '知识产权归属方式', 'Ownership of the results', {
      options: [
        { value: '1', title: both('第1种：申请专利', '1: patents') },
        { value: '2', title: both('第2种：技术秘密', '2: trade secrets') },
      ],
      default: '1',
      confirmDefault: true,
      help: both('选第1种的，第2种各项须填“无”。', 'With 1, each line of 2 says 无.'),
    }),
    field('ip_patent_owner', 'B-F24', 244, 'enum', '享有申请专利的权利', 'Right to apply for patents', {
      options: [...owner, word('无', 'None')],
      default: '双',
    }),
    field('ip_patent_use', 'B-F24', 246, 'text', '专利权的使用和利益分配', 'Use of patents', {
      default: '双方取得专利权',
    }),
    field('secret_use_right', 'B-F24', 250, 'text', '技术秘密的使用权', 'Use of trade secrets', {
      default: '无',
    }),
    field('secret_transfer_right', 'B-F24', 252, 'text', '技术秘密的转让权', 'Transfer of trade secrets', {
      default: '无',
    }),
    field('secret_benefit', 'B-F24', 254, 'text', '相关利益的分配办法', 'Sharing of benefits', {
      default: '无',
    }),
    field('ip_special', 'B-F24', 256, 'text', '权属特别约定', 'Special agreement', {
      default: '知识产权归甲乙双方共同所有，双方可共同申报奖项',
    }),
    field('improve_a_owner', 'B-F27', 294, 'enum', '甲方后续改进成果归属', 'Improvements by party A', {
      options: owner,
      default: '双',
    }),
    field('improve_a_benefit', 'B-F27', 294, 'text', '其利益分配', 'Their benefits', {
      default: '双方取得新的技术成果及其权属',
    }),
    field('improve_b_owner', 'B-F27', 296, 'enum', '乙方后续改进成果归属', 'Improvements by party B', {
      options: owner,
      default: '乙',
    }),
    field('improve_b_benefit', 'B-F27', 296, 'text', '其利益分配', 'Their benefits', {
      default: '乙方取得新的技术成果及其权属，经协商可优先给甲方升级使用',
    }),
    field('termination_cases', 'B-F29', 306, 'list', '解除情形', 'Grounds to terminate', {
      columns: item('case', '情形', 'Case'),
      default: [
        { case: '因发生不可抗力或技术风险' },
        { case: '乙方未按合同约定履行合同义务，经甲方催告仍未纠正的' },
        { case: '无' },
      ],
      help: both(
        '须致使合同的履行成为不必要或不可能。',
        'They must make performance needless or impossible.',
      ),
    }),
    field('dispute_option', 'B-F30', 326, 'enum', '争议处理方式', 'Disputes', {
      options: [
        { value: '1', title: both('第1种：仲裁', '1: arbitration') },
        { value: '2', title: both('第2种：起诉', '2: court') },
      ],
      default: '2',
      confirmDefault: true,
    }),
    field('arbitration_commission', 'B-F30', 328, 'string', '仲裁委员会', 'Arbitration commission', {
      when: (view) => view.text('dispute_option') === '1',
      required: 'always',
    }),
    field('term_defs', 'B-F31', 331, 'list', '名词和术语的解释', 'Definitions', {
      columns: item('text', '解释', 'Definition'),
      default: [{ text: '无' }, { text: '无' }, { text: '无' }, { text: '无' }, { text: '无' }],
    }),
    field('tech_docs', 'B-F32', 340, 'list', '技术文件', 'Technical papers', {
      columns: [
        col('kind', 'string', '类别', 'Kind', { required: true }),
        col('document', 'text', '文件', 'Paper', { required: true }),
      ],
      default: [
        { kind: '技术背景资料', document: '无' },
        { kind: '可行性论证报告', document: '无' },
        { kind: '技术评价报告', document: '无' },
        { kind: '技术标准和规范', document: '无' },
        { kind: '原始设计和工艺文件', document: '无' },
        { kind: '其他', document: '《保密和网络安全协议》' },
      ],
    }),
    field('constituent_no', 'B-F32', 340, 'string', '组成部分的序号', 'Which are part of the contract', {
      default: '6',
    }),
    field('other_matters', 'B-F33', 349, 'list', '其他相关事项', 'Other matters', {
      columns: item('text', '事项', 'Matter'),
      default: [
        { text: '未尽事宜可另行签订补充协议；不一致处以补充协议为准' },
        { text: '含糊或不一致的，在不影响履行的情况下协商解决' },
        { text: '乙方严格遵守甲方网络安全管理及信息化管理制度' },
        { text: '乙方严格履行数据安全保护义务和责任' },
        { text: '服务期满后乙方继续提供技术支持' },
        { text: '乙方应满足甲方提出的需求变更要求' },
      ],
    }),
  ],
};
