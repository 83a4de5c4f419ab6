import type { RecallFacts, RecallView } from '../../../shared/model/recall.ts';
import { textsIn } from '../../../shared/text/text.ts';
import type { Language } from '../papers/format-value.ts';
import type { Paper } from '../papers/paper.ts';

interface Whole {
  language: Language;
  author: string;
  date: string;
}

/** What was taken back, by name: 清点清单. It is the only place that still has the names. */
export function inventoryPaper(
  input: Whole & {
    title: string;
    number: string;
    scope: 'dossier' | 'object';
    records: number;
    files: readonly { name: string; size: number; sm3: string }[];
    facts: Pick<RecallFacts, 'cause' | 'reason'>;
  },
): Paper {
  const { language, author, date, facts } = input;
  const words = textsIn(language).recall.paper;
  return {
    language,
    title: words.inventory,
    author,
    date,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.project, [input.title, input.number].filter((part) => part !== '').join(' ')],
          [words.what, words.scopes[input.scope]],
          [words.cause, words.causes[facts.cause]],
          [words.reason, facts.reason],
          ...(input.scope === 'dossier' ? [[words.records, String(input.records)] as const] : []),
          [words.by, `${author} ${date}`],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: words.columns.no, weight: 10, align: 'center' },
          { title: words.columns.name, weight: 70 },
          { title: words.columns.size, weight: 24, align: 'right' },
          { title: 'SM3', weight: 76 },
        ],
        rows: input.files.map(({ name, size, sm3 }, index) => [String(index + 1), name, String(size), sm3]),
      },
      { kind: 'paragraph', text: words.beforehand },
    ],
  };
}

/** 收回证明: what was destroyed and when, and honestly what could not be reached. */
export function certificatePaper(input: Whole & { recall: Omit<RecallView, 'dossier'> }): Paper {
  const { language, author, date, recall } = input;
  const words = textsIn(language).recall.paper;
  const { facts } = recall;
  return {
    language,
    title: words.certificate,
    author,
    date,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.number, recall.id],
          [words.what, words.scopes[recall.scope]],
          [words.cause, words.causes[facts.cause]],
          [words.reason, facts.reason],
          [words.at, recall.at],
          [words.by, recall.by],
          [words.files, words.filesOf(facts.files, facts.bytes)],
          [words.wraps, String(facts.wraps)],
          [words.copies, String(facts.copies)],
          [words.inventoryDigest, facts.inventory],
        ],
      },
      { kind: 'paragraph', text: words.done },
      { kind: 'heading', text: words.limits },
      { kind: 'paragraph', text: words.notReached },
      ...(facts.backups.length === 0
        ? [{ kind: 'paragraph', text: words.noBackups } as const]
        : [
            {
              kind: 'table',
              columns: [
                { title: words.columns.backup, weight: 90 },
                { title: words.columns.takenAt, weight: 60 },
              ],
              rows: facts.backups.map(({ name, at }) => [name, at]),
            } as const,
          ]),
      { kind: 'facts', rows: [[words.sign, '　　　　　　　　']] },
    ],
  };
}
