import { and, asc, desc, eq, lt, max, sql } from 'drizzle-orm';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId, ItemId } from '../../shared/model/ids.ts';
import { randomId } from '../crypto/random.ts';
import { type Ground, requireDossier } from './repository.ts';
import { openJson, sealJson } from './sealing.ts';
import { item, itemVersion } from './schema.ts';

/**
 * `object` holds what is added to an object's metadata later; its row is the object's id. `origin` says which archive a
 * dossier was brought in from.
 */
export const itemNouns = [
  'fields',
  'event',
  'entry',
  'draft',
  'reading',
  'package',
  'note',
  'answer',
  'choice',
  'origin',
  'object',
  'approval',
  'check',
  'retention',
] as const;
export type ItemNoun = (typeof itemNouns)[number];

export interface ItemVersion {
  row: ItemId;
  noun: ItemNoun;
  version: number;
  author: AccountId;
  at: string;
  value: unknown;
  /** Why it was corrected or removed. */
  reason?: string;
  removed: boolean;
}

export interface ItemWrite {
  dossier: DossierId;
  noun: ItemNoun;
  row?: ItemId;
  author: AccountId;
  at: string;
  value: unknown;
  reason?: string;
  /** The version the person saw; 0 = it must be new. @throws AppError `conflict` where another stands. */
  expectVersion?: number;
}

export interface Items {
  /** Appends a version (of a new row where none is named). @throws AppError `conflict`, `not_found`. */
  save(write: ItemWrite): { row: ItemId; version: number };
  /** Whether a row of that id stands anywhere in the store. */
  taken(row: ItemId): boolean;
  /** Appends a tombstone; the history stays. @throws AppError `conflict`, `not_found`. */
  remove(write: Omit<ItemWrite, 'value' | 'noun' | 'row'> & { row: ItemId }): {
    row: ItemId;
    version: number;
  };
  /** The last version of each row that is not removed, in the order in which the rows were first saved. */
  current(dossier: DossierId, noun?: ItemNoun): ItemVersion[];
  /** One row's last version. @throws AppError `not_found` where it is removed or not there. */
  get(dossier: DossierId, row: ItemId): ItemVersion;
  /** Every row of a dossier, the removed ones included, in the order in which they were first saved. */
  rows(dossier: DossierId): { row: ItemId; noun: ItemNoun }[];
  /** Every version of a row, oldest first, tombstones included; a draft keeps its last only. */
  history(dossier: DossierId, row: ItemId): ItemVersion[];
}

/** What is sealed: the readable columns are repeated inside, so that changing them shows. */
interface Envelope {
  author: string;
  at: string;
  value: unknown;
  reason?: string;
  removed?: true;
}

type VersionRow = typeof itemVersion.$inferSelect;

/** Everything a person typed: append-only versions of sealed JSON, under the dossier's key. */
export function items(ground: Ground): Items {
  const { db, within } = ground;
  return {
    save: ({ dossier, noun, row, author, at, value, reason, expectVersion }) =>
      within(() => {
        const id = row ?? (randomId() as ItemId);
        const known = db.select().from(item).where(eq(item.row, id)).get();
        // Another dossier's or noun's row is as good as not there (E-03).
        if (known !== undefined && (known.dossier !== dossier || known.noun !== noun)) throw notFound();
        requireDossier(db, dossier);
        if (known === undefined) db.insert(item).values({ row: id, dossier, noun }).run();
        return append(ground, { dossier, noun, row: id, expectVersion }, { author, at, value, reason });
      }),
    taken: (row) => db.select().from(item).where(eq(item.row, row)).get() !== undefined,
    remove: ({ dossier, row, author, at, reason, expectVersion }) =>
      within(() => {
        const noun = nounOf(ground, dossier, row);
        const last = lastOf(ground, row);
        if (last === undefined || open(ground, dossier, noun, last).removed) throw notFound();
        return append(
          ground,
          { dossier, noun, row, expectVersion },
          { author, at, value: null, reason, removed: true },
        );
      }),
    current(dossier, noun) {
      const newest = db
        .select({ row: itemVersion.row, version: max(itemVersion.version).as('newest') })
        .from(itemVersion)
        .innerJoin(item, eq(item.row, itemVersion.row))
        .where(and(eq(item.dossier, dossier), noun === undefined ? undefined : eq(item.noun, noun)))
        .groupBy(itemVersion.row)
        .as('newest');
      return db
        .select({ version: itemVersion, noun: item.noun })
        .from(item)
        .innerJoin(newest, eq(newest.row, item.row))
        .innerJoin(itemVersion, and(eq(itemVersion.row, item.row), eq(itemVersion.version, newest.version)))
        .orderBy(sql`${item}.rowid`)
        .all()
        .map((found) => open(ground, dossier, found.noun as ItemNoun, found.version))
        .filter((version) => !version.removed);
    },
    get(dossier, row) {
      const noun = nounOf(ground, dossier, row);
      const last = lastOf(ground, row);
      const version = last && open(ground, dossier, noun, last);
      if (version === undefined || version.removed) throw notFound();
      return version;
    },
    rows: (dossier) =>
      db
        .select({ row: item.row, noun: item.noun })
        .from(item)
        .where(eq(item.dossier, dossier))
        .orderBy(sql`${item}.rowid`)
        .all()
        .map(({ row, noun }) => ({ row: row as ItemId, noun: noun as ItemNoun })),
    history(dossier, row) {
      const noun = nounOf(ground, dossier, row);
      return db
        .select()
        .from(itemVersion)
        .where(eq(itemVersion.row, row))
        .orderBy(asc(itemVersion.version))
        .all()
        .map((version) => open(ground, dossier, noun, version));
    },
  };
}

function append(
  ground: Ground,
  place: { dossier: DossierId; noun: ItemNoun; row: ItemId; expectVersion?: number },
  envelope: Envelope,
): { row: ItemId; version: number } {
  const { dossier, noun, row, expectVersion } = place;
  const last = lastOf(ground, row)?.version ?? 0;
  if (expectVersion !== undefined && expectVersion !== last) {
    throw new AppError('conflict', { params: { expected: expectVersion, actual: last } });
  }
  const version = last + 1;
  const { epoch, key } = ground.keys().current(dossier);
  const sealed = sealJson(key.bytes, { store: ground.store, dossier, noun, row, version, epoch }, envelope);
  const { author, at } = envelope;
  ground.db
    .insert(itemVersion)
    .values({ row, version, epoch, author, at, size: sealed.length, sealed })
    .run();
  // A draft is saved twice a second while a person types: only its last version is kept.
  if (noun === 'draft') {
    ground.db
      .delete(itemVersion)
      .where(and(eq(itemVersion.row, row), lt(itemVersion.version, version)))
      .run();
  }
  return { row, version };
}

function open(ground: Ground, dossier: DossierId, noun: ItemNoun, stored: VersionRow): ItemVersion {
  const { row, version, epoch } = stored;
  const key = ground.keys().of(dossier, epoch);
  const place = { store: ground.store, dossier, noun, row, version, epoch };
  const envelope = openJson(key.bytes, place, stored.sealed) as Envelope;
  if (envelope.author !== stored.author || envelope.at !== stored.at) {
    throw new AppError('store_damaged', { params: { reason: 'altered', noun } });
  }
  return {
    row: row as ItemId,
    noun,
    version,
    author: stored.author as AccountId,
    at: stored.at,
    value: envelope.value,
    ...(envelope.reason === undefined ? {} : { reason: envelope.reason }),
    removed: envelope.removed === true,
  };
}

function lastOf({ db }: Ground, row: string): VersionRow | undefined {
  return db
    .select()
    .from(itemVersion)
    .where(eq(itemVersion.row, row))
    .orderBy(desc(itemVersion.version))
    .limit(1)
    .get();
}

function nounOf({ db }: Ground, dossier: DossierId, row: ItemId): ItemNoun {
  const known = db.select().from(item).where(eq(item.row, row)).get();
  if (known === undefined || known.dossier !== dossier) throw notFound();
  return known.noun as ItemNoun;
}

function notFound(): AppError {
  return new AppError('not_found', { rule: 'E-03' });
}
