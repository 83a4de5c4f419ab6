import { randomBytes } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { diskLayer, ioCode } from '../../vault/file-layer.ts';
import { asExportError, type OutLayer } from '../archive/out-folder.ts';

/**
 * Writes one file into the person's folder: whole or not at all, over nothing that stands there. Where the name is
 * taken it gets a number. Answers the name it got.
 * @param name without its ending
 * @throws AppError `destination_unwritable` | `disk_full` | `io_failed`
 */
export async function writeOneFile(
  folder: string,
  name: string,
  ending: string,
  bytes: Uint8Array,
  layer: OutLayer = diskLayer,
): Promise<string> {
  const made = path.join(folder, `.juanzong-${randomBytes(6).toString('hex')}.partial`);
  try {
    const file = await layer.create(made);
    try {
      await file.write(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    const free = await freeName(folder, name, ending);
    await layer.rename(made, path.join(folder, free));
    await layer.syncDir(folder).catch(() => undefined);
    return free;
  } catch (error) {
    await rm(made, { force: true }).catch(() => undefined);
    throw asExportError(error);
  }
}

/** The name, or the next one with a number that nothing stands under. */
export async function freeName(folder: string, name: string, ending: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}${number === 1 ? '' : ` (${number})`}.${ending}`;
    const there = await lstat(path.join(folder, candidate)).then(
      () => true,
      (error: unknown) => {
        if (ioCode(error) === 'ENOENT') return false;
        throw error;
      },
    );
    if (!there) return candidate;
  }
}
