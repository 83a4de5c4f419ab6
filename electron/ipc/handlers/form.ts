import { compareForm, PagedText } from '../../../shared/engine/form-compare.ts';
import { lastVerdicts } from '../../../shared/engine/page-verdicts.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { FormComparison, JudgedPage } from '../../../shared/model/form-compare.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { textOf } from '../../services/documents/check-document.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import type { Loaded } from '../../services/dossiers/shelf.ts';
import { pageSourceOf } from '../../services/evidence/draw-page.ts';
import { drawPage } from '../../services/evidence/look-at-page.ts';
import { markedRow } from '../../services/evidence/marks.ts';
import { formDigest, printForm } from '../../services/export/printed-form.ts';
import type { Context, Handlers } from '../context.ts';

type Names = 'form.compare' | 'form.page' | 'form.judge';

/** The filled form held against the stamped paper (B-F35, B-F38). */
export const formHandlers: Pick<Handlers, Names> = {
  'form.compare': async (context, { dossier, object }) => {
    const { open, app, job } = context;
    const printed = await printForm(context, dossier);
    const loaded = open.shelf.get(dossier);
    const read = object === undefined ? null : await readScan(context, dossier, object);
    const view = viewOf(printed.definition, printed.record, { today: app.environment.today() });
    const { blocks, pages, withheld } = printed;
    context.note({ pages: pages.length, ...(object === undefined ? {} : { object }) });
    job.signal.throwIfAborted();
    return {
      scans: scansOf(loaded),
      pages: compareForm(view, blocks, pages, read?.text ?? null, withheld),
      scan: read === null ? null : read.scan,
      judged: judgedOf(context, loaded, formDigest(context, dossier), withheld),
    };
  },
  'form.page': async (context, { dossier, page, width }) => {
    const { job } = context;
    const { pdf } = await printForm(context, dossier);
    // It is no paper of anybody's, and who sees it sees the record: nothing is burnt in.
    const { png, pages } = await drawPage(new Uint8Array(pdf), 'pdf', { page, width, marks: [] }, job);
    return { pages, image: png };
  },
  'form.judge': async (context, { dossier, object, form_page, scan_page, verdict, note }) => {
    const { open, app } = context;
    markedRow(open, dossier, object);
    if (verdict === 'differs' && note.trim() === '')
      throw new AppError('bad_input', { rule: 'B-F38', params: { path: 'note', reason: 'missing' } });
    const form_pages = (await printForm(context, dossier)).pages.length;
    if (form_page > form_pages)
      throw new AppError('bad_input', { params: { path: 'form_page', value: String(form_page) } });
    const form = formDigest(context, dossier);
    const said = { object, form_page, form_pages, scan_page, verdict, note: note.trim(), form };
    context.commit(
      () =>
        open.store.items.save({
          dossier,
          noun: 'check',
          author: open.account,
          at: app.environment.now().toISOString(),
          value: { kind: 'page', ...said },
        }),
      { object, form_page, scan_page, verdict },
    );
    open.shelf.forget(dossier);
    app.environment.notify.changed({ what: 'dossier', dossier });
    return {};
  },
};

/** The words of a scan, and what of it has none. */
async function readScan(
  { open, job }: Context,
  dossier: DossierId,
  object: ObjectId,
): Promise<{ text: PagedText | null; scan: NonNullable<FormComparison['scan']> }> {
  const { text, silent } = await textOf(open, open.store.objects.get(dossier, object), job);
  const textless = text.pages.every((page) => page.trim() === '');
  return {
    text: textless ? null : new PagedText(text.pages),
    scan: { object, textless, silent, pages: text.paged && !textless ? text.pages.length : null },
  };
}

/**
 * Files that may be the stamped paper: what can be drawn page by page. First what was compared before, then what proves
 * the milestones of the dossier in their order: its signing stands at the beginning.
 */
function scansOf(loaded: Loaded): FormComparison['scans'] {
  const compared = lastVerdicts(loaded.checks.map(({ value }) => value)).map(({ object }) => object);
  const path = definitionOf(loaded.row.kind).states.path.map(({ reached }) => reached);
  const proofs = path.flatMap((key) =>
    loaded.events.filter((event) => event.key === key).flatMap(({ evidence }) => evidence),
  );
  const first = [...compared, ...proofs];
  const rank = (object: ObjectId) => (first.includes(object) ? first.indexOf(object) : first.length);
  return loaded.objects
    .filter(({ meta, size }) => size > 0 && ['pdf', 'image'].includes(pageSourceOf(meta.type) ?? ''))
    .map(({ id, meta }) => ({ object: id as ObjectId, name: meta.name, type: meta.type }))
    .toSorted((a, b) => rank(a.object) - rank(b.object));
}

function judgedOf({ open }: Context, loaded: Loaded, now: string, withheld: boolean): JudgedPage[] {
  return loaded.checks.flatMap(({ author, at, value }) => {
    if (value.kind !== 'page') return [];
    const { kind: _, form, form_pages: __, note, ...said } = value;
    return [
      {
        ...said,
        note: withheld ? maskAmounts(note) : note,
        by: open.nameOf(author),
        at,
        current: form === now,
      },
    ];
  });
}
