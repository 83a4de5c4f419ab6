import { AppError } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Secret } from '../crypto/secret.ts';
import type { OpenKeyring } from '../keyring/open-keyring.ts';
import type { DossierKeyRow } from '../store/dossier-keys.ts';
import type { Store } from '../store/store.ts';
import type { KeyProvider } from '../store/store-keys.ts';

/** The dossier keys that this account's own key opens, opened when first needed and zeroed at lock. */
export class DossierKeys implements KeyProvider {
  readonly #store: Store;
  readonly #keyring: OpenKeyring;
  readonly #wraps = new Map<string, DossierKeyRow>();
  readonly #opened = new Map<string, Secret>();
  /** The dossiers of both maps: asked for at every call. */
  readonly #dossiers = new Set<DossierId>();

  constructor(store: Store, keyring: OpenKeyring) {
    this.#store = store;
    this.#keyring = keyring;
    this.reload();
  }

  /** Reads the account's wraps anew, after they were granted or replaced. */
  reload(): void {
    this.#wraps.clear();
    for (const row of this.#store.dossierKeys.ofRecipient(this.#keyring.accountId)) {
      this.#wraps.set(at(row.dossier, row.epoch), row);
      this.#dossiers.add(row.dossier);
    }
  }

  /** Whether the account holds a key of the dossier at all. */
  has(dossier: DossierId): boolean {
    return this.#dossiers.has(dossier);
  }

  current(dossier: DossierId): { epoch: number; key: Secret } {
    const { epoch } = this.#store.dossiers.get(dossier);
    return { epoch, key: this.of(dossier, epoch) };
  }

  of(dossier: DossierId, epoch: number): Secret {
    const known = this.#opened.get(at(dossier, epoch));
    if (known !== undefined) return known;
    const wrap = this.#wraps.get(at(dossier, epoch));
    if (wrap === undefined) throw new AppError('not_found', { rule: 'E-03' });
    const key = this.#keyring.openDossierKey(wrap);
    this.#opened.set(at(dossier, epoch), key);
    return key;
  }

  /** Takes in the key of a dossier that this session has just made. */
  adopt(dossier: DossierId, epoch: number, key: Secret): void {
    this.#opened.set(at(dossier, epoch), key);
    this.#dossiers.add(dossier);
  }

  forget(dossier: DossierId): void {
    this.#dossiers.delete(dossier);
    for (const [place, key] of this.#opened) {
      if (!place.startsWith(`${dossier}/`)) continue;
      key.destroy();
      this.#opened.delete(place);
    }
    for (const place of this.#wraps.keys()) {
      if (place.startsWith(`${dossier}/`)) this.#wraps.delete(place);
    }
  }

  /** Drops every key but those of the dossiers named. */
  keepOnly(kept: ReadonlySet<DossierId | null>): void {
    const goes = (place: string) => !kept.has(place.split('/')[0] as DossierId);
    for (const [place, key] of this.#opened) {
      if (!goes(place)) continue;
      key.destroy();
      this.#opened.delete(place);
    }
    for (const place of this.#wraps.keys()) if (goes(place)) this.#wraps.delete(place);
    for (const dossier of this.#dossiers) if (!kept.has(dossier)) this.#dossiers.delete(dossier);
  }

  close(): void {
    for (const key of this.#opened.values()) key.destroy();
    this.#opened.clear();
    this.#wraps.clear();
    this.#dossiers.clear();
  }
}

function at(dossier: DossierId, epoch: number): string {
  return `${dossier}/${epoch}`;
}
