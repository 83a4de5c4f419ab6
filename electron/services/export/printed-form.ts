import { createHash } from 'node:crypto';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { FormBlock } from '../../../shared/agreements/form.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { Open } from '../../app/open.ts';
import type { Context } from '../../ipc/context.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { standingRecord } from '../dossiers/draft.ts';
import { renderPapers } from '../papers/render.ts';
import { extractText } from '../reading/extract.ts';
import { formPaper } from './filled-form.ts';

/** Our own print of a filled form, as it would leave, and what it says page by page. */
export interface PrintedForm {
  definition: Definition;
  /** As it may be seen: amounts masked while they are kept back. */
  record: DossierRecord;
  blocks: readonly FormBlock[];
  pdf: Uint8Array;
  pages: readonly string[];
  withheld: boolean;
}

interface Kept {
  dossier: DossierId;
  key: string;
  form: PrintedForm;
}

/** The print that was asked for last: its pages are turned one by one. It goes with the lock. */
const kept = new WeakMap<Open, Kept>();

/**
 * Sets the form of a dossier as it stands, a draft's too.
 * @throws AppError `bad_input` for a kind without a form, `cancelled`
 */
export async function printForm(context: Context, dossier: DossierId): Promise<PrintedForm> {
  const { app, open, job } = context;
  const whole = standingRecord(open.shelf.get(dossier));
  const definition = definitionOf(whole.kind);
  const words = withholdingOf(context, dossier)?.inWords();
  const record = words?.record(whole) ?? whole;
  const paper = formPaper(definition, record, {
    today: app.environment.today(),
    author: open.keyring.displayName,
  });
  const key = digestOf(paper);
  const before = kept.get(open);
  if (before !== undefined && before.dossier === dossier && before.key === key) return before.form;
  const [pdf] = (await renderPapers({ papers: [paper], workbooks: [] }, job.signal)).papers;
  if (pdf === undefined) throw new AppError('internal', { params: { what: 'no paper' } });
  const { text } = await extractText(pdf, { signal: job.signal });
  const { watermark } = paper;
  const pages = text
    .split('\f')
    .map((page) => (watermark === undefined ? page : page.replaceAll(watermark, '')));
  const blocks = paper.blocks as readonly FormBlock[];
  const form = { definition, record, blocks, pdf, pages, withheld: words !== undefined };
  kept.get(open)?.form.pdf.fill(0);
  // A lock that came meanwhile has ended this session.
  if (!open.ended.aborted) {
    kept.set(open, { dossier, key, form });
    open.ended.addEventListener('abort', () => form.pdf.fill(0), { once: true });
  }
  return form;
}

/** What a form says, amounts included, as 64 hex digits: tells whether it was corrected since a page was judged. */
export function formDigest(context: Context, dossier: DossierId): string {
  const record = standingRecord(context.open.shelf.get(dossier));
  const definition = definitionOf(record.kind);
  if (definition.form === undefined)
    throw new AppError('bad_input', { params: { path: 'dossier', reason: 'no_form' } });
  return digestOf(
    definition.form.blocks(viewOf(definition, record, { today: context.app.environment.today() })),
  );
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
