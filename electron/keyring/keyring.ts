import { AppError } from '../../shared/model/errors.ts';
import { AccountId } from '../../shared/model/ids.ts';
import { KDF_DEFAULT, type KdfParams, kdfWithinBounds } from '../crypto/kdf.ts';
import { fromHex, randomId, toHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { generateSm2, sm2Sign, sm2Unwrap, sm2Wrap } from '../crypto/sm2.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { diskLayer, type FileLayer } from '../vault/file-layer.ts';
import { cleanLogin, openAccess, openProfile, sealAccess, sealProfile } from './account.ts';
import { beginAttempt, EarlyAttempt, wrongPassword } from './attempts.ts';
import { checkMac, KeyringStore } from './file.ts';
import {
  type Account,
  type Body,
  damaged,
  isActive,
  KEYRING_FORMAT,
  KEYRING_VERSION,
  type KeyringFile,
  loginKey,
} from './format.ts';
import { OpenKeyring } from './open-keyring.ts';
import { checkPassword } from './password.ts';
import { type ShareTexts, splitKey } from './shares.ts';
import { accountStatement, anchorStatement, recoveryStatement, roleStatement } from './statements.ts';

/** What may be known before anybody is known. */
export type KeyringSummary =
  | { exists: false; storeId: null; mode: null; accounts: [] }
  | { exists: true; storeId: string; mode: 'demo' | 'real'; accounts: { id: AccountId; login: string }[] };

export interface KeyringOptions {
  layer?: FileLayer;
  /** Milliseconds since 1970; for the growing delay alone. */
  now?: number;
}

export interface NewKeyring {
  login: string;
  displayName: string;
  role: string;
  /** A store for demonstration and tests says so, and only such a one may use a cheap KDF. */
  mode: 'demo' | 'real';
  password: string;
  kdf?: KdfParams;
}

/** The store's id and the logins that can unlock it. @throws AppError `store_damaged` | `store_from_future` */
export async function readKeyring(dir: string, options: KeyringOptions = {}): Promise<KeyringSummary> {
  const file = await storeOf(dir, options).read();
  if (file === null) return { exists: false, storeId: null, mode: null, accounts: [] };
  const { store, mode, accounts } = file.body;
  return {
    exists: true,
    storeId: store,
    mode,
    accounts: accounts.filter(isActive).map(({ id, login }) => ({ id, login })),
  };
}

/**
 * Makes the keyring of a new store with its first account, which is also the root of trust, and the recovery
 * papers. The shares exist only in the answer: shown once, never stored.
 * @throws AppError `already_set_up` | `weak_password` | `bad_input`
 */
export async function createKeyring(
  dir: string,
  wanted: NewKeyring,
  options: KeyringOptions = {},
): Promise<{ open: OpenKeyring; shares: ShareTexts }> {
  await initCrypto();
  const login = cleanLogin(wanted.login);
  checkPassword(wanted.password, login);
  const kdf = wanted.kdf ?? KDF_DEFAULT;
  const weak = { allowWeak: wanted.mode === 'demo' };
  if (!kdfWithinBounds(kdf, weak)) throw new AppError('bad_input', { params: { path: 'kdf' } });
  const keyring = storeOf(dir, options);
  return keyring.exclusive(async () => {
    if ((await keyring.read()) !== null) throw new AppError('already_set_up');
    const store = randomId();
    const pair = generateSm2();
    const anchor = toHex(pair.publicKey);
    const recovery = generateSm2();
    const recoveryHex = toHex(recovery.publicKey);
    const databaseKey = Secret.random();
    const who = { id: AccountId.parse(randomId()), login, certifies: true };
    const sign = (statement: Uint8Array) => toHex(sm2Sign(pair.privateKey, pair.publicKey, statement));
    const profile = {
      displayName: wanted.displayName,
      role: wanted.role,
      certificate: { signer: who.id, signature: sign(roleStatement(store, who.id, wanted.role)) },
    };
    const account: Account = {
      ...who,
      keys: [
        {
          publicKey: anchor,
          certificate: { signer: who.id, signature: sign(accountStatement(store, who, anchor)) },
        },
      ],
      access: await sealAccess(store, who, { pair, anchor, databaseKey }, wanted.password, kdf, weak),
      profile: sealProfile(store, who.id, profile, databaseKey),
    };
    const body: Body = {
      format: KEYRING_FORMAT,
      version: KEYRING_VERSION,
      suite: 1,
      store,
      mode: wanted.mode,
      generation: 1,
      anchor: {
        publicKey: anchor,
        signature: toHex(sm2Sign(recovery.privateKey, recovery.publicKey, anchorStatement(store, anchor))),
      },
      accounts: [account],
      recovery: [
        {
          papers: 1,
          publicKey: recoveryHex,
          certificate: { signer: who.id, signature: sign(recoveryStatement(store, 1, recoveryHex)) },
          databaseWrap: toHex(sm2Wrap(recovery.publicKey, databaseKey)),
        },
      ],
      pending: null,
      auditHead: null,
    };
    const shares = await splitKey(recovery.privateKey, store, 1);
    recovery.privateKey.destroy();
    const file = await keyring.writeBody(body, databaseKey, {});
    return { open: new OpenKeyring({ store: keyring, file, account, pair, databaseKey, anchor }), shares };
  });
}

/**
 * Opens an account with its password.
 * @throws AppError `not_set_up`, `wrong_password` (attempts_left, retry_after_seconds), `wait_before_retry`
 *   (retry_after_seconds), `account_disabled` after the right password, `store_damaged`, `store_from_future`
 */
export async function unlockKeyring(
  dir: string,
  login: string,
  password: string,
  options: KeyringOptions = {},
): Promise<OpenKeyring> {
  await initCrypto();
  const keyring = storeOf(dir, options);
  // One attempt at a time: parallel guesses would all see the same count of failures.
  return keyring.exclusive(async () => {
    const file = await keyring.read();
    if (file === null) throw new AppError('not_set_up');
    const { account, access } = activeAccount(file, login) ?? {};
    if (!account || !access) throw new AppError('wrong_password');
    const weak = { allowWeak: file.body.mode === 'demo' };
    if (!kdfWithinBounds(access.kdf, weak)) throw damaged('kdf_out_of_bounds');
    const failures = await countAttempt(keyring, file, account.id, options.now ?? Date.now());
    const opened = await openAccess(file.body.store, account, access, password, weak);
    if (opened === null) throw wrongPassword(failures);
    const { privateKey, anchor } = opened;
    try {
      if (!isActive(account)) throw new AppError('account_disabled', { rule: 'B-S16' });
      const databaseKey = unwrapDatabaseKey(privateKey, access.databaseWrap);
      checkMac(file, databaseKey);
      const pair = { privateKey, publicKey: bytesOf(account.keys[0]?.publicKey ?? '') };
      const open = new OpenKeyring({ store: keyring, file, account, pair, databaseKey, anchor });
      await keyring.write({ ...file, attempts: without(file.attempts, account.id) });
      return open;
    } catch (error) {
      privateKey.destroy();
      throw error;
    }
  });
}

/**
 * Seals the account's private key under another password; no file and no dossier is touched.
 * @throws AppError `wrong_password` when the old one is not it, `weak_password`
 */
export async function changePassword(
  open: OpenKeyring,
  dir: string,
  passwords: { old: string; new: string },
  options: KeyringOptions = {},
): Promise<void> {
  (await unlockKeyring(dir, open.login, passwords.old, options)).close();
  checkPassword(passwords.new, open.login);
  const who = { id: open.accountId, login: open.login };
  const keys = { pair: open.pair(), anchor: open.anchor, databaseKey: open.databaseKey };
  const file = await storeOf(dir, options).read();
  const kdf = file?.body.accounts.find(({ id }) => id === who.id)?.access?.kdf ?? KDF_DEFAULT;
  const weak = { allowWeak: open.mode === 'demo' };
  const access = await sealAccess(open.storeId, who, keys, passwords.new, kdf, weak);
  await open.update((body) => ({
    ...body,
    accounts: body.accounts.map((account) =>
      account.id === who.id ? { ...account, access, profile: ownPassword(open, account) } : account,
    ),
  }));
}

/** The profile of an account whose password is its own person's choice. */
export function ownPassword(
  { storeId, databaseKey }: Pick<OpenKeyring, 'storeId' | 'databaseKey'>,
  account: Account,
): string {
  const { mustChange: _done, ...profile } = openProfile(storeId, account, databaseKey);
  return sealProfile(storeId, account.id, profile, databaseKey);
}

/** The keyring of a folder. */
export function storeOf(dir: string, options: KeyringOptions): KeyringStore {
  return new KeyringStore(dir, options.layer ?? diskLayer);
}

/** The account that this login can open, however its letters' case and width were typed. */
export function activeAccount(
  file: KeyringFile,
  login: string,
): { account: Account; access: NonNullable<Account['access']> } | null {
  const wanted = loginKey(login.trim());
  const account = file.body.accounts.find((each) => loginKey(each.login) === wanted);
  return account?.access ? { account, access: account.access } : null;
}

/** @throws AppError `store_damaged` */
export function unwrapDatabaseKey(privateKey: Secret, wrap: string): Secret {
  try {
    return sm2Unwrap(privateKey, bytesOf(wrap));
  } catch {
    throw damaged('keyring_database_wrap');
  }
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}

/** A copy without one account's failures. */
export function without(attempts: KeyringFile['attempts'], id: AccountId): KeyringFile['attempts'] {
  return Object.fromEntries(Object.entries(attempts).filter(([key]) => key !== id));
}

async function countAttempt(
  keyring: KeyringStore,
  file: KeyringFile,
  id: AccountId,
  now: number,
): Promise<number> {
  try {
    const attempt = beginAttempt(file.attempts[id], now);
    await keyring.write({ ...file, attempts: { ...file.attempts, [id]: attempt } });
    return attempt.failures;
  } catch (error) {
    if (error instanceof EarlyAttempt && error.restart) {
      await keyring.write({ ...file, attempts: { ...file.attempts, [id]: error.restart } });
    }
    throw error;
  }
}
