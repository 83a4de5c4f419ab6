import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { eq } from 'drizzle-orm';
import { AppError } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { dossier } from './schema.ts';
import type { KeyProvider, StoreKeys } from './store-keys.ts';

export type Db = BetterSQLite3Database;

/** What every repository is built on. */
export interface Ground {
  db: Db;
  /** The store's id. */
  store: string;
  storeKeys: StoreKeys;
  /** The session's dossier keys. @throws AppError `locked` while there are none. */
  keys(): KeyProvider;
  /** Runs `work` in the open transaction, or in one of its own (IMMEDIATE). */
  within<T>(work: () => T): T;
}

/** @throws AppError `not_found` (E-03) where the store holds no such dossier. */
export function requireDossier(db: Db, id: DossierId): typeof dossier.$inferSelect {
  const row = db.select().from(dossier).where(eq(dossier.id, id)).get();
  if (row === undefined) throw new AppError('not_found', { rule: 'E-03' });
  return row;
}
