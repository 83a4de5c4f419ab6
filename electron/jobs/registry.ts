import { randomBytes } from 'node:crypto';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import { AppError } from '../../shared/model/errors.ts';
import type { DossierId, JobId } from '../../shared/model/ids.ts';

/** What a running job sees: its cancel signal and the way to tell how far it is. */
export interface Job {
  readonly id: JobId;
  readonly signal: AbortSignal;
  progress(state: Partial<Pick<JobView, 'done' | 'total' | 'unit' | 'label'>>): void;
}

interface Running {
  view: JobView;
  controller: AbortController;
  announcedAt: number;
}

const mostJobs = 8;

/** Progress is pushed at most every so often, so that a fast job does not flood the bridge. */
const announceEveryMs = 100;

/**
 * The long work that runs: one entry a job, with progress and cancel. A cancelled job fails with
 * `cancelled` at its next look at the signal and leaves things as they were.
 */
export class JobRegistry {
  readonly #running = new Map<string, Running>();
  readonly #announce: (view: JobView) => void;
  readonly #changed: () => void;
  #idle: (() => void)[] = [];

  constructor(announce: (view: JobView) => void, changed: () => void) {
    this.#announce = announce;
    this.#changed = changed;
  }

  get count(): number {
    return this.#running.size;
  }

  list(): JobView[] {
    return [...this.#running.values()].map((running) => ({ ...running.view }));
  }

  cancel(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined) throw new AppError('not_found');
    running.controller.abort(new AppError('cancelled'));
  }

  /** @param but the job that asks, which goes on */
  cancelAll(but?: JobId): void {
    for (const [id, running] of this.#running)
      if (id !== but) running.controller.abort(new AppError('cancelled'));
  }

  /** Resolves when nothing runs. */
  whenIdle(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  async run<T>(
    what: string,
    at: { id?: string | undefined; dossier: DossierId | null; now: Date },
    work: (job: Job) => Promise<T>,
  ): Promise<T> {
    const id = (at.id ?? randomBytes(16).toString('hex')) as JobId;
    // Each may hold a document in memory; a person runs one or two.
    if (this.#running.size >= mostJobs) throw new AppError('conflict', { params: { what: 'jobs' } });
    if (this.#running.has(id)) throw new AppError('conflict', { params: { what: 'job' } });
    const controller = new AbortController();
    const running: Running = {
      controller,
      announcedAt: 0,
      view: {
        job: id,
        what,
        dossier: at.dossier,
        started_at: at.now.toISOString(),
        done: 0,
        total: null,
        unit: 'steps',
        label: '',
        cancellable: true,
      },
    };
    this.#running.set(id, running);
    this.#changed();
    try {
      const result = await work({
        id,
        signal: controller.signal,
        progress: (state) => {
          Object.assign(running.view, state);
          const now = performance.now();
          const finished = running.view.total !== null && running.view.done >= running.view.total;
          if (finished || now - running.announcedAt >= announceEveryMs) {
            running.announcedAt = now;
            this.#announce({ ...running.view });
          }
        },
      });
      return result;
    } catch (error) {
      if (controller.signal.aborted) throw new AppError('cancelled', { cause: error });
      throw error;
    } finally {
      this.#running.delete(id);
      this.#changed();
      if (this.#running.size === 0) {
        const waiting = this.#idle;
        this.#idle = [];
        for (const resolve of waiting) resolve();
      }
    }
  }
}
