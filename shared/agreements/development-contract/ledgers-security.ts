import type { Ledger } from '../define.ts';
import { at } from './clauses.ts';
import { both, col } from './words.ts';

const name = col('name', 'string', '姓名', 'Name', { required: true, personal: true });
const file = (key: string, zh: string, en: string) => col(key, 'file', zh, en);

/** What the annex says is secret (B-S03), and what is open to the public (B-R11). */
export const infoClasses = [
  {
    value: 'design',
    title: both('(一)设计、程序、数据、招标文件等', '(1) Designs, programs, data, tenders'),
  },
  { value: 'access', title: both('(二)数据、程序、用户名、口令和资料', '(2) Data, user names, passwords') },
  { value: 'business', title: both('(三)业务及技术文档', '(3) Papers on business and technology') },
  { value: 'told', title: both('(四)甲方告知的其他', '(4) Whatever party A names') },
  { value: 'public', title: both('向社会公开服务的内容（豁免）', 'Open to the public (exempt)') },
];

/** The registers of the annex: people, accounts, purchases, checks, incidents, trainings, what goes back. */
export const securityLedgers: readonly Ledger[] = [
  {
    key: 'people',
    rule: 'B-E04',
    clause: at(491),
    title: both('项目人员', 'People'),
    columns: [
      name,
      col('role', 'string', '岗位', 'Role'),
      col('regular', 'boolean', '正式员工', 'Regular staff'),
      col('joined_on', 'date', '进入项目', 'Joined on', { required: true }),
      col('background_checked_on', 'date', '背景审查通过', 'Background checked on'),
      col('nda_signed_on', 'date', '签保密协议', 'NDA signed on'),
      file('proof', '证明', 'Proof'),
      col('left_on', 'date', '离开项目', 'Left on'),
    ],
  },
  {
    key: 'account_grants',
    rule: 'B-F41',
    clause: at(469),
    title: both('账号授权（租约）', 'Accounts lent'),
    columns: [
      col('account', 'string', '账号', 'Account', { required: true, personal: true }),
      col('system', 'string', '信息系统', 'System'),
      col('holder', 'string', '使用人', 'Holder', { personal: true }),
      col('level', 'enum', '权限', 'Rights', {
        required: true,
        options: [
          { value: 'user', title: both('普通用户', 'User') },
          { value: 'admin', title: both('最高管理员', 'Administrator') },
          { value: 'security', title: both('安全管理员', 'Security officer') },
          { value: 'audit', title: both('审计员', 'Auditor') },
        ],
      }),
      col('minimal', 'boolean', '最小必要', 'Least that is needed'),
      col('applied_on', 'date', '申请', 'Applied on'),
      col('approved_on', 'date', '甲方授权', 'Approved on'),
      col('from', 'date', '起', 'From'),
      col('until', 'date', '止', 'Until', { required: true }),
      col('returned_on', 'date', '交还', 'Handed back on'),
      file('proof', '授权和交还记录', 'Approval and hand-back'),
    ],
  },
  {
    key: 'third_party_purchases',
    rule: 'B-F42',
    clause: at(461),
    title: both('第三方软件、服务采购', 'Third-party purchases'),
    columns: [
      col('product', 'string', '软件或服务', 'Product', { required: true }),
      col('supplier', 'string', '第三方', 'Supplier', { required: true }),
      col('data_scope', 'text', '数据范围', 'Data'),
      col('purpose', 'text', '用途', 'Purpose'),
      col('minimal', 'boolean', '数据最小化', 'Least data'),
      col('data_from', 'date', '提供数据', 'Data given on', { required: true }),
      col('nda_signed_on', 'date', '数据安全保密协议', 'NDA signed on'),
      file('nda', '协议', 'Agreement'),
    ],
  },
  {
    key: 'disclosures',
    rule: 'B-S09',
    clause: at(455),
    title: both('提供、使用和披露', 'Use and disclosure'),
    columns: [
      col('what', 'string', '内容', 'What', { required: true }),
      col('info_class', 'enum', '类别', 'Class', { required: true, options: infoClasses }),
      col('origin', 'enum', '来源', 'From', {
        options: [
          { value: 'party_a', title: both('甲方', 'Party A') },
          { value: 'party_b', title: both('乙方', 'Party B') },
        ],
      }),
      col('to', 'enum', '对象', 'To', {
        required: true,
        options: [
          { value: 'staff', title: both('项目内部人员', 'Own project staff') },
          { value: 'third', title: both('第三方', 'A third party') },
          { value: 'abroad', title: both('境外', 'Abroad') },
          { value: 'public', title: both('公开', 'The public') },
        ],
      }),
      col('person', 'string', '接收人', 'Who', { personal: true }),
      col('on', 'date', '日期', 'On', { required: true }),
      col('for_project', 'boolean', '仅为本项目', 'For this project only'),
      col('commercial', 'boolean', '商业用途', 'Commercial'),
      col('need_to_know', 'boolean', '有知悉必要', 'Needs to know'),
      col('advice', 'boolean', '据此向第三方作建议', 'Used to advise a third party'),
      col('copied', 'boolean', '有复制', 'Copied'),
      col('approved_on', 'date', '事先书面批准', 'Approved on'),
      file('approval', '批准文件', 'Approval'),
    ],
  },
  {
    key: 'display_requests',
    rule: 'B-S11',
    clause: at(459),
    title: both('向第三方展示（一事一议）', 'Showing to third parties'),
    columns: [
      col('occasion', 'string', '事由和场合', 'Occasion', { required: true }),
      col('audience', 'string', '第三方', 'Audience', { required: true }),
      col('what', 'text', '展示内容', 'What is shown', { required: true }),
      col('applied_on', 'date', '书面申请', 'Applied on', { required: true }),
      col('approved_on', 'date', '甲方签字盖章同意', 'Signed and sealed on'),
      file('approval', '同意文件', 'The consent'),
      col('shown_on', 'date', '展示', 'Shown on'),
      col('valid_until', 'date', '许可至', 'Valid until'),
      col('closed_on', 'date', '用后收回', 'Closed on'),
    ],
  },
  {
    key: 'inspections',
    rule: 'B-S22',
    clause: at(497),
    title: both('检查、测评和审计', 'Checks and audits'),
    columns: [
      col('by', 'string', '检查方', 'By', { required: true }),
      col('kind', 'string', '种类', 'Kind'),
      col('on', 'date', '日期', 'On', { required: true }),
      col('cooperated', 'boolean', '已配合', 'Cooperated'),
      col('concealed', 'boolean', '有隐匿、瞒报', 'Something concealed'),
      col('findings', 'text', '发现的问题', 'Findings'),
      col('due', 'date', '整改期限', 'Due'),
      col('done_on', 'date', '整改完成', 'Done on'),
      file('proof', '记录', 'Record'),
    ],
  },
  {
    key: 'incidents',
    rule: 'B-T29',
    clause: at(212),
    title: both('风险和安全事件', 'Risks and incidents'),
    columns: [
      col('what', 'text', '情况', 'What', { required: true }),
      col('found_on', 'date', '发现', 'Found on', { required: true }),
      col('cause', 'enum', '原因', 'Cause', {
        options: [
          { value: 'party_a', title: both('甲方原因', 'Party A') },
          { value: 'party_b', title: both('非甲方原因', 'Not party A') },
        ],
      }),
      col('warned_before', 'boolean', '曾提前告知风险', 'Risk told before'),
      col('reported_on', 'date', '报告甲方', 'Reported on'),
      col('closed_on', 'date', '处置完毕', 'Closed on'),
      col('notified_above', 'boolean', '被网信部门通报', 'Reported by the authorities'),
      file('proof', '报告', 'Report'),
    ],
  },
  {
    key: 'rectifications',
    rule: 'B-P13',
    clause: at(230),
    title: both('风险评估、三级等保整改', 'Rectifications'),
    columns: [
      col('source', 'enum', '依据', 'From', {
        required: true,
        options: [
          { value: 'risk', title: both('风险评估报告', 'Risk assessment') },
          { value: 'mlps3', title: both('三级等保测评报告', 'MLPS level-3 assessment') },
          { value: 'incident', title: both('网络安全事件', 'Incident') },
        ],
      }),
      col('item', 'text', '整改项', 'Item', { required: true }),
      col('found_on', 'date', '提出', 'Raised on', { required: true }),
      col('due', 'date', '期限', 'Due', { required: true }),
      col('done_on', 'date', '完成', 'Done on'),
      col('charged', 'boolean', '另行收费', 'Charged for'),
      file('proof', '整改记录', 'Record'),
    ],
  },
  {
    key: 'trainings',
    rule: 'B-S26',
    clause: at(214),
    title: both('培训和监督检查', 'Trainings and checks'),
    columns: [
      col('subject', 'string', '内容', 'Subject', { required: true }),
      col('kind', 'enum', '种类', 'Kind', {
        required: true,
        options: [
          { value: 'security', title: both('安全培训、监督检查', 'Security') },
          { value: 'service', title: both('系统使用、技术、运维培训', 'Use of the system') },
        ],
      }),
      col('on', 'date', '日期', 'On', { required: true }),
      col('people', 'integer', '人数', 'People', { min: 0 }),
      file('proof', '签到和记录', 'Record'),
    ],
  },
  {
    key: 'inventory',
    rule: 'B-S19',
    clause: at(485),
    title: both('资料清点（接收、归还）', 'Inventory of materials'),
    columns: [
      col('item', 'string', '资料', 'Item', { required: true }),
      col('form', 'enum', '形式', 'Form', {
        options: [
          { value: 'paper', title: both('纸质', 'Paper') },
          { value: 'file', title: both('电子', 'File') },
          { value: 'disc', title: both('光盘、介质', 'Disc') },
          { value: 'oral', title: both('口头', 'Spoken') },
        ],
      }),
      col('info_class', 'enum', '类别', 'Class', { options: infoClasses }),
      col('origin', 'enum', '来源', 'From', {
        required: true,
        options: [
          { value: 'party_a', title: both('甲方', 'Party A') },
          { value: 'party_b', title: both('乙方自产', 'Made by party B') },
        ],
      }),
      col('received_on', 'date', '接收', 'Received on'),
      col('handled', 'enum', '处理', 'What became of it', {
        options: [
          { value: 'returned', title: both('归还', 'Returned') },
          { value: 'kept', title: both('存档', 'Kept') },
          { value: 'destroyed', title: both('销毁', 'Destroyed') },
        ],
      }),
      col('handled_on', 'date', '处理日期', 'Handled on'),
      col('lost', 'boolean', '遗失', 'Lost'),
      file('receipt', '清点签收', 'Receipt'),
    ],
  },
];
