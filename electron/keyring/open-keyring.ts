import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { hkdfSm3 } from '../crypto/hkdf.ts';
import { fromHex, toHex } from '../crypto/random.ts';
import { openBytes, sealBytes } from '../crypto/seal.ts';
import { Secret } from '../crypto/secret.ts';
import { type Sm2KeyPair, sm2Sign, sm2Unwrap, sm2Verify, sm2Wrap } from '../crypto/sm2.ts';
import { openProfile, type Profile } from './account.ts';
import { checkMac, type KeyringStore } from './file.ts';
import { type Account, type Body, damaged, type Head, isActive, type KeyringFile } from './format.ts';
import { renewedBody } from './renew.ts';
import { grantStatement, isReserved, OWN_KEYS_LABEL, ownKeyAad, roleStatement } from './statements.ts';
import { Trust, type Vouched, vouchedOf } from './trust.ts';

/** Who can open a wrap: an account, or the papers. */
export type Recipient = AccountId | 'recovery';

/** One row of wrapped dossier keys as the store keeps it. */
export interface DossierWrap {
  dossier: DossierId;
  epoch: number;
  recipient: Recipient;
  wrap: Uint8Array;
  granter: AccountId;
  signature: Uint8Array;
}

/** A dossier's key (of one epoch) that was made or found, and the rows to store for it. */
export interface GrantedKey {
  key: Secret;
  wraps: DossierWrap[];
}

/** The second half of a recovery: see {@link OpenKeyring.pendingRecovery}. */
export interface PendingRecovery {
  /**
   * New rows for a row whose recipient is `recovery`, or null when it already stands under the new papers. For the
   * account itself only where `mine`: the papers open its way in, not what it had no need to know.
   */
  rewrap(row: DossierWrap, mine: boolean): GrantedKey | null;
  /** Forgets the replaced recovery keys, when every row has been done. */
  finish(): Promise<void>;
}

/** An account as others see it; former ones are names for what they signed. */
export interface AccountInfo {
  id: AccountId;
  login: string;
  displayName: string;
  /** What a trusted person vouched for; `member` where nobody did. */
  role: string;
  state: 'active' | 'disabled' | 'left';
  mustChange: boolean;
}

interface Opened {
  store: KeyringStore;
  file: KeyringFile;
  account: Account;
  pair: Sm2KeyPair;
  databaseKey: Secret;
  /** Hex of the pinned root of trust. */
  anchor: string;
}

/** An unlocked account: its keys in memory until {@link OpenKeyring.close}. */
export class OpenKeyring {
  readonly accountId: AccountId;
  readonly login: string;
  readonly displayName: string;
  readonly role: string;
  readonly storeId: string;
  readonly mode: 'demo' | 'real';
  /** Whether this account may vouch for others. */
  readonly certifies: boolean;
  #databaseKey: Secret;
  readonly #store: KeyringStore;
  readonly #pair: Sm2KeyPair;
  readonly #anchor: string;
  #body: Body;
  #trust: Trust;
  #accounts: AccountInfo[] | null = null;
  /** Replaced recovery keys that were lent out; zeroed at the latest by close. */
  readonly #borrowed: Secret[] = [];
  /** Derived from the private key when first needed; zeroed by close. */
  #own: Secret | null = null;

  constructor(opened: Opened) {
    const { body } = opened.file;
    const profile = openProfile(body.store, opened.account, opened.databaseKey);
    this.accountId = opened.account.id;
    this.login = opened.account.login;
    this.displayName = profile.displayName;
    this.storeId = body.store;
    this.mode = body.mode;
    this.certifies = opened.account.certifies;
    this.#databaseKey = opened.databaseKey;
    this.#store = opened.store;
    this.#pair = opened.pair;
    this.#anchor = opened.anchor;
    this.#body = body;
    this.#trust = new Trust(body, opened.anchor);
    if (
      !this.#trust.accountKeys(this.accountId).some((key) => Buffer.compare(key, opened.pair.publicKey) === 0)
    ) {
      throw damaged('keyring_untrusted');
    }
    this.role = this.#roleOf(opened.account, profile);
  }

  /** 32 bytes; zeroed by close, and another after {@link renewDatabaseKey}. */
  get databaseKey(): Secret {
    return this.#databaseKey;
  }

  /** Somebody left since the database key was made. */
  get renewalDue(): boolean {
    return this.#body.renew === true;
  }

  /** Hex of the root of trust that this account pins under its password; for changing the password. */
  get anchor(): string {
    return this.#anchor;
  }

  /** Every account, former ones included. */
  accounts(): readonly AccountInfo[] {
    this.#accounts ??= this.#body.accounts.map((account) => {
      const profile = openProfile(this.storeId, account, this.databaseKey);
      return {
        id: account.id,
        login: account.login,
        displayName: profile.displayName,
        role: this.#roleOf(account, profile),
        state: account.access === null ? 'left' : isActive(account) ? 'active' : 'disabled',
        mustChange: profile.mustChange === true,
      };
    });
    return this.#accounts;
  }

  /** Whether this account is the root of trust: the one that the set-up made. */
  get isRoot(): boolean {
    const own = this.#body.accounts.find(({ id }) => id === this.accountId);
    return own !== undefined && this.#holdsAnchor(own);
  }

  /** Whether the password is the one that somebody else chose. */
  get mustChange(): boolean {
    return this.accounts().some(({ id, mustChange }) => id === this.accountId && mustChange);
  }

  /** A fresh 32-byte key for an epoch of a dossier, granted to this account and to the papers. */
  createDossierKey(of: { dossier: DossierId; epoch: number }): GrantedKey {
    const key = Secret.random();
    return { key, wraps: this.#grantToSelf(of, key) };
  }

  /** Grants a key that this account holds to another. @throws AppError `not_found` for a key nobody vouches for */
  grantDossierKey(of: { dossier: DossierId; epoch: number }, key: Secret, recipient: Recipient): DossierWrap {
    const publicKey = recipient === 'recovery' ? this.#trust.recoveryKey() : this.recipientKey(recipient);
    if (!publicKey) throw new AppError('not_found');
    const granted = { ...of, recipient, granter: this.accountId, wrap: sm2Wrap(publicKey, key) };
    const signature = sm2Sign(
      this.#pair.privateKey,
      this.#pair.publicKey,
      grantStatement(this.storeId, granted),
    );
    return { ...granted, signature };
  }

  /**
   * The dossier's key in a row of this account.
   * @throws AppError `object_damaged` when the granter did not sign exactly this row or the wrap does not open,
   *   `not_found` for a row of somebody else (E-03)
   */
  openDossierKey(row: DossierWrap): Secret {
    if (row.recipient !== this.accountId) throw new AppError('not_found', { rule: 'E-03' });
    this.#checkGrant(row);
    return sm2Unwrap(this.#pair.privateKey, row.wrap);
  }

  /**
   * Seals a key of {@link openDossierKey} for this account alone. Opening it again costs no SM2: that this account
   * checked the granter's signature once stands in the AAD, which is that very row.
   */
  sealOwnKey(row: DossierWrap, key: Secret): Uint8Array {
    return sealBytes(this.#ownKeys().bytes, ownKeyAad(this.storeId, row), key.bytes);
  }

  /** Opens {@link sealOwnKey}; null when it was made for another row, account or key pair, or was changed. */
  openOwnKey(row: DossierWrap, sealed: Uint8Array): Secret | null {
    try {
      return Secret.take(openBytes(this.#ownKeys().bytes, ownKeyAad(this.storeId, row), sealed));
    } catch (error) {
      if (error instanceof AppError && error.code === 'object_damaged') return null;
      throw error;
    }
  }

  #ownKeys(): Secret {
    this.#own ??= Secret.take(
      hkdfSm3(this.#pair.privateKey.bytes, Buffer.from(this.storeId, 'utf8'), OWN_KEYS_LABEL, 32),
    );
    return this.#own;
  }

  /** Signs with this account's SM2 key; DER. The keyring's own statements are refused. */
  sign(bytes: Uint8Array): Uint8Array {
    if (isReserved(bytes)) throw new AppError('internal');
    return sm2Sign(this.#pair.privateKey, this.#pair.publicKey, bytes);
  }

  /**
   * The key of a file that was sealed to this account (docs/transfer-format.md). Only such a file's own derivation may
   * use it. @throws AppError `object_damaged`
   */
  unwrap(wrap: Uint8Array): Secret {
    return sm2Unwrap(this.#pair.privateKey, wrap);
  }

  /** Whether a trusted key of that account, its present one or an earlier, made the signature. */
  verify(account: AccountId, signature: Uint8Array, bytes: Uint8Array): boolean {
    return this.#trust.accountKeys(account).some((key) => sm2Verify(key, bytes, signature));
  }

  /** Public key (65 bytes, uncompressed) of a trusted account, for an export that is to be verified alone. */
  publicKeyOf(account: AccountId): Uint8Array | null {
    return this.#trust.accountKeys(account)[0] ?? null;
  }

  /** Whose key is whose, with every certificate: public, for an export that is to be verified alone. */
  vouched(): Vouched {
    return vouchedOf(this.#body);
  }

  auditHead(): Head | null {
    return this.#body.auditHead;
  }

  /** Remembers the newest audit entry outside the database: a cut log is found against it (E-10). */
  async saveAuditHead(head: Head): Promise<void> {
    await this.update((body) => ({ ...body, auditHead: head }));
  }

  /** Not null when a recovery by this account still has rows to wrap anew; also after a crash in between. */
  get pendingRecovery(): PendingRecovery | null {
    const pending = this.#body.pending;
    if (pending === null || pending.account !== this.accountId) return null;
    const keys = pending.keys.map((key) => sm2Unwrap(this.#pair.privateKey, bytesOf(key.accountWrap)));
    this.#borrowed.push(...keys);
    return {
      rewrap: (row, mine) => {
        if (row.recipient !== 'recovery') throw new AppError('internal');
        this.#checkGrant(row);
        const key = keys.map((old) => tryUnwrap(old, row.wrap)).find((found) => found !== null);
        if (!key) return null;
        const { dossier, epoch } = row;
        const toPapers = () => [this.grantDossierKey({ dossier, epoch }, key, 'recovery')];
        return { key, wraps: mine ? this.#grantToSelf(row, key) : toPapers() };
      },
      finish: async () => {
        await this.update((body) => ({ ...body, pending: null }));
        for (const key of keys) key.destroy();
      },
    };
  }

  /** Changes the body on the disk under its MAC; for the keyring's own functions. */
  async update(change: (body: Body) => Body): Promise<void> {
    await this.#store.exclusive(async () => {
      const file = await this.#store.read();
      if (file === null) throw damaged('keyring_missing');
      checkMac(file, this.databaseKey);
      const body = { ...change(file.body), generation: file.body.generation + 1 };
      this.#body = (await this.#store.writeBody(body, this.databaseKey, file.attempts)).body;
      this.#trust = new Trust(this.#body, this.#anchor);
      this.#accounts = null;
    });
  }

  /** Whether the file still stands under the key that this keyring was opened with. @throws AppError `store_damaged` */
  async recheck(): Promise<void> {
    const file = await this.#store.read();
    if (file === null) throw damaged('keyring_missing');
    checkMac(file, this.#databaseKey);
  }

  /**
   * From now on the store has another database key: wrapped to every account that may unlock and to the newest papers,
   * all profiles and the MAC under it, in one write. The database under it must lie durable beside the old one.
   * @throws AppError `store_damaged` where another process renewed it first
   */
  async renewDatabaseKey(next: Secret): Promise<void> {
    await this.#store.exclusive(async () => {
      const file = await this.#store.read();
      if (file === null) throw damaged('keyring_missing');
      checkMac(file, this.#databaseKey);
      const keys = { of: (id: AccountId) => this.recipientKey(id), papers: this.#trust.recoveryKey() };
      const body = renewedBody(file.body, keys, { from: this.#databaseKey, to: next });
      this.#body = (await this.#store.writeBody(body, next, file.attempts)).body;
      this.#trust = new Trust(this.#body, this.#anchor);
      this.#accounts = null;
      const before = this.#databaseKey;
      this.#databaseKey = next.clone();
      before.destroy();
    });
  }

  /** The account's key pair, for the keyring's own functions. */
  pair(): Sm2KeyPair {
    return this.#pair;
  }

  /** Zeroes the keys. Using the object afterwards throws. */
  close(): void {
    this.databaseKey.destroy();
    this.#pair.privateKey.destroy();
    this.#own?.destroy();
    this.#own = null;
    for (const key of this.#borrowed) key.destroy();
  }

  #grantToSelf(of: { dossier: DossierId; epoch: number }, key: Secret): DossierWrap[] {
    const { dossier, epoch } = of;
    return [this.accountId, 'recovery' as const].map((to) =>
      this.grantDossierKey({ dossier, epoch }, key, to),
    );
  }

  #holdsAnchor({ keys }: Account): boolean {
    return keys.some(({ publicKey }) => publicKey === this.#anchor);
  }

  // Every account could write a profile; what makes somebody an administrator is who signed for it.
  #roleOf(account: Account, { role, certificate }: Profile): string {
    const vouched =
      certificate === undefined
        ? this.#holdsAnchor(account)
        : this.#trust.vouched(roleStatement(this.storeId, account.id, role), certificate);
    return vouched ? role : 'member';
  }

  /** The newest trusted key of an account that has not left; null where there is none. */
  recipientKey(recipient: AccountId): Uint8Array | null {
    const account = this.#body.accounts.find(({ id }) => id === recipient);
    const [newest] = account?.keys ?? [];
    if (!newest || account?.access === null) return null;
    // Only the newest key: an older one may be the one that was lost.
    return this.#trust.accountKeys(recipient).find((key) => toHex(key) === newest.publicKey) ?? null;
  }

  #checkGrant(row: DossierWrap): void {
    if (!this.verify(row.granter, row.signature, grantStatement(this.storeId, row))) {
      throw new AppError('object_damaged', { params: { reason: 'grant_signature' } });
    }
  }
}

function tryUnwrap(key: Secret, wrap: Uint8Array): Secret | null {
  try {
    return sm2Unwrap(key, wrap);
  } catch {
    return null;
  }
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}
