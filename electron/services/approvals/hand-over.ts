import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { namesTaken, safeName } from '../../../shared/archive/names.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId, ObjectId } from '../../../shared/model/ids.ts';
import type { KnownKey } from '../../../shared/model/transfer.ts';
import { textsIn } from '../../../shared/text/text.ts';
import type { Open } from '../../app/open.ts';
import { toHex } from '../../crypto/random.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { Context } from '../../ipc/context.ts';
import { type Material, writeMaterial } from '../archive/materials.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { partsOf } from '../datasets/manifest.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { recordOf } from '../dossiers/shelf.ts';
import { draftMark } from '../export/draft-mark.ts';
import { outgoing } from '../export/materials.ts';
import { renderPapers } from '../papers/render.ts';
import type { HandedFile, HandOverHead } from '../transfer/hand-over-payload.ts';
import { unitOf } from '../transfer/keys.ts';
import { type Outgoing, payloadOf, payloadVersion } from '../transfer/payload.ts';
import { writeSealed } from '../transfer/write-sealed.ts';
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

/** What is handed over, and to whose key: null writes plain files into a folder. */
type Leaving = Wanted & { key: KnownKey | null };

/**
 * The one handing-over that a consent allows. It is used up in a transaction of its own before a byte leaves, so that
 * of two calls at once one is refused; where nothing came to stand in the folder it is given back, where the process
 * ended in between it stays used.
 * @throws AppError `needs_approval` with the objection; `bad_input` for paper, which nobody can seal
 */
export async function handOver(context: Context, wanted: Leaving, matter: Matter): Promise<Written> {
  const { open, app } = context;
  const { dossier, request, key } = wanted;
  const at = () => app.environment.now().toISOString();
  const sealed = key === null ? null : { name: key.name, print: key.print };
  const { claimed, before } = open.store.transaction(() => {
    const reason = objectionTo(open, dossier, matter);
    if (reason !== null) throw new AppError('needs_approval', { rule: 'E-05', params: { reason } });
    const approval = approvalOf(open, dossier, request);
    if (key !== null && approval.value.ask.medium === 'paper')
      throw new AppError('bad_input', { rule: 'E-05', params: { path: 'seal_to' } });
    const use = { state: 'under_way' as const, at: at(), name: '', files: 0, bytes: 0, sealed };
    const { version, value } = approval;
    append(open, dossier, { request, version, at: use.at, value: { ...value, use } });
    return { claimed: use, before: approval };
  });
  const { ask } = before.value;
  context.note({ request, recipient: ask.recipient, medium: ask.medium, act: ask.act });
  context.note(sealed === null ? { sealed: false } : { sealed: true, to: sealed.name, print: sealed.print });
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
    // What is written appears whole or not at all: it is not there, and the consent was not used.
    settle(before.value);
    throw error;
  }
}

async function write(
  context: Context,
  wanted: Leaving,
  approval: Approval,
  objects: readonly ObjectId[],
): Promise<Written> {
  const { open, job, app } = context;
  const { dossier, key } = wanted;
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
  try {
    const { papers } = await renderPapers({ papers: [paper], workbooks: [] }, job.signal);
    const list = {
      name: `${safeName(textsIn(app.environment.language).approval.paper.list)}.pdf`,
      bytes: papers[0] ?? new Uint8Array(0),
    };
    const leaving = { name, list, materials: out.materials, number: facts.number };
    if (key !== null) return await seal(context, { ...wanted, key }, approval, leaving);
    return await lay(context, wanted.folder, leaving);
  } finally {
    out.close();
  }
}

interface Contents {
  name: string;
  number: string;
  /** 交接清单. */
  list: { name: string; bytes: Uint8Array };
  materials: readonly Material[];
}

/** Plain files in a new folder. */
async function lay(context: Context, folder: string, leaving: Contents): Promise<Written> {
  const { name, list, materials } = leaving;
  const { job } = context;
  const onBytes = counter(context, leaving);
  return withOutFolder(folder, name, { signal: job.signal, onBytes }, async (made) => {
    const free = namesTaken();
    free(list.name);
    for (const material of materials) await writeMaterial(made, free(safeName(material.name)), material);
    await made.write(list.name, list.bytes);
    return { name, files: made.files.length, bytes: made.files.reduce((sum, { size }) => sum + size, 0) };
  });
}

/** One file that opens with the recipient's key alone, signed by who hands it over (E-11). */
async function seal(
  context: Context,
  { folder, key }: Leaving & { key: KnownKey },
  approval: Approval,
  leaving: Contents,
): Promise<Written> {
  const { open, app, job } = context;
  const { name, list, materials, number } = leaving;
  const { recipient, why, act, back_by } = approval.value.ask;
  const { bytes } = list;
  const fingerprints = {
    sm3: toHex(sm3(bytes)),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const files: Outgoing<HandedFile>[] = [
    { file: { name: list.name, size: bytes.length, ...fingerprints }, open: () => [bytes] },
    ...materials.map((material) => ({
      file: {
        name: material.name,
        size: material.size,
        sm3: material.sm3.toLowerCase(),
        sha256: material.sha256.toLowerCase(),
      },
      open: () => material.open(),
    })),
  ];
  const head: HandOverHead = {
    format: 'juanzong-hand-over',
    version: payloadVersion,
    from: { name: open.keyring.displayName, unit: unitOf(open) },
    to: { name: key.name, print: key.print },
    number,
    recipient,
    why,
    act,
    back_by,
    at: app.environment.now().toISOString() as HandOverHead['at'],
    files: files.map(({ file }) => file),
  };
  const payload = payloadOf(head, files, counter(context, leaving));
  const written = await writeSealed(open, key, payload, { folder, name, signal: job.signal });
  context.note({ transfer: written.id });
  return { name: written.name, files: files.length, bytes: written.bytes };
}

function counter({ job }: Context, { name, materials }: Contents): (bytes: number) => void {
  const total = materials.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    job.progress({ done: Math.min(done, total), total, unit: 'bytes', label: name });
  };
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
