import { and, asc, eq, sql } from 'drizzle-orm';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId, ItemId, ObjectId } from '../../shared/model/ids.ts';
import { toHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import type { ItemVersion, Items } from './items.ts';
import { type Ground, requireDossier } from './repository.ts';
import { asBuffer, openAt, openJson, sealAt, sealJson } from './sealing.ts';
import { object } from './schema.ts';

/** What a person may know of an object: its original name exactly, its type by content, its fingerprints. */
export interface ObjectMeta {
  name: string;
  type: string;
  sm3: string;
  sha256: string;
  [key: string]: unknown;
}

export interface ObjectRow {
  id: ObjectId;
  dossier: DossierId;
  epoch: number;
  suite: number;
  /** Bytes of the plaintext. */
  size: number;
  chunks: number;
  rootTag: Uint8Array;
  author: AccountId;
  at: string;
  /** As sealed at ingest, with what was added later under other keys; an addition never hides the original. */
  meta: ObjectMeta;
}

export interface ObjectInsert extends Omit<ObjectRow, 'epoch'> {
  /** The file's write-once key; the caller keeps and destroys its own copy. */
  key: Secret;
}

export interface Objects {
  /** @throws AppError `not_found` (no such dossier), `conflict` (that object is recorded). */
  insert(row: ObjectInsert): void;
  /** In the order of arrival. */
  list(dossier: DossierId): ObjectRow[];
  /** @throws AppError `not_found` where it is not this dossier's (E-03). */
  get(dossier: DossierId, id: ObjectId): ObjectRow;
  /** A copy of the file's key, the caller's to destroy. @throws AppError `not_found`. */
  fileKey(row: { dossier: DossierId; id: ObjectId }): Secret;
  /** Adds to the metadata (seal seen, pages counted …) as a version with an author; the original stays. */
  annotate(write: {
    dossier: DossierId;
    id: ObjectId;
    author: AccountId;
    at: string;
    add: Record<string, unknown>;
  }): ObjectRow;
  /** Ids of every object of every dossier, for the vault's health check. */
  ids(): ObjectId[];
}

type StoredRow = typeof object.$inferSelect;

/** The vault's objects: the wrapped file key and the sealed metadata, immutable once written. */
export function objects(ground: Ground, items: Items): Objects {
  const { db, within } = ground;
  const find = (dossier: DossierId, id: ObjectId): StoredRow => {
    const row = db
      .select()
      .from(object)
      .where(and(eq(object.id, id), eq(object.dossier, dossier)))
      .get();
    if (row === undefined) throw new AppError('not_found', { rule: 'E-03' });
    return row;
  };
  const additionsOf = (dossier: DossierId) =>
    new Map<string, ItemVersion>(items.current(dossier, 'object').map((version) => [version.row, version]));
  const get = (dossier: DossierId, id: ObjectId) =>
    open(ground, find(dossier, id), additionsOf(dossier).get(id)?.value);
  return {
    insert({ key, meta, ...row }) {
      within(() => {
        requireDossier(db, row.dossier);
        const { epoch, key: dossierKey } = ground.keys().current(row.dossier);
        const place = placeOf(ground.store, row.dossier, row.id, epoch);
        const sealedKey = sealAt(dossierKey.bytes, place('object_key'), key.bytes);
        const sealedMeta = sealJson(dossierKey.bytes, place('object_meta'), { ...readable(row), meta });
        db.insert(object)
          .values({ ...row, epoch, rootTag: asBuffer(row.rootTag), sealedKey, sealedMeta })
          .run();
      });
    },
    list(dossier) {
      requireDossier(db, dossier);
      const additions = additionsOf(dossier);
      return db
        .select()
        .from(object)
        .where(eq(object.dossier, dossier))
        .orderBy(sql`${object}.rowid`)
        .all()
        .map((row) => open(ground, row, additions.get(row.id)?.value));
    },
    get,
    fileKey({ dossier, id }) {
      const row = find(dossier, id);
      const place = placeOf(ground.store, dossier, id, row.epoch);
      const key = ground.keys().of(dossier, row.epoch);
      return Secret.take(openAt(key.bytes, place('object_key'), row.sealedKey));
    },
    annotate: ({ dossier, id, author, at, add }) =>
      within(() => {
        find(dossier, id);
        const before = additionsOf(dossier).get(id)?.value as object | undefined;
        items.save({
          dossier,
          noun: 'object',
          row: id as string as ItemId,
          author,
          at,
          value: { ...before, ...add },
        });
        return get(dossier, id);
      }),
    ids: () =>
      db
        .select({ id: object.id })
        .from(object)
        .orderBy(asc(object.id))
        .all()
        .map((row) => row.id as ObjectId),
  };
}

function open(ground: Ground, row: StoredRow, additions: unknown): ObjectRow {
  const { sealedKey: _key, sealedMeta, ...columns } = row;
  const dossier = row.dossier as DossierId;
  const key = ground.keys().of(dossier, row.epoch);
  const place = placeOf(ground.store, dossier, row.id, row.epoch);
  const { meta, ...said } = openJson(key.bytes, place('object_meta'), sealedMeta) as { meta: ObjectMeta };
  // The readable columns are repeated under the seal: a changed size or root tag shows here.
  if (JSON.stringify(said) !== JSON.stringify(readable(row))) {
    throw new AppError('store_damaged', { params: { reason: 'altered', noun: 'object' } });
  }
  return {
    ...columns,
    id: row.id as ObjectId,
    dossier,
    author: row.author as AccountId,
    meta: { ...(additions as object | undefined), ...meta },
  };
}

function readable(
  row: Pick<StoredRow, 'suite' | 'size' | 'chunks' | 'author' | 'at'> & { rootTag: Uint8Array },
) {
  const { suite, size, chunks, rootTag, author, at } = row;
  return { suite, size, chunks, rootTag: toHex(rootTag), author, at };
}

function placeOf(store: string, dossier: string, row: string, epoch: number) {
  return (noun: 'object_key' | 'object_meta') => ({ store, dossier, noun, row, version: 1, epoch });
}
