import { eq } from 'drizzle-orm';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import type { Ground } from './repository.ts';
import { asBuffer } from './sealing.ts';
import { ownKey } from './schema.ts';

/** A dossier's key as one account has sealed it for itself; see `OpenKeyring.sealOwnKey`. */
export interface OwnKeyRow {
  dossier: DossierId;
  epoch: number;
  account: AccountId;
  sealed: Uint8Array;
}

export interface OwnKeys {
  ofAccount(account: AccountId): OwnKeyRow[];
  /** Puts rows in place of older ones. @throws AppError `conflict` for a row without its wrap. */
  put(rows: readonly OwnKeyRow[]): void;
}

/** Copies of keys that an account may lose at any time: the wraps in `dossier_key` are the truth. */
export function ownKeys({ db, within }: Ground): OwnKeys {
  return {
    ofAccount: (account) =>
      db
        .select()
        .from(ownKey)
        .where(eq(ownKey.account, account))
        .all()
        .map((row) => ({ ...row, dossier: row.dossier as DossierId, account: row.account as AccountId })),
    put(rows) {
      within(() => {
        for (const row of rows) {
          const sealed = asBuffer(row.sealed);
          db.insert(ownKey)
            .values({ ...row, sealed })
            .onConflictDoUpdate({
              target: [ownKey.dossier, ownKey.epoch, ownKey.account],
              set: { sealed },
            })
            .run();
        }
      });
    },
  };
}
