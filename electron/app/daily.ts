import { randomBytes } from 'node:crypto';
import { Instant } from '../../shared/model/units.ts';
import type { Application } from './application.ts';
import { civilDateInShanghai } from './environment.ts';

const firstAfterMs = 2 * 60_000;
const againMs = 30 * 60_000;

/**
 * The background proof: once a day, a little after the unlock, a share of the vault is read whole, through the
 * gate like everything, as a job that can be seen and cancelled.
 */
export class DailyProof {
  readonly #app: Application;
  #timer: NodeJS.Timeout | null = null;

  constructor(app: Application) {
    this.#app = app;
  }

  /** Begins at unlock, ends at lock; harmless when repeated. */
  follow(unlocked: boolean): void {
    if (!unlocked) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
    } else if (this.#timer === null) this.#later(firstAfterMs);
  }

  /** Whether today's share has not been read. */
  due(): boolean {
    const { session, environment } = this.#app;
    if (session.open === null) return false;
    // Where several people share a store the system administrator proves, while a lease runs (E-06).
    const { keyring, leases } = session.open;
    const leased = keyring.role === 'system_admin' && leases.footing() !== null;
    if (keyring.role !== 'keeper' && !leased) return false;
    const last = Instant.safeParse(session.open.store.settings.get('proved'));
    return (
      !last.success || civilDateInShanghai(new Date(last.data)) !== civilDateInShanghai(environment.now())
    );
  }

  /** Reads today's share if it is due and nothing else runs. */
  async run(): Promise<void> {
    if (!this.due() || this.#app.jobs.count > 0) return;
    await this.#app.dispatch({ transport: 'own' }, 'health.prove', {}, randomBytes(16).toString('hex'));
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#later(againMs);
      this.run().catch((error: unknown) => this.#app.environment.report(error));
    }, ms);
    this.#timer.unref();
  }
}
