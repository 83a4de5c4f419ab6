import { deflateRawSync } from 'node:zlib';
import { eq, sql } from 'drizzle-orm';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Items, ItemVersion } from './items.ts';
import type { ObjectRow, Objects } from './objects.ts';
import type { Ground } from './repository.ts';
import { openPacked, type PackedSnapshot } from './packed.ts';
import { aadOf, asBuffer, sealAt, type SealPlace } from './sealing.ts';
import { dossier as dossierTable, item, itemVersion, object, snapshot } from './schema.ts';

/** What a dossier holds now: the last version of each item, and its objects. */
export interface Contents {
  /** How far the rows had come when these were read. */
  mark: string;
  items: ItemVersion[];
  objects: ObjectRow[];
}

export interface Snapshots {
  /** The contents as the snapshot has them, or null where there is none that is whole: a write takes it away. */
  read(dossier: DossierId): Contents | null;
  /** The snapshot as it lies, to be opened by another thread; null where there is none. */
  packed(dossier: DossierId): PackedSnapshot | null;
  /** What {@link openPacked} gave. */
  decode(mark: string, json: Uint8Array): Contents;
  /** Keeps contents of {@link fromRows}, unless rows have come since. Within the caller's transaction. */
  write(dossier: DossierId, contents: Contents): void;
  /** How far the rows have come: another answer after every write. Needs no key. */
  markOf(dossier: DossierId): string;
  /** The contents row by row: the truth, and what every snapshot is made of. */
  fromRows(dossier: DossierId): Contents;
}

/**
 * Number and last place of a dossier's versions and objects. Every append takes a higher place than any row before
 * it, so the mark of a dossier that was written to is never seen again. It costs a look at every row: asked for where
 * a snapshot is made, not where one is read.
 */
const markSql = sql<string>`
  (SELECT count(*) || '/' || coalesce(max(v.rowid), 0)
   FROM ${item} i JOIN ${itemVersion} v ON v.row = i.row WHERE i.dossier = ${sql.placeholder('dossier')})
  || ' ' ||
  (SELECT count(*) || '/' || coalesce(max(o.rowid), 0)
   FROM ${object} o WHERE o.dossier = ${sql.placeholder('dossier')})`;

/**
 * One sealed piece a dossier beside its rows. Opening row by row costs a key derivation a row; opening a snapshot
 * costs one. It is a copy and never believed over the rows: triggers take it away with the first change of them, and
 * one that is missing or damaged is as good as none. Whoever lacks the dossier's key can neither read nor forge one;
 * an old one can be put back only past the triggers, by who could put old rows back as well.
 */
export function snapshots(ground: Ground, items: Items, objects: Objects): Snapshots {
  const { db } = ground;
  // Prepared once: asked for every dossier of an unlock.
  const find = db
    .select({ epoch: snapshot.epoch, mark: snapshot.mark, sealed: snapshot.sealed })
    .from(snapshot)
    .where(eq(snapshot.dossier, sql.placeholder('dossier')))
    .prepare();
  const markNow = db
    .select({ now: markSql })
    .from(dossierTable)
    .where(eq(dossierTable.id, sql.placeholder('dossier')))
    .prepare();
  const markOf = (dossier: DossierId) => markNow.get({ dossier })?.now ?? '';
  const fromRows = (dossier: DossierId) => ({
    // Before the rows: what is written meanwhile keeps the snapshot from being kept.
    mark: markOf(dossier),
    items: items.current(dossier),
    objects: objects.list(dossier),
  });
  const packed = (dossier: DossierId): PackedSnapshot | null => {
    const stored = find.get({ dossier });
    if (stored === undefined) return null;
    const { epoch, mark, sealed } = stored;
    const key = Uint8Array.from(ground.keys().of(dossier, epoch).bytes);
    return { mark, key, aad: aadOf(placeOf(ground.store, dossier, epoch, mark)), sealed };
  };
  return {
    markOf,
    fromRows,
    packed,
    decode: (mark, json) => decode(mark, asBuffer(json).toString('utf8')),
    read(dossier) {
      const found = packed(dossier);
      const json = found === null ? null : openPacked(found);
      if (found === null || json === null) return null;
      try {
        return decode(found.mark, asBuffer(json).toString('utf8'));
      } finally {
        json.fill(0);
      }
    },
    write(dossier, contents) {
      const { epoch, key } = ground.keys().current(dossier);
      const { mark, ...rest } = contents;
      if (markOf(dossier) !== mark) return;
      const json = Buffer.from(JSON.stringify(rest, encode), 'utf8');
      const plain = deflateRawSync(json, { level: 1 });
      const sealed = sealAt(key.bytes, placeOf(ground.store, dossier, epoch, mark), plain);
      plain.fill(0);
      json.fill(0);
      db.insert(snapshot)
        .values({ dossier, epoch, mark, sealed })
        .onConflictDoUpdate({ target: snapshot.dossier, set: { epoch, mark, sealed } })
        .run();
    },
  };
}

function placeOf(store: string, dossier: string, epoch: number, mark: string): SealPlace {
  return { store, dossier, noun: 'snapshot', row: mark, version: 1, epoch };
}

function encode(name: string, value: unknown): unknown {
  // JSON.stringify hands a Buffer over as its own JSON form, a plain Uint8Array as it is.
  if (name !== 'rootTag') return value;
  return asBuffer(Uint8Array.from((value as { data?: number[] }).data ?? (value as Uint8Array))).toString(
    'base64',
  );
}

function decode(mark: string, text: string): Contents {
  const contents = JSON.parse(text) as { items: ItemVersion[]; objects: (ObjectRow & { rootTag: string })[] };
  return {
    mark,
    items: contents.items,
    objects: contents.objects.map((object) => ({
      ...object,
      rootTag: Buffer.from(object.rootTag, 'base64'),
    })),
  };
}
