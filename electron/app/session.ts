import { join } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/model/errors.ts';
import type { AccountId } from '../../shared/model/ids.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type { SessionStatus } from '../../shared/ipc/contract/session.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { type Journal, openJournal } from '../keyring/journal.ts';
import {
  changePassword,
  createKeyring,
  type KeyringSummary,
  readKeyring,
  unlockKeyring,
} from '../keyring/keyring.ts';
import type { OpenKeyring } from '../keyring/open-keyring.ts';
import { recoverKeyring } from '../keyring/recover.ts';
import { sayAnew } from '../services/dossiers/across.ts';
import { finishRestore } from '../services/backup/restore.ts';
import { openStore, type Store } from '../store/store.ts';
import { openVault } from '../vault/vault.ts';
import type { Environment } from './environment.ts';
import { Open } from './open.ts';
import { rewrapForNewPapers } from './recovery.ts';
import { keyRenewed, renewIfDue } from './renew.ts';
import { endWhatRanOut, settle } from './settle.ts';
import { namesIn, removeNew } from './undo-set-up.ts';

export type SessionState = SessionStatus['state'];

/** Rows of a kind for strangers in one run of the application: who knocks without end does not fill the log. */
const mostStrangers = 50;

/** Design section 6: while the log grows, its head is signed at least once a minute. */
const signEveryMs = 60_000;

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
  /** Set-up, unlock and recovery go one after another. */
  #entering: Promise<unknown> = Promise.resolve();
  readonly #strangers = new Map<string, number>();
  /** Counts the locks: one that comes while a password is being tried holds. */
  #locks = 0;
  #idleTimer: NodeJS.Timeout | null = null;
  #signTimer: NodeJS.Timeout | null = null;
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
    // A restore that was ready when the process ended is gone on with before anybody is asked who they are.
    await finishRestore(this.#environment.userData);
    this.#journal = await openJournal(this.#environment.userData);
    this.#summary = await readKeyring(this.#environment.userData);
  }

  /** Reads the keyring's readable part anew: a restore has put one there, or accounts came and went. */
  async reread(): Promise<void> {
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
              must_change: open.keyring.mustChange,
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
  setUp(input: Input<'session.setup'>): Promise<string[]> {
    const { userData, mark } = this.#environment;
    return this.#inTurn('already_set_up', async (locks) => {
      const before = await namesIn(userData);
      const { open, shares } = await createKeyring(userData, {
        login: input.login,
        displayName: input.display_name,
        role: input.mode === 'single' ? 'keeper' : 'security_admin',
        mode: mark,
        password: input.password,
      });
      try {
        await this.#attach(open, locks);
      } catch (error) {
        // Nobody has seen the papers: what was made is undone, so that a set-up can begin anew.
        await removeNew(userData, before).catch((again: unknown) => this.#environment.report(again));
        throw error;
      }
      return shares;
    });
  }

  /** @throws AppError `wrong_password`, `wait_before_retry`; every failure goes to the journal. */
  unlock(login: string, password: string): Promise<void> {
    const { userData, now } = this.#environment;
    return this.#inTurn('conflict', (locks) =>
      this.#journalled(login, async () => {
        const keyring = await unlockKeyring(userData, login, password, { now: now().getTime() });
        await this.#attach(keyring, locks);
      }),
    );
  }

  /**
   * Checks the open account's password anew (E-06); failures count and delay as at unlock.
   * @throws AppError `locked`, `wrong_password`, `wait_before_retry`
   */
  async confirm(password: string): Promise<void> {
    const open = this.#open;
    if (open === null) throw new AppError('locked');
    const { userData, now } = this.#environment;
    const again = await unlockKeyring(userData, open.keyring.login, password, { now: now().getTime() });
    const same = again.accountId === open.account;
    again.close();
    if (!same) throw new AppError('wrong_password');
    open.confirm();
  }

  /**
   * Sets another password; the old one is tried as at unlock.
   * @throws AppError `locked`, `wrong_password`, `wait_before_retry`, `weak_password`
   */
  async changePassword(old: string, next: string): Promise<void> {
    const open = this.#open;
    if (open === null) throw new AppError('locked');
    const { userData, now } = this.#environment;
    if (old === next) throw new AppError('weak_password', { params: { reason: 'same' } });
    await changePassword(open.keyring, userData, { old, new: next }, { now: now().getTime() });
    open.confirm();
  }

  /** Opens the store with two recovery shares and sets a new password; the old shares end, new ones are made. */
  recover(login: string, shares: string[], password: string): Promise<string[]> {
    return this.#inTurn('conflict', (locks) =>
      this.#journalled(login, async () => {
        const recovered = await recoverKeyring(this.#environment.userData, shares, login, password);
        await this.#attach(recovered.open, locks);
        return recovered.shares;
      }),
    );
  }

  /** One way in at a time; who comes second finds the store open and is refused. */
  #inTurn<T>(late: 'already_set_up' | 'conflict', enter: (locks: number) => Promise<T>): Promise<T> {
    const locks = this.#locks;
    const mine = this.#entering.then(async () => {
      if (this.#open !== null) throw new AppError(late);
      return enter(locks);
    });
    this.#entering = mine.catch(() => undefined);
    return mine;
  }

  async #journalled<T>(login: string, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      const event = error instanceof AppError ? error.code : 'internal';
      // A password typed into the wrong box must not stand readable on the disk: known names only.
      const known = this.#summary.accounts.some((account) => account.login === login);
      const at = this.#environment.now().toISOString();
      await this.#journal
        ?.append({ at, event, ...(known ? { login } : {}) })
        .catch((unwritten: unknown) => this.#environment.report(unwritten));
      throw error;
    }
  }

  async #attach(keyring: OpenKeyring, locks: number): Promise<void> {
    const { userData, mark } = this.#environment;
    let store: Store | null = null;
    let open: Open | null = null;
    try {
      // One process, one connection: a store that still drains is closed before it is opened anew.
      await this.#draining;
      const file = join(userData, 'juanzong.db');
      const renewed = await renewIfDue(keyring, file, (error) => this.#environment.report(error));
      store = openStore({
        file,
        key: keyring.databaseKey,
        storeId: keyring.storeId,
        mark,
        backupDir: join(userData, 'backups'),
        // Where a store was in use before, a missing database is a loss and not a new store. A process that
        // ended between keyring and database, before anything was acknowledged, left no head.
        mustExist: keyring.auditHead() !== null,
      });
      // The store is this process's now; a key that another renewed since the keyring was read opens what is replaced.
      await keyring.recheck();
      const ended = endWhatRanOut(store, keyring, this.#environment);
      open = new Open(store, keyring, await openVault(join(userData, 'vault')), this.#environment);
      await rewrapForNewPapers(open, this.#environment.now());
      settle(open, ended, this.#environment.now());
      sayAnew(open, this.#environment.now(), (error) => this.#environment.report(error));
      if (renewed) open.audit(this.#environment.now(), keyRenewed);
      await this.#takeJournalIn(open);
      const summary = await readKeyring(userData);
      // The machine went to sleep, or the application is closing, while the password was being tried.
      if (locks !== this.#locks) throw new AppError('locked');
      this.#open = open;
      this.#summary = summary;
    } catch (error) {
      await open?.close();
      store?.close();
      keyring.close();
      throw error;
    }
    this.#idleSeconds = Number(store.settings.get('idle_minutes') ?? 10) * 60;
    this.#lockedBecause = null;
    this.#lockedAt = null;
    this.#signTimer = setInterval(() => void this.#signNews(), signEveryMs);
    this.#signTimer.unref();
    this.touch();
    this.#onChange();
  }

  async #signNews(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    const release = open.hold(null);
    try {
      await open.signNews('minute', this.#environment.now());
    } catch (error) {
      // A full disc takes the signature of this minute; the next one covers its rows.
      this.#environment.report(error);
    } finally {
      release();
    }
  }

  /** What happened before unlock stands in the chained journal; now it enters the audit. */
  async #takeJournalIn(open: Open): Promise<void> {
    const drained = await this.#journal?.drain().catch((error: unknown) => {
      // A journal that cannot be read is told and keeps nobody out: it guards nothing.
      this.#environment.report(error);
      return null;
    });
    if (drained === null) {
      open.audit(this.#environment.now(), {
        channel: 'session.unlock',
        stage: 'single',
        outcome: 'failed',
        code: 'journal_unreadable',
        rule: 'B-S16',
      });
    }
    if (drained == null || drained.entries.length === 0) return;
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

  /**
   * E-01: somebody called who is not our page, or called as our page never does. Told in the log, or before
   * unlock in the journal.
   */
  stranger(channel: string, code: ErrorCode = 'untrusted_sender'): void {
    const before = this.#strangers.get(code) ?? 0;
    this.#strangers.set(code, before + 1);
    if (before >= mostStrangers) return;
    const open = this.#open;
    if (open === null) {
      const at = this.#environment.now().toISOString();
      this.#journal
        ?.append({ at, event: code })
        .catch((unwritten: unknown) => this.#environment.report(unwritten));
      return;
    }
    this.#attempt(() => {
      open.audit(this.#environment.now(), {
        channel,
        stage: 'single',
        outcome: 'refused',
        code,
        rule: 'E-01',
      });
    });
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
    this.#locks += 1;
    const open = this.#open;
    if (open === null) return;
    const now = this.#environment.now();
    this.#open = null;
    this.#lockedBecause = because;
    this.#lockedAt = now.toISOString();
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    if (this.#signTimer !== null) clearInterval(this.#signTimer);
    // A full disc takes the row, never the lock.
    this.#attempt(() => {
      open.audit(now, {
        channel: 'session.lock',
        stage: 'single',
        outcome: 'ok',
        code: because,
        rule: 'E-06',
      });
    });
    open.narrow();
    this.#draining = this.#drain(open, now);
    this.#onChange();
  }

  async #drain(open: Open, now: Date): Promise<void> {
    await open.whenFree();
    await this.#whenIdle();
    for (const step of [() => open.signHead('session', now), () => open.close()]) {
      await step().catch((error: unknown) => this.#environment.report(error));
    }
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#environment.report(error);
    }
  }

  /** Locks and waits until the store is closed: the end of the process. */
  async close(): Promise<void> {
    await this.ready.catch(() => undefined);
    this.lock('system');
    await this.#entering;
    await this.#draining;
  }
}
