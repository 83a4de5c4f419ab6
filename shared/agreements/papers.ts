import { chineseDate } from '../papers/compose.ts';
import { formatAmount } from '../money/fen.ts';
import type { Clause } from '../model/derived.ts';
import type { FieldValue } from '../model/record.ts';
import type { Bilingual, Fen } from '../model/units.ts';
import type { PaperOffer, PaperWords } from './define-paper.ts';
import type { View } from './define-view.ts';

type Row = Readonly<Record<string, FieldValue>>;

const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** The papers of a volume, in the order in which they lie: 封面, 卷内目录, (the files), 备考表; and its spine. */
export function volumePapers(rule: string, clause: Clause): PaperOffer[] {
  const volume = (key: string, template: string, title: Bilingual): PaperOffer => ({
    key,
    template,
    rule,
    clause,
    title,
    from: 'ours',
    to: null,
  });
  return [
    volume('volume_cover', 'volume-cover', both('案卷封面', 'Cover of the volume')),
    volume('volume_spine', 'volume-spine', both('案卷脊背', 'Spine of the volume')),
    volume('volume_contents', 'volume-contents', both('卷内目录', 'Contents of the volume')),
    volume('volume_note', 'volume-note', both('卷内备考表', 'Note at the end of the volume')),
    { ...volume('print_list', 'print-list', both('印制清单', 'Print list')), workbook: true },
  ];
}

/** 催办函: for whatever the other side is late with. */
export function reminderPaper(
  rule: string,
  clause: Clause,
  more: Pick<PaperOffer, 'words'> = {},
): PaperOffer {
  return {
    key: 'overdue_reminder',
    template: 'overdue-reminder',
    rule,
    clause,
    title: both('催办函', 'Reminder'),
    from: 'ours',
    to: 'theirs',
    deadlines: 'overdue',
    ...more,
  };
}

/** A sum as figures; empty where it is not known. */
export function yuanOf(fen: number | null | undefined): string {
  return fen === null || fen === undefined ? '' : formatAmount(fen as Fen);
}

function sum(rows: readonly Row[], key: string): number {
  return rows.reduce((total, row) => total + (typeof row[key] === 'number' ? row[key] : 0), 0);
}

const said = (value: FieldValue | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** The rows of a list of names as `甲、乙`. */
export function namesIn(value: FieldValue | undefined, key = 'name'): string {
  if (!Array.isArray(value)) return said(value);
  return value
    .map((one) =>
      typeof one === 'object' && one !== null && !Array.isArray(one) ? said(one[key]) : said(one),
    )
    .filter((name) => name !== '')
    .join('、');
}

/** 成果: number, kind, title, units in order, proof; as the ledger holds them. */
export function outputRows(view: View, proof: (row: Row) => string): string[][] {
  return view
    .entries('outputs')
    .map((row, index) => [
      String(index + 1),
      said(row['type']),
      said(row['title']),
      namesIn(row['units']),
      proof(row),
    ]);
}

/** What came in, went out and is left, and the expenses by item and one by one. */
export function moneyWords(view: View, total: number | null): Required<PaperWords> {
  const expenses = view.entries('expenses');
  const received = sum(view.entries('payments'), 'amount');
  const spent = sum(expenses, 'amount');
  const byItem = [...Map.groupBy(expenses, (row) => said(row['item']))];
  const known = view.entries('payments').length > 0;
  return {
    values: {
      total: yuanOf(total),
      received: known ? yuanOf(received) : '',
      spent: expenses.length > 0 ? yuanOf(spent) : '',
      left: known && expenses.length > 0 ? yuanOf(received - spent) : '',
    },
    tables: {
      expenses: byItem.map(([item, rows], index) => [
        String(index + 1),
        item,
        String(rows.length),
        yuanOf(sum(rows, 'amount')),
      ]),
      expense_rows: expenses.map((row, index) => [
        String(index + 1),
        said(row['date']),
        said(row['item']),
        said(row['purpose']),
        said(row['voucher']),
        typeof row['amount'] === 'number' ? yuanOf(row['amount']) : '',
      ]),
    },
  };
}

/** 起止 as a letter writes it; empty where either end is open. */
export function periodWords(start: string | null, end: string | null): string {
  const [from, to] = [chineseDate(start), chineseDate(end)];
  return from === '' || to === '' ? '' : `${from}至${to}`;
}

/** The text of a line of the source, for a paper that has to repeat it; empty where the kind has no such line. */
export function sourceWords(view: View, line: number): string {
  return view.definition.clauses.find((one) => one.line === line)?.text ?? '';
}
