import { frame } from '../crypto/frame.ts';
import type { KdfParams } from '../crypto/kdf.ts';

/** Every byte string that the keyring signs, seals over or derives with begins with this label. */
const LABEL = 'juanzong/keyring/';

/** Signed to vouch for an account's key. */
export function accountStatement(
  store: string,
  account: { id: string; login: string; certifies: boolean },
  publicKey: string,
): Uint8Array {
  return frame(`${LABEL}account/1`, store, account.id, account.login, account.certifies ? 1 : 0, publicKey);
}

/** Signed to vouch for a recovery key. */
export function recoveryStatement(store: string, papers: number, publicKey: string): Uint8Array {
  return frame(`${LABEL}recovery/1`, store, papers, publicKey);
}

/** Signed beside a role: every account could write the sealed profile, since all hold the database key. */
export function roleStatement(store: string, account: string, role: string): Uint8Array {
  return frame(`${LABEL}role/1`, store, account, role);
}

/** Signed by the recovery key: who holds the papers can tell the true anchor from a forged one. */
export function anchorStatement(store: string, publicKey: string): Uint8Array {
  return frame(`${LABEL}anchor/1`, store, publicKey);
}

/** What a grant of a dossier's key is about; the row in the store has the same columns. */
export interface Grant {
  dossier: string;
  epoch: number;
  recipient: string;
  granter: string;
  wrap: Uint8Array;
}

/** Signed by the granter: a wrap cannot be moved to another dossier, epoch or person. */
export function grantStatement(store: string, grant: Grant): Uint8Array {
  return frame(
    `${LABEL}grant/1`,
    store,
    grant.dossier,
    grant.epoch,
    grant.recipient,
    grant.granter,
    grant.wrap,
  );
}

/** AAD of a key that an account keeps for itself: only the very row it was opened from vouches for it. */
export function ownKeyAad(store: string, grant: Grant & { signature: Uint8Array }): Uint8Array {
  return frame(`${LABEL}own-key/1`, grantStatement(store, grant), grant.signature);
}

/** HKDF label of the key under which an account keeps the dossiers' keys that it has opened. */
export const OWN_KEYS_LABEL = `${LABEL}own-keys/1`;

/** AAD of an account's private key: changed parameters, salts or swapped accounts do not open. */
export function privateAad(
  store: string,
  account: { id: string; login: string },
  publicKey: string,
  kdf: KdfParams,
  salt: string,
): Uint8Array {
  const { id, memoryKiB, passes, lanes } = kdf;
  return frame(
    `${LABEL}private/1`,
    store,
    account.id,
    account.login,
    publicKey,
    id,
    memoryKiB,
    passes,
    lanes,
    salt,
  );
}

/** AAD of an account's display name and role. */
export function profileAad(store: string, account: string): Uint8Array {
  return frame(`${LABEL}profile/1`, store, account);
}

/** HKDF label of the key of the MAC over the file, and of the key of the profiles. */
export const MAC_LABEL = `${LABEL}mac/1`;
export const PROFILE_LABEL = `${LABEL}profile-key/1`;

/**
 * Whether bytes could be one of the keyring's own statements. `OpenKeyring.sign` refuses such: otherwise a
 * caller could be talked into signing a certificate or a grant.
 */
export function isReserved(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(4, 4 + LABEL.length)).toString('latin1') === LABEL;
}
