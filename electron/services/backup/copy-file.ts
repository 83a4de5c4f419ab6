import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import { type FileLayer, type ReadHandle, removeIfThere, toAppError } from '../../vault/file-layer.ts';

const pieceBytes = 1024 * 1024;

/** What was copied: bytes, and their SHA-256 in hex. */
export interface Copied {
  size: number;
  sha256: string;
}

export interface CopyOptions {
  signal?: AbortSignal | undefined;
  /** Bytes since the last call. */
  onBytes?: ((bytes: number) => void) | undefined;
}

/** The failing end of a copy: `from` is the store, `to` the medium. */
export class CopyError extends Error {
  readonly end: 'from' | 'to';

  constructor(end: 'from' | 'to', cause: unknown) {
    super(`copy: ${end}`, { cause });
    this.end = end;
  }
}

/**
 * Copies a file under a temporary name, makes it durable, then gives it its own name and makes that durable:
 * what bears the final name is whole. Closes `from`.
 * @throws CopyError, or the signal's reason
 */
export async function copyFile(
  from: ReadHandle,
  to: { layer: FileLayer; temporary: string; final: string },
  options: CopyOptions = {},
): Promise<Copied> {
  const { layer, temporary, final } = to;
  try {
    await at('to', async () => {
      await layer.makeDir(dirname(temporary));
      await removeIfThere(layer, temporary);
    });
    try {
      const copied = await pour(from, layer, temporary, options);
      await at('to', async () => {
        await layer.makeDir(dirname(final));
        await layer.rename(temporary, final);
        await layer.syncDir(dirname(final));
        await layer.syncDir(dirname(dirname(final)));
      });
      return copied;
    } catch (error) {
      await removeIfThere(layer, temporary).catch(() => undefined);
      throw error;
    }
  } finally {
    await from.close();
  }
}

async function pour(from: ReadHandle, layer: FileLayer, path: string, options: CopyOptions): Promise<Copied> {
  const file = await at('to', () => layer.create(path));
  try {
    const sha256 = await read(from, options, (piece) => at('to', () => file.write(piece)));
    await at('to', () => file.sync());
    return { size: from.size, sha256 };
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** SHA-256 of an open file, which is closed. @throws CopyError `from`, or the signal's reason */
export async function hashFile(from: ReadHandle, options: CopyOptions = {}): Promise<Copied> {
  try {
    return { size: from.size, sha256: await read(from, options, async () => undefined) };
  } finally {
    await from.close();
  }
}

async function read(
  from: ReadHandle,
  { signal, onBytes }: CopyOptions,
  each: (piece: Uint8Array) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < from.size; ) {
    signal?.throwIfAborted();
    const piece = await at('from', () => from.read(offset, Math.min(pieceBytes, from.size - offset)));
    // It shrank under our hands: half of a file is no copy.
    if (piece.length === 0) throw new CopyError('from', new AppError('io_failed'));
    hash.update(piece);
    await each(piece);
    offset += piece.length;
    onBytes?.(piece.length);
  }
  return hash.digest('hex');
}

async function at<T>(end: 'from' | 'to', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CopyError ? error : new CopyError(end, error);
  }
}

const gone: ReadonlySet<unknown> = new Set([
  'EIO',
  'ENODEV',
  'ENXIO',
  'ENOENT',
  'ENOTCONN',
  'ESTALE',
  'EBADF',
  'ENOTDIR',
]);

/** A medium's failure in words: full, write-protected, or pulled out. */
export function mediumError(error: unknown): unknown {
  const cause = error instanceof CopyError ? error.cause : error;
  const told = toAppError(cause);
  if (told instanceof AppError && told.code === 'io_failed' && gone.has(told.params?.['reason'])) {
    return new AppError('medium_gone', { params: told.params, cause: error });
  }
  return told;
}

/** Runs work on the medium; see {@link mediumError}. */
export async function onMedium<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mediumError(error);
  }
}
