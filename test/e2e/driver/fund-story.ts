import type { PieceState } from './package.ts';

/** The kind that this story is of. */
export const fundKind = 'open-fund-topic';
/** The day of the story: closed for the second time a few days ago. */
export const fundDay = '2025-03-20';
export const fundTitle = '滨海新城地表沉降多源遥感监测与情景模拟研究';
export const lab = '自然资源部城市国土资源监测与仿真重点实验室';
export const host = '云川测绘大学';

interface Fact {
  key: string;
  date: string;
  installment?: number;
  values?: Readonly<Record<string, string>>;
  /** The file that proves it; made for the story. */
  paper?: string;
}

/** From the application to the work itself. */
export const founding: readonly Fact[] = [
  { key: 'application_submitted', date: '2022-03-10', paper: '申请书.pdf' },
  { key: 'form_review_passed', date: '2022-03-25', paper: '形式审查通知.pdf' },
  { key: 'expert_reviewed', date: '2022-04-20', paper: '专家意见.pdf' },
  { key: 'committee_decided', date: '2022-05-12', paper: '会审纪要.pdf' },
  { key: 'award_notice_received', date: '2022-05-30', paper: '资助通知书.pdf' },
  { key: 'contract_submitted', date: '2022-06-15', paper: '合同签收.pdf' },
  { key: 'contract_approved', date: '2022-07-01', paper: '课题合同.pdf' },
  { key: 'project_started', date: '2022-07-04', paper: '启动会纪要.pdf' },
];

/** Money, progress, and an extension that is asked for six months before the end. */
export const course: readonly Fact[] = [
  { key: 'batch_condition_met', date: '2022-07-01', installment: 1 },
  {
    key: 'payment_made',
    date: '2022-07-20',
    installment: 1,
    values: { amount: '96000' },
    paper: '拨款1.pdf',
  },
  {
    key: 'payment_received',
    date: '2022-07-22',
    installment: 1,
    values: { amount: '96000' },
    paper: '回单1.pdf',
  },
  { key: 'progress_requested', date: '2023-06-01', values: { due: '2023-06-30' } },
  { key: 'progress_submitted', date: '2023-06-26', paper: '进展报告签收.pdf' },
  { key: 'batch_condition_met', date: '2023-07-05', installment: 2 },
  {
    key: 'payment_made',
    date: '2023-07-18',
    installment: 2,
    values: { amount: '64000' },
    paper: '拨款2.pdf',
  },
  {
    key: 'payment_received',
    date: '2023-07-19',
    installment: 2,
    values: { amount: '64000' },
    paper: '回单2.pdf',
  },
  { key: 'extension_applied', date: '2023-12-20', paper: '延期申请.pdf' },
  {
    key: 'extension_approved',
    date: '2024-01-16',
    values: { funding_end: '2024-12-31' },
    paper: '延期批复.pdf',
  },
];

/** Closing is refused once and granted at the second acceptance. */
export const closing: readonly Fact[] = [
  { key: 'closing_applied', date: '2025-01-20', paper: '结题申请签收.pdf' },
  { key: 'acceptance_meeting', date: '2025-02-11', paper: '专家验收意见.pdf' },
  { key: 'closing_refused', date: '2025-02-18', paper: '不予结题通知.pdf' },
];
export const second: readonly Fact[] = [
  { key: 'acceptance_meeting', date: '2025-03-06', paper: '二次验收意见.pdf' },
  { key: 'closing_reviewed', date: '2025-03-12', paper: '审核纪要.pdf' },
  { key: 'closing_notice', date: '2025-03-17', paper: '结题通知书.pdf' },
  { key: 'results_archived', date: '2025-03-19', paper: '归档清单.pdf' },
];

const label = `${lab}开放基金资助课题`;
/** The outputs as a spreadsheet has them, with its titles. */
export const outputs: readonly (readonly string[])[] = [
  ['形式', '名称', '完成单位（按位次）', '标注原文', '标注语言', '标注位置'],
  ['论文', '滨海新城地表沉降的时序反演', `${lab}；${host}`, label, '中文', '首页'],
  ['论文', '地表沉降情景模拟的不确定性', `${host}；${lab}`, label, '中文', '致谢'],
  ['软件著作权', '沉降情景模拟系统V1.0', `${lab}；${host}`, label, '中文', '封面'],
  ['结题报告', `${fundTitle}结题报告`, `${lab}；${host}`, label, '中文', '封面'],
];

export const expenses: readonly (readonly string[])[] = [
  ['科目', '金额', '支出日期', '用途', '凭证'],
  ['差旅费', '31,250.60', '2022-11-18', '外业观测', '记-1118-02'],
  ['测试化验加工费', '￥58000', '2023/9/5', '影像处理', '记-0905-04'],
  ['出版/文献/信息传播/知识产权事务费', '12600', '2024.4.16', '版面费', '记-0416-01'],
];

/** The pieces of the closing package with their papers. */
export const pieces: readonly { piece: string; paper: string; state?: PieceState }[] = [
  { piece: 'closing_application', paper: '结题申请.pdf' },
  { piece: 'closing_report', paper: '结题报告.pdf' },
  { piece: 'output_list', paper: '成果清单.pdf' },
  { piece: 'progress_reports', paper: '进展报告.pdf' },
  { piece: 'expense_account', paper: '经费决算.pdf' },
  { piece: 'change_decision', paper: '延期批复（结题）.pdf' },
];
