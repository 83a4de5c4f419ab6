import path from 'node:path';
import { randomId, toHex } from '../../../crypto/random.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import { datasetType, decodeIndex, Entry, type PartMeta } from '../../datasets/entry.ts';
import { openToRead } from '../read-tags.ts';
import type { ArchivedFile } from './archived-files.ts';

/** An index of 8,192 entries with the longest paths is smaller. */
const mostIndexBytes = 64 * 1024 * 1024;

interface OldPart {
  file: ArchivedFile;
  /** Where the index begins, its bytes and its entries; null for a large file in a part of its own. */
  index: { at: number; bytes: Buffer; entries: Entry[] } | null;
}

/**
 * Version 1 told of a dataset's parts only their names (`<name>.<number>.jzdata`). Their places are read anew from the
 * indexes that lie in the parts (docs/dataset-format.md); where these do not fit together the parts stay single files.
 */
export async function withOldDatasets<T extends ArchivedFile & { root: string }>(
  files: readonly T[],
): Promise<T[]> {
  const groups = new Map<string, Map<number, T>>();
  const doubtful = new Set<string>();
  for (const file of files) {
    const named = /^(.*)\.(\d{5})\.jzdata$/su.exec(file.name);
    if (named === null || file.type !== datasetType || file.meta !== undefined) continue;
    const [, name = '', number = ''] = named;
    const parts = groups.get(name) ?? new Map<number, T>();
    // Two folders of one name cannot be told apart.
    if (parts.has(Number(number))) doubtful.add(name);
    groups.set(name, parts.set(Number(number), file));
  }
  const metas = new Map<string, Record<string, unknown>>();
  for (const [name, numbered] of groups) {
    const parts = [...numbered].toSorted(([a], [b]) => a - b);
    if (doubtful.has(name) || parts.some(([number], at) => number !== at)) continue;
    const found = await placesOf(parts.map(([, file]) => file));
    for (const [at, place] of (found ?? []).entries()) {
      const object = parts[at]?.[1].object;
      if (object !== undefined) metas.set(object, { name, dataset: place });
    }
  }
  return files.map((file) => {
    const meta = metas.get(file.object);
    return meta === undefined ? file : { ...file, meta };
  });
}

/** The places of all parts, or null where the indexes do not say one whole dataset. */
async function placesOf(files: readonly (ArchivedFile & { root: string })[]): Promise<PartMeta[] | null> {
  const parts: OldPart[] = [];
  const alone = new Map<number, Entry>();
  // From the last, which is a pack: each index says which of the parts before it are one large file.
  for (let number = files.length - 1; number >= 0; number--) {
    const file = files[number];
    if (file === undefined) return null;
    const large = alone.get(number);
    if (large !== undefined) {
      if (large.a !== 0 || large.s !== file.size || large.h !== file.sm3) return null;
      parts.unshift({ file, index: null });
      continue;
    }
    const index = await indexOf(file, number);
    if (index === null) return null;
    for (const entry of index.entries) {
      if (entry.o === undefined || entry.o === number) continue;
      if (entry.o > number || alone.has(entry.o)) return null;
      alone.set(entry.o, entry);
    }
    parts.unshift({ file, index });
  }
  return placed(parts);
}

function placed(parts: readonly OldPart[]): PartMeta[] {
  const id = randomId();
  const state = { first: 0, files: 0, folders: 0, bytes: 0, chain: '' };
  return parts.map(({ file, index }, part): PartMeta => {
    const last = part === parts.length - 1;
    if (index === null) {
      const { size } = file;
      return { id, part, sort: 'file', last, indexAt: size, indexSize: 0, entries: 0, ...state };
    }
    const { first } = state;
    for (const { k, s = 0 } of index.entries) {
      if (k === 'f') state.files += 1;
      if (k === 'd') state.folders += 1;
      state.bytes += s;
    }
    state.first += index.entries.length;
    state.chain = toHex(sm3(Buffer.from(state.chain, 'hex'), index.bytes));
    const place = { indexAt: index.at, indexSize: index.bytes.length, entries: index.entries.length };
    return { id, part, sort: 'pack', last, ...state, ...place, first };
  });
}

/** The index at the end of a pack: the lines after the contents that they themselves describe without a gap. */
async function indexOf(file: ArchivedFile & { root: string }, number: number): Promise<OldPart['index']> {
  const handle = await openToRead(path.join(file.root, file.path));
  const length = Math.min(file.size, mostIndexBytes);
  const tail = Buffer.alloc(length);
  try {
    await handle.read(tail, 0, length, file.size - length);
  } finally {
    await handle.close();
  }
  if (length === 0) return { at: 0, bytes: tail, entries: [] };
  const base = file.size - length;
  let contents = 0;
  let begins = length;
  let found: number | null = null;
  while (begins > 0 && tail[begins - 1] === 0x0a) {
    const start = begins === 1 ? 0 : tail.lastIndexOf(0x0a, begins - 2) + 1;
    const line = lineFrom(
      tail,
      start,
      begins - 1,
      (at, entry) => base + at === contents + sizeIn(entry, number),
    );
    if (line === null) break;
    contents += sizeIn(line.entry, number);
    begins = line.at;
    if (base + begins === contents) found = begins;
    // Before it stand contents that do not end with their line.
    if (line.at !== start) break;
  }
  if (found === null) return null;
  const bytes = tail.subarray(found);
  const entries = decodeIndex(bytes);
  return tiles(entries, number, base + found) ? { at: base + found, bytes, entries } : null;
}

/** Whether the files of a pack lie one behind another from its beginning to its index. */
function tiles(entries: readonly Entry[], number: number, end: number): boolean {
  let at = 0;
  for (const { o, a, s = 0 } of entries) {
    if (o !== number) continue;
    if (a !== at) return false;
    at += s;
  }
  return at === end;
}

const sizeIn = ({ o, s = 0 }: Entry, number: number): number => (o === number ? s : 0);

/** The longest line of an index: a path and a target of 4,096 bytes, each byte escaped. */
const mostLineBytes = 64 * 1024;

/**
 * The entry that a line is, or the one that it ends with where contents stand before it on the same line.
 * @param begins whether an index that begins there has all that it describes before it
 */
function lineFrom(
  tail: Buffer,
  start: number,
  end: number,
  begins: (at: number, entry: Entry) => boolean,
): { at: number; entry: Entry } | null {
  const whole = entryAt(tail.subarray(start, end));
  if (whole !== null) return { at: start, entry: whole };
  const least = Math.max(start, end - mostLineBytes);
  for (let at = tail.lastIndexOf('{', end - 1); at > least; at = tail.lastIndexOf('{', at - 1)) {
    const entry = entryAt(tail.subarray(at, end));
    if (entry !== null && begins(at, entry)) return { at, entry };
  }
  return null;
}

function entryAt(line: Uint8Array): Entry | null {
  try {
    const parsed = Entry.safeParse(JSON.parse(Buffer.from(line).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
