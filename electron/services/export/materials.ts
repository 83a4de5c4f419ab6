import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { ObjectRow } from '../../store/objects.ts';
import type { Material } from '../archive/materials.ts';
import { partOf } from '../datasets/manifest.ts';

interface Outgoing {
  object: ObjectId;
  piece: string | null;
  /** 文件题名 and 日期 for the 卷内目录, where the record knows them. */
  title?: string;
  date?: string | undefined;
}

/**
 * The files of an export with their keys, opened before the work begins: a lock during a long export takes
 * the session's keys, not those of the files that are being written.
 * @param pieces the piece that each object stands under; an object under several goes out once for each
 */
export function outgoing(
  open: Open,
  dossier: DossierId,
  pieces: readonly Outgoing[],
): {
  materials: Material[];
  /** Zeroes the file keys; always, in a `finally`. */
  close(): void;
} {
  const keys: Secret[] = [];
  const materials = pieces.map((each) => {
    const row = open.store.objects.get(dossier, each.object);
    const key = open.store.objects.fileKey(row);
    keys.push(key);
    return materialOf(open, row, key, each);
  });
  return {
    materials,
    close() {
      for (const key of keys) key.destroy();
    },
  };
}

function materialOf(open: Open, row: ObjectRow, key: Secret, { piece, title, date }: Outgoing): Material {
  const pages = row.meta['pages'];
  const part = partOf(row);
  return {
    object: row.id,
    // A dataset goes out as its parts, which docs/dataset-format.md opens with any JSON reader.
    name: part === null ? row.meta.name : `${row.meta.name}.${String(part.part).padStart(5, '0')}.jzdata`,
    type: row.meta.type,
    size: row.size,
    sm3: row.meta.sm3,
    sha256: row.meta.sha256,
    pages: typeof pages === 'number' ? pages : null,
    pieceKey: piece,
    sealedAt: row.at,
    author: row.author,
    meta: row.meta,
    ...(title === undefined ? {} : { title }),
    ...(date === undefined ? {} : { date }),
    open: () => open.vault.stream(row.id, key, row.rootTag, { lent: true }),
  };
}
