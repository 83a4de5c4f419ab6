import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as Electron from 'electron';
import {
  _electron,
  type Browser,
  chromium,
  type ElectronApplication,
  type Page,
  test as base,
} from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const electronPath = process.env['JUANZONG_ELECTRON'];
/** Another built application than the checkout's, e.g. an unpacked package. */
const builtApp = path.resolve(root, process.env['JUANZONG_APP'] ?? '.');

/** What `evaluate` hands to its function: Electron's main API, or the stand-in's part of it. */
type Main = typeof Electron & { refusedRequests?: string[] };

/** One running application, whichever shell it runs in. */
export interface Running {
  readonly shell: 'electron' | 'chromium';
  readonly userData: string;
  readonly process: ChildProcess;
  /** The one window's page, loaded. */
  window(): Promise<Page>;
  windows(): Page[];
  /** Runs in main, as Playwright's `electronApplication.evaluate`; the function sees nothing from outside. */
  evaluate<A, R>(run: (electron: Main, argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  /** What main wrote to stderr so far. */
  stderr(): string;
  /** Quits as a person would; answers the exit code. */
  quit(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  userData?: string;
  args?: string[];
  env?: Record<string, string>;
  /** Another folder than the checkout, e.g. an unpacked package. */
  appPath?: string;
}

export function launch(options: LaunchOptions = {}): Promise<Running> {
  const userData = options.userData ?? mkdtempSync(path.join(tmpdir(), 'juanzong-e2e-'));
  return electronPath ? launchElectron(electronPath, userData, options) : launchShell(userData, options);
}

function environment(extra: Record<string, string> | undefined): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(own), ...extra };
}

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

function collectStderr(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return () => text;
}

async function launchShell(userData: string, options: LaunchOptions): Promise<Running> {
  const appPath = options.appPath ?? builtApp;
  const child = fork(
    path.join(appPath, 'out/main/main.mjs'),
    [`--user-data-dir=${userData}`, ...(options.args ?? [])],
    {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        path.join(root, 'build/chromium-shell/register.ts'),
      ],
      env: environment({ JUANZONG_SHELL_BIND: '1', ...options.env }),
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    },
  );
  const stderr = collectStderr(child);
  const order = orders(child, stderr);
  let browser: Browser | undefined;
  async function connected(): Promise<Browser> {
    browser ??= await chromium.connect(String(await order({ bind: true })));
    return browser;
  }
  const ours = (): Page[] =>
    (browser?.contexts() ?? [])
      .flatMap((context) => context.pages())
      .filter((page) => page.url().startsWith('https://bundle.app.invalid/'));
  return {
    shell: 'chromium',
    userData,
    process: child,
    stderr,
    windows: ours,
    async window() {
      await connected();
      return firstLoaded(ours);
    },
    evaluate: (run, argument) => order({ evaluate: String(run), argument }) as never,
    async quit() {
      const code = exited(child);
      await order({ evaluate: '({ app }) => void setTimeout(() => app.quit())' }).catch(() => undefined);
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited(child);
    },
  };
}

/** Orders to the shell over Node's own channel; a shell that ends answers all of them with an error. */
function orders(child: ChildProcess, stderr: () => string) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', (reply: { id: number; value?: unknown; error?: string }) => {
    const entry = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) entry?.resolve(reply.value);
    else entry?.reject(new Error(reply.error));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`main ended (${code ?? signal})\n${stderr()}`));
    waiting.clear();
  });
  return function order(message: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error(`main has ended\n${stderr()}`));
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, ...message });
    });
  };
}

async function firstLoaded(pages: () => Page[]): Promise<Page> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [page] = pages();
    if (page) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no window within 20 s');
}

async function launchElectron(
  executablePath: string,
  userData: string,
  options: LaunchOptions,
): Promise<Running> {
  const application: ElectronApplication = await _electron.launch({
    executablePath,
    args: [options.appPath ?? builtApp, `--user-data-dir=${userData}`, '--demo', ...(options.args ?? [])],
    env: environment(options.env),
  });
  const child = application.process();
  return {
    shell: 'electron',
    userData,
    process: child,
    stderr: collectStderr(child),
    windows: () => application.windows(),
    async window() {
      const page = await application.firstWindow();
      await page.waitForLoadState();
      return page;
    },
    evaluate: (run, argument) => application.evaluate(run as never, argument) as never,
    async quit() {
      const code = exited(child);
      await application.evaluate(({ app }) => void setTimeout(() => app.quit())).catch(() => undefined);
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited(child);
    },
  };
}

interface Fixtures {
  /** Starts an application of its own; all are ended and their folders removed after the test. */
  start(options?: LaunchOptions): Promise<Running>;
  /** One application with an empty store. */
  running: Running;
  /** Its page. */
  window: Page;
}

/** The end-to-end tests' `test`. `JUANZONG_ELECTRON=/path/to/electron` runs the same specs in Electron. */
export const test = base.extend<Fixtures>({
  // Playwright wants the first argument destructured, also where nothing is used of it.
  start: async ({ browserName }, use) => {
    void browserName;
    const all: Running[] = [];
    await use(async (options = {}) => {
      const running = await launch(options);
      all.push(running);
      return running;
    });
    for (const running of all) {
      if (running.process.exitCode === null && running.process.signalCode === null) await running.kill();
      if (existsSync(running.userData))
        rmSync(running.userData, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  running: async ({ start }, use) => use(await start()),
  window: async ({ running }, use) => use(await running.window()),
});

export { expect } from '@playwright/test';
