import type { z } from 'zod';
import type { Definition, View } from '../../../shared/agreements/define.ts';
import type { PaperOffer } from '../../../shared/agreements/define-paper.ts';
import { namesIn } from '../../../shared/agreements/papers.ts';
import { safeName } from '../../../shared/archive/names.ts';
import { schedule } from '../../../shared/engine/schedule.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { PaperOffered, PaperWritten } from '../../../shared/ipc/contract/paper.ts';
import type { PackageView } from '../../../shared/model/derived.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import { composePaper, isFor, type PaperSituation, type VolumeFile } from '../../../shared/papers/compose.ts';
import type { Context } from '../../ipc/context.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { judgingOf } from '../calendar/store-calendar.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { type Loaded, recordOf } from '../dossiers/shelf.ts';
import { draftMark, markedPaper } from '../export/draft-mark.ts';
import type { Paper } from './paper.ts';
import { workbookOf } from './paper-sheet.ts';
import { renderPapers } from './render.ts';
import { templateFor, templatesOf } from './templates.ts';

type Offered = z.infer<typeof PaperOffered>;

interface Wanted {
  dossier: DossierId;
  papers: readonly string[];
  obligation?: string | undefined;
}

/** The papers that can be written for a dossier, each with the pieces and obligations it is for. */
export function papersOf(context: Context, dossier: DossierId): Offered[] {
  const { definition, record } = open(context, dossier);
  const obligations = schedule(definition, record, judgingOf(context));
  const own = new Set(templatesOf(context.open.store.settings).map(({ key }) => key));
  return definition.papers.map((offer) => ({
    key: offer.key,
    title: offer.title,
    rule: offer.rule,
    clause: offer.clause,
    template: offer.template,
    own: own.has(offer.template),
    pieces: [...(offer.pieces ?? [])],
    obligations: obligations.filter((one) => isFor(offer, one)).map(({ id }) => id),
  }));
}

function open(
  context: Context,
  dossier: DossierId,
): { definition: Definition; record: DossierRecord; loaded: Loaded } {
  const loaded = context.open.shelf.get(dossier);
  const record = recordOf(loaded);
  return { loaded, record, definition: definitionOf(record.kind) };
}

/** @throws AppError `bad_input` for a paper that the kind does not have. */
export function requireOffers(definition: Definition, keys: readonly string[]): PaperOffer[] {
  return keys.map((key) => {
    const offer = definition.papers.find((one) => one.key === key);
    if (offer === undefined) throw new AppError('bad_input', { params: { path: 'papers', value: key } });
    return offer;
  });
}

/**
 * Writes papers from the record as docx and PDF into a new folder, in the order asked for. What the record does
 * not say stands as 〔待填〕 and is counted.
 * @throws AppError `bad_input`, `template_refused`, and what writing a folder throws
 */
export async function writePapers(
  context: Context,
  wanted: Wanted & { folder: string; bundle: PackageView | null },
): Promise<z.infer<typeof PaperWritten>> {
  const { app, job } = context;
  const { definition, record, loaded } = open(context, wanted.dossier);
  const today = app.environment.today();
  // B-Q16: what leaves bears the amounts only while they are in sight; else their places are left to be filled in.
  const kept = withholdingOf(context, wanted.dossier)?.inWords();
  const view = viewOf(definition, kept?.record(record) ?? record, judgingOf(context));
  const obligation = obligationOf(context, definition, record, wanted.obligation);
  const offers = requireOffers(definition, wanted.papers);
  const situation: PaperSituation = {
    obligation: obligation === null || kept === undefined ? obligation : { ...obligation, amount: null },
    bundle: wanted.bundle,
    files: filesOf(view, loaded, wanted.bundle),
  };
  const composed = offers.map((offer) =>
    composePaper(view, offer, templateFor(context.open.store.settings, offer.template), situation),
  );
  const mark = draftMark({ definition, record, today, language: 'zh' });
  const papers = composed.map(
    (one): Paper => ({
      language: 'zh',
      title: one.title,
      author: context.open.keyring.displayName,
      date: today,
      form: one.form,
      landscape: one.landscape,
      issuer: one.issuer,
      ...markedPaper(mark),
      blocks: one.blocks,
    }),
  );
  const [first] = papers;
  if (first === undefined) throw new AppError('bad_input', { params: { path: 'papers' } });
  const titles = offers.map(({ title }) => title.zh);
  const name = safeName(
    `${titles[0]}${papers.length > 1 ? `等${papers.length}件` : ''}_${today.replaceAll('-', '')}`,
  );
  const blanks = composed.reduce((sum, one) => sum + one.blanks, 0);
  const written = await withOutFolder(wanted.folder, name, { signal: job.signal }, async (out) => {
    const listed = offers.flatMap(({ workbook }, index) => (workbook === true ? [index] : []));
    const workbooks = listed.map((index) => workbookOf(papers[index] ?? first));
    const made = await renderPapers({ papers, workbooks, documents: papers }, job.signal);
    for (const [index, title] of titles.entries()) {
      const file = safeName(papers.length > 1 ? `${String(index + 1).padStart(2, '0')}_${title}` : title);
      const [document, pdf] = [made.documents[index], made.papers[index]];
      if (document === undefined || pdf === undefined)
        throw new AppError('internal', { params: { what: 'paper' } });
      await out.write(`${file}.docx`, document);
      await out.write(`${file}.pdf`, pdf);
      const workbook = made.workbooks[listed.indexOf(index)];
      if (workbook !== undefined) await out.write(`${file}.xlsx`, workbook);
    }
    return {
      name,
      files: out.files.length,
      bytes: out.files.reduce((sum, { size }) => sum + size, 0),
      blanks,
    };
  });
  context.note({ files: written.files, bytes: written.bytes, papers: wanted.papers, blanks });
  return written;
}

function obligationOf(
  context: Context,
  definition: Definition,
  record: DossierRecord,
  id: string | undefined,
) {
  if (id === undefined) return null;
  const found = schedule(definition, record, judgingOf(context)).find((one) => one.id === id);
  if (found === undefined) throw new AppError('bad_input', { params: { path: 'obligation', value: id } });
  return found;
}

/** The files of a package in the order of its pieces; of a dossier, all that lie under a piece. */
function filesOf(view: View, loaded: Loaded, bundle: PackageView | null): VolumeFile[] {
  const dated = new Map(
    loaded.events.flatMap((event) => event.evidence.map((id) => [id as string, event.date] as const)),
  );
  const missing = new Set(bundle?.pieces.flatMap(({ key, state }) => (state === 'missing' ? [key] : [])));
  const pieces = view.definition.packages
    .filter(({ id }) => bundle === null || id === bundle.id)
    .flatMap((one) => one.pieces.map((piece) => ({ package: one.id, piece })));
  const seen = new Set<string>();
  return pieces.flatMap(({ package: id, piece }) => {
    const copies = piece.copies?.(view) ?? null;
    const own = { piece: piece.key, title: piece.title.zh, seal: piece.seal };
    if (missing.has(piece.key)) return [{ ...own, pages: null, copies, missing: true as const }];
    return (loaded.entries['materials'] ?? [])
      .filter(({ values }) => values['piece'] === piece.key && (values['package'] ?? id) === id)
      .flatMap(({ values }): VolumeFile[] => {
        const object = String(values['object'] ?? '');
        const row = loaded.objects.find((one) => one.id === object);
        if (row === undefined || seen.has(object)) return [];
        seen.add(object);
        const pages = row.meta['pages'];
        const number = (key: string) => (typeof values[key] === 'number' ? values[key] : null);
        return [
          {
            ...own,
            pages: typeof pages === 'number' ? pages : null,
            date: dated.get(object) ?? '',
            note: row.meta.name,
            paperPages: number('paper_pages'),
            copies: number('paper_copies') ?? copies,
            holders: namesIn(values['holders'], 'holder'),
          },
        ];
      });
  });
}
