import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DossierId, ItemId, ObjectId } from '../../../../shared/model/ids.ts';
import { KeyPrint, ToldMember } from '../../../../shared/model/transfer.ts';
import { Instant } from '../../../../shared/model/units.ts';
import { refused } from './refuse.ts';

/*
 * The files of an archive's record as they may come from anybody: bounded before they are parsed, and nothing is used
 * of them that these shapes do not name (docs/archive-format.md).
 */

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const name = z.string().max(4096);

/** A row of `files.json`; before version 2 without `at`, `author` and `meta`. */
export const ArchivedFile = z.object({
  path: z.string().max(200),
  name,
  object: ObjectId,
  type: z.string().max(200),
  size: z.number().int().nonnegative(),
  pages: z.number().int().nonnegative().nullable(),
  piece: z.string().max(200).nullable(),
  at: Instant.optional(),
  author: hex(32).optional(),
  meta: z.record(z.string().max(64), z.unknown()).optional(),
  sm3: hex(64),
  sha256: hex(64),
  sha512: hex(128),
});
export type ArchivedFile = z.infer<typeof ArchivedFile>;
/** A file that lies in an archive that this one supplements, by the id that it has by now. */
export const EarlierFile = ArchivedFile.omit({ path: true, sha512: true });
export type EarlierFile = z.infer<typeof EarlierFile>;

export const FilesFile = z.object({
  version: z.number().int(),
  files: z.array(ArchivedFile).max(200_000),
  earlier: z.array(EarlierFile).max(200_000).optional(),
});

/** One version of one row, as `history.json` tells it. */
export const ArchivedVersion = z.object({
  noun: z.string().max(32),
  row: ItemId,
  version: z.number().int().positive().max(1_000_000),
  at: Instant,
  author: name,
  author_id: hex(32).optional(),
  reason: z.string().max(10_000).nullable(),
  removed: z.boolean(),
  value: z.unknown(),
});
export type ArchivedVersion = z.infer<typeof ArchivedVersion>;
export const HistoryFile = z.object({
  version: z.number().int(),
  rows: z
    .array(z.object({ row: ItemId, noun: z.string().max(32) }))
    .max(1_000_000)
    .optional(),
  people: z.record(hex(32), name).optional(),
  history: z.array(ArchivedVersion).max(1_000_000),
});

export const AuditFile = z.object({
  version: z.number().int(),
  audit: z.array(
    z.record(z.string().max(64), z.union([z.string().max(4096), z.number(), z.boolean(), z.null()])),
  ),
});

/** The origin that an archive tells of itself; its own origin may stand in it. */
export interface ArchivedOrigin {
  archive: string;
  format: number;
  manifest: string;
  imported_at: string;
  people: Record<string, string>;
  audit: readonly unknown[] | null;
  approvals?: readonly unknown[];
  renamed?: Record<string, string>;
  transfer?: z.infer<typeof ToldTransfer>;
  before: ArchivedOrigin | null;
}

/** Of a sealed file that was taken in: who sent it to whom, and who knew the dossier there. */
const ToldTransfer = z.object({
  id: hex(32),
  from: z.object({ name, unit: name, print: KeyPrint }),
  to: z.object({ name, print: KeyPrint }),
  purpose: z.string().max(2000),
  at: Instant,
  whole: z.boolean(),
  lineage: z.array(DossierId).max(1000),
  members: z.array(ToldMember).max(10_000),
});
const Origin: z.ZodType<ArchivedOrigin> = z.lazy(() =>
  z.object({
    archive: name,
    format: z.number().int(),
    manifest: hex(64),
    imported_at: Instant,
    people: z.record(hex(32), name),
    audit: AuditFile.shape.audit.nullable(),
    approvals: z.array(z.unknown()).optional(),
    renamed: z.record(hex(32), hex(32)).optional(),
    transfer: ToldTransfer.optional(),
    before: Origin.nullable(),
  }),
);
export const OriginFile = z.object({ version: z.number().int(), origin: Origin });

/** Larger than any record that people typed; what is larger was made to fill the memory. */
const mostBytes = 256 * 1024 * 1024;
const mostDepth = 32;

/**
 * One JSON file of `data/record/`, bounded and shaped; null where it may be absent and is.
 * @throws AppError `archive_refused`
 */
export async function readRecordFile<T>(root: string, file: string, shape: z.ZodType<T>): Promise<T | null> {
  const at = `data/record/${file}`;
  const facts = await stat(path.join(root, at)).catch(() => null);
  if (facts === null) return null;
  if (!facts.isFile()) throw refused('malformed', at);
  if (facts.size > mostBytes) throw refused('too_large', at);
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path.join(root, at)));
    value = JSON.parse(text);
    requirePlain(value, 0);
  } catch (cause) {
    throw refused('malformed', at, cause);
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw refused('malformed', where === '' ? at : `${at} ${where}`, parsed.error);
  }
  return parsed.data;
}

/** Neither nested beyond what a record is, nor with a key that would become a prototype. */
export function requirePlain(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > mostDepth) throw new RangeError('nested too deeply');
  if (Object.hasOwn(value, '__proto__')) throw new TypeError('a key that is not allowed');
  for (const inner of Object.values(value)) requirePlain(inner, depth + 1);
}
