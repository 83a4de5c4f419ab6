import { contract } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/model/errors.ts';
import { dispatch } from '../ipc/dispatch.ts';
import type { Caller } from '../ipc/context.ts';
import { requireRows } from '../policy/covered.ts';
import { JobRegistry } from '../jobs/registry.ts';
import { Drops } from '../services/evidence/drops.ts';
import { Imports } from '../services/ledgers/imports.ts';
import { Tickets } from '../services/evidence/tickets.ts';
import { DailyProof } from './daily.ts';
import type { Environment } from './environment.ts';
import { Session } from './session.ts';

/** The application without a window: one session, its jobs, its open views. */
export class Application {
  readonly environment: Environment;
  readonly jobs: JobRegistry;
  readonly session: Session;
  readonly tickets: Tickets;
  readonly drops = new Drops();
  readonly imports = new Imports();
  readonly daily = new DailyProof(this);
  /** Whether one of main's dialogs is open; there is one at a time. */
  asking = false;

  constructor(environment: Environment) {
    // E-01: a channel that the table does not know is a hole; nothing starts with one.
    requireRows(contract);
    this.environment = environment;
    this.jobs = new JobRegistry(
      (view) => {
        // Its label may name a file: nothing of the kind reaches a locked page.
        if (this.session.open !== null) environment.notify.progress(view);
      },
      () => environment.notify.changed({ what: 'jobs' }),
    );
    this.session = new Session(
      environment,
      () => this.#sessionChanged(),
      () => this.jobs.whenIdle(),
    );
    this.tickets = new Tickets(() => this.session.open);
  }

  #sessionChanged(): void {
    this.daily.follow(this.session.open !== null);
    if (this.session.open === null) {
      this.tickets.closeAll();
      this.drops.abortAll();
      this.imports.forget(null);
    }
    this.environment.notify.changed({ what: 'session' });
  }

  /** The one way in, for every transport. */
  dispatch(caller: Caller, channel: string, input: unknown, job?: string): Promise<Result<unknown>> {
    return dispatch(this, caller, channel, input, job);
  }

  /** Serves `/ticket/<id>` to the window's own scheme; `range` is the request's Range header. */
  serveTicket(ticket: string, range: string | null): Promise<Response> {
    return this.tickets.serve(ticket, range);
  }

  /** Lets running work end at its next step, locks, and closes the store. */
  async close(): Promise<void> {
    this.jobs.cancelAll();
    await this.session.close();
  }
}

export function createApplication(environment: Environment): Application {
  return new Application(environment);
}
