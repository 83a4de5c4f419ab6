import type { Deliverable } from '../define.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

/** What the application and its execution hand in. */
export const deliverables: readonly Deliverable[] = [
  {
    rule: 'C-F11',
    key: 'table',
    title: both('项目合作目标、成果与考核指标表', 'Table of goals, outputs and indicators'),
    clause: at(21),
    quantity: 1,
    evidence: both('从记录生成，docx、xlsx、PDF', 'Made from the record'),
  },
  {
    rule: 'C-K02',
    key: 'papers',
    title: both('中外合著论文', 'Joint papers'),
    clause: at(23),
    quantity: 1,
    evidence: both(
      '发表页或录用证明；我国科技期刊占比',
      'Printed pages or acceptance; share of Chinese journals',
    ),
  },
];
