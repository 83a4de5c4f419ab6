import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { type ChannelName, channelNames } from '../../shared/ipc/contract.ts';
import type { Refusal, Result } from '../../shared/model/errors.ts';
import { isTrustedSender } from './sender.ts';

/** The gate (electron/ipc/dispatch.ts) with the caller of this transport already bound. */
export type Gate = (
  channel: ChannelName,
  input: unknown,
  job: string | undefined,
) => Promise<Result<unknown>>;

const untrusted: Refusal = { ok: false, code: 'untrusted_sender', rule: 'E-01' };

/**
 * The IPC's transport and the only importer of `ipcMain`: registers exactly the contract's channels, looks at
 * the sender before anything else (E-01), hands over to the gate. A stranger is refused before its input is
 * looked at; an error that the gate did not turn into a refusal crosses as `internal`, never as words.
 */
export function registerRouter(
  gate: Gate,
  ours: () => WebContents | undefined,
  refused: (channel: string) => void,
): void {
  for (const channel of channelNames) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, input: unknown, options: unknown) => {
      if (!isTrustedSender(event, ours())) {
        refused(channel);
        return untrusted;
      }
      try {
        return await gate(channel, input, jobOf(options));
      } catch {
        return { ok: false, code: 'internal' } satisfies Refusal;
      }
    });
  }
}

/** The caller's own id for long work: anything else than a short string is none. */
function jobOf(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('job' in options)) return undefined;
  const { job } = options;
  return typeof job === 'string' && job.length > 0 && job.length <= 64 ? job : undefined;
}

/** The two pushes: `changed` carries ids, `progress` the state of a job. A window that went is no error. */
export function push(contents: WebContents | undefined, kind: 'changed' | 'progress', payload: object): void {
  if (contents && !contents.isDestroyed()) contents.send(kind, payload);
}
