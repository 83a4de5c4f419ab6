import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Secret } from '../crypto/secret.ts';
import { connect, copyTo, takeOwnership, toFileError } from './connection.ts';
import { checkCopy } from './copy.ts';
import { rekeyCopy, unlock } from './raw-key.ts';
import { adoptRenewed, renewedName } from './renewed.ts';
import { rewrapStoreKeys } from './store-keys.ts';
import { sync, syncDirectory } from './sync.ts';

export interface Renewal {
  file: string;
  store: string;
  from: Secret;
  to: Secret;
  /** @throws where `from` is no longer the keyring's key: another process was here first */
  recheck(): Promise<void>;
  /** Writes the keyring under `to`, durable when it resolves; where it throws, the keyring stands under `from`. */
  commit(): Promise<void>;
}

/**
 * Brings a closed database under another key. The old file is not touched until the keyring has the new key: a whole
 * copy is made, encrypted anew, checked and named; the keyring is written; the copy takes the old one's place, now or at
 * the next opening. Killed at any instant, the keyring's key opens the store.
 * @returns whether there was a database to renew
 * @throws AppError `store_in_use`, `disk_full`, `io_failed`, `store_damaged`
 */
export async function renewKey(renewal: Renewal): Promise<boolean> {
  const { file, to } = renewal;
  if (!existsSync(file)) return false;
  try {
    const owner = takeOwnership(`${file}.lock`);
    try {
      await renewal.recheck();
      makeRenewed(renewal);
      await renewal.commit();
      adoptRenewed(file, to);
      return true;
    } finally {
      owner.close();
    }
  } catch (error) {
    throw toFileError(error);
  }
}

/** The copy under the new key gets its name when it is whole and durable: under that name it opens with that key alone. */
function makeRenewed({ file, store, from, to }: Renewal): void {
  const renewed = renewedName(file);
  const part = `${renewed}.part`;
  // A renewal whose keyring was written is finished first; what else is named was left by a process that ended before its keyring was written.
  adoptRenewed(file, from);
  for (const stale of [renewed, part, `${part}-journal`]) rmSync(stale, { force: true });
  const before = connect(file, from);
  try {
    copyTo(before, part);
  } finally {
    before.close();
  }
  const copy = new Database(part, { fileMustExist: true, timeout: 0 });
  try {
    unlock(copy, from);
    copy.pragma('secure_delete = ON');
    copy.pragma('temp_store = MEMORY');
    rewrapStoreKeys(drizzle(copy), store, { from, to });
    rekeyCopy(copy, to);
  } finally {
    copy.close();
  }
  checkCopy(part, to);
  sync(part);
  renameSync(part, renewed);
  syncDirectory(renewed);
}
