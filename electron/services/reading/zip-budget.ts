import { inflateRawSync } from 'node:zlib';

/** What a zip holds, as its central directory says, and whether its text parts stay inside the budget. */
export type ZipJudgement =
  | { ok: true; names: string[] }
  | { ok: false; code: 'file_damaged' | 'file_encrypted' | 'file_too_complex' };

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const maximumEntries = 5000;

/**
 * Judges a zip before anything else opens it: inflates each XML part with a limit, so that a bomb is found by
 * what it really holds and not by what its directory claims.
 * @param bytes the whole file
 * @param budget most bytes that its XML parts may hold together
 */
export function judgeZip(bytes: Uint8Array, budget: number): ZipJudgement {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > view.length || view.readUInt32LE(end) !== endMark)
    return { ok: false, code: 'file_damaged' };
  const count = view.readUInt16LE(end + 10);
  if (count > maximumEntries) return { ok: false, code: 'file_too_complex' };
  let at = view.readUInt32LE(end + 16);
  let left = budget;
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== entryMark)
      return { ok: false, code: 'file_damaged' };
    const nameLength = view.readUInt16LE(at + 28);
    const name = view.toString('utf8', at + 46, at + 46 + nameLength);
    if ((view.readUInt16LE(at + 8) & 1) !== 0) return { ok: false, code: 'file_encrypted' };
    names.push(name);
    if (/\.(xml|rels)$/iu.test(name)) {
      const size = inflatedSize(view, at, left);
      if (size === null) return { ok: false, code: 'file_damaged' };
      if (size > left) return { ok: false, code: 'file_too_complex' };
      left -= size;
    }
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return { ok: true, names };
}

/** Real size of an entry, `Infinity` beyond the limit, null where it cannot be inflated. */
function inflatedSize(view: Buffer, entry: number, limit: number): number | null {
  const method = view.readUInt16LE(entry + 10);
  const size = view.readUInt32LE(entry + 20);
  const local = view.readUInt32LE(entry + 42);
  if (local + 30 > view.length || view.readUInt32LE(local) !== localMark) return null;
  const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
  if (start + size > view.length) return null;
  if (method === 0) return size;
  if (method !== 8) return null;
  try {
    return inflateRawSync(view.subarray(start, start + size), { maxOutputLength: Math.max(limit, 1) }).length;
  } catch (error) {
    return error instanceof RangeError ? Infinity : null;
  }
}
