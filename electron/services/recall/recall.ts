import { safeName } from '../../../shared/archive/names.ts';
import type { RecallCause, RecallFacts } from '../../../shared/model/recall.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { Context } from '../../ipc/context.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { type OutFolder, withOutFolder } from '../archive/out-folder.ts';
import { readBackups } from '../backup/notes.ts';
import { partsOf } from '../datasets/manifest.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import type { Loaded } from '../dossiers/shelf.ts';
import type { Paper } from '../papers/paper.ts';
import { renderPapers } from '../papers/render.ts';
import { requireNoHold } from '../retention/retention.ts';
import { certificatePaper, inventoryPaper } from './papers.ts';
import { oldCopies, sweep, takeAway } from './take-away.ts';

export interface RecallInput {
  dossier: DossierId;
  object: ObjectId | null;
  cause: RecallCause;
  reason: string;
}

/** What is taken back, gathered while it can still be read. */
interface Target {
  scope: 'dossier' | 'object';
  title: string;
  number: string;
  records: number;
  shown: readonly ObjectRow[];
  /** Every object, all parts of a dataset included. */
  objects: readonly ObjectId[];
  /** Items that repeat the content of a recalled file. */
  rows: readonly ItemId[];
}

/**
 * Takes a dossier or a file back (E-07, B-S15). In this order: the inventory is written; nothing new may begin and
 * what runs is ended; keys, rows and files go in one turn without a pause; the certificate is written; the folder
 * appears. What fails before the keys go leaves everything as it was. What is held (冻结) is not taken away (E-12).
 * @throws AppError `not_found`, `retained`, `conflict` where work on it does not end, and what writing a folder throws
 */
export async function recall(context: Context, input: RecallInput, folder: string) {
  const { app, open } = context;
  const { environment } = app;
  const loaded = open.shelf.get(input.dossier);
  requireNoHold(loaded, environment.today());
  const target = targetOf(loaded, input.object);
  const language = environment.language;
  const on = environment.today();
  const author = open.keyring.displayName;
  const paper = inventoryPaper({
    language,
    author,
    date: on,
    ...target,
    files: target.shown.map(({ meta, size }) => ({ name: meta.name, size, sm3: meta.sm3 })),
    facts: input,
  });
  const name = safeName(
    `${paper.title}_${environment.now().toISOString().slice(0, 19).replaceAll(/\D/g, '')}`,
  );
  const taken = await withOutFolder(folder, name, {}, async (out) => {
    const inventory = await writePaper(out, paper);
    const backups = readBackups(open.store).map(({ name: backup, at }) => ({ name: backup, at }));
    const copies = await oldCopies(environment.userData);
    const facts = (wraps: number): RecallFacts => ({
      cause: input.cause,
      reason: input.reason,
      on,
      files: target.shown.length,
      bytes: target.shown.reduce((sum, { size }) => sum + size, 0),
      wraps,
      inventory,
      copies: copies.length,
      backups,
    });
    requireNoHold(open.shelf.get(input.dossier), environment.today());
    const done = await destroy(context, input, target, facts);
    await sweep(context, done.objects, copies);
    const view = { id: done.id, scope: target.scope, at: done.at, by: author, facts: done.facts };
    await writePaper(out, certificatePaper({ language, author, date: on, recall: view }));
    const bytes = out.files.reduce((sum, { size }) => sum + size, 0);
    return { recall: done.id, name, files: out.files.length, bytes, backups: backups.length };
  });
  // Design section 6: what nobody can look at again is at least signed for.
  await open.signHead('recall', environment.now()).catch((error: unknown) => environment.report(error));
  return taken;
}

function targetOf(loaded: Loaded, object: ObjectId | null): Target {
  const definition = definitionOf(loaded.row.kind);
  const head = loaded.fields?.value ?? loaded.draft?.value;
  const record = {
    kind: loaded.row.kind,
    definitionVersion: 0,
    fields: head?.fields ?? {},
    events: [],
    entries: {},
  };
  const identity = identityOf(definition, record);
  if (object === null) {
    const entries = Object.values(loaded.entries).reduce((sum, rows) => sum + rows.length, 0);
    const objects = loaded.objects.map(({ id }) => id);
    const records = entries + loaded.events.length;
    return { scope: 'dossier', ...identity, records, shown: loaded.objects, objects, rows: [] };
  }
  const row = loaded.objects.find(({ id }) => id === object);
  if (row === undefined) throw new AppError('not_found', { rule: 'E-03' });
  const objects = partsOf(loaded.objects, object);
  // The text of an agreement that was read is the file's content once more.
  const rows = loaded.reading?.value.object === object ? [loaded.reading.row] : [];
  return { scope: 'object', ...identity, records: 0, shown: [row], objects, rows };
}

/** Keys, rows and files of a target, with the row of the log, in one turn. */
function destroy(
  context: Context,
  { dossier }: RecallInput,
  { scope, objects, rows }: Target,
  facts: (wraps: number) => RecallFacts,
) {
  return takeAway(context, { dossier, scope, rule: 'E-07' }, (at) => {
    const { recalls } = context.open.store;
    const { account } = context.open;
    let kept = facts(objects.length);
    const taken =
      scope === 'dossier'
        ? recalls.takeDossier({ dossier, account, at, facts: ({ wraps }) => (kept = facts(wraps)) })
        : { ...recalls.takeObjects({ dossier, objects, rows, account, at, facts: kept }), objects };
    return { id: taken.id, objects: [...taken.objects], at, facts: kept };
  });
}

/** Writes a paper and answers the SM3 of its bytes. */
async function writePaper(out: OutFolder, paper: Paper): Promise<string> {
  const { papers } = await renderPapers({ papers: [paper], workbooks: [] });
  let digest = '';
  for (const bytes of papers) digest = (await out.write(`${safeName(paper.title)}.pdf`, bytes)).sm3;
  return digest;
}

/** What stays of the recalls of this store. */
export function recallViews(open: Open) {
  return open.store.recalls.list().map(({ id, dossier, scope, account, at, facts }) => ({
    id,
    dossier,
    scope,
    at,
    by: open.nameOf(account),
    facts: facts as RecallFacts,
  }));
}

/** The certificate once more. @throws AppError `not_found` */
export async function certificate(context: Context, id: string, folder: string) {
  const { open, app } = context;
  const found = recallViews(open).find((each) => each.id === id);
  if (found === undefined) throw new AppError('not_found', { rule: 'E-03' });
  const { language } = app.environment;
  const date = app.environment.today();
  const paper = certificatePaper({ language, author: open.keyring.displayName, date, recall: found });
  const name = safeName(`${paper.title}_${id.slice(0, 8)}`);
  return withOutFolder(folder, name, {}, async (out) => {
    await writePaper(out, paper);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
}
