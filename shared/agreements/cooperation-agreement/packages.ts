import type { Package, Piece, View } from '../define.ts';
import { at } from './clauses.ts';
import { owesPaper, owesPatent } from './deadlines.ts';
import { handedInTime, midtermInTime } from './checks-events.ts';
import { paymentRules } from './checks-money.ts';
import { outputChecks } from './checks-outputs.ts';
import { labels } from './labels.ts';
import { both } from './words.ts';

const sealB = '乙方公章';

function open(view: View): boolean {
  return !owesPaper(view) && !owesPatent(view);
}

function had(...events: readonly string[]) {
  return (view: View) => events.some((event) => view.events(event).length > 0);
}

/** A-D10, A-F18: as many of each result as were agreed. */
const outputCopies = (view: View): number | null => view.integer('output_copies');

const midterm: Piece = {
  key: 'midterm_report',
  rule: 'A-D01',
  title: both('课题中期报告', 'Interim report'),
  clause: at('第三条（二）1', 74),
  needs: both('乙方盖章的PDF，纸质版内容一致', 'PDF sealed by party B, the same as on paper'),
  seal: sealB,
  copies: outputCopies,
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
    copies: outputCopies,
  },
  {
    key: 'method_result',
    outputs: ['方法'],
    rule: 'A-D03',
    title: both('方法成果1套', 'The method, one set'),
    clause: at('第三条（二）3', 78),
    needs: both('文档、代码、说明', 'Documents, code, notes'),
    seal: sealB,
    copies: outputCopies,
  },
  {
    key: 'patent_or_paper',
    outputs: ['论文', '专利'],
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
    outputs: ['专利'],
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
    outputs: ['论文'],
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
    copies: (view) => view.integer('copies'),
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
    when: (view) =>
      view.entries('outputs').some((o) => ['奖励', '鉴定', '科技评价'].includes(String(o['type']))),
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

const paymentPieces: readonly Piece[] = [
  {
    key: 'invoice',
    rule: 'A-P02',
    title: both('等额有效发票', 'Invoice of the same amount'),
    clause: at('第四条（二）2', 92),
    needs: both('税务部门认可，金额等于该期应付额', 'Valid, and exactly the instalment'),
    seal: null,
  },
  {
    key: 'budget_quota',
    rule: 'A-P02',
    title: both('财政预算指标到达记录', 'Record of the budget quota'),
    clause: at('第四条（二）2', 92),
    needs: both('指标文件或甲方告知', 'The budget document or word from party A'),
    seal: null,
  },
  {
    key: 'midterm_confirmation',
    rule: 'A-D01',
    title: both('中期报告书面确认函', 'Letter confirming the interim report'),
    clause: at('第四条（二）2(2)', 96),
    needs: both('第二期款：甲方书面确认', 'For the second instalment: party A’s letter'),
    conditional: true,
    when: had('midterm_confirmed'),
    seal: '甲方公章',
  },
  {
    key: 'fiscal_delay_note',
    rule: 'A-P04',
    title: both('财政延迟说明', 'Note on the treasury’s delay'),
    clause: at('第四条（三）', 114),
    needs: both('财政审批延迟的说明', 'Why the treasury was late'),
    conditional: true,
    when: had('fiscal_delay'),
    seal: null,
  },
];

const archivePieces: readonly Piece[] = [
  {
    key: 'acceptance_opinion',
    rule: 'A-Q05',
    title: both('验收意见', 'Opinion of acceptance'),
    clause: at('第二条（二）2', 50),
    needs: both('结题验收通过文件，以落款日为结题日', 'The document of acceptance; its date decides'),
    seal: '甲方公章',
  },
  {
    key: 'handover_list',
    rule: 'A-D09',
    title: both('归档移交清单', 'List handed over'),
    clause: at('第二条（五）', 60),
    needs: both('清单和签收', 'The list and its receipt'),
    seal: null,
  },
  {
    key: 'settlement',
    rule: 'A-T15',
    title: both('财务结算', 'Settlement of accounts'),
    clause: at('第五条（一）', 122),
    needs: both('结算报告（尾项，补充归档）', 'The settlement, added later'),
    conditional: true,
    when: had('finance_settled'),
    seal: sealB,
  },
  {
    key: 'surplus_voucher',
    rule: 'A-P08',
    title: both('结余退回凭证', 'Voucher of the return'),
    clause: at('第五条（一）', 122),
    needs: both('退款凭证（尾项，补充归档）', 'The voucher, added later'),
    conditional: true,
    when: had('surplus_returned'),
    seal: null,
  },
  {
    key: 'publication_proof',
    outputs: ['论文'],
    rule: 'A-T10',
    title: both('论文发表或录用证明', 'Publication or acceptance of the paper'),
    clause: at('第三条（二）4', 80),
    needs: both('发表页或录用证明（尾项，补充归档）', 'The page or the letter, added later'),
    conditional: true,
    when: had('paper_published'),
    seal: null,
  },
];

/** The packages of this kind (rulebook P): acceptance, interim report, payment, archive. */
export const packages: readonly Package[] = [
  {
    id: 'P-A3',
    title: both('结题验收包', 'Acceptance package'),
    clause: at('第三条（一）1', 66),
    base: 'acceptance_meeting',
    deadline: 'acceptance_materials_due',
    submittedBy: 'materials_submitted',
    pieces: acceptancePieces,
    rules: [handedInTime, ...labels, ...outputChecks],
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
  {
    id: 'P-A2',
    title: both('付款包', 'Payment package'),
    clause: at('第四条（二）2', 92),
    base: null,
    deadline: 'pay_due',
    submittedBy: 'invoice_received',
    pieces: paymentPieces,
    rules: paymentRules,
  },
  {
    id: 'P-A4',
    title: both('归档包', 'Archive package'),
    clause: at('第二条（五）', 60),
    base: null,
    deadline: 'archive_due',
    submittedBy: 'archived',
    pieces: [...acceptancePieces, ...archivePieces],
    rules: [],
  },
];
