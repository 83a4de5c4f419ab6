import { and, eq, ne } from 'drizzle-orm';
import type { DossierId } from '../../shared/model/ids.ts';
import { type Ground, requireDossier } from './repository.ts';
import { asBuffer } from './sealing.ts';
import { fingerprint } from './schema.ts';

export interface Fingerprints {
  /** Records that `row` of a dossier says `text`; normalise the text first. Repeating is harmless. */
  add(entry: { purpose: string; text: string; dossier: DossierId; row: string; at: string }): void;
  /** Forgets what one row said. */
  remove(dossier: DossierId, row: string): void;
  /** Whether another dossier says the same: never which one. */
  elsewhere(purpose: string, text: string, dossier: DossierId): boolean;
}

/**
 * Keyed SM3 fingerprints for what must be compared across dossiers that nobody may read together (one output,
 * one dossier; one application a year).
 */
export function fingerprints({ db, storeKeys, within }: Ground): Fingerprints {
  const macOf = (purpose: string, text: string) =>
    asBuffer(storeKeys.fingerprint(storeKeys.epoch, purpose, text));
  return {
    add({ purpose, text, dossier, row, at }) {
      within(() => {
        requireDossier(db, dossier);
        db.insert(fingerprint)
          .values({ purpose, mac: macOf(purpose, text), epoch: storeKeys.epoch, dossier, row, at })
          .onConflictDoNothing()
          .run();
      });
    },
    remove(dossier, row) {
      db.delete(fingerprint)
        .where(and(eq(fingerprint.dossier, dossier), eq(fingerprint.row, row)))
        .run();
    },
    elsewhere(purpose, text, dossier) {
      const found = db
        .select({ row: fingerprint.row })
        .from(fingerprint)
        .where(
          and(
            eq(fingerprint.purpose, purpose),
            eq(fingerprint.mac, macOf(purpose, text)),
            ne(fingerprint.dossier, dossier),
          ),
        )
        .limit(1)
        .get();
      return found !== undefined;
    },
  };
}
