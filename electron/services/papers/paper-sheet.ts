import type { Paper, Sheet, Workbook } from './paper.ts';

/** The table of a paper as a workbook of one sheet, with its facts above and its words below. */
export function workbookOf(paper: Paper): Workbook {
  const table = paper.blocks.find((block) => block.kind === 'table');
  const columns = table?.kind === 'table' ? table.columns : [];
  const rows = table?.kind === 'table' ? table.rows : [];
  // A column is of numbers where every cell that says something is one.
  const numeric = columns.map(
    (_, index) =>
      rows.some((row) => row[index] !== '') && rows.every((row) => /^\d*$/u.test(row[index] ?? '')),
  );
  const sheet: Sheet = {
    name: paper.title,
    title: paper.title,
    facts: paper.blocks.flatMap((block) => (block.kind === 'facts' ? [...block.rows] : [])),
    columns: columns.map((column, index) => ({ ...column, number: numeric[index] ?? false })),
    rows: rows.map((row) =>
      row.map((cell, index) => (numeric[index] === true ? (cell === '' ? null : Number(cell)) : cell)),
    ),
    notes: paper.blocks.flatMap((block) =>
      block.kind === 'body' || block.kind === 'paragraph' ? [block.text] : [],
    ),
    landscape: true,
  };
  return { author: paper.author, date: paper.date, sheets: [sheet] };
}
