import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import type { SessionStatus } from '../../shared/ipc/contract/session.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { type Journal, openJournal } from '../keyring/journal.ts';
import { createKeyring, type KeyringSummary, readKeyring, unlockKeyring } from '../keyring/keyring.ts';
import type { OpenKeyring } from '../keyring/open-keyring.ts';
import { recoverKeyring } from '../keyring/recover.ts';
import type { AuditEntry } from '../store/audit.ts';
import { openStore, type Store } from '../store/store.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import type { Role } from '../policy/table.ts';
import { DossierShelf } from '../services/dossiers/shelf.ts';
import { DossierKeys } from './dossier-keys.ts';
import type { Environment } from './environment.ts';
import { rewrapForNewPapers } from './recovery.ts';

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

  constructor(store: Store, keyring: OpenKeyring, vault: Vault) {
    this.store = store;
    this.keyring = keyring;
    this.vault = vault;
    this.keys = new DossierKeys(store, keyring);
    store.useKeys(this.keys);
    this.shelf = new DossierShelf(store, this.keys);
  }

  get account(): AccountId {
    return this.keyring.accountId;
  }

  get role(): Role {
    return this.keyring.role as Role;
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

  async close(): Promise<void> {
    this.shelf.clear();
    await this.vault.forget();
    this.keys.close();
    this.store.close();
    this.keyring.close();
  }
}

export type SessionState = SessionStatus['state'];

/** Set-up, unlock, lock, idle lock: the life of an {@link Open}. */
export class Session {
  readonly #environment: Environment;
  readonly #onChange: () => void;
  readonly #whenIdle: () => Promise<void>;
  /** Resolves when the keyring's readable part has been read; the gate waits for it. */
  readonly ready: Promise<void>;
  #summary: KeyringSummary = { exists: false, storeId: null, mode: null, accounts: [] };
  #journal: Journal | null = null;
  #open: Open | null = null;
  /** A store that is locked for the person but kept until its running jobs have written their results. */
  #draining: Promise<void> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | null = null;
  #idleSeconds = 600;
  #lockedBecause: SessionStatus['locked_because'] = 'start';
  #lockedAt: string | null = null;

  constructor(environment: Environment, onChange: () => void, whenIdle: () => Promise<void>) {
    this.#environment = environment;
    this.#onChange = onChange;
    this.#whenIdle = whenIdle;
    this.ready = this.#prepare();
    // Whoever asks gets the failure; a start without a question must not end the process.
    this.ready.catch(() => undefined);
  }

  async #prepare(): Promise<void> {
    await initCrypto();
    this.#journal = await openJournal(this.#environment.userData);
    this.#summary = await readKeyring(this.#environment.userData);
  }

  get open(): Open | null {
    return this.#open;
  }

  get state(): SessionState {
    if (this.#open !== null) return 'unlocked';
    return this.#summary.exists ? 'locked' : 'not_set_up';
  }

  status(): SessionStatus {
    const open = this.#open;
    return {
      state: this.state,
      account:
        open === null
          ? null
          : {
              id: open.account,
              login: open.keyring.login,
              display_name: open.keyring.displayName,
              role: open.keyring.role,
            },
      idle_seconds: this.#idleSeconds,
      locked_because: open === null ? this.#lockedBecause : null,
      locked_at: this.#lockedAt,
    };
  }

  accounts(): { id: AccountId; login: string }[] {
    return this.#summary.accounts;
  }

  /** Makes keyring, database and vault. Answers the three recovery shares, which exist nowhere else. */
  async setUp(input: { login: string; display_name: string; password: string }): Promise<string[]> {
    const { userData, mark } = this.#environment;
    const { open, shares } = await createKeyring(userData, {
      login: input.login,
      displayName: input.display_name,
      role: 'keeper',
      mode: mark,
      password: input.password,
    });
    await this.#attach(open);
    return shares;
  }

  /** @throws AppError `wrong_password`, `wait_before_retry`; every failure goes to the journal. */
  unlock(login: string, password: string): Promise<void> {
    const { userData, now } = this.#environment;
    return this.#journalled(login, async () => {
      await this.#adopt(await unlockKeyring(userData, login, password, { now: now().getTime() }));
    });
  }

  /** Opens the store with two recovery shares and sets a new password; the old shares end, new ones are made. */
  recover(login: string, shares: string[], password: string): Promise<string[]> {
    return this.#journalled(login, async () => {
      const recovered = await recoverKeyring(this.#environment.userData, shares, login, password);
      await this.#adopt(recovered.open);
      return recovered.shares;
    });
  }

  async #journalled<T>(login: string, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      const event = error instanceof AppError ? error.code : 'internal';
      await this.#journal?.append({ at: this.#environment.now().toISOString(), event, login });
      throw error;
    }
  }

  async #adopt(keyring: OpenKeyring): Promise<void> {
    // One process, one connection: a store that still drains is closed before it is opened anew.
    await this.#draining;
    await this.#attach(keyring);
  }

  async #attach(keyring: OpenKeyring): Promise<void> {
    const { userData, mark } = this.#environment;
    let store: Store;
    try {
      store = openStore({
        file: join(userData, 'juanzong.db'),
        key: keyring.databaseKey,
        storeId: keyring.storeId,
        mark,
        backupDir: join(userData, 'backups'),
        // Where a store was in use before, a missing database is a loss and not a new store. A process that
        // ended between keyring and database, before anything was acknowledged, left no head.
        mustExist: keyring.auditHead() !== null,
      });
    } catch (error) {
      keyring.close();
      throw error;
    }
    const open = new Open(store, keyring, await openVault(join(userData, 'vault')));
    await rewrapForNewPapers(open, this.#environment.now());
    this.#open = open;
    this.#summary = await readKeyring(userData);
    this.#idleSeconds = Number(store.settings.get('idle_minutes') ?? 10) * 60;
    this.#lockedBecause = null;
    this.#lockedAt = null;
    await this.#takeJournalIn(open);
    this.touch();
    this.#onChange();
  }

  /** What happened before unlock stands in the chained journal; now it enters the audit. */
  async #takeJournalIn(open: Open): Promise<void> {
    const drained = await this.#journal?.drain();
    if (drained === undefined || drained.entries.length === 0) return;
    open.store.transaction(() => {
      for (const entry of drained.entries) {
        open.audit(this.#environment.now(), {
          channel: 'session.unlock',
          stage: 'single',
          outcome: 'refused',
          code: entry.event,
          rule: 'B-S16',
          details: { at: entry.at, login: entry.login ?? '', journal_intact: drained.intact },
        });
      }
    });
    await drained.commit();
  }

  /** The person did something. */
  touch(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    if (this.#open === null) return;
    this.#idleTimer = setTimeout(() => this.lock('idle'), this.#idleSeconds * 1000);
    this.#idleTimer.unref();
  }

  setIdleMinutes(minutes: number): void {
    this.#idleSeconds = minutes * 60;
    this.touch();
  }

  /**
   * Drops session and keys at once. A job that runs keeps the store until its result is written; then the
   * store closes.
   */
  lock(because: 'idle' | 'person' | 'system'): void {
    const open = this.#open;
    if (open === null) return;
    const now = this.#environment.now();
    open.audit(now, {
      channel: 'session.lock',
      stage: 'single',
      outcome: 'ok',
      code: because,
      rule: 'E-06',
    });
    this.#open = null;
    this.#lockedBecause = because;
    this.#lockedAt = now.toISOString();
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#draining = this.#whenIdle().then(async () => {
      await open.signHead('session', now);
      await open.close();
    });
    this.#onChange();
  }

  /** Locks and waits until the store is closed: the end of the process. */
  async close(): Promise<void> {
    await this.ready.catch(() => undefined);
    this.lock('system');
    await this.#draining;
  }
}
