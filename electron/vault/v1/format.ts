/** Vault format version 1: the layout of a sealed file (`docs/vault-format.md`). Nothing here may change. */

/** 64 KiB of plaintext a chunk. */
export const CHUNK = 64 * 1024;
export const HEADER = 4096;
export const TAG = 32;
/** be64 chunk count, be64 plaintext length, root tag. */
export const TRAILER = 8 + 8 + TAG;
export const SUITE = 1;
/** The chunk's index is 32 bits of the counter. */
export const MAX_CHUNKS = 2 ** 32;

// As PNG's: a transfer that strips the eighth bit or translates line ends breaks it visibly.
const MAGIC = Uint8Array.of(0x89, 0x4a, 0x5a, 0x56, 0x0d, 0x0a, 0x1a, 0x0a);
const VERSION = 1;

/** Where everything of a file with `length` bytes of plaintext lies. */
export interface Layout {
  length: number;
  chunks: number;
  tagsAt: number;
  trailerAt: number;
  fileSize: number;
}

/** The layout for a plaintext of `length` bytes. An empty file is one empty last chunk. */
export function layoutOf(length: number): Layout {
  const chunks = Math.max(1, Math.ceil(length / CHUNK));
  const tagsAt = HEADER + length;
  const trailerAt = tagsAt + chunks * TAG;
  return { length, chunks, tagsAt, trailerAt, fileSize: trailerAt + TRAILER };
}

/** The one layout that gives a file of `fileSize` bytes, or null: a size between two layouts is a cut file. */
export function layoutOfFile(fileSize: number): Layout | null {
  const rest = fileSize - HEADER - TRAILER;
  if (rest < TAG) return null;
  const chunks = Math.max(1, Math.ceil(rest / (CHUNK + TAG)));
  const layout = layoutOf(rest - chunks * TAG);
  return layout.fileSize === fileSize && layout.chunks <= MAX_CHUNKS ? layout : null;
}

/** The 4096 bytes before the first chunk: magic, version, suite, chunk size, file id, zeros. */
export function encodeHeader(fileId: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(8, VERSION);
  view.setUint16(10, SUITE);
  view.setUint32(12, CHUNK);
  bytes.set(fileId, 16);
  return bytes;
}

/** Whether `header` is exactly the header of that file: there is nothing in it to negotiate. */
export function isHeaderOf(header: Uint8Array, fileId: Uint8Array): boolean {
  return Buffer.compare(header, encodeHeader(fileId)) === 0;
}

/** be64 count, be64 length: the public part of the trailer, which the root tag covers. */
export function encodeCounts(layout: Layout): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(layout.chunks));
  view.setBigUint64(8, BigInt(layout.length));
  return bytes;
}

/** What a chunk's tag binds besides its ciphertext: 64 bytes, one block of SM3. */
export function chunkAad(fileId: Uint8Array, index: number, last: boolean, length: number): Uint8Array {
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  bytes.set(fileId, 0);
  view.setUint16(16, SUITE);
  view.setUint16(18, last ? 1 : 0);
  view.setUint32(20, length);
  view.setBigUint64(24, BigInt(index));
  return bytes;
}

/** The chunk's initial counter: the id's first half, be32 index, be32 zero. 4096 blocks never reach the index. */
export function chunkIv(fileId: Uint8Array, index: number): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.set(fileId.subarray(0, 8));
  new DataView(bytes.buffer).setUint32(8, index);
  return bytes;
}
