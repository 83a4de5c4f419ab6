import { rm } from 'node:fs/promises';
import { AppError } from '../../../shared/model/errors.ts';
import { keyForPassword } from './backup-key.ts';
import { installStage, type Staged, stageIn, stageRestore } from './restore.ts';

interface Here {
  userData: string;
  mark: 'real' | 'demo';
  now(): Date;
}

interface Wanted {
  folder: string;
  login: string;
  password: string;
  snapshot?: string | undefined;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

const resumable: ReadonlySet<string> = new Set([
  'medium_gone',
  'cancelled',
  'disk_full',
  'wrong_password',
  'wait_before_retry',
]);

/**
 * A backup becomes the store of a machine that has none. The password is asked for first: what does not open is
 * not restored. Migrations run when the store is unlocked, as after any update.
 * @throws AppError as {@link stageRestore}; `wrong_password`, `store_not_marked`, `already_set_up`
 */
export async function restoreHere({ userData, mark, now }: Here, wanted: Wanted): Promise<Staged> {
  const stage = stageIn(userData);
  let staged: Staged;
  try {
    staged = await stageRestore({
      folder: wanted.folder,
      stage,
      snapshot: wanted.snapshot,
      unlock: (folder) => keyForPassword(folder, wanted.login, wanted.password, now().getTime()),
      signal: wanted.signal,
      onProgress: wanted.onProgress,
    });
    if (staged.manifest.mode !== mark) {
      throw new AppError('store_not_marked', { params: { mark: staged.manifest.mode } });
    }
  } catch (error) {
    // A medium that went away comes back: what was brought stays for the next try. All else begins anew.
    if (!(error instanceof AppError && resumable.has(error.code)))
      await rm(stage, { recursive: true, force: true });
    throw error;
  }
  await installStage(userData);
  return staged;
}
