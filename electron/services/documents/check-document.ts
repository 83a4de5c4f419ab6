import type { Definition } from '../../../shared/agreements/define.ts';
import { checkDocument, type DocumentText } from '../../../shared/engine/document-check.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { DocumentCheck } from '../../../shared/model/document-check.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { ItemId, ObjectId } from '../../../shared/model/ids.ts';
import type { DossierRecord, Entry } from '../../../shared/model/record.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import type { ObjectRow } from '../../store/objects.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { extractText } from '../reading/extract.ts';
import { wholeOf } from '../reading/read-document.ts';

/** A larger document is no output; it would only fill memory. */
const mostBytes = 128 * 1024 * 1024;
/** What may hold words, by what its bytes say it is; data, pictures and archives hold none to be read here. */
const wordy = /^(application\/pdf|text\/|application\/vnd\.openxmlformats-officedocument\.wordprocessingml)/u;
/** A scan, a program, an archive: evidence all the same, and nothing to be read in it. */
const wordless: ReadonlySet<string> = new Set(['no_text_layer', 'file_type_refused', 'file_unreadable']);

/** The output that a document is checked as: the one named, else the only one of the piece's types, else none. */
export function outputOf(
  record: DossierRecord,
  types: readonly string[],
  named: ItemId | null,
): Entry | null {
  const outputs = record.entries['outputs'] ?? [];
  if (named !== null) {
    const found = outputs.find(({ id }) => id === named);
    if (found === undefined) throw new AppError('not_found', { rule: 'E-03' });
    return found;
  }
  const own = outputs.filter(({ values }) =>
    types.some((type) => type !== '*' && String(values['type'] ?? '').includes(type)),
  );
  return own.length === 1 ? (own[0] ?? null) : null;
}

/**
 * Reads the text of a sealed file and holds it against the label rules of its output. A picture and a scan without
 * text are said to be that, for a person to look.
 * @throws AppError `file_too_complex`, `file_damaged`, `file_encrypted`, `object_damaged`, `cancelled`
 */
export async function readAndCheck(
  open: Open,
  row: ObjectRow,
  job: Job,
  what: {
    definition: Definition;
    record: DossierRecord;
    judging: Judging;
    types: readonly string[];
    output: Entry | null;
  },
): Promise<DocumentCheck> {
  const { text, silent } = await textOf(open, row, job);
  const view = viewOf(what.definition, what.record, what.judging);
  const labels = checkDocument(view, text, { types: what.types, row: what.output?.values ?? null });
  const scan = text.pages.every((page) => page.trim() === '');
  return {
    object: row.id as ObjectId,
    output: what.output?.id ?? null,
    scan,
    silent_pages: scan ? [] : silent,
    pages: text.paged && text.pages.length > 0 ? text.pages.length : null,
    labels,
  };
}

/** The text of a sealed file page by page, and the pages without any beside others; a picture or a bare scan has ''. */
export async function textOf(
  open: Open,
  row: ObjectRow,
  job: Job,
): Promise<{ text: DocumentText; silent: number[] }> {
  const nothing = { text: { pages: [''], paged: false }, silent: [] };
  if (!wordy.test(row.meta.type)) return nothing;
  if (row.size > mostBytes) {
    throw new AppError('file_too_complex', { params: { bytes: row.size, most: mostBytes } });
  }
  const bytes = await wholeOf(open, row, job);
  try {
    const extracted = await extractText(bytes, {
      signal: job.signal,
      onProgress: (done, total) => job.progress({ done, total, unit: 'pages', label: row.meta.name }),
    });
    const paged = extracted.type === 'pdf';
    const pages = paged ? extracted.text.split('\f') : [extracted.text];
    return { text: { pages, paged }, silent: [...extracted.silentPages] };
  } catch (error) {
    if (error instanceof AppError && wordless.has(error.code)) return nothing;
    throw error;
  } finally {
    bytes.fill(0);
  }
}
