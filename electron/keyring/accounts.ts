import { AppError } from '../../shared/model/errors.ts';
import { AccountId } from '../../shared/model/ids.ts';
import { KDF_DEFAULT, type KdfParams, kdfWithinBounds } from '../crypto/kdf.ts';
import { randomId, toHex } from '../crypto/random.ts';
import { generateSm2, sm2Sign, sm2Wrap } from '../crypto/sm2.ts';
import { cleanLogin, sealAccess, sealProfile } from './account.ts';
import { type Account, loginKey } from './format.ts';
import type { OpenKeyring } from './open-keyring.ts';
import { checkPassword } from './password.ts';
import { accountStatement, roleStatement } from './statements.ts';

export interface NewAccount {
  login: string;
  displayName: string;
  role: string;
  /** Whether this account may vouch for others in its turn (安全保密管理员). */
  certifies: boolean;
  password: string;
  kdf?: KdfParams;
}

/**
 * Adds an account, vouched for by the one that is open. It holds no dossier's key until somebody who holds it
 * grants it. The profile says that the password must be changed: whoever adds a person knows the first one.
 * @throws AppError `forbidden` when the open account may not vouch, `login_taken` for a login in use,
 *   `weak_password`, `bad_input`
 */
export async function addAccount(open: OpenKeyring, wanted: NewAccount): Promise<AccountId> {
  const login = cleanLogin(wanted.login);
  checkPassword(wanted.password, login);
  const kdf = wanted.kdf ?? KDF_DEFAULT;
  const weak = { allowWeak: open.mode === 'demo' };
  if (!kdfWithinBounds(kdf, weak)) throw new AppError('bad_input', { params: { path: 'kdf' } });
  if (!open.certifies) throw new AppError('forbidden', { rule: 'E-15' });
  const who = { id: AccountId.parse(randomId()), login, certifies: wanted.certifies };
  const pair = generateSm2();
  const publicKey = toHex(pair.publicKey);
  const signer = open.pair();
  const statement = accountStatement(open.storeId, who, publicKey);
  const vouch = (bytes: Uint8Array) => ({
    signer: open.accountId,
    signature: toHex(sm2Sign(signer.privateKey, signer.publicKey, bytes)),
  });
  const keys = { pair, anchor: open.anchor, databaseKey: open.databaseKey };
  const profile = {
    displayName: wanted.displayName,
    role: wanted.role,
    certificate: vouch(roleStatement(open.storeId, who.id, wanted.role)),
    mustChange: true as const,
  };
  const account: Account = {
    ...who,
    keys: [{ publicKey, certificate: vouch(statement) }],
    access: await sealAccess(open.storeId, who, keys, wanted.password, kdf, weak),
    profile: sealProfile(open.storeId, who.id, profile, open.databaseKey),
  };
  pair.privateKey.destroy();
  await open.update((body) => {
    // Former accounts count too: two people of one name would blur what each of them signed.
    if (body.accounts.some((each) => loginKey(each.login) === loginKey(login)))
      throw new AppError('login_taken');
    return { ...body, accounts: [...body.accounts, account] };
  });
  return who.id;
}

/**
 * Takes the wrap of the database key from an account, so that its password opens nothing; its own key stays.
 * @throws AppError `forbidden` for the open account itself or without the right to vouch, `not_found`
 */
export async function disableAccount(open: OpenKeyring, id: AccountId): Promise<void> {
  await changeWrap(open, id, () => '');
}

/** Wraps the database key to a disabled account's key again. @throws AppError as {@link disableAccount} */
export async function enableAccount(open: OpenKeyring, id: AccountId): Promise<void> {
  await changeWrap(open, id, () => {
    const publicKey = open.recipientKey(id);
    if (publicKey === null) throw new AppError('not_found');
    return toHex(sm2Wrap(publicKey, open.databaseKey));
  });
}

async function changeWrap(open: OpenKeyring, id: AccountId, wrap: () => string): Promise<void> {
  if (!open.certifies || id === open.accountId) throw new AppError('forbidden', { rule: 'E-15' });
  await open.update((body) => {
    if (!body.accounts.some((account) => account.id === id && account.access))
      throw new AppError('not_found');
    const changed = (account: Account) =>
      account.id === id && account.access
        ? { ...account, access: { ...account.access, databaseWrap: wrap() } }
        : account;
    return { ...body, accounts: body.accounts.map(changed) };
  });
}

/**
 * Closes an account's way in; its public keys stay, so that what it signed can be verified. The database key it knew is
 * renewed by the next unlock, whoever's; the dossiers it could open need a new epoch: the caller's work.
 * @throws AppError `forbidden` for the open account itself or without the right to vouch, `not_found`
 */
export async function retireAccount(open: OpenKeyring, id: AccountId): Promise<void> {
  if (!open.certifies || id === open.accountId) throw new AppError('forbidden', { rule: 'E-15' });
  await open.update((body) => {
    if (!body.accounts.some((account) => account.id === id && account.access))
      throw new AppError('not_found');
    const closed = (account: Account) => (account.id === id ? { ...account, access: null } : account);
    return { ...body, accounts: body.accounts.map(closed), renew: true as const };
  });
}
