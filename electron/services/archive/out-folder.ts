import { randomBytes } from 'node:crypto';
import { lstat, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { nameProblem } from '../../../shared/archive/names.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { diskLayer, type FileLayer, ioCode, type WriteHandle } from '../../vault/file-layer.ts';
import { Digesting } from './digesting.ts';

/** What was written, with the digests of the bytes as they went to disk. */
export interface Written {
  path: string;
  size: number;
  sha256: string;
  sha512: string;
  sm3: string;
}

export type OutLayer = Pick<FileLayer, 'makeDir' | 'create' | 'rename' | 'syncDir'>;

export interface OutOptions {
  signal?: AbortSignal;
  /** Bytes that went to disk. */
  onBytes?: (bytes: number) => void;
  /** About how many bytes will be written in all: many are hashed in threads. */
  expectedBytes?: number;
  layer?: OutLayer;
}

/**
 * A folder that appears whole or not at all. Everything is written into a hidden sibling, made durable, and
 * renamed in one step; {@link OutFolder.abort} removes the sibling. Files are readable by their owner only:
 * what they hold is a trade secret until a person hands it on.
 */
export interface OutFolder {
  /**
   * Writes one file under a path of `/`-separated names; durable with {@link OutFolder.commit}. Several may be written
   * at once. A piece of the source is done with when the next one is asked for.
   */
  write(relative: string, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<Written>;
  readonly files: readonly Written[];
  /** Makes the folder durable under its name. */
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/**
 * Begins a folder `name` in `destination`.
 * @throws AppError `name_refused` | `destination_exists` | `destination_unwritable` | `disk_full` | `io_failed`
 */
export async function openOutFolder(
  destination: string,
  name: string,
  options: OutOptions = {},
): Promise<OutFolder> {
  const problem = nameProblem(name);
  if (problem !== null) throw new AppError('name_refused', { params: { name, reason: problem } });
  const layer = options.layer ?? diskLayer;
  const target = path.join(destination, name);
  const made = path.join(destination, `.juanzong-${randomBytes(6).toString('hex')}.partial`);
  await guarded(async () => {
    const parent = await stat(destination);
    if (!parent.isDirectory())
      throw new AppError('destination_unwritable', { params: { reason: 'ENOTDIR' } });
    await refuseExisting(target, name);
    await layer.makeDir(made);
  });
  const folders = new Set([made]);
  const files: Written[] = [];
  const flushing = new Flushing();
  const digesting = new Digesting(options.expectedBytes ?? 0);
  return {
    files,
    write: (relative, source) =>
      guarded(async () => {
        await flushing.room();
        const parts = relative.split('/');
        for (const part of parts) {
          const bad = nameProblem(part);
          if (bad !== null) throw new AppError('name_refused', { params: { name: part, reason: bad } });
        }
        for (let depth = 1; depth < parts.length; depth++) {
          const folder = path.join(made, ...parts.slice(0, depth));
          if (folders.has(folder)) continue;
          await layer.makeDir(folder);
          folders.add(folder);
        }
        const handle = await layer.create(path.join(made, ...parts));
        const written = await pour(handle, relative, source, digesting, options).catch(
          async (error: unknown) => {
            await handle.close().catch(() => undefined);
            throw error;
          },
        );
        flushing.take(handle);
        files.push(written);
        return written;
      }),
    commit: () =>
      guarded(async () => {
        options.signal?.throwIfAborted();
        await digesting.close();
        await flushing.done();
        // Deepest first: a folder is durable once the names in it are.
        for (const folder of [...folders].sort((a, b) => b.length - a.length)) await syncDir(layer, folder);
        // POSIX would rename over an empty folder without a word.
        await refuseExisting(target, name);
        await layer.rename(made, target);
        try {
          await syncDir(layer, destination);
        } catch (error) {
          // Told as failed, so it must not stand there.
          await rm(target, { recursive: true, force: true });
          throw error;
        }
      }),
    abort: async () => {
      await digesting.close();
      await flushing.done().catch(() => undefined);
      await rm(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Files on their way to the disk at once. */
const most = 16;

/**
 * Written files that are being made durable. To wait for each by itself is most of the time of a folder of thousands;
 * several at once share what the disk does for one. The folder gets its name only when all have arrived.
 */
class Flushing {
  readonly #under = new Set<Promise<void>>();
  #failed: { error: unknown } | null = null;

  take(handle: WriteHandle): void {
    const flushed = (async () => {
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    })()
      .catch((error: unknown) => {
        this.#failed ??= { error };
      })
      .finally(() => this.#under.delete(flushed));
    this.#under.add(flushed);
  }

  /** Resolves when one more may begin. @throws what an earlier file failed with */
  async room(): Promise<void> {
    while (this.#under.size >= most) await Promise.race(this.#under);
    this.#tell();
  }

  /** Resolves when all are durable. @throws what the first failed with */
  async done(): Promise<void> {
    await Promise.all(this.#under);
    this.#tell();
  }

  #tell(): void {
    if (this.#failed !== null) throw this.#failed.error;
  }
}

/** Runs `work` on a new folder: committed when it ends well, removed without a trace when it does not. */
export async function withOutFolder<T>(
  destination: string,
  name: string,
  options: OutOptions,
  work: (out: OutFolder) => Promise<T>,
): Promise<T> {
  const out = await openOutFolder(destination, name, options);
  try {
    const result = await work(out);
    await out.commit();
    return result;
  } catch (error) {
    // The first error is the one to tell; a disc that went away cannot be cleaned.
    await out.abort().catch(() => undefined);
    throw asExportError(error);
  }
}

async function pour(
  handle: WriteHandle,
  relative: string,
  source: Uint8Array | AsyncIterable<Uint8Array>,
  digesting: Digesting,
  { signal, onBytes }: OutOptions,
): Promise<Written> {
  signal?.throwIfAborted();
  const stream = await digesting.stream(['sha256', 'sha512', 'sm3']);
  let size = 0;
  try {
    for await (const piece of source instanceof Uint8Array ? [source] : source) {
      signal?.throwIfAborted();
      await Promise.all([stream.update(piece), handle.write(piece)]);
      size += piece.length;
      onBytes?.(piece.length);
    }
  } catch (error) {
    stream.drop();
    throw error;
  }
  const digests = await stream.end();
  const digest = (name: string) => digests.get(name) ?? '';
  return { path: relative, size, sha256: digest('sha256'), sha512: digest('sha512'), sm3: digest('sm3') };
}

/** Some carriers (FAT over FUSE, network shares) have no way to flush a folder; that is no failure of the export. */
async function syncDir(layer: OutLayer, folder: string): Promise<void> {
  try {
    await layer.syncDir(folder);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(ioCode(error) ?? '')) throw error;
  }
}

async function refuseExisting(target: string, name: string): Promise<void> {
  const there = await lstat(target).then(
    () => true,
    (error: unknown) => {
      if (ioCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
  if (there) throw new AppError('destination_exists', { params: { name } });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asExportError(error);
  }
}

const codes: Record<string, AppError['code']> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
  EACCES: 'destination_unwritable',
  EPERM: 'destination_unwritable',
  EROFS: 'destination_unwritable',
  ENOENT: 'destination_unwritable',
  ENOTDIR: 'destination_unwritable',
  EBUSY: 'destination_unwritable',
  EINVAL: 'name_refused',
  EILSEQ: 'name_refused',
  ENAMETOOLONG: 'name_refused',
  EEXIST: 'destination_exists',
  ENOTEMPTY: 'destination_exists',
};

/** A system error while exporting as the code that the interface can say; an abort is `cancelled`. */
export function asExportError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new AppError('cancelled', { cause: error });
  const code = ioCode(error);
  if (code === null) return error;
  return new AppError(codes[code] ?? 'io_failed', { params: { reason: code }, cause: error });
}
