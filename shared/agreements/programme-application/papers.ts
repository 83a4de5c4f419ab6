import type { PaperOffer } from '../define-paper.ts';
import { volumePapers } from '../papers.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

/** The papers of a project that can be written from its record (P-C1, P-C2). */
export const papers: readonly PaperOffer[] = [
  {
    key: 'change_request',
    template: 'change-request',
    rule: 'C-C01',
    title: both('双方一致字段变更说明', 'Change of what both sides say alike'),
    clause: at(19),
    from: 'cn_lead',
    to: null,
    deadlines: ['change_both'],
    change: 'changed_both',
    words: (view) => ({
      values: {
        basis: '指南的一致性要求',
        to_name: view.text('foreign_lead'),
        rule_words: '中外双方同步变更，变更后重新核对一致。',
      },
    }),
  },
  ...volumePapers('C-K16', at(573)),
];
