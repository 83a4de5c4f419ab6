import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/session.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { ObjectRow } from '../../store/objects.ts';
import type { Material } from '../archive/materials.ts';

/**
 * The files of an export with their keys, opened before the work begins: a lock during a long export takes
 * the session's keys, not those of the files that are being written.
 * @param pieces the piece that each object stands under; an object under several goes out once for each
 */
export function outgoing(
  open: Open,
  dossier: DossierId,
  pieces: readonly { object: ObjectId; piece: string | null }[],
): {
  materials: Material[];
  /** Zeroes the file keys; always, in a `finally`. */
  close(): void;
} {
  const keys: Secret[] = [];
  const materials = pieces.map(({ object, piece }) => {
    const row = open.store.objects.get(dossier, object);
    const key = open.store.objects.fileKey(row);
    keys.push(key);
    return materialOf(open, row, key, piece);
  });
  return {
    materials,
    close() {
      for (const key of keys) key.destroy();
    },
  };
}

function materialOf(open: Open, row: ObjectRow, key: Secret, pieceKey: string | null): Material {
  const pages = row.meta['pages'];
  return {
    object: row.id,
    name: row.meta.name,
    type: row.meta.type,
    size: row.size,
    sm3: row.meta.sm3,
    sha256: row.meta.sha256,
    pages: typeof pages === 'number' ? pages : null,
    pieceKey,
    open: () => open.vault.stream(row.id, key, row.rootTag),
  };
}
