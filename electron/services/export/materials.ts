import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/session.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { ObjectRow } from '../../store/objects.ts';

/** A sealed file on its way out: facts from its row, and its verified plaintext, piece by piece. */
export interface OutgoingFile {
  object: ObjectId;
  /** The original name, exactly. */
  name: string;
  type: string;
  size: number;
  sm3: string;
  sha256: string;
  pages: number | null;
  open(): AsyncIterable<Uint8Array>;
}

/**
 * The files of an export with their keys, opened before the work begins: a lock during a long export takes
 * the session's keys, not those of the file that is being written.
 */
export function outgoing(open: Open, dossier: DossierId, objects: readonly ObjectId[]): {
  files: Map<ObjectId, OutgoingFile>;
  /** Zeroes the file keys; always, in a `finally`. */
  close(): void;
} {
  const keys: Secret[] = [];
  const files = new Map<ObjectId, OutgoingFile>();
  for (const id of new Set(objects)) {
    const row = open.store.objects.get(dossier, id);
    const key = open.store.objects.fileKey(row);
    keys.push(key);
    files.set(id, fileOf(open, row, key));
  }
  return {
    files,
    close() {
      for (const key of keys) key.destroy();
    },
  };
}

function fileOf(open: Open, row: ObjectRow, key: Secret): OutgoingFile {
  const pages = row.meta['pages'];
  return {
    object: row.id,
    name: row.meta.name,
    type: row.meta.type,
    size: row.size,
    sm3: row.meta.sm3,
    sha256: row.meta.sha256,
    pages: typeof pages === 'number' ? pages : null,
    open: () => open.vault.stream(row.id, key, row.rootTag),
  };
}
