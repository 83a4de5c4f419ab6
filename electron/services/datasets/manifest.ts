import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import { toHex } from '../../crypto/random.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { decodeIndex, type Entry, PartMeta } from './entry.ts';

export interface Part {
  row: ObjectRow;
  meta: PartMeta;
}

/** A dataset as its rows tell it: the parts in order, and whether its last one came. */
export interface Dataset {
  /** The row that stands for it: of the last part, else of the first. */
  head: ObjectRow;
  parts: Part[];
  complete: boolean;
  /** Of all parts. */
  entries: number;
  files: number;
  folders: number;
  bytes: number;
}

/** What a row says of its dataset; null for an ordinary file. */
export function partOf(row: ObjectRow): PartMeta | null {
  const parsed = PartMeta.safeParse(row.meta['dataset']);
  return parsed.success ? parsed.data : null;
}

/** The datasets among the rows of a dossier, by their id. */
export function datasetsOf(rows: readonly ObjectRow[]): Map<string, Dataset> {
  const grouped = new Map<string, Part[]>();
  for (const row of rows) {
    const meta = partOf(row);
    if (meta !== null) grouped.set(meta.id, [...(grouped.get(meta.id) ?? []), { row, meta }]);
  }
  const found = new Map<string, Dataset>();
  for (const [id, unsorted] of grouped) {
    const parts = unsorted.toSorted((a, b) => a.meta.part - b.meta.part);
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) continue;
    const { files, folders, bytes } = last.meta;
    const entries = last.meta.first + last.meta.entries;
    const complete = last.meta.last && parts.every(({ meta }, i) => meta.part === i);
    found.set(id, { head: complete ? last.row : first.row, parts, complete, entries, files, folders, bytes });
  }
  return found;
}

/** The dataset that an object stands for. @throws AppError `not_found` */
export function datasetOf(rows: readonly ObjectRow[], object: ObjectId): Dataset {
  for (const dataset of datasetsOf(rows).values()) if (dataset.head.id === object) return dataset;
  throw new AppError('not_found', { rule: 'E-03' });
}

/** The objects that an object stands for: all parts of a dataset, else itself. */
export function partsOf(rows: readonly ObjectRow[], object: ObjectId): ObjectId[] {
  for (const { head, parts } of datasetsOf(rows).values())
    if (head.id === object) return parts.map(({ row }) => row.id);
  return [object];
}

/**
 * The index of one pack, checked against the chain of the packs before it.
 * @param before the chain that the pack before it ends with; empty for the first
 * @throws AppError `object_damaged`
 */
export async function readIndex(open: Open, part: Part, before: string): Promise<Entry[]> {
  const { row, meta } = part;
  const key = open.store.objects.fileKey(row);
  try {
    const bytes = await open.vault.readRange(
      row.id,
      key,
      row.rootTag,
      meta.indexAt,
      meta.indexAt + meta.indexSize,
    );
    if (toHex(sm3(Buffer.from(before, 'hex'), bytes)) !== meta.chain)
      throw new AppError('object_damaged', { params: { reason: 'index' } });
    return decodeIndex(bytes);
  } finally {
    key.destroy();
  }
}

/** The chain before a part. */
export function chainBefore(dataset: Dataset, part: Part): string {
  return (
    dataset.parts.findLast(({ meta }) => meta.sort === 'pack' && meta.part < part.meta.part)?.meta.chain ?? ''
  );
}

/** Entries [from, from + limit) of the whole manifest; only the packs that hold them are read. */
export async function page(open: Open, dataset: Dataset, from: number, limit: number): Promise<Entry[]> {
  const rows: Entry[] = [];
  for (const part of dataset.parts) {
    const { sort, first, entries } = part.meta;
    if (sort !== 'pack' || first + entries <= from || first >= from + limit) continue;
    const index = await readIndex(open, part, chainBefore(dataset, part));
    rows.push(...index.slice(Math.max(0, from - first), from + limit - first));
  }
  return rows;
}
