import type { DestructionView } from '../../../shared/model/retention.ts';
import { textsIn } from '../../../shared/text/text.ts';
import type { Language } from '../papers/format-value.ts';
import type { Paper } from '../papers/paper.ts';

/** 销毁清册: what was destroyed, on what ground, and by which two; places for their hands. */
export function registerPaper(input: {
  language: Language;
  author: string;
  date: string;
  rows: readonly DestructionView[];
}): Paper {
  const { language, author, date, rows } = input;
  const { paper: words, retentions } = {
    ...textsIn(language).retention,
    ...textsIn(language).archive.profile,
  };
  return {
    language,
    title: words.title,
    author,
    date,
    landscape: true,
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: words.no, weight: 10, align: 'center' },
          { title: words.reference, weight: 34 },
          { title: words.name, weight: 52 },
          { title: words.dates, weight: 24 },
          { title: words.pages, weight: 16, align: 'right' },
          { title: words.basis, weight: 58 },
          { title: words.requested, weight: 24 },
          { title: words.confirmed, weight: 24 },
          { title: words.on, weight: 24 },
        ],
        rows: rows.map(({ facts, requestedBy, decidedBy, on }, index) => [
          String(index + 1),
          facts.reference || facts.number,
          facts.title,
          facts.dates,
          words.pagesOf(facts.pages, facts.files),
          words.basisOf(retentions[facts.period], facts.closed, facts.ended, facts.reason),
          `${requestedBy} ${facts.on}`,
          decidedBy ?? '',
          on ?? '',
        ]),
      },
      { kind: 'paragraph', text: words.total(rows.length) },
      {
        kind: 'facts',
        rows: [
          [words.signRequest, '　　　　　　　　'],
          [words.signConfirm, '　　　　　　　　'],
        ],
      },
    ],
  };
}
