import { AppError } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Secret } from '../crypto/secret.ts';
import type { OpenKeyring } from '../keyring/keyring.ts';
import type { KeyProvider, Store } from '../store/store.ts';

/** The dossier keys that this account's own key opens, opened when first needed and zeroed at lock. */
export class DossierKeys implements KeyProvider {
  readonly #store: Store;
  readonly #keyring: OpenKeyring;
  readonly #opened = new Map<string, Secret>();

  constructor(store: Store, keyring: OpenKeyring) {
    this.#store = store;
    this.#keyring = keyring;
  }

  /** Whether the account holds a wrap of the dossier's current key. */
  has(dossier: DossierId): boolean {
    const row = this.#store.dossiers.get(dossier);
    if (row === null) return false;
    return (
      this.#opened.has(`${dossier}/${row.epoch}`) ||
      this.#store.dossierKeys.find(dossier, row.epoch, this.#keyring.accountId) !== null
    );
  }

  current(dossier: DossierId): { epoch: number; key: Secret } {
    const row = this.#store.dossiers.get(dossier);
    if (row === null) throw new AppError('not_found', { rule: 'E-03' });
    return { epoch: row.epoch, key: this.of(dossier, row.epoch) };
  }

  of(dossier: DossierId, epoch: number): Secret {
    const at = `${dossier}/${epoch}`;
    const known = this.#opened.get(at);
    if (known !== undefined) return known;
    const wrap = this.#store.dossierKeys.find(dossier, epoch, this.#keyring.accountId);
    if (wrap === null) throw new AppError('not_found', { rule: 'E-03' });
    const key = this.#keyring.openDossierKey(dossier, epoch, wrap);
    this.#opened.set(at, key);
    return key;
  }

  /** Takes in the key of a dossier that this session has just made. */
  adopt(dossier: DossierId, epoch: number, key: Secret): void {
    this.#opened.set(`${dossier}/${epoch}`, key);
  }

  forget(dossier: DossierId): void {
    for (const [at, key] of this.#opened) {
      if (!at.startsWith(`${dossier}/`)) continue;
      key.destroy();
      this.#opened.delete(at);
    }
  }

  close(): void {
    for (const key of this.#opened.values()) key.destroy();
    this.#opened.clear();
  }
}
