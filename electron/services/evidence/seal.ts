import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import type { ObjectMeta } from '../../store/objects.ts';
import type { SealedObject } from '../../vault/vault.ts';
import { refuseStateSecretName } from './marking.ts';
import { inspectPdf } from './inspect.ts';
import { headBytes, typeOf } from './type.ts';

/** A larger PDF is sealed like any file; its pages are counted when it is first opened. */
const inspectUpToBytes = 128 * 1024 * 1024;

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
  const pages = type === 'application/pdf' && keep ? await inspectPdf(body.splice(0)) : null;
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

/** What was sealed and gets no row after all: its key goes, then its file; a file that stays is told by health. */
export async function forgo(open: Open, { sealed }: Ingested): Promise<void> {
  sealed.key.destroy();
  await open.vault.remove(sealed.id);
}
