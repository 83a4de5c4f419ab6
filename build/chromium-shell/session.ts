import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { Request as ShownRequest, Route } from 'playwright-core';
import { fromShown } from './origin.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (answer: Electron.CallbackResponse) => void,
) => void;

const privileged = new Set<string>();
/** Every address that a page asked for and nobody served: a spec expects it empty or names what it provoked. */
export const refusedRequests: string[] = [];

/** `protocol` of one session. A scheme without its privileges would not behave as our pages need: refused. */
class Protocol {
  readonly handlers = new Map<string, Handler>();

  handle(scheme: string, handler: Handler): void {
    if (!privileged.has(scheme)) throw new Error(`register ${scheme} as standard and secure before ready`);
    this.handlers.set(scheme, handler);
  }
  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }
  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) throw new Error(`${scheme}: standard and secure only`);
      privileged.add(scheme);
    }
  }
}

/**
 * What the application sets on its session. Chromium is started so that prompts are denied and downloads
 * refused whatever the handlers say; they are taken so that the same main runs, and prove nothing here.
 */
export class Session extends EventEmitter {
  readonly protocol = new Protocol();
  #before: BeforeRequest | undefined;
  readonly webRequest = {
    onBeforeRequest: (
      ...args: [BeforeRequest | null] | [Electron.WebRequestFilter, BeforeRequest | null]
    ) => {
      this.#before = args.at(-1) as BeforeRequest | undefined;
    },
  };

  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}
  setProxy(): Promise<void> {
    return Promise.resolve();
  }
  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }
  clearStorageData(): Promise<void> {
    return Promise.resolve();
  }
  clearCache(): Promise<void> {
    return Promise.resolve();
  }

  /** Answers one request of a page: asks the application whether it may, then its handler for the scheme. */
  async serve(route: Route, shown: ShownRequest): Promise<void> {
    const url = fromShown(shown.url());
    const scheme = url.slice(0, url.indexOf(':'));
    const handler = this.protocol.handlers.get(scheme);
    if (!handler || (await this.#cancelled(url, shown))) {
      refusedRequests.push(url);
      return route.abort('blockedbyclient');
    }
    const body = shown.postDataBuffer();
    const response = await handler(
      new Request(url, {
        method: shown.method(),
        headers: await shown.allHeaders(),
        ...(body ? { body: new Uint8Array(body) } : {}),
      }),
    );
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #cancelled(url: string, shown: ShownRequest): Promise<boolean> {
    const before = this.#before;
    if (!before) return Promise.resolve(false);
    const details = {
      id: 0,
      url,
      method: shown.method(),
      resourceType: shown.isNavigationRequest() ? 'mainFrame' : 'other',
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
    } satisfies Electron.OnBeforeRequestListenerDetails;
    return new Promise((resolve) => before(details, (answer) => resolve(answer.cancel === true)));
  }
}

const partitions = new Map<string, Session>();
export const defaultSession = new Session();

/** The stand-in for `session`; a partition on disk cannot be honoured. */
export const session = {
  defaultSession,
  fromPartition(name: string): Session {
    if (name.startsWith('persist:')) throw new Error('the chromium shell keeps nothing on disk');
    const known = partitions.get(name) ?? new Session();
    partitions.set(name, known);
    return known;
  },
};
