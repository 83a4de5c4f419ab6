/** What a write-once disc takes, in bytes of files; a little is left for its file system (UDF) and its table of names. */
export const discSizes = {
  CD: 700_000_000,
  DVD: 4_700_000_000,
  BD: 25_000_000_000,
} as const;
export type DiscKind = keyof typeof discSizes;

/** Every file takes whole sectors and an entry of the file system; a folder too. */
const sector = 2048;
const perFile = 2 * sector;
const reserve = 0.02;

export interface DiscFile {
  path: string;
  size: number;
}

/** A file, or a stretch of one that is larger than a disc: bytes [from, from + size). */
export interface DiscPart extends DiscFile {
  from: number;
  /** `1/3` where the file was split; null where it is whole. */
  part: string | null;
}

export interface Disc {
  /** From 1. */
  number: number;
  bytes: number;
  parts: DiscPart[];
}

/** Room for files on a disc of a kind, after every disc's own copies of `common` bytes. */
export function roomOn(kind: DiscKind, common = 0): number {
  return Math.floor(discSizes[kind] * (1 - reserve)) - common;
}

const taken = (size: number) => Math.ceil(size / sector) * sector + perFile;

/**
 * Lays files on as few discs as it easily can, in their own order where they fit: a file goes onto the first disc that
 * has room, so that a late small file fills a gap. Only what is larger than a whole disc is split, onto discs of its own.
 * @param common bytes that stand on every disc (lists, catalogue)
 * @throws RangeError where nothing fits beside `common`
 */
export function planDiscs(files: readonly DiscFile[], kind: DiscKind, common = 0): Disc[] {
  const room = roomOn(kind, common);
  if (room < sector * 4) throw new RangeError('no room beside what stands on every disc');
  const discs: { left: number; parts: DiscPart[] }[] = [];
  const put = (part: DiscPart): void => {
    const needs = taken(part.size);
    let disc = discs.find(({ left }) => left >= needs);
    if (disc === undefined) {
      disc = { left: room, parts: [] };
      discs.push(disc);
    }
    disc.left -= needs;
    disc.parts.push(part);
  };
  const most = Math.floor((room - perFile) / sector) * sector;
  for (const { path, size } of files) {
    const count = Math.max(1, Math.ceil(size / most));
    for (let index = 0; index < count; index++) {
      const from = index * most;
      const part = count === 1 ? null : `${index + 1}/${count}`;
      put({ path, from, size: Math.min(most, size - from), part });
    }
  }
  return discs.map(({ parts }, index) => ({
    number: index + 1,
    bytes: parts.reduce((sum, { size }) => sum + size, 0),
    parts,
  }));
}
