import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { openBrowser } from './browser.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc.ts';
import { defaultSession, refusedRequests, session } from './session.ts';
import { BrowserWindow } from './window.ts';

/**
 * The stand-in for `electron` in the main process: only what the application uses, so that an import of
 * anything else fails at once and by name. It is for development, tests and demonstration.
 */
const { protocol } = defaultSession;
const Menu = { setApplicationMenu: () => undefined, buildFromTemplate: () => null };
const powerMonitor = new EventEmitter();
export { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session };

/** Every name above exists in Electron's own declarations, and so does every member of the objects. */
export type Checked = [
  Known<keyof typeof Menu, typeof Electron.Menu>,
  Known<keyof typeof dialog, typeof Electron.dialog>,
  Known<keyof typeof session, typeof Electron.session>,
  Known<keyof typeof defaultSession.webRequest, Electron.WebRequest>,
  Known<Exclude<keyof typeof app, Ours>, Electron.App>,
  Known<Exclude<keyof typeof ipcMain, Ours>, Electron.IpcMain>,
  Known<Exclude<keyof BrowserWindow, Ours>, Electron.BrowserWindow>,
  Known<Exclude<keyof BrowserWindow['webContents'], Ours>, Electron.WebContents>,
  Known<Exclude<keyof typeof defaultSession, Ours>, Electron.Session>,
];
type Known<K extends keyof T, T> = K;
type Ours = keyof EventEmitter | 'windowClosed' | 'pushes' | 'page' | 'openHandler' | 'own' | 'serve';

/** For a test that drives the shell from its parent process: see test/e2e/fixture.ts. */
interface Order {
  id: number;
  /** The source of a function of (electron, argument), as Playwright's `electronApp.evaluate` takes it. */
  evaluate?: string;
  argument?: unknown;
  /** Asks for the endpoint under which the test process sees the same pages: a local socket, no port. */
  bind?: true;
}

async function obey(order: Order): Promise<unknown> {
  if (order.bind) return (await (await openBrowser()).bind(`juanzong-${process.pid}`)).endpoint;
  if (order.evaluate === undefined) return undefined;
  // Indirect: the function's source sees the global scope only.
  // oxlint-disable-next-line no-eval
  const run = (0, eval)(`(${order.evaluate})`) as (electron: unknown, argument: unknown) => unknown;
  return run({ app, BrowserWindow, dialog, ipcMain, session, refusedRequests }, order.argument);
}

if (process.send && process.env['JUANZONG_SHELL_BIND'] === '1') {
  process.on('message', (order: Order) => {
    obey(order).then(
      (value) => process.send?.({ id: order.id, value }),
      (error: unknown) => process.send?.({ id: order.id, error: String(error) }),
    );
  });
  // Without it a test that timed out leaves its Chromium behind.
  process.on('disconnect', () => app.exit(0));
}
