import { z } from 'zod';
import { AppError } from '../../shared/model/errors.ts';
import { hkdfSm3 } from '../crypto/hkdf.ts';
import { deriveFromPassword, type KdfOptions, type KdfParams } from '../crypto/kdf.ts';
import { fromHex, randomBytes, toHex } from '../crypto/random.ts';
import { openBytes, sealBytes } from '../crypto/seal.ts';
import { Secret } from '../crypto/secret.ts';
import { SM2_PUBLIC_LENGTH, type Sm2KeyPair, sm2PublicKey, sm2Wrap } from '../crypto/sm2.ts';
import { type Account, Certificate, damaged } from './format.ts';
import { PROFILE_LABEL, privateAad, profileAad } from './statements.ts';

type Access = NonNullable<Account['access']>;

const Profile = z.object({
  displayName: z.string(),
  role: z.string(),
  /** Who vouches for the role; the root of trust of an older keyring has none. */
  certificate: Certificate.optional(),
  /** The password is the one that somebody else chose. */
  mustChange: z.literal(true).optional(),
});
/** What the interface shows of an account. */
export type Profile = z.infer<typeof Profile>;

const LOGIN_MAX = 64;

/** The login as it is stored. @throws AppError `bad_input` for an empty, long or unprintable one */
export function cleanLogin(login: string): string {
  const clean = login.normalize('NFKC').trim();
  // Controls, format characters (direction marks, zero-width), lone surrogates: two names that look alike.
  if (clean.length === 0 || clean.length > LOGIN_MAX || /[\p{C}\p{Zl}\p{Zp}]/u.test(clean)) {
    throw new AppError('bad_input', { params: { path: 'login' } });
  }
  return clean;
}

/** Seals an account's private key (and the anchor it pins) under its password, and wraps the database key to it. */
export async function sealAccess(
  store: string,
  account: { id: string; login: string },
  keys: { pair: Sm2KeyPair; anchor: string; databaseKey: Secret },
  password: string,
  kdf: KdfParams,
  options: KdfOptions,
): Promise<Access> {
  const salt = randomBytes(16);
  const kek = await deriveFromPassword(password, salt, kdf, options);
  const aad = privateAad(store, account, toHex(keys.pair.publicKey), kdf, toHex(salt));
  const plain = Buffer.concat([keys.pair.privateKey.bytes, Buffer.from(keys.anchor, 'hex')]);
  try {
    return {
      kdf,
      salt: toHex(salt),
      private: toHex(sealBytes(kek.bytes, aad, plain)),
      databaseWrap: toHex(sm2Wrap(keys.pair.publicKey, keys.databaseKey)),
    };
  } finally {
    plain.fill(0);
    kek.destroy();
  }
}

/**
 * The private key and the pinned anchor, or null when the password is not the one.
 * @throws AppError `store_damaged` for parameters out of bounds or a key that is not the account's
 */
export async function openAccess(
  store: string,
  account: Account,
  access: Access,
  password: string,
  options: KdfOptions,
): Promise<{ privateKey: Secret; anchor: string } | null> {
  const publicKey = account.keys[0]?.publicKey ?? '';
  const salt = fromHex(access.salt);
  const sealed = fromHex(access.private);
  if (salt === null || sealed === null) throw damaged('keyring_malformed');
  // No account has an empty password, and the KDF refuses one.
  if (password === '') return null;
  const kek = await deriveFromPassword(password, salt, access.kdf, options);
  let plain: Uint8Array;
  try {
    plain = openBytes(kek.bytes, privateAad(store, account, publicKey, access.kdf, access.salt), sealed);
  } catch (error) {
    if (error instanceof AppError && error.code === 'object_damaged') return null;
    throw error;
  } finally {
    kek.destroy();
  }
  if (plain.length !== 32 + SM2_PUBLIC_LENGTH) throw damaged('keyring_private_key');
  const anchor = toHex(plain.subarray(32));
  const privateKey = Secret.take(plain.subarray(0, 32));
  if (toHex(sm2PublicKey(privateKey)) !== publicKey) throw damaged('keyring_private_key');
  return { privateKey, anchor };
}

/** Seals what the interface shows of an account under a key derived from the database key. */
export function sealProfile(store: string, account: string, profile: Profile, databaseKey: Secret): string {
  const plain = new TextEncoder().encode(JSON.stringify(profile));
  return withProfileKey(store, databaseKey, (key) =>
    toHex(sealBytes(key, profileAad(store, account), plain)),
  );
}

/** @throws AppError `store_damaged` */
export function openProfile(store: string, account: Account, databaseKey: Secret): Profile {
  const sealed = fromHex(account.profile);
  if (sealed === null) throw damaged('keyring_malformed');
  try {
    const plain = withProfileKey(store, databaseKey, (key) =>
      openBytes(key, profileAad(store, account.id), sealed),
    );
    return Profile.parse(JSON.parse(new TextDecoder().decode(plain)));
  } catch {
    throw damaged('keyring_profile');
  }
}

function withProfileKey<T>(store: string, databaseKey: Secret, use: (key: Uint8Array) => T): T {
  const key = hkdfSm3(databaseKey.bytes, Buffer.from(store, 'hex'), PROFILE_LABEL, 32);
  try {
    return use(key);
  } finally {
    key.fill(0);
  }
}
