import { fromHex } from '../crypto/random.ts';
import { sm2Verify } from '../crypto/sm2.ts';
import type { Account, Body, Certificate, RecoveryKey } from './format.ts';
import { accountStatement, recoveryStatement } from './statements.ts';

const MAX_CHAIN = 8;

type TrustBody = Vouched & { store: string };

/** What of a keyring says whose key is whose: public, and goes out with an exported log. */
export interface Vouched {
  accounts: Pick<Account, 'id' | 'login' | 'certifies' | 'keys'>[];
  recovery: Pick<RecoveryKey, 'papers' | 'publicKey' | 'certificate'>[];
}

/** The public part of a keyring's body, nothing else. */
export function vouchedOf({ accounts, recovery }: Body): Vouched {
  return {
    accounts: accounts.map(({ id, login, certifies, keys }) => ({ id, login, certifies, keys })),
    recovery: recovery.map(({ papers, publicKey, certificate }) => ({ papers, publicKey, certificate })),
  };
}

/**
 * Which public keys of a keyring are trusted, seen from the anchor that the unlocked account pinned under its
 * own password. All accounts hold the database key and so could write a valid MAC: the MAC alone must not be
 * what says whose key is whose.
 */
export class Trust {
  readonly #body: TrustBody;
  readonly #anchor: string;
  readonly #known = new Map<string, boolean>();

  constructor(body: TrustBody, anchor: string) {
    this.#body = body;
    this.#anchor = anchor;
  }

  /** The account's trusted public keys, newest first. */
  accountKeys(id: string, depth = 0): Uint8Array[] {
    const account = this.#body.accounts.find((each) => each.id === id);
    if (account === undefined) return [];
    return account.keys
      .filter((key) => this.#accountKey(account, key, depth))
      .flatMap((key) => bytes(key.publicKey));
  }

  /** The newest recovery key, when it is trusted. */
  recoveryKey(): Uint8Array | null {
    const [newest] = this.#body.recovery;
    return newest && this.#recoveryKey(newest, 0) ? (fromHex(newest.publicKey) ?? null) : null;
  }

  /** Whether a trusted key of somebody who may vouch signed the statement. */
  vouched(statement: Uint8Array, certificate: Certificate): boolean {
    return this.#vouched(statement, certificate, 0);
  }

  #accountKey(account: Vouched['accounts'][number], key: Account['keys'][number], depth: number): boolean {
    if (key.publicKey === this.#anchor) return true;
    return this.#remember(`account ${account.id} ${key.publicKey}`, () =>
      this.#vouched(accountStatement(this.#body.store, account, key.publicKey), key.certificate, depth),
    );
  }

  #recoveryKey(key: Vouched['recovery'][number], depth: number): boolean {
    return this.#remember(`recovery ${key.publicKey}`, () =>
      this.#vouched(recoveryStatement(this.#body.store, key.papers, key.publicKey), key.certificate, depth),
    );
  }

  #vouched(statement: Uint8Array, { signer, signature }: Certificate, depth: number): boolean {
    const mark = fromHex(signature);
    if (depth >= MAX_CHAIN || mark === null) return false;
    return this.#signers(signer, depth + 1).some((key) => sm2Verify(key, statement, mark));
  }

  #signers(signer: string, depth: number): Uint8Array[] {
    if (signer === 'recovery') {
      const keys = this.#body.recovery.filter((key) => this.#recoveryKey(key, depth));
      return keys.flatMap((key) => bytes(key.publicKey));
    }
    const account = this.#body.accounts.find((each) => each.id === signer);
    return account?.certifies ? this.accountKeys(signer, depth) : [];
  }

  // A verification costs 4 ms; and while one is under way the answer is no, so that two keys that vouch for
  // each other do not become trusted.
  #remember(name: string, decide: () => boolean): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, false);
    const answer = decide();
    if (answer) this.#known.set(name, true);
    else this.#known.delete(name);
    return answer;
  }
}

function bytes(hex: string): Uint8Array[] {
  const value = fromHex(hex);
  return value === null ? [] : [value];
}
