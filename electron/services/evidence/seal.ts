import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/session.ts';
import type { Job } from '../../jobs/registry.ts';
import type { ObjectMeta } from '../../store/objects.ts';
import type { SealedObject } from '../../vault/vault.ts';
import { refuseStateSecretName } from './marking.ts';
import { inspectPdf } from './inspect.ts';
import { headBytes, typeOf } from './type.ts';

/** A larger PDF is sealed like any file; its pages are counted when it is first opened. */
const inspectUpToBytes = 256 * 1024 * 1024;

/** A sealed file that has no row yet: durable in the vault, and told by the health checks if it stays so. */
export interface Ingested {
  sealed: SealedObject;
  meta: ObjectMeta;
}

/**
 * Seals a stream into the vault while fingerprints, type and (for a PDF) pages are found. The row is written
 * by {@link record}, after the file is durable.
 */
export async function ingest(
  open: Open,
  source: AsyncIterable<Uint8Array>,
  name: string,
  job: Job,
): Promise<Ingested> {
  refuseStateSecretName(name);
  const head: Uint8Array[] = [];
  const body: Uint8Array[] = [];
  let headLength = 0;
  let keep = true;
  let kept = 0;
  async function* tee(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      if (headLength < headBytes) {
        head.push(piece.slice(0, headBytes - headLength));
        headLength += Math.min(piece.length, headBytes - headLength);
        keep = startsLikePdf(head);
      }
      if (keep && kept + piece.length <= inspectUpToBytes) {
        body.push(piece.slice());
        kept += piece.length;
      } else keep = false;
      yield piece;
    }
  }
  const sealed = await open.vault.seal(tee(), {
    signal: job.signal,
    onProgress: (done) => job.progress({ done, unit: 'bytes', label: name }),
  });
  const type = await typeOf(Buffer.concat(head));
  const pages = type === 'application/pdf' && keep ? await inspectPdf(Buffer.concat(body)) : null;
  return {
    sealed,
    meta: { name, type, sm3: sealed.sm3, sha256: sealed.sha256, ...(pages === null ? {} : { pages }) },
  };
}

function startsLikePdf(head: Uint8Array[]): boolean {
  // The standard allows the header within the first 1024 bytes.
  return Buffer.concat(head).subarray(0, 1024).includes('%PDF-');
}

/** Writes the row of an ingested file; within the caller's transaction. */
export function record(open: Open, dossier: DossierId, ingested: Ingested, at: string): ObjectId {
  const { sealed, meta } = ingested;
  open.store.objects.insert({
    id: sealed.id,
    dossier,
    suite: sealed.suite,
    size: sealed.size,
    chunks: sealed.chunks,
    rootTag: sealed.rootTag,
    key: sealed.key,
    author: open.account,
    at,
    meta,
  });
  open.shelf.forget(dossier);
  return sealed.id;
}

/** A chosen or dropped file as a stream of pieces. @throws AppError `file_unreadable`. */
export async function fileSource(
  path: string,
): Promise<{ name: string; size: number; pieces: AsyncIterable<Uint8Array> }> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new AppError('file_unreadable', { params: { reason: 'not_a_file' } });
    return {
      name: basename(path),
      size: facts.size,
      pieces: createReadStream(path, { highWaterMark: 1024 * 1024 }),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file_unreadable', { cause: error });
  }
}
