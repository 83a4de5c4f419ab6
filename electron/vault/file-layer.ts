import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../shared/model/errors.ts';

/** A file being written: appended to, made durable, closed. */
export interface WriteHandle {
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when the device has the bytes. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file being read at offsets. */
export interface ReadHandle {
  readonly size: number;
  /** Up to `length` bytes at `offset`; fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Fills `into` from `offset` on; the number of bytes read, fewer only at the end of the file. */
  readInto(offset: number, into: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/**
 * The only door to the disk for vault and keyring. Tests stand another in its place to record the order of
 * writes or to fail one; so order and durability are claims that are tested, not hoped for.
 */
export interface FileLayer {
  /** Creates the folder and its parents with mode 0700. */
  makeDir(path: string): Promise<void>;
  /** Creates a file that must not exist yet, mode 0600. */
  create(path: string): Promise<WriteHandle>;
  /** Opens a file for appending, mode 0600, creating it where it is missing. */
  append(path: string): Promise<WriteHandle>;
  open(path: string): Promise<ReadHandle>;
  rename(from: string, to: string): Promise<void>;
  /** Makes a creation, rename or removal in this folder durable. */
  syncDir(path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Names in a folder; an absent folder is empty. */
  list(path: string): Promise<{ name: string; kind: 'file' | 'dir' | 'other' }[]>;
}

const noDirSync: ReadonlySet<string> = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EBADF']);

/** The real disk. */
export const diskLayer: FileLayer = {
  async makeDir(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async create(path) {
    return writeHandle(await open(path, 'wx', 0o600));
  },
  async append(path) {
    return writeHandle(await open(path, 'a', 0o600));
  },
  async open(path) {
    // A link in the store's folder is not ours: following it could read (or later seal) something else.
    return readHandle(await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)));
  },
  rename: (from, to) => rename(from, to),
  async syncDir(path) {
    // Windows has no handle on a folder to flush; NTFS journals the rename itself.
    if (process.platform === 'win32') return;
    const dir = await open(path, 'r');
    try {
      await dir.sync();
    } catch (error) {
      // Some network and FUSE file systems know no such thing; docs/durability.md says what holds there.
      if (!noDirSync.has(ioCode(error) ?? '')) throw error;
    } finally {
      await dir.close();
    }
  },
  unlink: (path) => unlink(path),
  async list(path) {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isFile()
          ? ('file' as const)
          : entry.isDirectory()
            ? ('dir' as const)
            : ('other' as const),
      }));
    } catch (error) {
      if (ioCode(error) === 'ENOENT') return [];
      throw error;
    }
  },
};

/** Whether names in this folder can be made durable: false on Windows and on file systems that refuse it. */
export async function canSyncDir(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const dir = await open(path, 'r');
  try {
    await dir.sync();
    return true;
  } catch (error) {
    if (noDirSync.has(ioCode(error) ?? '')) return false;
    throw error;
  } finally {
    await dir.close();
  }
}

function writeHandle(file: FileHandle): WriteHandle {
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
        at += bytesWritten;
      }
    },
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

async function readHandle(file: FileHandle): Promise<ReadHandle> {
  try {
    const { size } = await file.stat();
    const readInto = async (offset: number, into: Uint8Array): Promise<number> => {
      let at = 0;
      while (at < into.length) {
        const { bytesRead } = await file.read(into, at, into.length - at, offset + at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      return at;
    };
    return {
      size,
      readInto,
      async read(offset, length) {
        const bytes = new Uint8Array(length);
        const read = await readInto(offset, bytes);
        return read === length ? bytes : bytes.subarray(0, read);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Replaces a small file as a whole: temporary file beside it, fsync, rename, fsync of the folder. After a
 * crash the old bytes or the new ones stand there, never a mixture.
 * @throws AppError `disk_full` | `read_only` | `io_failed`
 */
export async function replaceFile(layer: FileLayer, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  await withIo(async () => {
    await removeIfThere(layer, temporary);
    try {
      const file = await layer.create(temporary);
      try {
        await file.write(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await layer.rename(temporary, path);
    } catch (error) {
      await removeIfThere(layer, temporary).catch(() => undefined);
      throw error;
    }
    await layer.syncDir(dirname(path));
  });
}

/** The whole of a small file, or null where there is none. @throws AppError `too_large` beyond `max` bytes. */
export async function readSmallFile(layer: FileLayer, path: string, max: number): Promise<Uint8Array | null> {
  return withIo(async () => {
    let file: ReadHandle;
    try {
      file = await layer.open(path);
    } catch (error) {
      if (ioCode(error) === 'ENOENT') return null;
      throw error;
    }
    try {
      if (file.size > max) throw new AppError('too_large');
      return await file.read(0, file.size);
    } finally {
      await file.close();
    }
  });
}

/** Unlinks, and is content when nothing was there. */
export async function removeIfThere(layer: FileLayer, path: string): Promise<void> {
  try {
    await layer.unlink(path);
  } catch (error) {
    if (ioCode(error) !== 'ENOENT') throw error;
  }
}

/** Runs `work` and turns the system's errors into codes that the interface can say; never a path. */
export async function withIo<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toAppError(error);
  }
}

/** `ENOSPC` … as the code of an AppError; AppErrors and programming errors pass unchanged. */
export function toAppError(error: unknown): unknown {
  const code = ioCode(error);
  if (error instanceof AppError || code === null) return error;
  const params = { reason: code };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new AppError('disk_full', { params, cause: error });
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new AppError('read_only', { params, cause: error });
  }
  return new AppError('io_failed', { params, cause: error });
}

/** The errno name of a system error, or null. */
export function ioCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return 'syscall' in error || 'errno' in error ? error.code : null;
}
