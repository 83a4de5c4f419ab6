import { z } from 'zod';
import { AppError } from '../../shared/model/errors.ts';
import { AccountId } from '../../shared/model/ids.ts';
import { KdfParams } from '../crypto/kdf.ts';

/** keyring.json, version 1 (`docs/keyring-format.md`). Bytes are lower-case hex. */
export const KEYRING_VERSION = 1;
export const KEYRING_FORMAT = 'juanzong-keyring';

/** A keyring beyond this is not one of ours. */
export const KEYRING_MAX_BYTES = 4 * 1024 * 1024;

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const publicKey = hex.length(130);
const count = z.number().int().nonnegative();

/** Who vouched for a key: an account that may, or the recovery key. */
export const Certificate = z.strictObject({
  signer: z.union([AccountId, z.literal('recovery')]),
  signature: hex,
});
export type Certificate = z.infer<typeof Certificate>;

const CertifiedKey = z.strictObject({ publicKey, certificate: Certificate });
export type CertifiedKey = z.infer<typeof CertifiedKey>;

const Access = z.strictObject({
  kdf: z.strictObject(KdfParams.shape),
  salt: hex.length(32),
  /** The private key and the pinned anchor, sealed under the key that the password yields. */
  private: hex,
  /** The database key, wrapped to the account's newest public key; empty while the account is disabled. */
  databaseWrap: hex,
});

const Account = z.strictObject({
  id: AccountId,
  login: z.string().min(1).max(64),
  /** Whether its signature makes other accounts' keys trusted (安全保密管理员). */
  certifies: z.boolean(),
  /** Newest first; older ones stay, because what they signed must remain verifiable. */
  keys: z.array(CertifiedKey).min(1).max(64),
  /** Null when the person left: keys stay, ways in do not. */
  access: Access.nullable(),
  /** Display name and role, sealed: only the login is readable. */
  profile: hex,
});
export type Account = z.infer<typeof Account>;

const RecoveryKey = z.strictObject({
  papers: z.number().int().positive(),
  publicKey,
  certificate: Certificate,
  /** Null once other papers replaced these. */
  databaseWrap: hex.nullable(),
});
export type RecoveryKey = z.infer<typeof RecoveryKey>;

const PendingKey = z.strictObject({
  publicKey,
  /** A replaced recovery key, wrapped to the account that is finishing, and to the newest papers. */
  accountWrap: hex,
  recoveryWrap: hex,
});

const Head = z.strictObject({ seq: count, hash: hex.length(64) });
/** The last audit entry that the keyring knows of. */
export type Head = z.infer<typeof Head>;

const Body = z.strictObject({
  format: z.literal(KEYRING_FORMAT),
  version: z.literal(KEYRING_VERSION),
  suite: z.literal(1),
  store: hex.length(32),
  mode: z.enum(['demo', 'real']),
  /** Rises with every write of the body. */
  generation: z.number().int().positive(),
  /** The root of trust, signed by the newest recovery key so that the papers lead back to it. */
  anchor: z.strictObject({ publicKey, signature: hex }),
  accounts: z.array(Account).min(1).max(1000),
  /** Newest first. */
  recovery: z.array(RecoveryKey).min(1).max(64),
  /** A recovery whose dossier keys are not all wrapped anew yet. */
  pending: z.strictObject({ account: AccountId, keys: z.array(PendingKey).min(1).max(64) }).nullable(),
  auditHead: Head.nullable(),
  /** Somebody left who knew the database key: the next unlock makes another (ADR 0195). */
  renew: z.literal(true).optional(),
});
/** The part of the file that the MAC covers. */
export type Body = z.infer<typeof Body>;

const Attempt = z.strictObject({ failures: count, since: count });
export type Attempt = z.infer<typeof Attempt>;

const KeyringFile = z.strictObject({
  body: Body,
  mac: hex.length(64),
  /** Outside the MAC: it is written before anybody can prove to be somebody. */
  attempts: z.record(AccountId, Attempt),
});
export type KeyringFile = z.infer<typeof KeyringFile>;

const AnyVersion = z.object({
  body: z.object({ format: z.literal(KEYRING_FORMAT), version: z.number().int() }),
});

/** @throws AppError `store_damaged` for anything that is not a whole keyring, `store_from_future` for a newer one */
export function parseKeyring(bytes: Uint8Array): KeyringFile {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged('keyring_unreadable');
  }
  const version = AnyVersion.safeParse(json).data?.body.version;
  if (version === undefined) throw damaged('keyring_unreadable');
  if (version > KEYRING_VERSION) throw new AppError('store_from_future', { params: { version } });
  const file = KeyringFile.safeParse(json);
  if (!file.success) throw damaged('keyring_malformed');
  const { accounts } = file.data.body;
  if (new Set(accounts.map(({ id }) => id)).size < accounts.length) throw damaged('keyring_malformed');
  if (new Set(accounts.map(({ login }) => loginKey(login))).size < accounts.length)
    throw damaged('keyring_malformed');
  return file.data;
}

/** The bytes on the disk. */
export function encodeKeyring(file: KeyringFile): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}

/** The bytes under the MAC: RFC 8785 (keys sorted, no spaces); a body holds only strings, integers, booleans. */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(sortKeys(value)));
}

/** Whether the account can be opened with its password: it has not left and is not disabled. */
export function isActive({ access }: Account): boolean {
  return access !== null && access.databaseWrap !== '';
}

/** Logins that differ only in case or width are one login. */
export function loginKey(login: string): string {
  return login.normalize('NFKC').toLowerCase();
}

export function damaged(reason: string): AppError {
  return new AppError('store_damaged', { params: { reason } });
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
