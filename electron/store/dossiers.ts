import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId, ObjectId } from '../../shared/model/ids.ts';
import { type Ground, requireDossier } from './repository.ts';
import {
  dossier,
  dossierKey,
  fingerprint,
  item,
  itemVersion,
  member,
  object,
  ownKey,
  recall,
  recalled,
  rekey,
  snapshot,
} from './schema.ts';

export interface DossierRow {
  id: DossierId;
  kind: string;
  /** The key epoch under which new things are sealed. */
  epoch: number;
  phase: 'draft' | 'active';
  author: AccountId;
  /** Instant. */
  createdAt: string;
}

export interface Dossiers {
  /** A new draft, in key epoch 1. @throws AppError `conflict` where the id exists. */
  insert(row: { id: DossierId; kind: string; author: AccountId; at: string; epoch?: number }): DossierRow;
  /** Newest first; titles are sealed items. */
  list(): DossierRow[];
  /** @throws AppError `not_found` (E-03). */
  get(id: DossierId): DossierRow;
  /** Draft → active, for good. @throws AppError `conflict` where it is active already. */
  activate(id: DossierId): void;
  /** Moves to a later key epoch. @throws AppError `conflict` unless it is the next one. */
  advanceEpoch(id: DossierId, epoch: number): void;
  /**
   * Removes a draft with all its rows and gives the vault objects whose files are now nobody's.
   * @throws AppError `conflict` where it is active: an active dossier is kept.
   */
  discard(id: DossierId): ObjectId[];
}

/** The dossiers' readable rows. Nothing here is content. */
export function dossiers({ db, within }: Ground): Dossiers {
  return {
    insert({ id, kind, author, at, epoch = 1 }) {
      const row = { id, kind, epoch, phase: 'draft' as const, author, createdAt: at };
      db.insert(dossier).values(row).run();
      return row;
    },
    list: () => db.select().from(dossier).orderBy(desc(dossier.createdAt), desc(dossier.id)).all().map(toRow),
    get: (id) => toRow(requireDossier(db, id)),
    activate(id) {
      within(() => {
        if (requireDossier(db, id).phase !== 'draft') throw new AppError('conflict');
        db.update(dossier).set({ phase: 'active' }).where(eq(dossier.id, id)).run();
      });
    },
    advanceEpoch(id, epoch) {
      within(() => {
        if (requireDossier(db, id).epoch !== epoch - 1) throw new AppError('conflict');
        db.update(dossier).set({ epoch }).where(eq(dossier.id, id)).run();
      });
    },
    discard: (id) => within(() => discard(db, id)),
  };
}

// Children first and each by name: nothing cascades, and the triggers let go of a draft's rows only.
function discard(db: Ground['db'], id: DossierId): ObjectId[] {
  if (requireDossier(db, id).phase !== 'draft') throw new AppError('conflict');
  const objects = db.select({ id: object.id }).from(object).where(eq(object.dossier, id)).all();
  for (const { row } of db.select({ row: item.row }).from(item).where(eq(item.dossier, id)).all()) {
    db.delete(itemVersion).where(eq(itemVersion.row, row)).run();
  }
  db.delete(item).where(eq(item.dossier, id)).run();
  db.delete(object).where(eq(object.dossier, id)).run();
  db.delete(fingerprint).where(eq(fingerprint.dossier, id)).run();
  db.delete(snapshot).where(eq(snapshot.dossier, id)).run();
  db.delete(member).where(eq(member.dossier, id)).run();
  db.delete(rekey).where(eq(rekey.dossier, id)).run();
  db.delete(ownKey).where(eq(ownKey.dossier, id)).run();
  db.delete(dossierKey).where(eq(dossierKey.dossier, id)).run();
  for (const row of db.select({ id: recall.id }).from(recall).where(eq(recall.dossier, id)).all())
    db.delete(recalled).where(eq(recalled.recall, row.id)).run();
  db.delete(recall).where(eq(recall.dossier, id)).run();
  db.delete(dossier)
    .where(and(eq(dossier.id, id), eq(dossier.phase, 'draft')))
    .run();
  return objects.map((row) => row.id as ObjectId);
}

function toRow(row: typeof dossier.$inferSelect): DossierRow {
  return { ...row, id: row.id as DossierId, author: row.author as AccountId };
}
