import type { ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { Secret } from '../../crypto/secret.ts';

/** What opens one sealed file, for whoever may. */
export interface ObjectKey {
  key: Secret;
  rootTag: Uint8Array;
}

/**
 * The keys of those of `wanted` that this person may know, opened before the work begins: a lock during a long
 * backup takes the session's keys, not these. An object of a dossier without a key is copied and compared as
 * bytes.
 */
export function keysOf(
  open: Open,
  wanted: ReadonlySet<ObjectId>,
): { of(id: ObjectId): ObjectKey | undefined; close(): void } {
  const keys = new Map<ObjectId, ObjectKey>();
  for (const { objects } of wanted.size === 0 ? [] : open.shelf.all()) {
    for (const row of objects) {
      if (!wanted.has(row.id)) continue;
      keys.set(row.id, { key: open.store.objects.fileKey(row), rootTag: row.rootTag });
    }
  }
  return {
    of: (id) => keys.get(id),
    close() {
      for (const { key } of keys.values()) key.destroy();
    },
  };
}
