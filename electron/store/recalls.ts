import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { AccountId, DossierId, ItemId, ObjectId } from '../../shared/model/ids.ts';
import { randomId } from '../crypto/random.ts';
import { type Ground, requireDossier } from './repository.ts';
import { openJson, sealJson } from './sealing.ts';
import {
  dossierKey,
  fingerprint,
  item,
  itemVersion,
  member,
  object,
  recall,
  recalled,
  rekey,
  snapshot,
} from './schema.ts';

/** What was taken back; `facts` is sealed under the store's key and names no content. */
export interface RecallRow {
  id: string;
  dossier: DossierId;
  scope: 'dossier' | 'object';
  account: AccountId;
  at: string;
  facts: unknown;
}

export interface Recalls {
  /**
   * Takes a whole dossier back: every wrap of its keys, the recovery wraps and the accounts' copies included, its
   * records, objects, snapshot and fingerprints. Within the caller's transaction. @throws AppError `not_found`
   */
  takeDossier(write: {
    dossier: DossierId;
    account: AccountId;
    at: string;
    facts(counted: { wraps: number; objects: number }): unknown;
  }): { id: string; objects: ObjectId[] };
  /**
   * Takes files back: their wrapped keys and metadata, and the rows named, with the dossier's snapshot. Within the
   * caller's transaction. @throws AppError `not_found`
   */
  takeObjects(write: {
    dossier: DossierId;
    objects: readonly ObjectId[];
    rows: readonly ItemId[];
    account: AccountId;
    at: string;
    facts: unknown;
  }): { id: string };
  /** Newest first. */
  list(): RecallRow[];
}

/** 收回 (E-07): rows are deleted, not only their keys, so that a key kept in an old backup opens nothing here. */
export function recalls({ db, store, storeKeys, within }: Ground): Recalls {
  const note = (row: Omit<RecallRow, 'facts'>, facts: unknown) => {
    const { epoch } = storeKeys;
    const sealed = sealJson(storeKeys.current().bytes, placeOf(store, row.id, epoch), facts);
    db.insert(recall)
      .values({ ...row, epoch, sealed })
      .run();
  };
  return {
    takeDossier: ({ dossier, account, at, facts }) =>
      within(() => {
        requireDossier(db, dossier);
        const wraps =
          db.select({ n: count() }).from(dossierKey).where(eq(dossierKey.dossier, dossier)).get()?.n ?? 0;
        const objects = db.select({ id: object.id }).from(object).where(eq(object.dossier, dossier)).all();
        const id = randomId();
        note({ id, dossier, scope: 'dossier', account, at }, facts({ wraps, objects: objects.length }));
        for (const { row } of db.select({ row: item.row }).from(item).where(eq(item.dossier, dossier)).all())
          db.delete(itemVersion).where(eq(itemVersion.row, row)).run();
        db.delete(item).where(eq(item.dossier, dossier)).run();
        db.delete(object).where(eq(object.dossier, dossier)).run();
        db.delete(fingerprint).where(eq(fingerprint.dossier, dossier)).run();
        db.delete(snapshot).where(eq(snapshot.dossier, dossier)).run();
        db.delete(dossierKey).where(eq(dossierKey.dossier, dossier)).run();
        db.delete(rekey).where(eq(rekey.dossier, dossier)).run();
        // Who knew it stays to be read; nobody does any longer.
        db.update(member)
          .set({ endedAt: at, endedBy: account })
          .where(and(eq(member.dossier, dossier), isNull(member.endedAt)))
          .run();
        return { id, objects: objects.map((row) => row.id as ObjectId) };
      }),
    takeObjects: ({ dossier, objects, rows, account, at, facts }) =>
      within(() => {
        requireDossier(db, dossier);
        const id = randomId();
        note({ id, dossier, scope: 'object', account, at }, facts);
        const gone = [...new Set<string>([...objects, ...rows])];
        for (const row of gone) db.insert(recalled).values({ row, recall: id }).run();
        const ours = and(eq(item.dossier, dossier), inArray(item.row, gone));
        for (const { row } of db.select({ row: item.row }).from(item).where(ours).all()) {
          db.delete(itemVersion).where(eq(itemVersion.row, row)).run();
          db.delete(item).where(eq(item.row, row)).run();
        }
        db.delete(object)
          .where(and(eq(object.dossier, dossier), inArray(object.id, [...objects])))
          .run();
        // It holds the record as it was; the next unlock makes another.
        db.delete(snapshot).where(eq(snapshot.dossier, dossier)).run();
        return { id };
      }),
    list: () =>
      db
        .select()
        .from(recall)
        .orderBy(desc(recall.at))
        .all()
        .map(({ epoch, sealed, ...row }) => ({
          ...row,
          dossier: row.dossier as DossierId,
          account: row.account as AccountId,
          facts: openJson(storeKeys.of(epoch).bytes, placeOf(store, row.id, epoch), sealed),
        })),
  };
}

function placeOf(store: string, row: string, epoch: number) {
  return { store, dossier: 'store', noun: 'recall', row, version: 1, epoch };
}
