import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import {
  type FileLayer,
  ioCode,
  type ReadHandle,
  removeIfThere,
  toAppError,
} from '../../vault/file-layer.ts';
import { objectPath, temporaryPath } from '../../vault/paths.ts';
import type { Vault } from '../../vault/vault.ts';
import { copyFile, type Copied, CopyError, hashFile, mediumError, onMedium } from './copy-file.ts';
import type { BackupBody } from './manifest.ts';
import type { ObjectKey } from './sources.ts';

type Lacking = BackupBody['lacking'][number];

export interface Pooled {
  objects: BackupBody['objects'];
  lacking: Lacking[];
  /** Bytes written now; the rest was there. */
  bytes: number;
  /** Objects written now. */
  fresh: number;
}

interface Wanted {
  ids: readonly ObjectId[];
  /** The store's vault folder, read only. */
  from: { dir: string; layer: FileLayer };
  /** The pool on the medium. */
  to: { dir: string; layer: FileLayer; vault: Vault };
  /** What an earlier, authenticated manifest says of the pool. */
  known: ReadonlyMap<string, Copied>;
  keyOf(id: ObjectId): ObjectKey | undefined;
  signal?: AbortSignal | undefined;
  onProgress(bytes: number): void;
}

/**
 * Brings every object into the pool that is not there yet, proven: by its tags where the person holds its key,
 * else byte for byte against what was read. An object that is lost or damaged in the store never replaces a
 * good one on the medium; it is told.
 * @throws AppError `medium_gone` | `disk_full` | `read_only` | `cancelled`
 */
export async function fillPool(wanted: Wanted): Promise<Pooled> {
  const there = new Set(await onMedium(() => wanted.to.vault.list()));
  const done: Pooled = { objects: [], lacking: [], bytes: 0, fresh: 0 };
  for (const id of wanted.ids) {
    wanted.signal?.throwIfAborted();
    const found = there.has(id) ? await reuse(wanted, id) : null;
    if (found !== null) {
      done.objects.push({ id, ...found });
      wanted.onProgress(found.size);
      continue;
    }
    const copied = await bring(wanted, id);
    if ('reason' in copied) done.lacking.push(copied);
    else {
      done.objects.push({ id, ...copied });
      done.bytes += copied.size;
      done.fresh += 1;
    }
  }
  return done;
}

/** What already lies in the pool, if it may be taken as it is. */
async function reuse(wanted: Wanted, id: ObjectId): Promise<Copied | null> {
  const { dir, layer } = wanted.to;
  const file = await onMedium(() => layer.open(objectPath(dir, id)));
  const known = wanted.known.get(id);
  if (known !== undefined) {
    await file.close();
    return known.size === file.size ? known : null;
  }
  // Left by a backup that broke off: whole, but nobody has vouched for it yet.
  const copied = await onMedium(() => hashFile(file, { signal: wanted.signal }));
  return (await proven(wanted, id, copied)) ? copied : null;
}

async function bring(wanted: Wanted, id: ObjectId): Promise<Copied | Lacking> {
  const { from, to, signal } = wanted;
  let source: ReadHandle;
  try {
    source = await from.layer.open(objectPath(from.dir, id));
  } catch (error) {
    return { id, reason: ioCode(error) === 'ENOENT' ? 'missing' : 'unreadable' };
  }
  const place = { layer: to.layer, temporary: temporaryPath(to.dir, id), final: objectPath(to.dir, id) };
  let copied: Copied;
  try {
    copied = await copyFile(source, place, { signal, onBytes: wanted.onProgress });
  } catch (error) {
    if (error instanceof CopyError && error.end === 'from') return { id, reason: 'unreadable' };
    throw mediumError(error);
  }
  if (await proven(wanted, id, copied)) return copied;
  // Damaged in the store, or on its way: it does not stay in the pool under a good name.
  await onMedium(() => removeIfThere(to.layer, place.final));
  return { id, reason: 'damaged' };
}

async function proven(wanted: Wanted, id: ObjectId, copied: Copied): Promise<boolean> {
  const { to, signal } = wanted;
  const opening = wanted.keyOf(id);
  try {
    if (opening !== undefined) {
      await to.vault.verify(id, opening.key, opening.rootTag, signal === undefined ? {} : { signal });
      return true;
    }
    const again = await hashFile(await to.layer.open(objectPath(to.dir, id)), { signal });
    return again.sha256 === copied.sha256;
  } catch (error) {
    const told = toAppError(error instanceof CopyError ? error.cause : error);
    if (told instanceof AppError && told.code === 'object_damaged') return false;
    throw mediumError(error);
  }
}
