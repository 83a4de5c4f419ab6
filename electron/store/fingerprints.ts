import { and, countDistinct, eq, inArray, ne } from 'drizzle-orm';
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
  /** How many other dossiers say one of the texts: never which ones. */
  countElsewhere(purpose: string, texts: readonly string[], dossier: DossierId): number;
  /** All that one row says, in place of what it said before. */
  replace(
    place: { dossier: DossierId; row: string; at: string },
    said: readonly { purpose: string; text: string }[],
  ): void;
  /** The dossiers that say a text themselves; for what the store keeps of its own, never for an answer. */
  saying(purpose: string, text: string): Set<DossierId>;
}

/**
 * Keyed SM3 fingerprints for what must be compared across dossiers that nobody may read together (one output,
 * one dossier; one application a year).
 */
export function fingerprints({ db, storeKeys, within }: Ground): Fingerprints {
  const macOf = (purpose: string, text: string) =>
    asBuffer(storeKeys.fingerprint(storeKeys.epoch, purpose, text));
  const elsewhereOf = (purpose: string, texts: readonly string[], dossier: DossierId) =>
    and(
      eq(fingerprint.purpose, purpose),
      inArray(
        fingerprint.mac,
        texts.map((text) => macOf(purpose, text)),
      ),
      ne(fingerprint.dossier, dossier),
    );
  const rowOf = (dossier: DossierId, row: string) =>
    and(eq(fingerprint.dossier, dossier), eq(fingerprint.row, row));
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
      db.delete(fingerprint).where(rowOf(dossier, row)).run();
    },
    elsewhere(purpose, text, dossier) {
      const found = db
        .select({ row: fingerprint.row })
        .from(fingerprint)
        .where(elsewhereOf(purpose, [text], dossier))
        .limit(1)
        .get();
      return found !== undefined;
    },
    countElsewhere(purpose, texts, dossier) {
      if (texts.length === 0) return 0;
      const found = db
        .select({ dossiers: countDistinct(fingerprint.dossier) })
        .from(fingerprint)
        .where(elsewhereOf(purpose, texts, dossier))
        .get();
      return found?.dossiers ?? 0;
    },
    replace({ dossier, row, at }, said) {
      within(() => {
        requireDossier(db, dossier);
        const wanted = new Map(
          said.map(({ purpose, text }) => {
            const mac = macOf(purpose, text);
            return [`${purpose} ${mac.toString('hex')}`, { purpose, mac }];
          }),
        );
        const known = db.select().from(fingerprint).where(rowOf(dossier, row)).all();
        for (const { purpose, mac } of known) {
          if (wanted.delete(`${purpose} ${mac.toString('hex')}`)) continue;
          db.delete(fingerprint)
            .where(and(rowOf(dossier, row), eq(fingerprint.purpose, purpose), eq(fingerprint.mac, mac)))
            .run();
        }
        const epoch = storeKeys.epoch;
        for (const { purpose, mac } of wanted.values())
          db.insert(fingerprint).values({ purpose, mac, epoch, dossier, row, at }).run();
      });
    },
    saying(purpose, text) {
      const rows = db
        .select({ dossier: fingerprint.dossier })
        .from(fingerprint)
        .where(and(eq(fingerprint.purpose, purpose), eq(fingerprint.mac, macOf(purpose, text))))
        .all();
      return new Set(rows.map(({ dossier }) => dossier as DossierId));
    },
  };
}
