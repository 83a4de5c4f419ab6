import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Secret } from '../crypto/secret.ts';
import { unlock } from './raw-key.ts';
import { syncDirectory } from './sync.ts';

/** Where the database lies under its next key until the keyring has that key (ADR 0195). */
export const renewedName = (file: string) => `${file}.renewed`;

/**
 * Puts the database of a renewed key in its place, where the keyring's key opens it: then the keyring was written and
 * this step was not. Under any other key it is left alone. The caller owns the file.
 */
export function adoptRenewed(file: string, key: Secret): void {
  const renewed = renewedName(file);
  if (!existsSync(renewed) || !opens(renewed, key)) return;
  // The log of the old file goes first: it must not be laid over the new one.
  for (const ending of ['-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true });
  syncDirectory(file);
  renameSync(renewed, file);
  syncDirectory(file);
}

function opens(file: string, key: Secret): boolean {
  const client = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    unlock(client, key);
    client.prepare('SELECT count(*) FROM sqlite_schema').get();
    return true;
  } catch (error) {
    // Another key shows as "no database"; anything else is a fault of its own.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') return false;
    throw error;
  } finally {
    client.close();
  }
}
