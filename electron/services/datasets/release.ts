import { randomBytes } from 'node:crypto';
import {
  type FileHandle,
  chmod,
  lstat,
  mkdir,
  open as openFile,
  rename,
  rm,
  symlink,
  utimes,
} from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { Open } from '../../app/open.ts';
import { toHex } from '../../crypto/random.ts';
import { createSm3 } from '../../crypto/sm3.ts';
import { diskLayer, toAppError } from '../../vault/file-layer.ts';
import { type Entry, pathOf } from './entry.ts';
import { chainBefore, type Dataset, type Part, readIndex } from './manifest.ts';

export interface ReleaseOptions {
  signal: AbortSignal;
  onProgress: (files: number, total: number, label: string) => void;
}

/**
 * Writes a dataset back as the folder that it was: names to the byte, empty files and folders, links as links (never
 * followed), permissions and times. It appears whole or not at all; every file's SM3 is compared with the index.
 * @throws AppError `object_damaged`, `destination_exists`, `destination_unwritable`, `cancelled`
 */
export async function releaseFolder(
  open: Open,
  dataset: Dataset,
  destination: string,
  name: string,
  options: ReleaseOptions,
): Promise<{ name: string; files: number; bytes: number }> {
  if (!dataset.complete) throw new AppError('object_damaged', { params: { reason: 'incomplete' } });
  const target = path.join(destination, name);
  if (await exists(target)) throw new AppError('destination_exists', { params: { name } });
  const made = path.join(destination, `.juanzong-${randomBytes(6).toString('hex')}.partial`);
  try {
    await mkdir(made, { mode: 0o700 });
    const done = await writeAll(open, dataset, made, options);
    await diskLayer.syncDir(made);
    await rename(made, target);
    await diskLayer.syncDir(destination);
    return { name, ...done };
  } catch (error) {
    await rm(made, { recursive: true, force: true }).catch(() => undefined);
    throw toAppError(error);
  }
}

async function writeAll(open: Open, dataset: Dataset, root: string, options: ReleaseOptions) {
  const folders: Entry[] = [];
  const done = { files: 0, bytes: 0 };
  const base = Buffer.from(`${root}/`);
  const full = (entry: Entry): Buffer => Buffer.concat([base, safe(pathOf(entry))]);
  for (const part of dataset.parts) {
    if (part.meta.sort !== 'pack') continue;
    const entries = await readIndex(open, part, chainBefore(dataset, part));
    const content = reader(open, part);
    try {
      for (const entry of entries) {
        if (options.signal.aborted) throw new AppError('cancelled');
        if (entry.k === 'd') {
          await mkdir(full(entry), { mode: 0o700 });
          folders.push(entry);
        } else if (entry.k === 'l') {
          await symlink(entry.to ?? Buffer.from(entry.tx ?? '', 'hex'), full(entry));
        } else if (entry.k === 'f') {
          const own = entry.o === part.meta.part ? null : dataset.parts[entry.o ?? -1];
          if (own === undefined) throw damaged('part');
          const from = own === null ? content : reader(open, own);
          try {
            await writeFile(full(entry), entry, from);
          } finally {
            if (own !== null) await from.end();
          }
          done.files += 1;
          done.bytes += entry.s ?? 0;
          options.onProgress(done.files, dataset.files, entry.p ?? '');
        }
      }
    } finally {
      await content.end();
    }
  }
  // Last and deepest first: writing into a folder changes its time, and one without its own permission is closed.
  for (const entry of folders.toReversed()) await dress(full(entry), entry);
  return done;
}

async function writeFile(at: Buffer, entry: Entry, from: Content): Promise<void> {
  const file = await openFile(at, 'wx', 0o600);
  try {
    const hash = createSm3();
    let left = entry.s ?? 0;
    while (left > 0) {
      const piece = await from.take(left);
      hash.update(piece);
      await writeWhole(file, piece);
      left -= piece.length;
    }
    if (toHex(hash.digest()) !== entry.h) throw damaged('fingerprint');
    await file.sync();
  } finally {
    await file.close();
  }
  await dress(at, entry);
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at, piece.length - at)).bytesWritten;
}

async function dress(at: Buffer, { m, t }: Entry): Promise<void> {
  if (m !== undefined) await chmod(at, m);
  if (t !== undefined) await utimes(at, Number(BigInt(t) / 1000n) / 1e6, Number(BigInt(t) / 1000n) / 1e6);
}

/** A path of the index is only ever below its root: an index is sealed, and is still not trusted with `..`. */
function safe(way: Buffer): Buffer {
  const names = way.toString('latin1').split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0')))
    throw damaged('path');
  return way;
}

interface Content {
  /** The next bytes, at least one and at most `most`; lent until the next are taken. */
  take(most: number): Promise<Uint8Array>;
  end(): Promise<void>;
}

/** The content of a part from its beginning, piece by checked piece. */
function reader(open: Open, part: Part): Content {
  const key = open.store.objects.fileKey(part.row);
  const pieces = open.vault.stream(part.row.id, key, part.row.rootTag, { lent: true });
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async take(most) {
      if (rest.length === 0) {
        const next = await pieces.next();
        if (next.done === true) throw damaged('short');
        rest = next.value;
      }
      const piece = rest.subarray(0, most);
      rest = rest.subarray(piece.length);
      return piece;
    },
    async end() {
      await pieces.return(undefined);
      key.destroy();
    },
  };
}

function damaged(reason: string): AppError {
  return new AppError('object_damaged', { params: { reason } });
}

async function exists(name: string): Promise<boolean> {
  return lstat(name).then(
    () => true,
    () => false,
  );
}
