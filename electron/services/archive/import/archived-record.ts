import { z } from 'zod';
import type { Definition } from '../../../../shared/agreements/define.ts';
import { ReadResult } from '../../../../shared/model/reading.ts';
import type { ItemId } from '../../../../shared/model/ids.ts';
import {
  type DossierRecord,
  type Entry,
  EventFact,
  Fields,
  FieldValue,
} from '../../../../shared/model/record.ts';
import { fieldShapes, requireRow, requireShapes } from '../../../../shared/model/typed-value.ts';
import { CivilDate } from '../../../../shared/model/units.ts';
import { ObjectId } from '../../../../shared/model/ids.ts';
import { RetentionValue } from '../../../../shared/model/retention.ts';
import { type ItemNoun, itemNouns } from '../../../store/items.ts';
import type { ArchivedVersion } from './archived-files.ts';
import { refused } from './refuse.ts';

/** A row of the record with all its versions, oldest first. */
export interface ArchivedRow {
  row: ItemId;
  noun: ItemNoun;
  versions: ArchivedVersion[];
}

const FieldsValue = z.object({
  kind: z.string().max(64),
  definitionVersion: z.number().int().positive(),
  our_side: z.string().max(64).optional(),
  fields: Fields,
  sample: z.literal(true).optional(),
});
const EntryValue = z.object({ ledger: z.string().max(64), values: z.record(z.string(), FieldValue) });
/** What the newest version of each noun has to be; what others write in later is taken as the store keeps it. */
const shapes: Partial<Record<ItemNoun, z.ZodType>> = {
  fields: FieldsValue,
  event: EventFact.omit({ id: true }),
  entry: EntryValue,
  package: z.object({ package: z.string().max(16), meeting: CivilDate.nullable() }),
  answer: z.object({ rule: z.string(), path: z.string(), message: z.string(), reason: z.string() }),
  choice: z.object({ rule: z.string().max(32), choice: z.string().max(64) }),
  reading: z.object({
    object: ObjectId,
    name: z.string(),
    lines: z.array(z.string()),
    articles: z.array(z.object({ heading: z.string(), from: z.number().int(), to: z.number().int() })),
    result: ReadResult,
  }),
  object: z.record(z.string(), z.unknown()),
  retention: RetentionValue,
};

const notArchived: ReadonlySet<string> = new Set(['draft', 'origin']);

/**
 * The rows in the order in which they were first written, each with its versions from 1 without a gap.
 * @param order as the archive tells it; before version 2 the times do
 */
export function rowsOf(
  history: readonly ArchivedVersion[],
  order: readonly { row: ItemId }[] | undefined,
): ArchivedRow[] {
  const rows = new Map<string, ArchivedRow>();
  for (const version of history) {
    const noun = itemNouns.find((known) => known === version.noun && !notArchived.has(known));
    if (noun === undefined) throw refused('newer', `history ${version.noun}`);
    const row = rows.get(version.row) ?? { row: version.row, noun, versions: [] };
    if (row.noun !== noun) throw refused('malformed', `history ${version.row}`);
    row.versions.push(version);
    rows.set(version.row, row);
  }
  for (const { row, versions } of rows.values()) {
    versions.sort((a, b) => a.version - b.version);
    if (versions.some(({ version }, at) => version !== at + 1))
      throw refused('inconsistent', `history ${row}`);
  }
  if (order === undefined) {
    return [...rows.values()].sort((a, b) =>
      firstAt(a) < firstAt(b) ? -1 : firstAt(a) > firstAt(b) ? 1 : 0,
    );
  }
  const inOrder = order.flatMap(({ row }) => rows.get(row) ?? []);
  if (new Set(inOrder).size !== rows.size || inOrder.length !== order.length) {
    throw refused('inconsistent', 'history rows');
  }
  return inOrder;
}

function firstAt({ versions }: ArchivedRow): string {
  return versions[0]?.at ?? '';
}

/** The record as its newest versions say it. @throws AppError `archive_refused` where a value is none of its noun */
export function recordFrom(rows: readonly ArchivedRow[], definition: (kind: string) => Definition) {
  let head: z.infer<typeof FieldsValue> | null = null;
  const events: EventFact[] = [];
  const entries: Record<string, Entry[]> = {};
  const readings: Record<string, string> = {};
  for (const { row, noun, versions } of rows) {
    const last = versions.at(-1);
    if (last === undefined || last.removed) continue;
    const value = shaped(noun, last);
    if (noun === 'fields') {
      if (head !== null) throw refused('inconsistent', 'history fields');
      head = value as z.infer<typeof FieldsValue>;
    } else if (noun === 'event') events.push({ ...(value as Omit<EventFact, 'id'>), id: row });
    else if (noun === 'entry') {
      const { ledger, values } = value as z.infer<typeof EntryValue>;
      if (Object.hasOwn(Object.prototype, ledger)) throw refused('malformed', `history ${row}`);
      (entries[ledger] ??= []).push({ id: row, values });
    } else if (noun === 'choice') {
      const { rule, choice } = value as { rule: string; choice: string };
      readings[rule] = choice;
    }
  }
  if (head === null) throw refused('no_record', 'data/record/history.json');
  const { kind, definitionVersion, our_side, fields, sample } = head;
  const record: DossierRecord = {
    kind,
    definitionVersion,
    ...(our_side === undefined ? {} : { our_side }),
    fields,
    events,
    entries,
    ...(Object.keys(readings).length === 0 ? {} : { readings }),
  };
  requireDefined(record, definition(kind));
  return { record, sample: sample === true };
}

function shaped(noun: ItemNoun, { row, value }: ArchivedVersion): unknown {
  const shape = shapes[noun];
  if (shape === undefined) return value;
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw refused('malformed', `history ${noun} ${row} ${where}`.trim(), parsed.error);
}

/** Values have the shapes of the definition, where it is the version that they were written under. */
function requireDefined(record: DossierRecord, definition: Definition): void {
  if (record.definitionVersion > definition.version) throw refused('newer', `definition ${record.kind}`);
  if (record.definitionVersion < definition.version) return;
  try {
    requireShapes(record.fields, fieldShapes(definition), 'fields');
    for (const event of record.events) {
      const type = definition.events.find(({ key }) => key === event.key);
      requireRow(event.values ?? {}, type?.values ?? [], `events.${event.key}`);
    }
    for (const [ledger, rows] of Object.entries(record.entries)) {
      const columns = definition.ledgers.find(({ key }) => key === ledger)?.columns ?? [];
      for (const { values } of rows) requireRow(values, columns, `entries.${ledger}`);
    }
  } catch (cause) {
    const place = (cause as { params?: { path?: unknown } }).params?.path;
    throw refused('malformed', `record ${typeof place === 'string' ? place : ''}`.trim(), cause);
  }
}

/** A copy in which every text that is one of these ids is the id that it has become. */
export function withIds(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => withIds(inner, ids));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withIds(inner, ids)]));
}
