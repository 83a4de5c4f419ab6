import { AppError } from '../../shared/model/errors.ts';
import { KDF_DEFAULT } from '../crypto/kdf.ts';
import { fromHex, toHex } from '../crypto/random.ts';
import type { Secret } from '../crypto/secret.ts';
import {
  generateSm2,
  type Sm2KeyPair,
  sm2PublicKey,
  sm2Sign,
  sm2Unwrap,
  sm2Verify,
  sm2Wrap,
} from '../crypto/sm2.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { sealAccess } from './account.ts';
import { checkMac } from './file.ts';
import { type Account, type Body, damaged, isActive, type KeyringFile, type RecoveryKey } from './format.ts';
import {
  activeAccount,
  type KeyringOptions,
  ownPassword,
  storeOf,
  unwrapDatabaseKey,
  without,
} from './keyring.ts';
import { OpenKeyring } from './open-keyring.ts';
import { checkPassword } from './password.ts';
import { joinShares, type ShareTexts, splitKey, wrongShares } from './shares.ts';
import { accountStatement, anchorStatement, recoveryStatement } from './statements.ts';

/**
 * Gives an account a new password and a new key with two of the three papers, and makes new papers: the old
 * ones are void. The dossiers' keys are still wrapped to the old keys: the caller then runs
 * `open.pendingRecovery` over every row of `recovery` in the store; a crash in between leaves that to do.
 * @throws AppError `wrong_shares` (reason) | `weak_password` | `not_found` | `store_damaged`
 */
export async function recoverKeyring(
  dir: string,
  shares: readonly string[],
  login: string,
  newPassword: string,
  options: KeyringOptions = {},
): Promise<{ open: OpenKeyring; shares: ShareTexts }> {
  await initCrypto();
  const keyring = storeOf(dir, options);
  return keyring.exclusive(async () => {
    const file = await keyring.read();
    if (file === null) throw new AppError('not_set_up');
    const { account } = activeAccount(file, login) ?? {};
    if (!account || !isActive(account)) throw new AppError('not_found');
    checkPassword(newPassword, account.login);
    const old = await oldRecovery(file, shares);
    try {
      const databaseKey = unwrapDatabaseKey(old.pair.privateKey, old.key.databaseWrap ?? '');
      checkMac(file, databaseKey);
      checkAnchor(file.body, old.pair.publicKey);
      const made = await replaceKeys(file.body, account, old.pair, databaseKey, newPassword);
      const written = await keyring.writeBody(made.body, databaseKey, without(file.attempts, account.id));
      const { anchor } = made.body;
      const opened = { store: keyring, file: written, account: made.account, pair: made.pair, databaseKey };
      return { open: new OpenKeyring({ ...opened, anchor: anchor.publicKey }), shares: made.shares };
    } finally {
      old.pair.privateKey.destroy();
    }
  });
}

async function oldRecovery(
  file: KeyringFile,
  shares: readonly string[],
): Promise<{ key: RecoveryKey; pair: Sm2KeyPair }> {
  const [key] = file.body.recovery;
  if (key === undefined) throw damaged('keyring_malformed');
  const privateKey = await joinShares(shares, file.body.store, key.papers);
  const publicKey = publicKeyOrNull(privateKey);
  if (publicKey === null || toHex(publicKey) !== key.publicKey) {
    privateKey.destroy();
    throw wrongShares('mismatch');
  }
  return { key, pair: { privateKey, publicKey } };
}

// The password that pinned the anchor is forgotten; the papers lead to it instead.
function checkAnchor(body: Body, recoveryKey: Uint8Array): void {
  const { publicKey, signature } = body.anchor;
  if (!sm2Verify(recoveryKey, anchorStatement(body.store, publicKey), bytesOf(signature))) {
    throw damaged('keyring_anchor');
  }
}

async function replaceKeys(
  body: Body,
  account: Account,
  old: Sm2KeyPair,
  databaseKey: Secret,
  password: string,
) {
  const { store } = body;
  const pair = generateSm2();
  const recovery = generateSm2();
  const publicKey = toHex(pair.publicKey);
  const recoveryHex = toHex(recovery.publicKey);
  const papers = (body.recovery[0]?.papers ?? 0) + 1;
  const vouch = (statement: Uint8Array) => ({
    signer: 'recovery' as const,
    signature: toHex(sm2Sign(old.privateKey, old.publicKey, statement)),
  });
  const keys = { pair, anchor: body.anchor.publicKey, databaseKey };
  const weak = { allowWeak: body.mode === 'demo' };
  const kdf = account.access?.kdf ?? KDF_DEFAULT;
  const changed: Account = {
    ...account,
    keys: [{ publicKey, certificate: vouch(accountStatement(store, account, publicKey)) }, ...account.keys],
    access: await sealAccess(store, account, keys, password, kdf, weak),
    profile: ownPassword({ storeId: store, databaseKey }, account),
  };
  const next: Body = {
    ...body,
    generation: body.generation + 1,
    anchor: {
      publicKey: body.anchor.publicKey,
      signature: toHex(
        sm2Sign(recovery.privateKey, recovery.publicKey, anchorStatement(store, body.anchor.publicKey)),
      ),
    },
    accounts: body.accounts.map((each) => (each.id === account.id ? changed : each)),
    recovery: [
      {
        papers,
        publicKey: recoveryHex,
        certificate: vouch(recoveryStatement(store, papers, recoveryHex)),
        databaseWrap: toHex(sm2Wrap(recovery.publicKey, databaseKey)),
      },
      ...body.recovery.map((each) => ({ ...each, databaseWrap: null })),
    ],
    pending: pendingKeys(body, account, old, pair.publicKey, recovery.publicKey),
  };
  const shares = await splitKey(recovery.privateKey, store, papers);
  recovery.privateKey.destroy();
  return { body: next, account: changed, pair, shares };
}

/** The replaced recovery key, and those of an earlier recovery that was not finished. */
function pendingKeys(
  body: Body,
  account: Account,
  old: Sm2KeyPair,
  accountKey: Uint8Array,
  recoveryKey: Uint8Array,
): Body['pending'] {
  const earlier = (body.pending?.keys ?? []).map((key) =>
    sm2Unwrap(old.privateKey, bytesOf(key.recoveryWrap)),
  );
  const keys = [old.privateKey, ...earlier].map((key) => ({
    publicKey: toHex(sm2PublicKey(key)),
    accountWrap: toHex(sm2Wrap(accountKey, key)),
    recoveryWrap: toHex(sm2Wrap(recoveryKey, key)),
  }));
  for (const key of earlier) key.destroy();
  return { account: account.id, keys };
}

function publicKeyOrNull(privateKey: Secret): Uint8Array | null {
  try {
    return sm2PublicKey(privateKey);
  } catch {
    return null;
  }
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}
