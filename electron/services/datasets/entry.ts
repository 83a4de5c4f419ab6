import { z } from 'zod';

/** One thing of a folder, as a line of the index (`docs/dataset-format.md`). */
export const Entry = z.object({
  /** The path from the folder, `/` between names; hexadecimal bytes where the name is no UTF-8. */
  p: z.string().optional(),
  x: z.string().optional(),
  /** File, folder (`d`), link, or something that was not taken (`n`) with its reason in `why`. */
  k: z.enum(['f', 'd', 'l', 'n']),
  /** Modified: nanoseconds since 1970 as decimal digits. */
  t: z.string().optional(),
  /** The nine permission bits. */
  m: z.number().int().optional(),
  /** Of a file: bytes, SM3, the part that holds it and where in it. */
  s: z.number().int().optional(),
  h: z.string().optional(),
  o: z.number().int().optional(),
  a: z.number().int().optional(),
  /** Where a link points, as text or as hexadecimal bytes. It is never followed. */
  to: z.string().optional(),
  tx: z.string().optional(),
  why: z.enum(['special', 'unreadable', 'changed', 'link']).optional(),
});
export type Entry = z.infer<typeof Entry>;

/** What a dataset's part says of itself in its row. */
export const PartMeta = z.object({
  /** The dataset, 32 hexadecimal digits. */
  id: z.string(),
  /** From 0, without a gap. */
  part: z.number().int(),
  /** One large file alone, or many small ones with the index of everything since the last pack. */
  sort: z.enum(['file', 'pack']),
  last: z.boolean(),
  indexAt: z.number().int(),
  indexSize: z.number().int(),
  /** Entries in earlier indexes, and in this one. */
  first: z.number().int(),
  entries: z.number().int(),
  /** SM3 of the chain before and of this index: a part left out or in another order is found. */
  chain: z.string(),
  /** Of the whole dataset up to here. */
  files: z.number().int(),
  folders: z.number().int(),
  bytes: z.number().int(),
});
export type PartMeta = z.infer<typeof PartMeta>;

export const datasetType = 'application/x-juanzong-dataset';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name's bytes as text, or null where they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** The path of an entry in bytes, exactly as the folder had it. */
export function pathOf(entry: Pick<Entry, 'p' | 'x'>): Buffer {
  return entry.p === undefined ? Buffer.from(entry.x ?? '', 'hex') : Buffer.from(entry.p, 'utf8');
}

/** A path for the eye: what is no UTF-8 is shown with replacement characters, and told. */
export function shownPath(entry: Pick<Entry, 'p' | 'x'>): string {
  return entry.p ?? pathOf(entry).toString('utf8');
}

export function named(path: Buffer): Pick<Entry, 'p' | 'x'> {
  const text = textOf(path);
  return text === null ? { x: path.toString('hex') } : { p: text };
}

/** Entries as lines of JSON, UTF-8, each ended by a line feed. */
export function encodeIndex(entries: readonly Entry[]): Buffer {
  return Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), 'utf8');
}

export function decodeIndex(bytes: Uint8Array): Entry[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => Entry.parse(JSON.parse(line)));
}
