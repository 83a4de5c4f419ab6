import { join } from 'node:path';
import { AppError } from '../../shared/model/errors.ts';
import { ObjectId } from '../../shared/model/ids.ts';
import type { FileLayer } from './file-layer.ts';

const SUFFIX = '.jzv';
const PART = '.part';

/** The folder of the sealed files: `objects/<first two digits>/<id>.jzv`. */
export function objectsDir(dir: string): string {
  return join(dir, 'objects');
}

/** The folder of files being written: same file system, so that the rename is atomic. */
export function temporaryDir(dir: string): string {
  return join(dir, 'tmp');
}

/** Where an object lies. Sharded, because some file systems are slow with many names in one folder. */
export function objectPath(dir: string, id: ObjectId): string {
  // The id becomes part of a path: a brand can be cast around, a check cannot.
  if (!ObjectId.safeParse(id).success) throw new AppError('not_found');
  return join(objectsDir(dir), id.slice(0, 2), `${id}${SUFFIX}`);
}

/** Where an object lies while it is written. */
export function temporaryPath(dir: string, id: ObjectId): string {
  if (!ObjectId.safeParse(id).success) throw new AppError('not_found');
  return join(temporaryDir(dir), `${id}${PART}`);
}

/** What lies in the vault's folders: objects at their place, unfinished files, and how much else. */
export async function walkObjects(
  layer: FileLayer,
  dir: string,
): Promise<{ ids: ObjectId[]; unfinished: ObjectId[]; strays: number }> {
  const ids: ObjectId[] = [];
  let strays = 0;
  for (const shard of await layer.list(objectsDir(dir))) {
    if (shard.kind !== 'dir' || !/^[0-9a-f]{2}$/.test(shard.name)) {
      strays += 1;
      continue;
    }
    for (const entry of await layer.list(join(objectsDir(dir), shard.name))) {
      const id = idOf(entry, SUFFIX);
      if (id !== null && id.startsWith(shard.name)) ids.push(id);
      else strays += 1;
    }
  }
  const unfinished: ObjectId[] = [];
  for (const entry of await layer.list(temporaryDir(dir))) {
    const id = idOf(entry, PART);
    if (id === null) strays += 1;
    else unfinished.push(id);
  }
  return { ids: ids.sort(), unfinished: unfinished.sort(), strays };
}

function idOf(entry: { name: string; kind: string }, suffix: string): ObjectId | null {
  if (entry.kind !== 'file' || !entry.name.endsWith(suffix)) return null;
  const parsed = ObjectId.safeParse(entry.name.slice(0, -suffix.length));
  return parsed.success ? parsed.data : null;
}
