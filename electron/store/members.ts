import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import type { DossierRole } from '../../shared/model/policy.ts';
import type { AccountId, DossierId, GrantId } from '../../shared/model/ids.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import type { Ground } from './repository.ts';
import { member, rekey } from './schema.ts';
import { asBuffer, openJson, sealJson } from './sealing.ts';

/** One line of a dossier's need-to-know list (知悉名单, E-03). */
export interface MemberRow {
  id: GrantId;
  dossier: DossierId;
  account: AccountId;
  role: DossierRole;
  /** The last day on which it holds. */
  until: CivilDate | null;
  epoch: number;
  sealed: Uint8Array;
  granter: AccountId;
  at: string;
  signature: Uint8Array;
  endedAt: string | null;
  endedBy: AccountId | 'term' | null;
}

export interface Members {
  insert(row: Omit<MemberRow, 'endedAt' | 'endedBy'>): void;
  /** Every grant of a dossier, ended ones included, oldest first. */
  ofDossier(dossier: DossierId): MemberRow[];
  /** The grants of a person that have not ended. */
  ofAccount(account: AccountId): MemberRow[];
  end(id: GrantId, at: string, by: AccountId | 'term'): void;
  /** Grants whose last day is over and that nobody has ended. */
  lapsed(today: CivilDate): MemberRow[];
  /** Seals what a grant says under the dossier's present key. */
  seal(dossier: DossierId, id: GrantId, value: unknown): { epoch: number; sealed: Uint8Array };
  /** Opens {@link seal}; the shape is the caller's to check. */
  open(row: MemberRow): unknown;
  /** Notes that somebody knew the dossier's key who must know it no longer. */
  markForRekey(dossier: DossierId, at: string): void;
  forRekey(): DossierId[];
  rekeyed(dossier: DossierId): void;
}

export function members({ db, store, keys, within }: Ground): Members {
  const place = (dossier: DossierId, row: GrantId, epoch: number) => ({
    store,
    dossier,
    noun: 'member',
    row,
    version: 1,
    epoch,
  });
  return {
    insert(row) {
      db.insert(member)
        .values({ ...row, sealed: asBuffer(row.sealed), signature: asBuffer(row.signature) })
        .run();
    },
    ofDossier: (dossier) =>
      db.select().from(member).where(eq(member.dossier, dossier)).orderBy(asc(member.at)).all().map(toRow),
    ofAccount: (account) =>
      db
        .select()
        .from(member)
        .where(and(eq(member.account, account), isNull(member.endedAt)))
        .all()
        .map(toRow),
    end(id, endedAt, endedBy) {
      db.update(member).set({ endedAt, endedBy }).where(eq(member.id, id)).run();
    },
    lapsed: (today) =>
      db
        .select()
        .from(member)
        .where(and(lt(member.until, today), isNull(member.endedAt)))
        .all()
        .map(toRow),
    seal(dossier, id, value) {
      const { epoch, key } = keys().current(dossier);
      return { epoch, sealed: sealJson(key.bytes, place(dossier, id, epoch), value) };
    },
    open: (row) =>
      openJson(
        keys().of(row.dossier, row.epoch).bytes,
        place(row.dossier, row.id, row.epoch),
        asBuffer(row.sealed),
      ),
    markForRekey(dossier, at) {
      within(() => db.insert(rekey).values({ dossier, at }).onConflictDoNothing().run());
    },
    forRekey: () =>
      db
        .select()
        .from(rekey)
        .all()
        .map((row) => row.dossier as DossierId),
    rekeyed(dossier) {
      db.delete(rekey).where(eq(rekey.dossier, dossier)).run();
    },
  };
}

function toRow(row: typeof member.$inferSelect): MemberRow {
  return {
    ...row,
    id: row.id as GrantId,
    dossier: row.dossier as DossierId,
    account: row.account as AccountId,
    role: row.role as DossierRole,
    until: row.until as CivilDate | null,
    granter: row.granter as AccountId,
    endedBy: row.endedBy as AccountId | 'term' | null,
  };
}
