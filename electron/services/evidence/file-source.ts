import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/model/errors.ts';
import { isInside } from '../export/own-folder.ts';

const pieceBytes = 1024 * 1024;

/**
 * A chosen or dropped file as a stream of exactly the bytes that it had when it was chosen. A folder, a device,
 * a pipe, a file of the store itself, and one that grows or shrinks while it is read (still being written, or
 * made up by the system as under `/proc`) are refused: half of a file is no evidence.
 * @param store the folder of the store
 * @throws AppError `file_unreadable` with a reason, here or from the stream
 */
export async function fileSource(
  path: string,
  store: string,
): Promise<{ size: number; pieces: AsyncIterable<Uint8Array> }> {
  // Looked at before anything is opened: opening a device or our own database does something.
  if (await isInside(store, path)) throw unreadable('own_store');
  const facts = await stat(path).catch((error: unknown) => {
    throw unreadable('missing', error);
  });
  if (!facts.isFile()) throw unreadable('not_a_file');
  return { size: facts.size, pieces: piecesOf(path, facts) };
}

async function* piecesOf(
  path: string,
  facts: { size: number; ino: number; dev: number },
): AsyncGenerator<Uint8Array> {
  // Without waiting for the other end, should a pipe have taken its place.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const file = await translated(() => open(path, flags));
  try {
    const found = await translated(() => file.stat());
    if (found.ino !== facts.ino || found.dev !== facts.dev) throw unreadable('changed');
    yield* exactly(file, facts.size);
  } finally {
    await file.close();
  }
}

async function* exactly(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(pieceBytes);
  let left = size;
  try {
    for (;;) {
      const { bytesRead } = await translated(() => file.read(buffer, 0, buffer.length, null));
      left -= bytesRead;
      if (left < 0 || (bytesRead === 0 && left > 0)) throw unreadable('changed');
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    buffer.fill(0);
  }
}

/** What the foreign file answers is about that file, not about the store that it goes into. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unreadable('io', error);
  }
}

function unreadable(reason: string, cause?: unknown): AppError {
  return new AppError('file_unreadable', { params: { reason }, cause });
}
