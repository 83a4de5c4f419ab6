import { asc, eq } from 'drizzle-orm';
import type { Ground } from './repository.ts';
import { openJson, sealJson } from './sealing.ts';
import { setting } from './schema.ts';

export interface Settings {
  /** The value as it was set, or undefined; the shape is the caller's to check. */
  get(key: string): unknown;
  set(key: string, value: unknown, at: string): void;
  remove(key: string): void;
  /** The names that are set; names are ours, never a person's words. */
  names(): string[];
}

/** The store's settings, sealed under the store's own key: every account of the store can read them. */
export function settings({ db, store, storeKeys, within }: Ground): Settings {
  const find = (key: string) => db.select().from(setting).where(eq(setting.key, key)).get();
  return {
    get(key) {
      const row = find(key);
      if (row === undefined) return undefined;
      return openJson(storeKeys.of(row.epoch).bytes, placeOf(store, key, row.version, row.epoch), row.sealed);
    },
    set(key, value, at) {
      within(() => {
        const version = (find(key)?.version ?? 0) + 1;
        const { epoch } = storeKeys;
        const sealed = sealJson(storeKeys.current().bytes, placeOf(store, key, version, epoch), value);
        const row = { version, epoch, sealed, at };
        db.insert(setting)
          .values({ key, ...row })
          .onConflictDoUpdate({ target: setting.key, set: row })
          .run();
      });
    },
    remove(key) {
      db.delete(setting).where(eq(setting.key, key)).run();
    },
    names: () =>
      db
        .select({ key: setting.key })
        .from(setting)
        .orderBy(asc(setting.key))
        .all()
        .map((row) => row.key),
  };
}

function placeOf(store: string, row: string, version: number, epoch: number) {
  return { store, dossier: 'store', noun: 'setting', row, version, epoch };
}
