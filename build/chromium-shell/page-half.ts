/**
 * What the shell puts into a page before any script of its own: `require('electron')` for the preload, and
 * the word in the title that this is not the real thing. Injected by source, so it uses nothing from outside.
 *
 * The preload runs in the page's own world here. The binding's name is random and gone from the global
 * before the page's code runs, but this proves nothing about Electron's context isolation.
 */
export function pageHalf(
  bindingName: string,
  preload: string,
  titleMark: string,
  encode: (value: unknown) => string,
  decode: (text: string) => unknown,
): void {
  if (window.top !== window) return;
  type Wire = (text: string) => Promise<string>;
  type Listener = (event: object, ...args: unknown[]) => void;
  const scope: Record<string, unknown> = globalThis as never;
  const wire = scope[bindingName] as Wire | undefined;
  delete scope[bindingName];
  if (!wire) return;
  const call = wire;
  const listeners = new Map<string, Set<Listener>>();

  async function ask(message: unknown): Promise<unknown> {
    const reply = decode(await call(encode(message))) as { value?: unknown; error?: string };
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.value;
  }

  /** The page asks for its pushes, so that nothing in its global can be called from outside. */
  async function pull(): Promise<void> {
    for (;;) {
      const pushes = (await ask({ type: 'pull' })) as { channel: string; args: unknown[] }[];
      for (const push of pushes) {
        for (const listener of [...(listeners.get(push.channel) ?? [])]) listener({}, ...push.args);
      }
    }
  }

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => ask({ type: 'invoke', channel, args }),
    send: (channel: string, ...args: unknown[]) => void ask({ type: 'send', channel, args }),
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
  };

  /** A copy for the other side: functions become proxies, what a structured clone carries is cloned. */
  function cross(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...args: unknown[]) => cross(Reflect.apply(value, undefined, args.map(cross)));
    }
    if (value instanceof Promise) return value.then(cross);
    if (Array.isArray(value)) return value.map(cross);
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.freeze(
        Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cross(inner)])),
      );
    }
    return value !== null && typeof value === 'object' ? structuredClone(value) : value;
  }

  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld(key: string, api: unknown) {
        Object.defineProperty(globalThis, key, { value: cross(api), enumerable: true });
      },
    },
    // Chromium tells a page no path: the preload then sends the file in pieces.
    webUtils: { getPathForFile: () => '' },
  };
  function require(name: string): unknown {
    if (name === 'electron') return electron;
    throw new Error(`a sandboxed preload cannot require ${name}`);
  }
  // As Electron does it: the preload is a script of its own, in a function.
  // oxlint-disable-next-line no-new-func, no-implied-eval
  new Function('require', 'module', 'exports', preload)(require, { exports: {} }, {});
  void pull().catch(() => undefined);

  function mark(): void {
    if (!document.title.endsWith(titleMark)) document.title = `${document.title}${titleMark}`;
  }
  document.addEventListener('DOMContentLoaded', () => {
    // Chromium would offer to translate the page, in a bar that lies over it.
    document.head.append(
      Object.assign(document.createElement('meta'), { name: 'google', content: 'notranslate' }),
    );
    mark();
    const title = document.querySelector('title');
    if (title) new MutationObserver(mark).observe(title, { childList: true });
  });
}
