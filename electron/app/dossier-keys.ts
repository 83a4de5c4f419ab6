import { AppError } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Secret } from '../crypto/secret.ts';
import type { DossierWrap, GrantedKey, OpenKeyring } from '../keyring/open-keyring.ts';
import type { DossierKeyRow } from '../store/dossier-keys.ts';
import type { OwnKeyRow } from '../store/own-keys.ts';
import type { Store } from '../store/store.ts';
import type { KeyProvider } from '../store/store-keys.ts';

/** The dossier keys that this account's own key opens, opened when first needed and zeroed at lock. */
export class DossierKeys implements KeyProvider {
  readonly #store: Store;
  readonly #keyring: OpenKeyring;
  readonly #wraps = new Map<string, DossierKeyRow>();
  /** Keys that this account has opened in an earlier session, sealed for itself. */
  readonly #own = new Map<string, Uint8Array>();
  /** Keys opened by SM2 in this session, to be kept. */
  readonly #news = new Map<string, OwnKeyRow>();
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
    this.#own.clear();
    for (const row of this.#store.dossierKeys.ofRecipient(this.#keyring.accountId)) {
      this.#wraps.set(at(row.dossier, row.epoch), row);
      this.#dossiers.add(row.dossier);
    }
    for (const row of this.#store.ownKeys.ofAccount(this.#keyring.accountId)) {
      this.#own.set(at(row.dossier, row.epoch), row.sealed);
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
    const key = this.#openOwn(wrap) ?? this.#openWrap(wrap);
    this.#opened.set(at(dossier, epoch), key);
    return key;
  }

  #openOwn(wrap: DossierKeyRow): Secret | null {
    const sealed = this.#own.get(at(wrap.dossier, wrap.epoch));
    return sealed === undefined ? null : this.#keyring.openOwnKey(wrap, sealed);
  }

  #openWrap(wrap: DossierKeyRow): Secret {
    const key = this.#keyring.openDossierKey(wrap);
    this.#note(wrap, key);
    return key;
  }

  #note(wrap: DossierWrap, key: Secret): void {
    const { dossier, epoch } = wrap;
    const sealed = this.#keyring.sealOwnKey(wrap, key);
    this.#news.set(at(dossier, epoch), { dossier, epoch, account: this.#keyring.accountId, sealed });
  }

  get hasNews(): boolean {
    return this.#news.size > 0;
  }

  /** Keeps what SM2 has opened since the last time, so that the next unlock need not. */
  keepNews(): void {
    // A dossier whose making was undone left its key here and no wrap in the store.
    const rows = [...this.#news.values()].filter((row) =>
      this.#store.dossierKeys
        .list(row.dossier)
        .some((wrap) => wrap.epoch === row.epoch && wrap.recipient === row.account),
    );
    if (rows.length > 0) this.#store.ownKeys.put(rows);
    for (const row of rows) this.#own.set(at(row.dossier, row.epoch), row.sealed);
    this.#news.clear();
  }

  /** Takes in the key of a dossier that this session has just made, with the rows that were stored for it. */
  adopt({ key, wraps }: GrantedKey): void {
    const own = wraps.find((wrap) => wrap.recipient === this.#keyring.accountId);
    if (own === undefined) throw new AppError('internal', { params: { what: 'key without a wrap' } });
    this.#opened.set(at(own.dossier, own.epoch), key);
    this.#dossiers.add(own.dossier);
    this.#note(own, key);
  }

  forget(dossier: DossierId): void {
    this.#dossiers.delete(dossier);
    for (const [place, key] of this.#opened) {
      if (!place.startsWith(`${dossier}/`)) continue;
      key.destroy();
      this.#opened.delete(place);
    }
    for (const places of [this.#wraps, this.#own, this.#news]) {
      for (const place of places.keys()) if (place.startsWith(`${dossier}/`)) places.delete(place);
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
    for (const places of [this.#wraps, this.#own, this.#news]) {
      for (const place of places.keys()) if (goes(place)) places.delete(place);
    }
    for (const dossier of this.#dossiers) if (!kept.has(dossier)) this.#dossiers.delete(dossier);
  }

  close(): void {
    for (const key of this.#opened.values()) key.destroy();
    this.#opened.clear();
    this.#wraps.clear();
    this.#own.clear();
    this.#news.clear();
    this.#dossiers.clear();
  }
}

function at(dossier: DossierId, epoch: number): string {
  return `${dossier}/${epoch}`;
}
