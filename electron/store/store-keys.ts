import { eq, max } from 'drizzle-orm';
import type { DossierId } from '../../shared/model/ids.ts';
import { AppError } from '../../shared/model/errors.ts';
import { hkdfSm3 } from '../crypto/hkdf.ts';
import { hmacSm3 } from '../crypto/hmac.ts';
import { frame } from '../crypto/frame.ts';
import { Secret } from '../crypto/secret.ts';
import { openAt, sealAt, type SealPlace } from './sealing.ts';
import { storeKey } from './schema.ts';
import type { Db } from './repository.ts';

/**
 * Who holds the dossiers' keys in this session. Both throw an AppError (`locked`, `not_found`) where the
 * person has no key; the store neither keeps nor destroys what it is given.
 */
export interface KeyProvider {
  /** The epoch under which something new is sealed. */
  current(dossier: DossierId): { epoch: number; key: Secret };
  of(dossier: DossierId, epoch: number): Secret;
}

/** The store's own keys: settings, audit details of no dossier, keyed fingerprints. */
export interface StoreKeys {
  readonly epoch: number;
  current(): Secret;
  of(epoch: number): Secret;
  /** Keyed SM3 fingerprint (32 bytes) of `text` for one `purpose`. */
  fingerprint(epoch: number, purpose: string, text: string): Uint8Array;
  destroy(): void;
}

/**
 * Opens the store's random keys, making the first in a new store. They are wrapped under a key derived from
 * the database key, so that rotating that one re-wraps these rows and re-seals nothing.
 */
export function openStoreKeys(db: Db, store: string, databaseKey: Secret, at: string): StoreKeys {
  const wrapping = wrappingOf(store, databaseKey);
  try {
    if (
      db
        .select({ last: max(storeKey.epoch) })
        .from(storeKey)
        .get()?.last == null
    ) {
      const first = Secret.random();
      db.insert(storeKey)
        .values({ epoch: 1, sealed: sealAt(wrapping.bytes, placeOf(store, 1), first.bytes), at })
        .run();
      first.destroy();
    }
    const keys = new Map<number, Secret>();
    for (const row of db.select().from(storeKey).all()) {
      keys.set(row.epoch, Secret.take(openAt(wrapping.bytes, placeOf(store, row.epoch), row.sealed)));
    }
    return storeKeys(keys);
  } finally {
    wrapping.destroy();
  }
}

function wrappingOf(store: string, databaseKey: Secret): Secret {
  return Secret.take(hkdfSm3(databaseKey.bytes, Buffer.from(store, 'utf8'), 'juanzong/store-key/1', 32));
}

/** Wraps the store's keys under another database key; what they seal stays as it is. One transaction. */
export function rewrapStoreKeys(db: Db, store: string, { from, to }: { from: Secret; to: Secret }): void {
  const [before, after] = [wrappingOf(store, from), wrappingOf(store, to)];
  try {
    db.transaction((tx) => {
      for (const { epoch, sealed } of tx.select().from(storeKey).all()) {
        const place = placeOf(store, epoch);
        const key = openAt(before.bytes, place, sealed);
        tx.update(storeKey)
          .set({ sealed: sealAt(after.bytes, place, key) })
          .where(eq(storeKey.epoch, epoch))
          .run();
        key.fill(0);
      }
    });
  } finally {
    before.destroy();
    after.destroy();
  }
}

function storeKeys(keys: Map<number, Secret>): StoreKeys {
  const epoch = Math.max(...keys.keys());
  const of = (wanted: number) => {
    const key = keys.get(wanted);
    if (key === undefined) throw new AppError('store_damaged', { params: { reason: 'store_key' } });
    return key;
  };
  return {
    epoch,
    current: () => of(epoch),
    of,
    fingerprint(keyEpoch, purpose, text) {
      const key = hkdfSm3(of(keyEpoch).bytes, new Uint8Array(0), 'juanzong/fingerprint/1', 32);
      const mac = hmacSm3(key, frame(purpose, text));
      key.fill(0);
      return mac;
    },
    destroy() {
      for (const key of keys.values()) key.destroy();
      keys.clear();
    },
  };
}

function placeOf(store: string, epoch: number): SealPlace {
  return { store, dossier: 'store', noun: 'store_key', row: String(epoch), version: 1, epoch };
}
