import { randomBytes } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { namesTaken } from '../../../shared/archive/names.ts';
import { diskLayer, type FileLayer, ioCode } from '../../vault/file-layer.ts';
import { asExportError } from '../archive/out-folder.ts';

type Layer = Pick<FileLayer, 'create' | 'rename' | 'unlink'>;

/**
 * Writes one file that appears whole or not at all, under the name or, where that is taken, as `name_2` …: nothing
 * of the person's is overwritten. It is readable by its owner only.
 * @throws AppError `destination_unwritable`, `disk_full`, `io_failed`
 */
export async function writeOutFile(
  folder: string,
  wanted: string,
  bytes: Uint8Array,
  layer: Layer = diskLayer,
): Promise<string> {
  const made = path.join(folder, `.juanzong-${randomBytes(6).toString('hex')}.partial`);
  try {
    const name = await freeName(folder, wanted);
    const handle = await layer.create(made);
    try {
      await handle.write(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await layer.rename(made, path.join(folder, name));
    return name;
  } catch (error) {
    // The first error is the one to tell; a disc that went away cannot be cleaned.
    await layer.unlink(made).catch(() => undefined);
    throw asExportError(error);
  }
}

async function freeName(folder: string, wanted: string): Promise<string> {
  const next = namesTaken();
  for (;;) {
    const name = next(wanted);
    const there = await lstat(path.join(folder, name)).then(
      () => true,
      (error: unknown) => {
        if (ioCode(error) === 'ENOENT') return false;
        throw error;
      },
    );
    if (!there) return name;
  }
}
