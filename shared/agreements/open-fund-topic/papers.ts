import { fillLabel } from '../../engine/label-text.ts';
import { chineseDate } from '../../papers/compose.ts';
import type { PaperOffer, PaperWords } from '../define-paper.ts';
import type { View } from '../define-view.ts';
import { moneyWords, outputRows, periodWords, reminderPaper, volumePapers } from '../papers.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

function leaderOf(view: View): string {
  const value = view.value('applicant');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  return typeof value['name'] === 'string' ? value['name'] : '';
}

function wanted(view: View): { zh: string; en: string } {
  const filled = (key: string) => fillLabel(view.text(key), (name) => view.text(name));
  return { zh: filled('label_zh'), en: filled('label_en') };
}

/** 有依托单位的，材料由其盖章；没有的，由课题负责人自行提出。 */
function signer(view: View): string {
  return view.text('host_unit') || leaderOf(view);
}

function work(view: View): PaperWords {
  const money = moneyWords(view, view.money('amount'));
  const label = wanted(view);
  return {
    values: {
      ...money.values,
      from_name: signer(view),
      basis: '课题合同和开放基金管理办法',
      leader: leaderOf(view),
      period: periodWords(view.date('period_start'), view.date('funding_end')),
      due: chineseDate(view.date('funding_end')),
      schedule_words: '按照课题合同和实验室的要求报告进展。',
      objective: view.text('research_content'),
      progress: '',
      contact: leaderOf(view),
      // D-L01, D-Q07: the closing report is an output and carries the words itself.
      label: label.zh,
      label_rule: `成果（含结题报告）的标注：中文“${label.zh}”；英文“${label.en}”。未按规定标注的，结题验收时不计入成果（第二十九条）。论文完成单位署名实验室，且至少一篇署名实验室为第一完成单位（第三十条）。`,
      statement: '本报告内容真实。一项成果只用于本课题的验收（第三十一条）。',
      money_rule: '经费专款专用，支出与本课题直接相关。',
    },
    tables: {
      ...money.tables,
      outputs: outputRows(view, (row) => (typeof row['certificate'] === 'string' ? row['certificate'] : '')),
    },
  };
}

/** L35, L91: 依托单位审核盖章. */
const places = ['课题负责人（签字）：', '依托单位（审核盖章）：{host_unit}', '　　年　月　日'];
const own = { from: 'host_unit', to: 'lab' } as const;

/** The papers of a topic that can be written from its record (P-D1–P-D4). */
export const papers: readonly PaperOffer[] = [
  {
    ...own,
    key: 'closing_application',
    template: 'acceptance-application',
    rule: 'D-F15',
    title: both('结题申请', 'Application for closing'),
    clause: at(87),
    pieces: ['closing_application', 'closing_application_unsealed'],
    deadlines: ['closing_apply'],
    words: work,
  },
  {
    ...own,
    key: 'progress_report',
    template: 'progress-report',
    rule: 'D-D03',
    title: both('进展报告', 'Progress report'),
    clause: at(73),
    pieces: ['progress_reports'],
    deadlines: ['progress_report_due'],
    signatures: places,
    words: work,
  },
  {
    ...own,
    key: 'closing_report',
    template: 'closing-report',
    rule: 'D-D02',
    title: both('结题报告', 'Closing report'),
    clause: at(89),
    pieces: ['closing_report', 'closing_report_unsealed'],
    deadlines: ['closing_apply'],
    change: 'change',
    signatures: places,
    words: work,
  },
  {
    ...own,
    key: 'output_list',
    template: 'output-list',
    rule: 'D-D01',
    title: both('成果清单', 'List of outputs'),
    clause: at(109),
    pieces: ['output_list'],
    signatures: places,
    words: work,
  },
  {
    ...own,
    key: 'expense_account',
    template: 'expense-statement',
    rule: 'D-D02',
    title: both('经费决算', 'Account of expenses'),
    clause: at(89),
    pieces: ['expense_account'],
    signatures: places,
    words: work,
  },
  {
    ...own,
    key: 'change_request',
    template: 'change-request',
    rule: 'D-C01',
    title: both('变更申请', 'Request for a change'),
    clause: at(77),
    change: 'change',
    words: (view) => ({
      values: {
        from_name: signer(view),
        basis: '开放基金管理办法第二十一条',
        rule_words: '由课题负责人向实验室提出申请，实验室整理汇总，报学术委员会审批。',
      },
    }),
  },
  {
    ...own,
    key: 'extension_request',
    template: 'extension-request',
    rule: 'D-C02',
    title: both('延期申请', 'Request for an extension'),
    clause: at(83),
    deadlines: ['extension_apply'],
    change: 'extension',
    words: (view) => ({
      values: {
        from_name: signer(view),
        due: chineseDate(view.date('funding_end')),
        rule_words: '延期申请须在课题资助期满之日6个月前提出（第二十一条）。',
      },
    }),
  },
  reminderPaper('D-T06', at(154), {
    words: (view) => ({
      values: { from_name: view.record.our_side === 'lab' ? view.text('lab_name') : signer(view) },
    }),
  }),
  ...volumePapers('D-D06', at(175)),
];
