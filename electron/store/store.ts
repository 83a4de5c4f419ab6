import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { AppError } from '../../shared/model/errors.ts';
import type { Secret } from '../crypto/secret.ts';
import { type Audit, audit } from './audit.ts';
import { type Connection, copyTo, openConnection } from './connection.ts';
import { type DossierKeys, dossierKeys } from './dossier-keys.ts';
import { type Destructions, destructions } from './destructions.ts';
import { type Dossiers, dossiers } from './dossiers.ts';
import { type Fingerprints, fingerprints } from './fingerprints.ts';
import { type Items, items } from './items.ts';
import { type Leases, leases } from './leases.ts';
import { type Members, members } from './members.ts';
import { assertSound, type MigrationOutcome, type MigrationSet, migrate } from './migrate.ts';
import { migrations, triggersSql } from './migrations.generated.ts';
import { type Objects, objects } from './objects.ts';
import { type OwnKeys, ownKeys } from './own-keys.ts';
import { type Recalls, recalls } from './recalls.ts';
import type { Db, Ground } from './repository.ts';
import { storeInfo } from './schema.ts';
import { type Settings, settings } from './settings.ts';
import { type Snapshots, snapshots } from './snapshots.ts';
import { guarded, toStoreError, translate } from './store-errors.ts';
import { type KeyProvider, openStoreKeys } from './store-keys.ts';

export interface OpenStoreOptions {
  file: string;
  /** The raw 32-byte database key; the caller keeps and destroys it. */
  key: Secret;
  /** The id in the keyring: a file of another store is refused. */
  storeId: string;
  /** A throw-away store is never opened as a real one, nor the other way round. */
  mark: 'demo' | 'real';
  /** Where the copy before a migration goes; `backups` beside the file where not given. */
  backupDir?: string;
  /** Refuse instead of creating: where a keyring exists, a missing file is a loss, not a new store. */
  mustExist?: boolean;
  migrations?: MigrationSet;
  /** Instant now; injected by tests. */
  now?: () => string;
}

export interface Store {
  readonly id: string;
  readonly mark: 'demo' | 'real';
  /** What opening had to do. */
  readonly opening: MigrationOutcome;
  readonly dossiers: Dossiers;
  readonly dossierKeys: DossierKeys;
  readonly items: Items;
  readonly objects: Objects;
  readonly audit: Audit;
  readonly settings: Settings;
  readonly fingerprints: Fingerprints;
  readonly ownKeys: OwnKeys;
  readonly snapshots: Snapshots;
  readonly members: Members;
  readonly leases: Leases;
  /** When the store was made. */
  readonly createdAt: string;
  readonly recalls: Recalls;
  readonly destructions: Destructions;
  /** The dossiers' keys of this session; `null` at lock. */
  useKeys(provider: KeyProvider | null): void;
  /** One IMMEDIATE transaction (a savepoint inside another); durable when it returns, undone when it throws. */
  transaction<T>(work: () => T): T;
  /** Writes an encrypted copy, openable with the same key; `target` must not exist. */
  backup(target: string): void;
  /** SQLite's own checks of the whole file. @throws AppError `store_damaged`. */
  check(): void;
  /** Empties the write-ahead log into the file: what was destroyed (recall) is then in neither. */
  checkpoint(): void;
  /** Checkpoints, destroys the store's keys and lets the file go; never fails, harmless when repeated. */
  close(): void;
}

/**
 * Opens the encrypted store, creating and migrating it. Synchronous; `initCrypto()` must have finished.
 * @throws AppError `store_in_use`, `store_damaged` (wrong key or file), `store_from_future`,
 * `store_not_marked` (demo and real confused), `io_failed`, `disk_full`, `read_only`.
 */
export function openStore(options: OpenStoreOptions): Store {
  const { file, key, storeId, mark } = options;
  const now = (options.now ?? (() => new Date().toISOString()))();
  if (options.mustExist && !(existsSync(file) && statSync(file).size > 0)) {
    throw new AppError('store_damaged', { params: { reason: 'missing' } });
  }
  const connection = openConnection(file, key);
  const { client } = connection;
  try {
    const set = options.migrations ?? { migrations, triggersSql };
    const opening = migrate(client, set, {
      now,
      backup: (before) => copyTo(client, backupFile(options, before)),
    });
    const db = drizzle(client);
    identify(db, storeId, mark, now);
    return build(connection, db, options, opening, now);
  } catch (error) {
    connection.release();
    throw toStoreError(error);
  }
}

function build(
  { client, release }: Connection,
  db: Db,
  { storeId, mark, key }: OpenStoreOptions,
  opening: MigrationOutcome,
  now: string,
): Store {
  const storeKeys = openStoreKeys(db, storeId, key, now);
  let provider: KeyProvider | null = null;
  const within = <T>(work: () => T): T => translate(() => client.transaction(work).immediate() as T);
  const ground: Ground = {
    db,
    store: storeId,
    storeKeys,
    within,
    keys() {
      if (provider === null) throw new AppError('locked');
      return provider;
    },
  };
  const checkpoint = () => translate(() => void client.pragma('wal_checkpoint(TRUNCATE)'));
  const theItems = guarded(items(ground));
  const theObjects = guarded(objects(ground, theItems));
  return {
    id: storeId,
    mark,
    opening,
    dossiers: guarded(dossiers(ground)),
    dossierKeys: guarded(dossierKeys(ground)),
    items: theItems,
    objects: theObjects,
    audit: guarded(audit(ground)),
    settings: guarded(settings(ground)),
    fingerprints: guarded(fingerprints(ground)),
    ownKeys: guarded(ownKeys(ground)),
    snapshots: guarded(snapshots(ground, theItems, theObjects)),
    members: guarded(members(ground)),
    leases: guarded(leases(ground)),
    createdAt: db.select().from(storeInfo).get()?.createdAt ?? now,
    recalls: guarded(recalls(ground)),
    destructions: guarded(destructions(ground)),
    useKeys(next) {
      provider = next;
    },
    transaction: within,
    backup: (target) => copyTo(client, target),
    check: () => translate(() => assertSound(client)),
    checkpoint,
    close() {
      provider = null;
      storeKeys.destroy();
      if (!client.open) return;
      try {
        checkpoint();
      } catch {
        // A full disc must not keep the store open: the write-ahead log stays and is read at the next opening.
      } finally {
        release();
      }
    },
  };
}

function identify(db: Db, store: string, mark: 'demo' | 'real', now: string): void {
  const info = db.select().from(storeInfo).get();
  if (info === undefined) {
    db.insert(storeInfo).values({ id: 1, store, mark, createdAt: now }).run();
  } else if (info.store !== store) {
    throw new AppError('store_damaged', { params: { reason: 'another_store' } });
  } else if (info.mark !== mark) {
    throw new AppError('store_not_marked', { params: { mark: info.mark } });
  }
}

function backupFile({ file, backupDir }: OpenStoreOptions, before: string): string {
  const directory = backupDir ?? join(dirname(file), 'backups');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const stem = join(directory, `${basename(file, extname(file))}.before-${before}`);
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? `${stem}.db` : `${stem}-${n}.db`;
    if (!existsSync(candidate)) return candidate;
  }
}
