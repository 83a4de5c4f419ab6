import type { z } from 'zod';
import type { Channel } from '../../shared/ipc/channel.ts';
import { type ChannelName, contract } from '../../shared/ipc/contract.ts';
import { AppError, type Refusal, type Result } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Application } from '../app/application.ts';
import type { AuditFacts, Open } from '../app/open.ts';
import type { Job } from '../jobs/registry.ts';
import { renewSaid } from '../services/dossiers/across.ts';
import type { Caller, Context, Handler } from './context.ts';
import { handlers } from './handlers.ts';
import { isRefusal, lifecycleOf, requirePermission } from './permission.ts';
import { exceeds } from './size.ts';

const defaultMaxInputBytes = 1024 * 1024;
const noJob: Job = {
  id: '' as Job['id'],
  signal: new AbortController().signal,
  progress() {},
};

/**
 * The one gate, transport-free: the IPC router and the command line are its transports and nothing else
 * reaches a service. In this order: size → input → session → policy → handler → output. (The sender is
 * checked by the router before it calls here.) Never throws: a failure is a {@link Refusal}.
 */
export async function dispatch(
  app: Application,
  caller: Caller,
  name: string,
  input: unknown,
  jobId?: string,
): Promise<Result<unknown>> {
  const channel = Object.hasOwn(contract, name) ? (name as ChannelName) : null;
  if (channel === null) {
    // Its name is somebody's words: it is not repeated, neither here nor in the log.
    app.session.stranger('unknown', 'bad_input');
    return refuse(new AppError('bad_input', { rule: 'E-01', params: { what: 'channel' } }));
  }
  const entry: Channel = contract[channel];
  try {
    await app.session.ready;
    const parsed = accepted(app, channel, entry, input, jobId);
    const open = requireSession(app, entry);
    const dossier = dossierOf(entry, parsed);
    // A lock that comes meanwhile waits with the store until this call has written its result.
    const release = open?.hold(dossier);
    try {
      if (open !== null) await requirePermission(app, open, channel, entry, dossier, parsed);
      const run = (job: Job) => perform({ app, caller, channel, entry, open, dossier, job }, parsed);
      const value = entry.job
        ? await app.jobs.run(channel, { id: jobId, dossier, now: app.environment.now() }, run)
        : await run(noJob);
      // What a call finished after the lock is on the disk; its content goes to no locked page.
      if (open?.ended.aborted && entry.capability !== 'open') throw new AppError('locked');
      return { ok: true, value };
    } finally {
      release?.();
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal' || error.code === 'bad_output') {
      app.environment.report(error instanceof AppError ? (error.cause ?? error) : error);
    }
    return refuse(error);
  }
}

interface Call {
  app: Application;
  caller: Caller;
  channel: ChannelName;
  entry: Channel;
  open: Open | null;
  dossier: DossierId | null;
  job: Job;
}

/** E-01: input that is not what the channel declares is told in the log, and not without end. */
function accepted(app: Application, channel: ChannelName, entry: Channel, input: unknown, jobId?: string) {
  try {
    return accept(entry, input, jobId);
  } catch (error) {
    if (error instanceof AppError) app.session.stranger(channel, error.code);
    throw error;
  }
}

function accept(entry: Channel, input: unknown, jobId: string | undefined): unknown {
  if (exceeds(input, entry.maxInputBytes ?? defaultMaxInputBytes)) throw new AppError('too_large');
  if (jobId !== undefined && !/^[0-9a-f]{32}$/.test(jobId)) {
    throw new AppError('bad_input', { rule: 'E-01', params: { path: 'job' } });
  }
  const parsed = entry.input.safeParse(input ?? {});
  if (!parsed.success) {
    throw new AppError('bad_input', {
      rule: 'E-01',
      params: { path: pathOf(parsed.error) },
      cause: parsed.error,
    });
  }
  return parsed.data;
}

function pathOf(error: z.ZodError): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}

function requireSession(app: Application, entry: Channel): Open | null {
  const state = app.session.state;
  if (entry.session === 'any' || entry.session === state) return app.session.open;
  if (entry.session === 'unlocked') throw new AppError(state === 'locked' ? 'locked' : 'not_set_up');
  if (entry.session === 'not_set_up') throw new AppError('already_set_up');
  // A channel for the locked state while unlocked: there is nothing to unlock.
  throw new AppError(state === 'not_set_up' ? 'not_set_up' : 'conflict');
}

function dossierOf(entry: Channel, parsed: unknown): DossierId | null {
  if (entry.scope !== 'dossier') return null;
  return (parsed as { dossier: DossierId }).dossier;
}

async function perform(call: Call, parsed: unknown): Promise<unknown> {
  const { app, entry, channel, dossier } = call;
  let settled = entry.audit !== 'write';
  let note: Record<string, unknown> = {};
  const audit = (facts: Pick<AuditFacts, 'stage' | 'outcome' | 'code' | 'rule' | 'intent' | 'details'>) =>
    openOf(call).audit(app.environment.now(), {
      channel,
      rule: entry.clauses[0] ?? null,
      dossier,
      lifecycle: lifecycleOf(entry),
      ...facts,
      // E-07: a dossier that this very call took back seals nothing any more.
      ...(dossier === null || openOf(call).mayKnow(dossier) ? {} : { details: undefined }),
    });
  const context: Context = {
    app,
    caller: call.caller,
    channel,
    get open() {
      return openOf(call);
    },
    job: call.job,
    commit(write, detail = {}) {
      // One write, one row; and no write behind a declaration that promises none.
      if (settled) throw new AppError('internal', { params: { what: 'undeclared write' } });
      settled = true;
      const open = openOf(call);
      return open.store.transaction(() => {
        const result = write();
        // What other dossiers are compared with follows the record in the same transaction.
        if (dossier !== null) renewSaid(open, dossier, app.environment.now());
        audit({ stage: 'single', outcome: 'ok', details: detail });
        return result;
      });
    },
    commitPart(write, detail = {}) {
      if (settled) throw new AppError('internal', { params: { what: 'undeclared write' } });
      return openOf(call).store.transaction(() => {
        const result = write();
        audit({ stage: 'single', outcome: 'ok', details: detail });
        return result;
      });
    },
    nothingWritten() {
      settled = true;
    },
    note(detail) {
      note = { ...note, ...detail };
    },
    refused(error, details) {
      audit({ stage: 'single', outcome: 'refused', code: error.code, rule: error.rule ?? null, details });
    },
  };
  const twoRows = entry.audit === 'intent_and_result';
  // The intent stands in the audit before a byte leaves.
  const intent = twoRows ? audit({ stage: 'intent', outcome: 'intended' }) : null;
  try {
    const handler = handlers[channel] as Handler<ChannelName>;
    const value = await handler(context, parsed as never);
    const output = entry.output.safeParse(value);
    if (!output.success) {
      throw new AppError('bad_output', { params: { path: pathOf(output.error) }, cause: output.error });
    }
    if (!settled) throw new AppError('internal', { params: { what: 'unaudited write' } });
    if (twoRows) audit({ stage: 'result', outcome: 'ok', intent, details: note });
    return output.data;
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    if (twoRows) {
      const outcome = code === 'cancelled' ? code : isRefusal(error) ? 'refused' : 'failed';
      audit({ stage: 'result', outcome, code, intent, details: note });
    } else if (isRefusal(error) && (call.open ?? app.session.open) !== null) {
      // Whatever a service refuses is told, also where the channel writes nothing. Before unlock: the journal.
      context.refused(error, error.params);
    }
    throw error;
  }
}

/** The store of the session in which the call began, or the one that the call itself has just opened. */
function openOf(call: Call): Open {
  const open = call.open ?? call.app.session.open;
  if (open === null) throw new AppError('locked');
  return open;
}

/** Turns whatever was thrown into data; an unknown error becomes `internal` and tells nothing of itself. */
export function refuse(error: unknown): Refusal {
  if (error instanceof AppError) {
    return {
      ok: false,
      code: error.code,
      ...(error.rule === undefined ? {} : { rule: error.rule }),
      ...(error.params === undefined ? {} : { params: error.params }),
    };
  }
  return { ok: false, code: 'internal' };
}
