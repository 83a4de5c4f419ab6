import type { z } from 'zod';
import { safeName } from '../../../shared/archive/names.ts';
import { goalWords, indicatorView, plainNumber } from '../../../shared/engine/indicators.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { textsIn } from '../../../shared/text/text.ts';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Context } from '../../ipc/context.ts';
import { draftMark, markedPaper, markedSheet } from './draft-mark.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { recordOf } from '../dossiers/shelf.ts';
import type { Language } from '../papers/format-value.ts';
import type { Paper, PaperColumn, Workbook } from '../papers/paper.ts';
import { renderPapers } from '../papers/render.ts';

interface TableInput {
  definition: Definition;
  record: DossierRecord;
  today: CivilDate;
  author: string;
  language: Language;
}

/**
 * The table of targets from the record: the facts above it, one line a target with its number, direction, value and
 * verdict. Null where the kind measures nothing.
 */
export function indicatorTable(input: TableInput): { paper: Paper; workbook: Workbook } | null {
  const { definition, record, today, author, language } = input;
  const plan = definition.indicators;
  if (!plan) return null;
  const words = textsIn(language).indicators;
  const view = viewOf(definition, record, { today });
  const { title, facts } = plan.table(view);
  const mark = draftMark(input);
  const columns: PaperColumn[] = [
    { title: words.table.no, weight: 9 },
    { title: words.table.group, weight: 13 },
    { title: words.table.title, weight: 36 },
    { title: words.table.target, weight: 18, align: 'right' },
    { title: words.table.direction, weight: 12, align: 'center' },
    { title: words.table.value, weight: 14, align: 'right' },
    { title: words.table.verdict, weight: 11, align: 'center' },
    { title: words.table.evidence, weight: 30 },
  ];
  const rows = indicatorView(definition, record, { today }).standings.map(({ target, value, verdict }) => [
    target.mark,
    target.group[language],
    target.title[language],
    goalWords(target)[language],
    words.directions[target.direction],
    value === null ? '—' : plainNumber(value),
    verdict === 'pass' ? words.met : words.verdicts[verdict],
    target.evidence[language],
  ]);
  const made = words.table.made(author, today);
  const told = facts.map(([label, value]) => [label[language], value] as const);
  return {
    paper: {
      language,
      title: title[language],
      author,
      date: today,
      ...markedPaper(mark),
      blocks: [
        { kind: 'facts', rows: told },
        { kind: 'table', columns, rows },
        { kind: 'paragraph', text: made },
      ],
    },
    workbook: {
      author,
      date: today,
      sheets: [
        {
          name: title[language],
          ...markedSheet(mark, title[language], [made]),
          facts: told,
          columns,
          rows,
        },
      ],
    },
  };
}

/**
 * Writes the table as docx, xlsx and PDF into a new folder.
 * @throws AppError `bad_input` for a kind without indicators, and what writing a folder throws
 */
export async function writeIndicatorTable(
  context: Context,
  what: { dossier: DossierId; folder: string },
): Promise<z.infer<typeof Exported>> {
  const { app, open, job } = context;
  const record = recordOf(open.shelf.get(what.dossier));
  const definition = definitionOf(record.kind);
  const today = app.environment.today();
  const { language } = app.environment;
  const table = indicatorTable({ definition, record, today, author: open.keyring.displayName, language });
  if (table === null)
    throw new AppError('bad_input', { params: { path: 'dossier', reason: 'no_indicators' } });
  const name = safeName(`${table.paper.title}_${today.replaceAll('-', '')}`);
  const written = await withOutFolder(what.folder, name, { signal: job.signal }, async (out) => {
    const files = await renderPapers(
      { papers: [table.paper], workbooks: [table.workbook], documents: [table.paper] },
      job.signal,
    );
    for (const [ending, all] of [
      ['pdf', files.papers],
      ['xlsx', files.workbooks],
      ['docx', files.documents],
    ] as const)
      for (const bytes of all) await out.write(`${safeName(table.paper.title)}.${ending}`, bytes);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
  context.note({ files: written.files, bytes: written.bytes });
  return written;
}
