import type { Section } from '../define.ts';
import { at } from './clauses.ts';
import { days, months } from './fields-counts.ts';
import { applicationColumns } from './comparisons.ts';
import { both, word } from './words.ts';

/** 进度: period, fixed dates, and the counts of days that differ from one agreement to the next. */
export const progress: Section = {
  key: 'progress',
  title: both('进度', 'Progress'),
  fields: [
    {
      key: 'period_start',
      rule: 'A-F12',
      clause: at('第二条（一）', 42),
      type: 'date',
      title: both('研究期限起（生效之日）', 'Period from (the effective day)'),
      help: both(
        '自协议生效之日起；登记生效事件后以事件为准。',
        'The effective day; the recorded event decides.',
      ),
    },
    {
      key: 'period_end',
      rule: 'A-F12',
      clause: at('第二条（一）', 42),
      type: 'date',
      title: both('研究期限止', 'Period to'),
      required: (view) => view.date('completion_due') === null,
    },
    {
      key: 'midterm_due',
      rule: 'A-F13',
      clause: at('第二条（二）1', 48),
      type: 'date',
      title: both('中期报告期限', 'Interim report before'),
      required: 'always',
      help: both('“某日前”：谨慎按前一个工作日办。', '“Before” a day: safe on the working day before it.'),
    },
    {
      key: 'completion_due',
      rule: 'A-F14',
      clause: at('第二条（二）2', 50),
      type: 'date',
      title: both('完成并通过结题验收期限', 'Completed and accepted before'),
      required: (view) => view.date('period_end') === null,
      help: both(
        '此日前须已通过结题验收，不只是完成；应等于研究期限止日。',
        'Acceptance must have been passed by then.',
      ),
    },
    days(
      'acceptance_lead_working_days',
      'A-T05',
      at('第三条（一）1', 66),
      both('验收前提交资料（工作日）', 'Materials before acceptance (working days)'),
      10,
    ),
    {
      key: 'extra_materials_required',
      rule: 'A-T05',
      clause: at('第三条（一）1', 66),
      type: 'boolean',
      title: both('甲方另行要求了前置审核材料', 'Party A asked for further materials'),
      default: false,
    },
    days(
      'archive_working_days',
      'A-T07',
      at('第二条（五）', 60),
      both('结题后归档（工作日）', 'Archiving after acceptance (working days)'),
      30,
    ),
    days(
      'force_majeure_working_days',
      'A-T18',
      at('第十一条（二）', 169),
      both('不可抗力通报（工作日）', 'Notice of force majeure (working days)'),
      10,
    ),
  ],
};

/** 成果: what is delivered, in whose name, in how many copies (A-F16–A-F19). */
export const results: Section = {
  key: 'results',
  title: both('成果', 'Results'),
  fields: [
    {
      key: 'deliverables',
      rule: 'A-F18',
      clause: at('第三条（二）', 72),
      type: 'list',
      title: both('成果清单', 'Deliverables'),
      required: 'always',
      missing: 'warn',
      columns: [
        { key: 'name', type: 'string', title: both('成果', 'Deliverable'), required: true },
        { key: 'quantity', type: 'integer', title: both('数量', 'Quantity'), min: 0 },
        { key: 'unit', type: 'string', title: both('单位', 'Unit') },
        { key: 'condition', type: 'text', title: both('要求', 'Condition') },
      ],
    },
    {
      key: 'application_values',
      rule: 'A-R02',
      clause: at('第七条（一）2', 141),
      type: 'list',
      title: both('申请书所写', 'As the application has it'),
      help: both(
        '验收以申请书和协议为双基准；与协议不同而已经商定的，注明以协议为准。',
        'Acceptance compares with both; say where the agreement holds.',
      ),
      columns: applicationColumns,
    },
    {
      key: 'ip_kpi_choice',
      rule: 'A-F19',
      clause: at('第三条（二）4', 80),
      type: 'enum',
      title: both('专利1项或SCI论文1篇', 'One patent or one SCI paper'),
      options: [
        { value: 'patent', title: both('专利', 'Patent') },
        { value: 'paper', title: both('SCI论文', 'SCI paper') },
        { value: 'both', title: both('专利和论文', 'Both') },
      ],
      required: 'always',
      help: both('选定后才列出受理通知书、投稿证明和发表的期限。', 'Decides which proofs fall due.'),
    },
    months(
      'paper_publish_months',
      'A-T10',
      at('第三条（二）4', 80),
      both('结题后发表或录用（月）', 'Publication after closing (months)'),
      12,
    ),
    {
      key: 'attribution_rank_decision',
      rule: 'A-F16',
      clause: at('第二条（四）', 58),
      type: 'enum',
      title: both('完成单位位次', 'Rank among the completing units'),
      options: [
        { value: 'first', title: both('第一完成单位', 'First') },
        { value: 'second', title: both('第二完成单位', 'Second') },
      ],
      default: 'second',
      confirmDefault: true,
      help: both(
        '以甲方书面要求为准；无要求时不低于第二，争取第一（A-Q14）。',
        'As party A asks in writing; second at least (A-Q14).',
      ),
    },
    {
      key: 'acceptance_form',
      rule: 'A-F17',
      clause: at('第三条（一）2', 68),
      type: 'enum',
      title: both('验收形式', 'Form of acceptance'),
      options: [
        word('专家会', 'Meeting of experts'),
        word('专家会+专业机构', 'Experts and a professional body'),
      ],
      default: '专家会',
    },
    {
      key: 'output_copies',
      rule: 'A-Q08',
      clause: at('第七条（二）3', 148),
      type: 'integer',
      title: both('成果文件纸质份数', 'Paper copies of the results'),
      unit: 'copy',
      min: 1,
      max: 100,
      default: 2,
      confirmDefault: true,
      help: both('协议未写份数，缺省甲乙各1份，须向甲方确认。', 'Not said in the agreement; ask party A.'),
    },
  ],
};
