import Database from 'better-sqlite3';
import { AppError } from '../../shared/model/errors.ts';
import type { Secret } from '../crypto/secret.ts';
import { assertUnreadable } from './connection.ts';
import { assertSound } from './migrate.ts';
import { unlock } from './raw-key.ts';
import { translate } from './store-errors.ts';

/** What a whole copy of a store says of itself. */
export interface CopyFacts {
  store: string;
  mark: string;
  /** The last entry of its log. */
  head: { seq: number; hash: string } | null;
  /** Ids of the objects it names. */
  objects: string[];
}

/**
 * Opens a closed copy for reading, runs SQLite's own checks over all of it and answers what it is. Nothing is
 * written, no lock is left.
 * @throws AppError `store_damaged`, `io_failed`
 */
export function checkCopy(file: string, key: Secret): CopyFacts {
  assertUnreadable(file);
  return translate(() => {
    const client = new Database(file, { readonly: true, fileMustExist: true });
    try {
      unlock(client, key);
      assertSound(client);
      const info = client.prepare('SELECT store, mark FROM store_info').get() as
        | { store: string; mark: string }
        | undefined;
      if (info === undefined) throw new AppError('store_damaged', { params: { reason: 'foreign_file' } });
      const head = client
        .prepare('SELECT seq, lower(hex(hash)) AS hash FROM audit ORDER BY seq DESC LIMIT 1')
        .get() as { seq: number; hash: string } | undefined;
      const objects = client.prepare('SELECT id FROM object ORDER BY id').pluck().all() as string[];
      return { ...info, head: head ?? null, objects };
    } finally {
      client.close();
    }
  });
}
