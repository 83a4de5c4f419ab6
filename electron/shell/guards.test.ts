import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { guardContents, guardSession } from './guards.ts';
import { windowOptions } from './window.ts';

class FakeSession extends EventEmitter {
  permission: ((contents: unknown, what: string, answer: (ok: boolean) => void) => void) | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  spelling = true;
  before: ((details: { url: string }, answer: (a: { cancel: boolean }) => void) => void) | undefined;
  webRequest = { onBeforeRequest: (listener: typeof this.before) => void (this.before = listener) };
  setPermissionRequestHandler(handler: typeof this.permission): void {
    this.permission = handler;
  }
  setPermissionCheckHandler(handler: typeof this.check): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: typeof this.device): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(on: boolean): void {
    this.spelling = on;
  }
}

describe('the session', () => {
  const session = new FakeSession();
  const refused = vi.fn();
  guardSession(session as unknown as Session, refused);

  it('grants no permission, by request or by check, and no device', () => {
    for (const what of [
      'geolocation',
      'media',
      'notifications',
      'clipboard-read',
      'fileSystem',
      'openExternal',
      'unknown',
    ]) {
      const answer = vi.fn();
      session.permission?.(null, what, answer);
      expect(answer).toHaveBeenCalledExactlyOnceWith(false);
    }
    expect(session.check?.()).toBe(false);
    expect(session.device?.()).toBe(false);
  });

  it('lets no request out and tells it without its query', () => {
    for (const [url, cancel] of [
      ['app://bundle/a.js', false],
      ['https://evil.example/?content=secret', true],
      ['http://localhost:1/', true],
      ['file:///etc/passwd', true],
    ] as const) {
      const answer = vi.fn();
      session.before?.({ url }, answer);
      expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel });
    }
    expect(refused.mock.calls.flat().join()).not.toContain('secret');
  });

  it('downloads nothing and checks no spelling', () => {
    const event = { preventDefault: vi.fn() };
    session.emit('will-download', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(session.spelling).toBe(false);
  });
});

describe('a page', () => {
  const contents = Object.assign(new EventEmitter(), {
    opened: undefined as ((details: { url: string }) => { action: string }) | undefined,
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      contents.opened = handler;
    },
  });
  guardContents(contents as unknown as WebContents, vi.fn());

  it.each(['will-navigate', 'will-frame-navigate'])('stays where it is on %s', (name) => {
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'app://evil/',
      'app://bundle/ticket/1',
      'javascript:1',
      'about:blank',
    ]) {
      const event = { url, preventDefault: vi.fn() };
      contents.emit(name, event, url);
      expect(event.preventDefault, url).toHaveBeenCalled();
    }
    const reload = { url: 'app://bundle/', preventDefault: vi.fn() };
    contents.emit(name, reload, reload.url);
    expect(reload.preventDefault).not.toHaveBeenCalled();
  });

  it('opens no window, follows no redirection, attaches no webview', () => {
    for (const url of ['app://bundle/', 'https://evil.example/', 'about:blank', '']) {
      expect(contents.opened?.({ url })).toEqual({ action: 'deny' });
    }
    for (const name of ['will-redirect', 'will-attach-webview']) {
      const event = { preventDefault: vi.fn() };
      contents.emit(name, event);
      expect(event.preventDefault).toHaveBeenCalledOnce();
    }
  });
});

describe('the window', () => {
  it('keeps the page away from Node, and DevTools out of packages', () => {
    const preferences = windowOptions({} as Session, '/preload.cjs', true).webPreferences;
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
    expect(windowOptions({} as Session, '/preload.cjs', false).webPreferences?.devTools).toBe(true);
  });
});
