import type { z } from 'zod';
import { namesTaken, safeName } from '../../../shared/archive/names.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId, ObjectId } from '../../../shared/model/ids.ts';
import { textsIn } from '../../../shared/text/text.ts';
import type { Open } from '../../app/open.ts';
import type { Context } from '../../ipc/context.ts';
import { writeMaterial } from '../archive/materials.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { partsOf } from '../datasets/manifest.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { recordOf } from '../dossiers/shelf.ts';
import { draftMark } from '../export/draft-mark.ts';
import { outgoing } from '../export/materials.ts';
import { renderPapers } from '../papers/render.ts';
import { append, type Approval, approvalOf, digestOf, numberOf } from './approvals.ts';
import { type Matter, objectionTo } from './consent.ts';
import { handOverPaper, letterName, letterPaper, type NamedFile } from './letter.ts';

type Written = z.infer<typeof Exported>;

interface Wanted {
  dossier: DossierId;
  request: ItemId;
  folder: string;
}

/** Writes the application letter as docx and PDF, then binds it: from now on a consent can be given to it. */
export async function writeLetter(context: Context, { dossier, request, folder }: Wanted): Promise<Written> {
  const { open, app, job } = context;
  const approval = approvalOf(open, dossier, request);
  const { value, version } = approval;
  if (value.consent !== null || value.withdrawn !== null) throw new AppError('conflict', { rule: 'E-05' });
  const digest = digestOf(open, dossier, request, value.ask);
  const today = app.environment.today();
  const language = app.environment.language;
  const facts = factsOf(context, dossier, approval);
  const mark = draftMark({ ...facts, today, language });
  const paper = letterPaper({ ...facts, digest, mark });
  const name = letterName(paper, facts.number);
  const written = await withOutFolder(folder, name, { signal: job.signal }, async (out) => {
    const made = await renderPapers({ papers: [paper], workbooks: [], documents: [paper] }, job.signal);
    for (const bytes of made.papers) await out.write(`${safeName(paper.title)}.pdf`, bytes);
    for (const bytes of made.documents) await out.write(`${safeName(paper.title)}.docx`, bytes);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
  const at = app.environment.now().toISOString();
  // A request that was changed while its letter was being set keeps no letter: `conflict`.
  open.store.transaction(() =>
    append(open, dossier, { request, version, at, value: { ...value, letter: { digest, at, on: today } } }),
  );
  context.note({ request, digest, files: written.files });
  return written;
}

/**
 * The one handing-over that a consent allows. It is used up in a transaction of its own before a byte leaves, so that
 * of two calls at once one is refused; where nothing came to stand in the folder it is given back, where the process
 * ended in between it stays used.
 * @throws AppError `needs_approval` with the objection
 */
export async function handOver(context: Context, wanted: Wanted, matter: Matter): Promise<Written> {
  const { open, app } = context;
  const { dossier, request } = wanted;
  const at = () => app.environment.now().toISOString();
  const { claimed, before } = open.store.transaction(() => {
    const reason = objectionTo(open, dossier, matter);
    if (reason !== null) throw new AppError('needs_approval', { rule: 'E-05', params: { reason } });
    const approval = approvalOf(open, dossier, request);
    const use = { state: 'under_way' as const, at: at(), name: '', files: 0, bytes: 0 };
    const { version, value } = approval;
    append(open, dossier, { request, version, at: use.at, value: { ...value, use } });
    return { claimed: use, before: approval };
  });
  const { ask } = before.value;
  context.note({ request, recipient: ask.recipient, medium: ask.medium, act: ask.act });
  const settle = (value: Approval['value']) =>
    open.store.transaction(() =>
      append(open, dossier, { request, version: before.version + 1, at: at(), value }),
    );
  try {
    const written = await write(context, wanted, before, matter.objects);
    settle({ ...before.value, use: { ...claimed, state: 'done', ...written } });
    context.note({ files: written.files, bytes: written.bytes });
    return written;
  } catch (error) {
    // The folder appears whole or not at all: it is not there, and the consent was not used.
    settle(before.value);
    throw error;
  }
}

async function write(
  context: Context,
  { dossier, folder }: Wanted,
  approval: Approval,
  objects: readonly ObjectId[],
): Promise<Written> {
  const { open, job, app } = context;
  const facts = factsOf(context, dossier, approval, objects);
  const digest = approval.value.consent?.digest ?? '';
  const consentOn = approval.value.consent?.on ?? facts.today;
  const paper = handOverPaper({ ...facts, digest, consentOn });
  const stem = `${facts.number}_${approval.value.ask.recipient}_${facts.today.replaceAll('-', '')}`;
  const name = safeName(stem, 80);
  const all = open.shelf.get(dossier).objects;
  const parts = objects.flatMap((object) => partsOf(all, object));
  const out = outgoing(
    open,
    dossier,
    parts.map((object) => ({ object, piece: null })),
  );
  const total = out.materials.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    job.progress({ done: Math.min(done, total), total, unit: 'bytes', label: name });
  };
  try {
    return await withOutFolder(folder, name, { signal: job.signal, onBytes }, async (made) => {
      const list = `${safeName(textsIn(app.environment.language).approval.paper.list)}.pdf`;
      const free = namesTaken();
      free(list);
      for (const material of out.materials)
        await writeMaterial(made, free(safeName(material.name)), material);
      const { papers } = await renderPapers({ papers: [paper], workbooks: [] }, job.signal);
      for (const bytes of papers) await made.write(list, bytes);
      return { name, files: made.files.length, bytes: made.files.reduce((sum, { size }) => sum + size, 0) };
    });
  } finally {
    out.close();
  }
}

function factsOf(
  context: Context,
  dossier: DossierId,
  { id, value }: Approval,
  objects: readonly ObjectId[] = value.ask.objects,
) {
  const { open, app } = context;
  const whole = recordOf(open.shelf.get(dossier));
  const record = withholdingOf(context, dossier)?.inWords().record(whole) ?? whole;
  return {
    record,
    definition: definitionOf(record.kind),
    ask: value.ask,
    number: numberOf(id),
    files: objects.map((object) => named(open, dossier, object)),
    today: app.environment.today(),
    author: open.keyring.displayName,
    language: app.environment.language,
  };
}

function named(open: Open, dossier: DossierId, object: ObjectId): NamedFile {
  const { meta, size } = open.store.objects.get(dossier, object);
  return { name: meta.name, size, sm3: meta.sm3 };
}
