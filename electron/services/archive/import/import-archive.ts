import path from 'node:path';
import type { DossierId, ItemId } from '../../../../shared/model/ids.ts';
import type { Open } from '../../../app/open.ts';
import { randomId } from '../../../crypto/random.ts';
import type { Job } from '../../../jobs/registry.ts';
import type { ObjectMeta } from '../../../store/objects.ts';
import { datasetType, PartMeta } from '../../datasets/entry.ts';
import type { OriginValue } from '../../dossiers/origin.ts';
import { insertDossier } from '../../dossiers/write.ts';
import { forgo, type Ingested, ingest } from '../../evidence/seal.ts';
import { openToRead } from '../read-tags.ts';
import type { ArchivedFile } from './archived-files.ts';
import { withIds } from './archived-record.ts';
import { type Archived, readArchive } from './read-archive.ts';
import { refused } from './refuse.ts';

const pieceBytes = 1024 * 1024;

interface Importing {
  open: Open;
  job: Job;
  now(): Date;
  /** Runs the write with its row of the log. */
  commit<T>(write: () => T, detail?: Record<string, unknown>): T;
  report(error: unknown): void;
}

/** A sealed file and the row of the archive that it came from. */
interface Sealed {
  file: ArchivedFile;
  ingested: Ingested;
}

/**
 * Brings an archive back as a dossier of its own: fields, events, entries, evidence, every version with its author and
 * time. Nothing is kept unless all of it is.
 * @throws AppError as {@link readArchive}; `state_secret_marking` (E-16), `disk_full`, `cancelled`
 */
export async function importArchive(
  folder: string,
  into: Importing,
): Promise<{ id: DossierId; files: number }> {
  const { job, open } = into;
  const archived = await readArchive(folder, {
    signal: job.signal,
    onProgress: (done, total, label) => job.progress({ done: done / 2, total, unit: 'bytes', label }),
  });
  const sealed: Sealed[] = [];
  try {
    const total = archived.files.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    for (const file of archived.files) {
      job.signal.throwIfAborted();
      job.progress({ done: (total + done) / 2, total, unit: 'bytes', label: file.name });
      sealed.push({ file, ingested: await sealFile(archived.root, file, open, job) });
      done += file.size;
    }
    const id = into.commit(() => write(into, archived, sealed), {
      files: sealed.length,
      format: archived.format,
      manifest: archived.manifest,
    });
    return { id, files: sealed.length };
  } catch (error) {
    for (const { ingested } of sealed) await forgo(open, ingested).catch(into.report);
    throw error;
  } finally {
    for (const { ingested } of sealed) ingested.sealed.key.destroy();
  }
}

async function sealFile(root: string, file: ArchivedFile, open: Open, job: Job): Promise<Ingested> {
  // Its own progress would begin anew with every file.
  const quiet: Job = { id: job.id, signal: job.signal, progress: () => undefined };
  const ingested = await ingest(open, bytesOf(path.join(root, file.path)), file.name, quiet);
  const { sm3, sha256, size } = ingested.sealed;
  // The archive was verified a moment ago; what was put there since is not what was verified.
  if (sm3 !== file.sm3 || sha256 !== file.sha256 || size !== file.size) {
    await forgo(open, ingested);
    throw refused('invalid', `changed ${file.path}`);
  }
  return { ...ingested, meta: metaOf(file, ingested.meta) };
}

/** What is found of the bytes here holds; what only the archive knows (a dataset's place) is added. */
function metaOf({ meta = {}, pages }: ArchivedFile, found: ObjectMeta): ObjectMeta {
  const { name, type: _type, sm3: _sm3, sha256: _sha256, pages: _pages, dataset, ...more } = meta;
  const counted = found['pages'] === undefined && pages !== null ? { pages } : {};
  const part = PartMeta.safeParse(dataset);
  if (!part.success) return { ...more, ...counted, ...found };
  const shown = typeof name === 'string' ? name : found.name;
  return { ...more, ...found, name: shown, type: datasetType, dataset: part.data };
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await openToRead(file);
  try {
    if (!(await handle.stat()).isFile()) throw refused('invalid', 'unsafe_path');
    const buffer = new Uint8Array(pieceBytes);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function write({ open, now }: Importing, archived: Archived, sealed: readonly Sealed[]): DossierId {
  const at = now().toISOString();
  const dossier = insertDossier(open, archived.record.kind, at);
  const ids = new Map<string, string>();
  for (const { file, ingested } of sealed) {
    ids.set(file.object, ingested.sealed.id);
    const { id, suite, size, chunks, rootTag, key } = ingested.sealed;
    const author = (file.author ?? open.account) as typeof open.account;
    const row = { id, dossier, suite, size, chunks, rootTag, key, author, at: file.at ?? at };
    open.store.objects.insert({ ...row, meta: ingested.meta });
  }
  // A row keeps its id, unless the dossier that it comes from stands in this store too.
  for (const { row, noun } of archived.rows) {
    if (noun !== 'object' && open.store.items.taken(row)) ids.set(row, randomId());
  }
  const approvals = archived.rows.filter(({ noun }) => noun === 'approval');
  for (const { row, noun, versions } of archived.rows) {
    // A consent was given in another store for another dossier: it is told, and allows nothing.
    if (noun === 'approval') continue;
    const place = { dossier, noun, row: (ids.get(row) ?? row) as ItemId };
    for (const { author_id, at: then, reason, removed, value } of versions) {
      const said = {
        author: author_id as typeof open.account,
        at: then,
        ...(reason === null ? {} : { reason }),
      };
      if (removed) open.store.items.remove({ dossier, row: place.row, ...said });
      else open.store.items.save({ ...place, ...said, value: withIds(value, ids) });
    }
  }
  const told = approvals.length === 0 ? {} : { approvals: withIds(approvals, ids) as unknown[] };
  const value: OriginValue = { ...originOf(archived, open, at), ...told };
  open.store.items.save({ dossier, noun: 'origin', author: open.account, at, value });
  if (!archived.sample) open.store.dossiers.activate(dossier);
  open.shelf.forget(dossier);
  return dossier;
}

function originOf(
  { name, format, manifest, people, audit, before }: Archived,
  open: Open,
  at: string,
): OriginValue {
  const strangers = Object.entries(people).filter(
    ([account]) => open.nameOf(account as typeof open.account) === account,
  );
  return {
    archive: name,
    format,
    manifest,
    imported_at: at,
    people: Object.fromEntries(strangers),
    audit,
    before,
  };
}
