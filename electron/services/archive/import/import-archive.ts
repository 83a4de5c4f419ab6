import path from 'node:path';
import type { DossierId } from '../../../../shared/model/ids.ts';
import type { Open } from '../../../app/open.ts';
import type { Job } from '../../../jobs/registry.ts';
import { type OriginValue, strangersIn } from '../../dossiers/origin.ts';
import { forgo, type Ingested, ingest } from '../../evidence/seal.ts';
import { openToRead } from '../read-tags.ts';
import { type Archived, type PlacedFile, readArchive } from './read-archive.ts';
import { refused } from './refuse.ts';
import { metaOf, type SealedFile, writeDossier } from './write-dossier.ts';

const pieceBytes = 1024 * 1024;

interface Importing {
  open: Open;
  job: Job;
  now(): Date;
  /** Runs the write with its row of the log. */
  commit<T>(write: () => T, detail?: Record<string, unknown>): T;
  report(error: unknown): void;
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
  const sealed: SealedFile[] = [];
  try {
    const total = archived.files.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    for (const file of archived.files) {
      job.signal.throwIfAborted();
      job.progress({ done: (total + done) / 2, total, unit: 'bytes', label: file.name });
      sealed.push({ file, ingested: await sealFile(file, open, job) });
      done += file.size;
    }
    const id = into.commit(() => write(into, archived, sealed), {
      files: sealed.length,
      format: archived.format,
      manifest: archived.manifest,
      supplements: archived.supplements,
    });
    return { id, files: sealed.length };
  } catch (error) {
    for (const { ingested } of sealed) await forgo(open, ingested).catch(into.report);
    throw error;
  } finally {
    for (const { ingested } of sealed) ingested.sealed.key.destroy();
  }
}

async function sealFile(file: PlacedFile, open: Open, job: Job): Promise<Ingested> {
  // Its own progress would begin anew with every file.
  const quiet: Job = { id: job.id, signal: job.signal, progress: () => undefined };
  const ingested = await ingest(open, bytesOf(path.join(file.root, file.path)), file.name, quiet);
  const { sm3, sha256, size } = ingested.sealed;
  // The archive was verified a moment ago; what was put there since is not what was verified.
  if (sm3 !== file.sm3 || sha256 !== file.sha256 || size !== file.size) {
    await forgo(open, ingested);
    throw refused('invalid', `changed ${file.path}`);
  }
  return { ...ingested, meta: metaOf(file, ingested.meta) };
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

function write({ open, now }: Importing, archived: Archived, sealed: readonly SealedFile[]): DossierId {
  const at = now().toISOString();
  const brought = { kind: archived.record.kind, sample: archived.sample, rows: archived.rows };
  return writeDossier(open, brought, sealed, at, ({ approvals }) => ({
    ...originOf(archived, open, at),
    ...(approvals.length === 0 ? {} : { approvals }),
  }));
}

function originOf(
  { name, format, manifest, people, audit, before }: Archived,
  open: Open,
  at: string,
): OriginValue {
  return {
    archive: name,
    format,
    manifest,
    imported_at: at,
    people: strangersIn(open, people),
    audit,
    before,
  };
}
