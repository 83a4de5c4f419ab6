import type { DossierId, ItemId } from '../../../../shared/model/ids.ts';
import type { Open } from '../../../app/open.ts';
import { randomId } from '../../../crypto/random.ts';
import type { ObjectMeta } from '../../../store/objects.ts';
import { datasetType, PartMeta } from '../../datasets/entry.ts';
import type { OriginValue } from '../../dossiers/origin.ts';
import { insertDossier } from '../../dossiers/write.ts';
import type { Ingested } from '../../evidence/seal.ts';
import type { ArchivedFile, ArchivedVersion } from './archived-files.ts';
import { type ArchivedRow, withIds } from './archived-record.ts';

/** What is known of a file that comes in from elsewhere. */
export type BroughtFile = Omit<ArchivedFile, 'path' | 'sha512' | 'piece'>;

/** A sealed file and what the other side told of it. */
export interface SealedFile {
  file: BroughtFile;
  ingested: Ingested;
}

/** What is found of the bytes here holds; what only the other side knows (a dataset's place) is added. */
export function metaOf(
  { meta = {}, pages }: Pick<BroughtFile, 'meta' | 'pages'>,
  found: ObjectMeta,
): ObjectMeta {
  const { name, type: _type, sm3: _sm3, sha256: _sha256, pages: _pages, dataset, ...more } = meta;
  const counted = found['pages'] === undefined && pages !== null ? { pages } : {};
  const part = PartMeta.safeParse(dataset);
  if (!part.success) return { ...more, ...counted, ...found };
  const shown = typeof name === 'string' ? name : found.name;
  return { ...more, ...found, name: shown, type: datasetType, dataset: part.data };
}

/** The rows of sealed files, under the author and the time that they had. */
export function insertFiles(open: Open, dossier: DossierId, sealed: readonly SealedFile[], at: string): void {
  for (const { file, ingested } of sealed) {
    const { id, suite, size, chunks, rootTag, key } = ingested.sealed;
    const author = (file.author ?? open.account) as typeof open.account;
    const row = { id, dossier, suite, size, chunks, rootTag, key, author, at: file.at ?? at };
    open.store.objects.insert({ ...row, meta: ingested.meta });
  }
}

/** Appends versions as they were written elsewhere: their author, their time, their reason. */
export function appendVersions(
  open: Open,
  place: { dossier: DossierId; noun: ArchivedRow['noun']; row: ItemId },
  versions: readonly Pick<ArchivedVersion, 'author_id' | 'at' | 'reason' | 'removed' | 'value'>[],
): void {
  for (const { author_id, at, reason, removed, value } of versions) {
    const said = {
      author: author_id as typeof open.account,
      at,
      ...(reason === null ? {} : { reason }),
    };
    if (removed) open.store.items.remove({ dossier: place.dossier, row: place.row, ...said });
    else open.store.items.save({ ...place, ...said, value });
  }
}

/**
 * A dossier of its own from rows with all their versions, and its sealed files; within the caller's transaction.
 * @param originOf what is kept of where it came from; it is told the consents of the other store, which allow nothing
 *   here, and the rows that had to take another id
 */
export function writeDossier(
  open: Open,
  { kind, sample, rows }: { kind: string; sample: boolean; rows: readonly ArchivedRow[] },
  sealed: readonly SealedFile[],
  at: string,
  originOf: (told: { approvals: unknown[]; renamed: Record<string, string> }) => OriginValue,
): DossierId {
  const dossier = insertDossier(open, kind, at);
  const ids = new Map<string, string>();
  for (const { file, ingested } of sealed) ids.set(file.object, ingested.sealed.id);
  insertFiles(open, dossier, sealed, at);
  const renamed: Record<string, string> = {};
  // A row keeps its id, unless the dossier that it comes from stands in this store too.
  for (const { row, noun } of rows) {
    if (noun === 'object' || !open.store.items.taken(row)) continue;
    renamed[row] = randomId();
    ids.set(row, renamed[row]);
  }
  for (const { row, noun, versions } of rows) {
    // A consent was given in another store for another dossier: it is told, and allows nothing.
    if (noun === 'approval') continue;
    const said = versions.map((version) => ({ ...version, value: withIds(version.value, ids) }));
    appendVersions(open, { dossier, noun, row: (ids.get(row) ?? row) as ItemId }, said);
  }
  const approvals = withIds(
    rows.filter(({ noun }) => noun === 'approval'),
    ids,
  ) as unknown[];
  const value = originOf({ approvals, renamed });
  open.store.items.save({ dossier, noun: 'origin', author: open.account, at, value });
  if (!sample) open.store.dossiers.activate(dossier);
  open.shelf.forget(dossier);
  return dossier;
}
