import type { Application } from '../app/application.ts';
import type { Open } from '../app/open.ts';
import type { ChannelName, Contract, Output, Parsed } from '../../shared/ipc/contract.ts';
import type { Job } from '../jobs/registry.ts';
import type { AppError } from '../../shared/model/errors.ts';

/** Who calls: the window's page or bridge over IPC, the command line, or main's own daily work. */
export interface Caller {
  transport: 'ipc' | 'cli' | 'own';
}

/** What a handler may touch. A handler decides nothing about who may; the gate has. */
export interface Context {
  readonly app: Application;
  readonly caller: Caller;
  readonly channel: ChannelName;
  /** The open store and keyring; `locked` where there is none. */
  readonly open: Open;
  readonly job: Job;
  /**
   * Runs a write in one transaction together with its audit row. Every successful handler of a channel
   * that declares `audit: 'write'` goes through here exactly once, or says {@link nothingWritten}.
   */
  commit<T>(write: () => T, detail?: Record<string, unknown>): T;
  /**
   * A part of a long write that is acknowledged before the rest: a transaction and a row of its own. The last part
   * goes through {@link commit}; where the call fails after this, what was acknowledged stays.
   */
  commitPart<T>(write: () => T, detail?: Record<string, unknown>): T;
  /** The call turned out to change nothing (a dialog was cancelled). */
  nothingWritten(): void;
  /** Facts for the result row of an `intent_and_result` channel (recipient, number of files …). */
  note(detail: Record<string, unknown>): void;
  /** A refusal by a rule of section E that concerns a part of the call only: a row of its own. */
  refused(error: AppError, detail?: Record<string, unknown>): void;
}

export type Handler<N extends ChannelName> = (
  context: Context,
  input: Parsed<N>,
) => Promise<Output<N>> | Output<N>;

/** One handler a channel: the compiler requires all of them and no other. */
export type Handlers = { [N in keyof Contract]: Handler<N> };
