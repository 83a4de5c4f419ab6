import { join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import { diskLayer, ioCode, toAppError } from '../../vault/file-layer.ts';
import { objectPath, temporaryPath } from '../../vault/paths.ts';
import { openVault } from '../../vault/vault.ts';
import { copyFile, CopyError, mediumError } from '../backup/copy-file.ts';
import { findBackup, poolDir } from '../backup/layout.ts';
import { noteProofs } from './proofs.ts';

/**
 * Puts a lost or damaged sealed file back from a backup. The file on the medium is proven by its tags and the
 * row's root tag before a byte of it is taken; the damaged one is replaced as a whole.
 * @throws AppError `not_a_backup`, `backup_damaged` (it is not whole there either), `not_found`, `medium_gone`
 */
export async function recoverObject(
  open: Open,
  what: { dossier: DossierId; object: ObjectId; folder: string; userData: string },
  at: string,
  signal: AbortSignal,
): Promise<void> {
  const row = open.store.objects.get(what.dossier, what.object);
  const key = open.store.objects.fileKey(row);
  try {
    const pool = poolDir(await findBackup(diskLayer, what.folder, open.keyring.storeId));
    await proveThere(pool, (vault) => vault.verify(row.id, key, row.rootTag, { signal }));
    const own = join(what.userData, 'vault');
    const from = await diskLayer.open(objectPath(pool, row.id));
    await open.vault.forget(row.id);
    const place = {
      layer: diskLayer,
      temporary: temporaryPath(own, row.id),
      final: objectPath(own, row.id),
    };
    await copyFile(from, place, { signal }).catch((error: unknown) => {
      const ours = error instanceof CopyError && error.end === 'to';
      throw ours ? toAppError(error.cause) : mediumError(error);
    });
    await open.vault.verify(row.id, key, row.rootTag, { signal });
    noteProofs(open.store, new Map([[row.id, { at, code: null }]]), at);
  } finally {
    key.destroy();
  }
}

/** Reads the medium only: the pool is opened as a vault that nothing is written to. */
async function proveThere(
  pool: string,
  verify: (vault: Awaited<ReturnType<typeof openVault>>) => Promise<void>,
): Promise<void> {
  const reading = { ...diskLayer, makeDir: async () => undefined, syncDir: async () => undefined };
  try {
    await verify(await openVault(pool, reading));
  } catch (error) {
    if (error instanceof AppError && error.code === 'object_damaged') {
      throw new AppError('backup_damaged', { params: { reason: 'object' }, cause: error });
    }
    throw ioCode(error) === null ? error : mediumError(error);
  }
}
