import { join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { Secret } from '../../crypto/secret.ts';
import { checkMac } from '../../keyring/file.ts';
import { KEYRING_MAX_BYTES, parseKeyring } from '../../keyring/format.ts';
import { unlockKeyring, unwrapDatabaseKey } from '../../keyring/keyring.ts';
import type { OpenKeyring } from '../../keyring/open-keyring.ts';
import { diskLayer, readSmallFile } from '../../vault/file-layer.ts';
import { inSnapshot } from './layout.ts';

/** The database key of a copied keyring, opened with the account that is unlocked here. */
export async function keyForAccount(keyring: OpenKeyring, folder: string): Promise<Secret> {
  const bytes = await readSmallFile(diskLayer, join(folder, inSnapshot.keyring), KEYRING_MAX_BYTES);
  if (bytes === null) throw new AppError('backup_damaged', { params: { reason: 'keyring' } });
  const file = parseKeyring(bytes);
  const access = file.body.accounts.find(({ id }) => id === keyring.accountId)?.access;
  if (!access) throw new AppError('backup_of_another');
  const key = unwrapDatabaseKey(keyring.pair().privateKey, access.databaseWrap);
  checkMac(file, key);
  return key;
}

/** The same with a password, on a machine where nobody is unlocked. @throws AppError `wrong_password` … */
export async function keyForPassword(
  folder: string,
  login: string,
  password: string,
  now: number,
): Promise<Secret> {
  const keyring = await unlockKeyring(folder, login, password, { now });
  try {
    return keyring.databaseKey.clone();
  } finally {
    keyring.close();
  }
}
