import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type Electron from 'electron';
import { closeBrowser, openBrowser, unlessClosing } from './browser.ts';
import { BrowserWindow, windowEvents } from './window.ts';

type PathName = Parameters<Electron.App['getPath']>[0];

/** The folder of the package.json that the main file belongs to, as Electron finds it. */
function findAppPath(): string {
  let folder = path.dirname(path.resolve(process.argv[1] ?? '.'));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) {
    folder = path.dirname(folder);
  }
  return folder;
}

function option(name: string): string | undefined {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given?.slice(name.length + 3);
}

const appPath = findAppPath();
const manifest: { name: string; productName?: string; version: string } = JSON.parse(
  readFileSync(path.join(appPath, 'package.json'), 'utf8'),
);

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly name = manifest.productName ?? manifest.name;
  readonly commandLine = {
    appendSwitch: () => undefined,
    hasSwitch: (name: string) => process.argv.some((a) => a === `--${name}` || a.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) => option(name) ?? '',
  };
  readonly #paths = new Map<string, string>();
  #lock: string | undefined;
  #quitting = false;
  #exiting = false;

  whenReady(): Promise<void> {
    return unlessClosing(openBrowser()).then(() => undefined);
  }
  isReady(): boolean {
    return true;
  }
  enableSandbox(): void {}
  getAppPath(): string {
    return appPath;
  }
  getName(): string {
    return this.name;
  }
  getVersion(): string {
    return manifest.version;
  }
  getLocale(): string {
    return 'zh-CN';
  }
  getPath(name: PathName): string {
    const known = this.#paths.get(name);
    if (known) return known;
    if (name === 'temp') return tmpdir();
    if (name === 'home') return homedir();
    if (name === 'userData') {
      const folder = option('user-data-dir') ?? path.join(homedir(), '.config', `${this.name}-shell`);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return path.resolve(folder);
    }
    if (name === 'documents' || name === 'downloads' || name === 'desktop') return homedir();
    throw new Error(`the chromium shell has no path ${name}`);
  }
  setPath(name: string, value: string): void {
    this.#paths.set(name, value);
  }

  /** A file with the owner's pid. A second start touches the signal and the first one comes forward. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = path.join(folder, 'shell.lock');
    const signal = path.join(folder, 'shell.second');
    if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
      writeFileSync(signal, JSON.stringify(process.argv));
      return false;
    }
    writeFileSync(lock, String(process.pid), { mode: 0o600 });
    this.#lock = lock;
    watch(folder, (_kind, name) => {
      if (name !== 'shell.second' || !existsSync(signal)) return;
      rmSync(signal, { force: true });
      this.emit('second-instance', {}, [], folder, null);
    }).unref();
    return true;
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock !== undefined;
  }
  releaseSingleInstanceLock(): void {
    if (this.#lock) rmSync(this.#lock, { force: true });
    this.#lock = undefined;
  }

  /** Electron's order: before-quit, the windows, will-quit, quit. */
  quit(): void {
    if (this.#quitting) return;
    if (this.#ask('before-quit')) return;
    this.#quitting = true;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length > 0 || this.#ask('will-quit')) {
      this.#quitting = false;
      return;
    }
    this.exit(0);
  }
  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    void closeBrowser().finally(() => process.exit(code));
  }
  #ask(event: string): boolean {
    let prevented = false;
    this.emit(event, { preventDefault: () => (prevented = true) });
    return prevented;
  }
  /** The last window went, by a person's hand or the application's. */
  windowClosed(): void {
    if (this.#quitting || BrowserWindow.getAllWindows().length > 0) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    // A pid comes round again: another program's is no owner of ours.
    const commandLine = `/proc/${pid}/cmdline`;
    return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('chromium-shell');
  } catch {
    return false;
  }
}

export const app = new App();
windowEvents.on('created', (window: BrowserWindow) => {
  app.emit('browser-window-created', {}, window);
  app.emit('web-contents-created', {}, window.webContents);
});
windowEvents.on('closed', () => app.windowClosed());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
