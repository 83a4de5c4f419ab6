import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import type { ObjectMeta } from '../../store/objects.ts';
import type { SealedObject } from '../../vault/vault.ts';
import { type InspectedKind, inspectFile } from './inspect.ts';
import { marked, refuseStateSecretName } from './marking.ts';
import { headBytes, typeOf } from './type.ts';

/** A larger file is sealed like any other: its pages are counted when it is first opened, its text is not searched. */
const inspectUpToBytes = { document: 128 * 1024 * 1024, other: 16 * 1024 * 1024 };

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
  let most = inspectUpToBytes.other;
  async function* tee(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      if (headLength < headBytes) {
        head.push(piece.slice(0, headBytes - headLength));
        headLength += Math.min(piece.length, headBytes - headLength);
        most = inspectUpToBytes[isDocument(head) ? 'document' : 'other'];
      }
      if (keep && kept + piece.length <= most) {
        body.push(piece.slice());
        kept += piece.length;
      } else {
        keep = false;
        for (const old of body.splice(0)) old.fill(0);
      }
      yield piece;
    }
  }
  const sealed = await open.vault.seal(tee(), {
    signal: job.signal,
    onProgress: (done) => job.progress({ done, unit: 'bytes', label: name }),
  });
  const type = await typeOf(Buffer.concat(head));
  const kind = keep ? inspectedKind(type) : null;
  const { pages, marking } =
    kind === null ? { pages: null, marking: null } : await inspectFile(body.splice(0), kind);
  for (const old of body.splice(0)) old.fill(0);
  const meta = { name, type, sm3: sealed.sm3, sha256: sealed.sha256, ...(pages === null ? {} : { pages }) };
  if (marking !== null) {
    // E-16: it gets no row, its key goes, its file goes.
    await forgo(open, { sealed, meta });
    throw marked(marking, name);
  }
  return { sealed, meta };
}

function inspectedKind(type: string): InspectedKind | null {
  if (type === 'application/pdf') return 'pdf';
  if (type === 'application/zip' || type.includes('officedocument')) return 'office';
  return type.startsWith('text/') || type.endsWith('xml') ? 'text' : null;
}

/** A PDF, whose header the standard allows within the first 1024 bytes, or a zip. */
function isDocument(head: Uint8Array[]): boolean {
  const begin = Buffer.concat(head).subarray(0, 1024);
  return begin.includes('%PDF-') || begin.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
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
