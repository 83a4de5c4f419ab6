import type { Package, Piece, View } from '../define.ts';
import { at } from './clauses.ts';
import { owesPaper, owesPatent } from './deadlines.ts';
import { handedInTime, midtermInTime } from './checks-events.ts';
import { both } from './words.ts';

const sealB = '乙方公章';

function open(view: View): boolean {
  return !owesPaper(view) && !owesPatent(view);
}

function had(...events: readonly string[]) {
  return (view: View) => events.some((event) => view.events(event).length > 0);
}

const midterm: Piece = {
  key: 'midterm_report',
  rule: 'A-D01',
  title: both('课题中期报告', 'Interim report'),
  clause: at('第三条（二）1', 74),
  needs: both('乙方盖章的PDF，纸质版内容一致', 'PDF sealed by party B, the same as on paper'),
  seal: sealB,
};

const acceptancePieces: readonly Piece[] = [
  {
    key: 'acceptance_application',
    rule: 'A-D06',
    title: both('验收申请', 'Application for acceptance'),
    clause: at('第三条（一）1', 66),
    needs: both('乙方向甲方提出的验收申请', 'The application of party B'),
    seal: sealB,
  },
  midterm,
  {
    key: 'final_report',
    rule: 'A-D02',
    title: both('课题结题报告', 'Final report'),
    clause: at('第三条（二）2', 76),
    needs: both('乙方盖章的PDF，纸质版内容一致', 'PDF sealed by party B, the same as on paper'),
    seal: sealB,
  },
  {
    key: 'method_result',
    rule: 'A-D03',
    title: both('方法成果1套', 'The method, one set'),
    clause: at('第三条（二）3', 78),
    needs: both('文档、代码、说明', 'Documents, code, notes'),
    seal: sealB,
  },
  {
    key: 'patent_or_paper',
    rule: 'A-D04',
    title: both('专利申请受理通知书或论文投稿证明', 'Patent receipt or proof of submission'),
    clause: at('第三条（二）4', 80),
    needs: both(
      '先在“成果”中选定专利或论文，再归入对应的证明',
      'Choose patent or paper first, then bind its proof',
    ),
    conditional: true,
    when: open,
    seal: null,
  },
  {
    key: 'patent_receipt',
    rule: 'A-T08',
    title: both('专利申请受理通知书', 'Patent receipt'),
    clause: at('第三条（二）4', 80),
    needs: both('国家知识产权局受理通知书', 'The receipt of the patent office'),
    conditional: true,
    when: owesPatent,
    seal: null,
  },
  {
    key: 'paper_submission_proof',
    rule: 'A-T09',
    title: both('论文投稿证明', 'Proof of the paper’s submission'),
    clause: at('第三条（二）4', 80),
    needs: both('期刊的投稿回执或邮件', 'The journal’s receipt or mail'),
    conditional: true,
    when: owesPaper,
    seal: null,
  },
  {
    key: 'expense_statement',
    rule: 'A-D07',
    title: both('经费使用情况', 'Statement of expenses'),
    clause: at('第五条（一）', 122),
    needs: both('经费使用情况表和说明', 'The table and its notes'),
    seal: sealB,
  },
  {
    key: 'integrity_pledge',
    rule: 'A-D08',
    title: both('科研诚信承诺书', 'Pledge of integrity'),
    clause: at('第九条', 157),
    needs: both('单位签署；〔内控〕课题负责人同签', 'Signed by the unit; 〔internal〕 and the leader'),
    seal: sealB,
  },
  {
    key: 'agreement',
    rule: 'A-T01',
    title: both('课题合作协议', 'The agreement'),
    clause: at('第十五条（一）', 204),
    needs: both('双方签字盖章的协议', 'Signed and sealed by both'),
    seal: '甲方公章、乙方公章',
  },
  {
    key: 'annex_1',
    rule: 'A-F26',
    title: both('附件一 立项通知', 'Annex 1, the notice of approval'),
    clause: at('第十四条1', 198),
    needs: both('立项通知及名单', 'The notice with its list'),
    seal: null,
  },
  {
    key: 'annex_2',
    rule: 'A-F26',
    title: both('附件二 成果标注要求', 'Annex 2, acknowledgements'),
    clause: at('第十四条2', 200),
    needs: both('成果标注要求', 'The requirements'),
    seal: null,
  },
  {
    key: 'application_form',
    rule: 'A-R02',
    title: both('课题申请书', 'Application form'),
    clause: at('第七条（一）2', 141),
    needs: both('验收以申请书和协议为双基准', 'Acceptance compares with it and with the agreement'),
    seal: null,
  },
  {
    key: 'change_approval',
    rule: 'A-C02',
    title: both('变更批复', 'Approval of changes'),
    clause: at('第七条（二）2', 147),
    needs: both('申请、乙方意见、甲方审批', 'Application, opinion, approval'),
    conditional: true,
    when: had('change_approved', 'extension_approved', 'change_applied', 'early_closing_approved'),
    seal: '甲方公章',
  },
  {
    key: 'supplement_agreement',
    rule: 'A-C03',
    title: both('补充协议', 'Supplement'),
    clause: at('第十一条（三）', 171),
    needs: both('双方签字盖章的补充协议', 'Signed and sealed by both'),
    conditional: true,
    when: had('supplement_signed'),
    seal: '甲方公章、乙方公章',
  },
  {
    key: 'leader_change_approval',
    rule: 'A-C01',
    title: both('课题负责人变更批准', 'Approval of the new leader'),
    clause: at('第二条（三）', 54),
    needs: both('甲方书面批准', 'Written approval of party A'),
    conditional: true,
    when: had('leader_change_applied', 'leader_change_approved'),
    seal: '甲方公章',
  },
  {
    key: 'award_consent',
    rule: 'A-L09',
    title: both('鉴定、报奖同意函', 'Consent to evaluation or award'),
    clause: at('附件二6', 288),
    needs: both('甲方书面同意，材料复制本送交甲方', 'Written consent of party A'),
    conditional: true,
    when: (view) => view.entries('outputs').some((o) => o['type'] === '奖励' || o['type'] === '科技评价'),
    seal: '甲方公章',
  },
  {
    key: 'extra_materials',
    rule: 'A-T05',
    title: both('甲方另行要求的前置审核材料', 'Further materials party A asked for'),
    clause: at('第三条（一）1', 66),
    needs: both('按甲方要求的清单', 'As party A listed them'),
    conditional: true,
    when: (view) => view.value('extra_materials_required') === true,
    seal: null,
  },
];

/** The packages of this kind (rulebook P): the acceptance package whole, the interim one as its first part. */
export const packages: readonly Package[] = [
  {
    id: 'P-A3',
    title: both('结题验收包', 'Acceptance package'),
    clause: at('第三条（一）1', 66),
    base: 'acceptance_meeting',
    deadline: 'acceptance_materials_due',
    submittedBy: 'materials_submitted',
    pieces: acceptancePieces,
    rules: [handedInTime],
  },
  {
    id: 'P-A1',
    title: both('中期包', 'Interim package'),
    clause: at('第二条（二）1', 48),
    base: null,
    deadline: 'midterm_report_due',
    submittedBy: 'midterm_submitted',
    pieces: [midterm],
    rules: [midtermInTime],
  },
];
