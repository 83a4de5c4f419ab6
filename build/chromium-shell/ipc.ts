import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { Frame } from 'playwright-core';
import { decode, encode } from './codec.ts';
import { fromShown } from './origin.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type Message = { type: 'invoke' | 'send'; channel: string; args: unknown[] } | { type: 'pull' };

const handlers = new Map<string, Handler>();

class IpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }
  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new IpcMain();

/** Electron's view of a frame, with the address as the application knows it. */
export function frameOf(frame: Frame): Electron.WebFrameMain {
  const parent = frame.parentFrame();
  const view = {
    url: fromShown(frame.url()),
    get origin() {
      return new URL(this.url).origin;
    },
    parent: parent ? frameOf(parent) : null,
  };
  return view as unknown as Electron.WebFrameMain;
}

/** The pushes of one page, which it fetches itself: see the page's half. */
export class Pushes {
  #waiting: ((pushes: unknown[]) => void) | undefined;
  #queue: unknown[] = [];

  push(channel: string, args: unknown[]): void {
    this.#queue.push({ channel, args });
    this.#flush();
  }
  /** A page that was loaded anew asks again; the promise of the page that went is dropped. */
  pull(): Promise<unknown[]> {
    const next = new Promise<unknown[]>((resolve) => {
      this.#waiting = resolve;
    });
    this.#flush();
    return next;
  }
  #flush(): void {
    if (!this.#waiting || this.#queue.length === 0) return;
    this.#waiting(this.#queue);
    this.#waiting = undefined;
    this.#queue = [];
  }
}

/** Takes one message of a page; what goes wrong crosses as words, as Electron does it. */
export async function receive(
  text: string,
  sender: Electron.WebContents,
  senderFrame: Electron.WebFrameMain,
  pushes: Pushes,
): Promise<string> {
  try {
    const message = decode(text) as Message;
    if (message.type === 'pull') return encode({ value: await pushes.pull() });
    const event = { sender, senderFrame, frameId: 1, processId: 1, type: 'frame' };
    if (message.type === 'send') {
      ipcMain.emit(message.channel, event, ...message.args);
      return encode({ value: undefined });
    }
    const handler = handlers.get(message.channel);
    if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
    return encode({
      value: await handler(event as unknown as Electron.IpcMainInvokeEvent, ...message.args),
    });
  } catch (error) {
    return encode({ error: `Error invoking remote method: ${String(error)}` });
  }
}
