import { z } from 'zod';
import { AppError } from '../../../shared/model/errors.ts';
import { archiveRefusals } from '../../../shared/text/archive-refusals.ts';
import type { Open } from '../../app/open.ts';
import { SealedReader } from '../../crypto/sealed-file.ts';
import type { Job } from '../../jobs/registry.ts';
import { type ArchivedRow, recordFrom, rowsOf } from '../archive/import/archived-record.ts';
import { requireKnownObjects } from '../archive/import/read-archive.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { fileSource } from '../evidence/file-source.ts';
import { ownKey } from './keys.ts';
import { type HandOverHead, handOverHead, type OfferedHandOver } from './hand-over-payload.ts';
import { type PayloadTaker, readPayload, type TransferHead, transferHead } from './payload.ts';
import { transferRefused } from './refuse.ts';

/** Ids of the files that were taken in; no content stands in a setting's name. */
export const takenIn = 'transfer.taken';

/** A sealed file that a person chose, opened and looked at whole; it waits to be taken in or put aside. */
export interface OfferedTransfer {
  id: string;
  path: string;
  name: string;
  sender: Uint8Array;
  head: TransferHead;
  rows: ArchivedRow[];
  sample: boolean;
}

type Chosen = Pick<OfferedTransfer, 'path' | 'name'>;
type Progress = Pick<Job, 'signal' | 'progress'>;

/**
 * Opens a sealed file, a dossier's or a hand-over's, and looks at everything of it; nothing is kept on the disk.
 * @throws AppError `sealed_refused` {reason, path}, `file_unreadable`, `unknown_kind`, `cancelled`
 */
export async function readTransfer(
  open: Open,
  chosen: Chosen,
  store: string,
  job: Progress,
): Promise<OfferedTransfer | OfferedHandOver> {
  let head: TransferHead | HandOverHead | null = null;
  const facts = await readSealed(open, chosen, store, job, {
    parse: (value) => handOverHead(value) ?? transferHead(value),
    onHead: (one) => (head = one),
    take: async () => undefined,
  });
  const read = head as TransferHead | HandOverHead | null;
  if (read === null) throw transferRefused('malformed', 'head');
  if (read.format === 'juanzong-hand-over')
    return { ...chosen, id: facts.id, sender: facts.sender, head: read };
  if (taken(open).includes(facts.id)) throw transferRefused('replayed');
  return { ...chosen, id: facts.id, sender: facts.sender, head: read, ...recordOf(read) };
}

/** Reads the whole file once; `take` gets each of its files. */
export async function readSealed<H extends TransferHead | HandOverHead>(
  open: Open,
  chosen: Chosen,
  store: string,
  job: Progress,
  taker: PayloadTaker<H>,
) {
  const { size, pieces } = await fileSource(chosen.path, store);
  const recipient = {
    publicKey: ownKey(open),
    unwrap: (wrap: Uint8Array) => open.keyring.unwrap(wrap),
  };
  const reader = new SealedReader(recipient, counted(pieces, size, chosen.name, job));
  await readPayload(reader.pieces(job.signal), taker);
  return reader.facts;
}

async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  total: number,
  label: string,
  job: Progress,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of pieces) {
    job.signal.throwIfAborted();
    done += piece.length;
    job.progress({ done, total, unit: 'bytes', label });
    yield piece;
  }
}

/** The rows of the head, looked at as those of an archive are; a refusal of theirs is one of the file's. */
function recordOf(head: TransferHead): { rows: ArchivedRow[]; sample: boolean } {
  try {
    const objects = new Set(head.files.map(({ object }) => object));
    if (objects.size !== head.files.length) throw transferRefused('inconsistent', 'files');
    const rows = rowsOf(head.history, head.rows);
    requireKnownObjects(rows, head.files);
    const { record, sample } = recordFrom(rows, definitionOf);
    if (record.kind !== head.kind) throw transferRefused('inconsistent', 'kind');
    return { rows, sample };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'archive_refused') throw error;
    const { reason, path: place } = error.params ?? {};
    const known = Object.keys(archiveRefusals.zh).find(
      (key) => key === reason,
    ) as keyof typeof archiveRefusals.zh;
    throw transferRefused(known, String(place ?? ''), error);
  }
}

/** The files that were taken in: the same one twice is told, and refused. */
export function taken(open: Open): string[] {
  const parsed = z.array(z.string()).safeParse(open.store.settings.get(takenIn) ?? []);
  return parsed.success ? parsed.data : [];
}
