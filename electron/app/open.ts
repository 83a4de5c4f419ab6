import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/model/errors.ts';
import type { Calendar } from '../../shared/calendar/calendar.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import type { OpenKeyring } from '../keyring/open-keyring.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { DiscPlan } from '../services/archive/discs/discs.ts';
import type { OfferedYear } from '../services/calendar/offer.ts';
import type { OfferedGuideline } from '../services/guidelines/offer.ts';
import type { OfferedHandOver } from '../services/transfer/hand-over-payload.ts';
import type { OfferedTransfer } from '../services/transfer/open-transfer.ts';
import type { PublicKeyFile } from '../../shared/model/transfer.ts';
import { calendarFrom, readCalendar } from '../services/calendar/store-calendar.ts';
import { DossierShelf } from '../services/dossiers/shelf.ts';
import { Amounts } from '../services/dossiers/withheld.ts';
import { NeedToKnow } from '../services/people/knowing.ts';
import { Leases } from '../services/people/leases.ts';
import type { AuditEntry } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';
import { DossierKeys } from './dossier-keys.ts';
import type { Environment } from './environment.ts';
import { mayShow } from './standing.ts';

/** Facts of one audit row; the session adds who, the store number and chain. */
export type AuditFacts = Omit<AuditEntry, 'at' | 'account' | 'session'>;

/** An unlocked store: everything that must vanish at lock hangs on this one object. */
export class Open {
  readonly id = randomBytes(8).toString('hex');
  readonly store: Store;
  readonly keyring: OpenKeyring;
  readonly vault: Vault;
  readonly keys: DossierKeys;
  /** Opened records, kept in memory until lock. */
  readonly shelf: DossierShelf;
  /** Where this person stands on the need-to-know lists (E-03). */
  readonly knowing: NeedToKnow;
  readonly leases: Leases;
  /** The calendar file that was shown last and waits to be accepted. */
  offered: OfferedYear | null = null;
  /** The guideline that was chosen last and waits to be taken over. */
  guideline: OfferedGuideline | null = null;
  /** The sealed file that was opened last and waits to be taken in, and the key that waits to be compared. */
  transfer: OfferedTransfer | null = null;
  handOver: OfferedHandOver | null = null;
  offeredKey: PublicKeyFile | null = null;
  /** The archive that was examined last, and the plan of discs at hand. */
  inspection: Inspection | null = null;
  discs: DiscPlan | null = null;
  /** Amounts that are in sight, and what stands for the others. */
  readonly amounts = new Amounts();
  #calendar: Calendar | null = null;
  readonly #ended = new AbortController();
  /** Calls under way, each with the dossier it works in. */
  readonly #calls = new Map<symbol, DossierId | null>();
  readonly #recalling = new Set<DossierId>();
  #free: (() => void)[] = [];
  #confirmedAt = performance.now();

  constructor(store: Store, keyring: OpenKeyring, vault: Vault, clock: Pick<Environment, 'now' | 'today'>) {
    this.store = store;
    this.keyring = keyring;
    this.vault = vault;
    this.keys = new DossierKeys(store, keyring);
    store.useKeys(this.keys);
    this.knowing = new NeedToKnow(store, keyring, () => clock.today());
    this.leases = new Leases(store, keyring, () => clock.now());
    this.shelf = new DossierShelf(store, this.keys, (dossier) => mayShow(this, dossier));
  }

  get account(): AccountId {
    return this.keyring.accountId;
  }

  /** The person's password was found right just now, by the unlock or anew. */
  confirm(): void {
    this.#confirmedAt = performance.now();
  }

  /** E-06: whether the password was checked within so many milliseconds. */
  confirmedWithin(ms: number): boolean {
    return performance.now() - this.#confirmedAt <= ms;
  }

  /** The name of an account; its id where nobody knows it any more. */
  nameOf(account: AccountId): string {
    return this.keyring.accounts().find(({ id }) => id === account)?.displayName ?? account;
  }

  /** The calendar that every count in this store uses. */
  get calendar(): Calendar {
    this.#calendar ??= calendarFrom(readCalendar(this.store.settings));
    return this.#calendar;
  }

  /** After a write of the calendar: the next count reads it anew. */
  forgetCalendar(): void {
    this.#calendar = null;
  }

  /** Whether this person holds a key of the dossier; who lacks the need to know lacks the key. */
  mayKnow(dossier: DossierId): boolean {
    return this.keys.has(dossier);
  }

  /** Appends a row in the open transaction, or in one of its own; answers its number. */
  audit(now: Date, facts: AuditFacts): number {
    return this.store.audit.append({
      ...facts,
      at: now.toISOString(),
      account: this.account,
      session: this.id,
    }).seq;
  }

  /** Signs the head of the log and notes it in the keyring, so that a cut of the log is found. */
  async signHead(reason: string, now: Date): Promise<void> {
    const head = this.store.audit.sign(reason, this.keyring, now.toISOString());
    if (head !== null) await this.keyring.saveAuditHead({ seq: head.seq, hash: head.hash });
  }

  /** Signs the head where rows came since the last signature. */
  async signNews(reason: string, now: Date): Promise<void> {
    if (this.store.audit.head()?.seq !== this.keyring.auditHead()?.seq) await this.signHead(reason, now);
  }

  /** Aborted at lock: a dialog or a view that waits for the person must not outlive the session. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** A call begins; the store stays open until the function that this answers has been called. */
  hold(dossier: DossierId | null): () => void {
    const call = Symbol('call');
    this.#calls.set(call, dossier);
    return () => {
      this.#calls.delete(call);
      if (this.#calls.size === 0) for (const resolve of this.#free.splice(0)) resolve();
    };
  }

  whenFree(): Promise<void> {
    if (this.#calls.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#free.push(resolve));
  }

  /** Whether the dossier is being recalled at this moment: nothing new begins in it (E-07). */
  isRecalling(dossier: DossierId): boolean {
    return this.#recalling.has(dossier);
  }

  /** @returns to be called when the recall has ended, well or not */
  beginRecall(dossier: DossierId): () => void {
    this.#recalling.add(dossier);
    return () => this.#recalling.delete(dossier);
  }

  /** Calls under way, whoever asks included: who finds itself alone stays so until it pauses. */
  get underWay(): number {
    return this.#calls.size;
  }

  /** At lock: everything goes that no call under way needs to write its result. */
  narrow(): void {
    this.#ended.abort(new AppError('locked'));
    this.shelf.clear();
    this.keys.keepOnly(new Set(this.#calls.values()));
  }

  async close(): Promise<void> {
    this.shelf.clear();
    try {
      await this.vault.forget();
    } finally {
      this.keys.close();
      this.store.close();
      this.keyring.close();
    }
  }
}
