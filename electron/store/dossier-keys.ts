import { and, asc, eq } from 'drizzle-orm';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { asBuffer } from './sealing.ts';
import type { Ground } from './repository.ts';
import { requireDossier } from './repository.ts';
import { dossierKey } from './schema.ts';

/** One wrap of one epoch's key of a dossier, signed by its granter. */
export interface DossierKeyRow {
  dossier: DossierId;
  epoch: number;
  recipient: AccountId | 'recovery';
  wrap: Uint8Array;
  granter: AccountId;
  signature: Uint8Array;
  at: string;
}

export interface DossierKeys {
  /** @throws AppError `not_found` (no such dossier), `conflict` (that wrap exists). */
  insert(rows: readonly DossierKeyRow[]): void;
  /** All wraps of a dossier, by epoch. */
  list(dossier: DossierId): DossierKeyRow[];
  /** Every wrap for one recipient, over all dossiers: what an unlock opens. */
  ofRecipient(recipient: AccountId | 'recovery'): DossierKeyRow[];
  /** Recall (收回): destroys the wraps of a dossier, of one recipient or of all; tells how many. */
  destroy(dossier: DossierId, recipient?: AccountId | 'recovery'): number;
}

/** The wraps of dossier keys. Granting and checking signatures is the keyring's work. */
export function dossierKeys({ db, within }: Ground): DossierKeys {
  return {
    insert(rows) {
      within(() => {
        for (const row of rows) {
          requireDossier(db, row.dossier);
          db.insert(dossierKey)
            .values({ ...row, wrap: asBuffer(row.wrap), signature: asBuffer(row.signature) })
            .run();
        }
      });
    },
    list: (dossier) =>
      db
        .select()
        .from(dossierKey)
        .where(eq(dossierKey.dossier, dossier))
        .orderBy(asc(dossierKey.epoch), asc(dossierKey.recipient))
        .all()
        .map(toRow),
    ofRecipient: (recipient) =>
      db
        .select()
        .from(dossierKey)
        .where(eq(dossierKey.recipient, recipient))
        .orderBy(asc(dossierKey.dossier), asc(dossierKey.epoch))
        .all()
        .map(toRow),
    destroy: (dossier, recipient) =>
      db
        .delete(dossierKey)
        .where(
          and(
            eq(dossierKey.dossier, dossier),
            recipient === undefined ? undefined : eq(dossierKey.recipient, recipient),
          ),
        )
        .run().changes,
  };
}

function toRow(row: typeof dossierKey.$inferSelect): DossierKeyRow {
  return {
    ...row,
    dossier: row.dossier as DossierId,
    recipient: row.recipient as AccountId | 'recovery',
    granter: row.granter as AccountId,
  };
}
