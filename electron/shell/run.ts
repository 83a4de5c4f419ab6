import path from 'node:path';
import { app, BrowserWindow, Menu, powerMonitor, protocol, session, type WebContents } from 'electron';
import type { Result } from '../../shared/model/errors.ts';
import type { Environment } from '../app/environment.ts';
import { push, registerRouter } from '../ipc/router.ts';
import { environmentOf } from './environment.ts';
import { guardContents, guardSession } from './guards.ts';
import { createQuit } from './lifecycle.ts';
import { entryUrl, scheme } from './origin.ts';
import { createSchemeHandler } from './scheme.ts';
import { windowOptions } from './window.ts';

/** What the shell needs of the application: see electron/app/application.ts. */
export interface Shelled {
  dispatch(
    caller: { transport: 'ipc' },
    channel: string,
    input: unknown,
    job?: string,
  ): Promise<Result<unknown>>;
  serveTicket(id: string, range: string | null): Promise<Response>;
  /** A call came from somebody else than our page (E-01). */
  stranger(channel: string): void;
  /** The machine goes to sleep or is locked, or the page died. */
  lock(): void;
  close(): Promise<void>;
}

function refused(what: string, url: string): void {
  process.stderr.write(`refused ${what} ${url}\n`);
}

/**
 * Brings the application up in its window. Before ready: the scheme and the one instance. At ready: session,
 * scheme, router and guards stand before the window exists, and the window before the page is loaded.
 */
export function run(create: (environment: Environment) => Shelled): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  app.enableSandbox();
  const given = app.commandLine.getSwitchValue('user-data-dir');
  if (given) app.setPath('userData', path.resolve(given));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  app
    .whenReady()
    .then(() => open(create))
    .catch((error: unknown) => {
      process.stderr.write(`could not start: ${String(error).split('\n')[0]}\n`);
      app.exit(1);
    });
}

async function open(create: (environment: Environment) => Shelled): Promise<void> {
  // The window comes last; what stands before it asks for it when it is needed.
  const held: { window?: BrowserWindow } = {};
  const contents = (): WebContents | undefined =>
    held.window?.isDestroyed() ? undefined : held.window?.webContents;
  const environment = environmentOf(() => held.window, {
    changed: (change) => push(contents(), 'changed', change),
    progress: (job) => push(contents(), 'progress', job),
  });
  const application = create(environment);
  const quit = createQuit(
    () => close(application, held.window),
    (code) => app.exit(code),
    () => app.quit(),
  );
  app.on('before-quit', (event) => quit.beforeQuit(event));
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => comeForward(held.window));
  app.on('web-contents-created', (_event, created) => guardContents(created, refused));
  for (const event of ['suspend', 'lock-screen'] as const) {
    powerMonitor.on(event as 'suspend', () => application.lock());
  }

  const own = session.fromPartition('juanzong', { cache: false });
  guardSession(own, refused);
  const root = app.getAppPath();
  own.protocol.handle(
    scheme,
    createSchemeHandler(path.join(root, 'out/renderer'), (id, range) => application.serveTicket(id, range)),
  );
  registerRouter(
    (channel, input, job) => application.dispatch({ transport: 'ipc' }, channel, input, job),
    contents,
    (channel) => {
      refused('sender', channel);
      application.stranger(channel);
    },
  );
  // Without a menu there is no reload, no zoom and no DevTools key; macOS needs one for copy and paste.
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );

  const window = new BrowserWindow(
    windowOptions(own, path.join(root, 'out/preload/preload.cjs'), app.isPackaged),
  );
  held.window = window;
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => quit.windowClosing(event));
  window.webContents.on('render-process-gone', () => {
    // Whatever killed the page, nobody sits at an unlocked store behind a dead window.
    application.lock();
    window.loadURL(entryUrl).catch(() => app.quit());
  });
  // A quit while the page loads rejects it; that is no failure of the start.
  await window.loadURL(entryUrl).catch((error: unknown) => {
    if (!quit.quitting) throw error;
  });
}

/** Drafts reach main within half a second: a hidden window gets that long to hand over its last one. */
async function close(application: Shelled, window: BrowserWindow | undefined): Promise<void> {
  if (window && !window.isDestroyed()) {
    window.hide();
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  await application.close();
}

function comeForward(window: BrowserWindow | undefined): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
