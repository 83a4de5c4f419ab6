import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { Result } from '../shared/model/errors.ts';
import { type Destination, drop, type Invoke } from './shell/drop.ts';

/** The contract's channels for the page, put in by the build (build/vite.preload.config.ts). */
declare const PAGE_CHANNELS: readonly string[];

const invoke: Invoke = (channel, input, options) =>
  ipcRenderer.invoke(channel, input ?? {}, options) as Promise<Result<unknown>>;

/** `noun.verb` becomes a function of its own: the page can name no channel that is not here. */
function namedFunctions(): Record<string, Record<string, unknown>> {
  const api: Record<string, Record<string, unknown>> = {};
  for (const channel of PAGE_CHANNELS) {
    const [noun = '', verb = ''] = channel.split('.');
    api[noun] ??= {};
    api[noun][verb] = (input?: unknown, options?: { job?: string }) =>
      invoke(channel, input, options?.job === undefined ? undefined : { job: String(options.job) });
  }
  return api;
}

/** The page gets the payload without Electron's event, and a function that ends it. */
function subscription(channel: 'changed' | 'progress') {
  return function subscribe(listener: (payload: unknown) => void): () => void {
    const forward = (_event: IpcRendererEvent, payload: unknown) => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => void ipcRenderer.off(channel, forward);
  };
}

contextBridge.exposeInMainWorld('juanzong', {
  ...namedFunctions(),
  onChanged: subscription('changed'),
  onProgress: subscription('progress'),
  drop: (files: File[], to: Destination) => drop(files, to, invoke, (file) => webUtils.getPathForFile(file)),
});
