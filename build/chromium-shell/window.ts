import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type Electron from 'electron';
import type { Frame, Page, Request, Route } from 'playwright-core';
import { openContext, unlessClosing } from './browser.ts';
import { decode, encode } from './codec.ts';
import { frameOf, Pushes, receive } from './ipc.ts';
import { fromShown, toShown } from './origin.ts';
import { pageHalf } from './page-half.ts';
import { defaultSession, refusedRequests, type Session, session } from './session.ts';

const titleMark = ' · 开发与演示外壳';
const windows = new Set<BrowserWindow>();
let count = 0;

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

/** A page as Electron's `webContents`, as far as the application goes. */
export class WebContents extends EventEmitter {
  readonly id = ++count;
  readonly session: Session;
  readonly pushes = new Pushes();
  page: Page | undefined;
  openHandler: OpenHandler = () => ({ action: 'deny' });
  /** Addresses that main itself asked for: Electron fires no `will-navigate` for those. */
  readonly own = new Set<string>();

  constructor(of: Session) {
    super();
    this.session = of;
  }
  get mainFrame(): Electron.WebFrameMain | undefined {
    return this.page ? frameOf(this.page.mainFrame()) : undefined;
  }
  getURL(): string {
    return this.page ? fromShown(this.page.url()) : '';
  }
  send(channel: string, ...args: unknown[]): void {
    this.pushes.push(channel, args);
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }
  print(): never {
    throw new Error('the chromium shell does not print');
  }
}

const refusedPreferences = {
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  contextIsolation: false,
  sandbox: false,
  webSecurity: false,
  webviewTag: true,
  allowRunningInsecureContent: true,
} as const;

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #opened: Promise<Page>;
  #closed = false;
  #entry = '';

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    const preferences: Record<string, unknown> = { ...options.webPreferences };
    for (const [name, value] of Object.entries(refusedPreferences)) {
      if (preferences[name] === value) throw new Error(`the chromium shell refuses ${name}: ${value}`);
    }
    const { session: own, partition } = options.webPreferences ?? {};
    this.#options = options;
    this.webContents = new WebContents(
      (own as unknown as Session | undefined) ??
        (partition ? session.fromPartition(partition) : defaultSession),
    );
    windows.add(this);
    windowEvents.emit('created', this);
    this.#opened = this.#open();
    this.#opened.catch(() => undefined);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].at(-1) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return unlessClosing(this.#load(url));
  }

  async #load(url: string): Promise<void> {
    const page = await this.#opened;
    this.#entry = url;
    this.webContents.own.add(toShown(url));
    await page.goto(toShown(url), { waitUntil: 'load' });
  }

  async #open(): Promise<Page> {
    const { width = 800, height = 600, webPreferences } = this.#options;
    const context = await openContext({ width, height });
    await context.route('**/*', (route, request) => this.#route(route, request));
    const page = await context.newPage();
    // Not before the page stands: whatever else appears in the context was opened by it.
    context.on('page', (popup) => this.#refusePopup(popup));
    this.webContents.page = page;
    const binding = `b${randomBytes(12).toString('hex')}`;
    await page.exposeBinding(binding, (source, text: string) =>
      receive(text, this.webContents as never, frameOf(source.frame), this.webContents.pushes),
    );
    const preload = webPreferences?.preload ? readFileSync(webPreferences.preload, 'utf8') : '';
    const given = [binding, preload, titleMark].map((value) => JSON.stringify(value)).join(',');
    await page.addInitScript({ content: `(${pageHalf})(${given},${encode},${decode})` });
    page.on('framenavigated', (frame) => this.#arrived(page, frame));
    page.on('close', () => this.#gone());
    page.on('crash', () =>
      this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
    page.on('domcontentloaded', () => this.webContents.emit('dom-ready', {}));
    page.on('load', () => {
      this.webContents.emit('did-finish-load', {});
      this.emit('ready-to-show');
    });
    return page;
  }

  async #route(route: Route, request: Request): Promise<void> {
    try {
      const page = this.webContents.page;
      const navigates = request.isNavigationRequest() && request.frame() === page?.mainFrame();
      if (navigates && !this.webContents.own.delete(request.url()) && this.#prevented(request.url())) {
        // `aborted` leaves the page where it is, as preventDefault does.
        return await route.abort('aborted');
      }
      await this.webContents.session.serve(route, request);
    } catch {
      // A pop-up's first request has no frame yet; a page that closes takes its requests with it.
      refusedRequests.push(fromShown(request.url()));
      await route.abort('blockedbyclient').catch(() => undefined);
    }
  }

  /** `about:blank` asks nobody: a page that got there without a request is brought back. */
  #arrived(page: Page, frame: Frame): void {
    const url = frame.url();
    if (frame !== page.mainFrame() || /^https?:/.test(url) || !this.#entry || !this.#prevented(url)) return;
    this.loadURL(this.#entry).catch(() => undefined);
  }

  #prevented(url: string): boolean {
    let prevented = false;
    const event = { url: fromShown(url), preventDefault: () => (prevented = true) };
    this.webContents.emit('will-navigate', event, event.url);
    return prevented;
  }

  #refusePopup(popup: Page): void {
    this.webContents.openHandler({ url: fromShown(popup.url()) });
    refusedRequests.push(`window.open ${fromShown(popup.url())}`);
    void popup.close().catch(() => undefined);
  }

  #gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    windows.delete(this);
    this.webContents.emit('destroyed');
    this.emit('closed');
    windowEvents.emit('closed');
  }

  /** As Electron: `close` can be prevented, `destroy` cannot. */
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }
  destroy(): void {
    this.#gone();
    void this.#opened.then((page) => page.context().close()).catch(() => undefined);
  }
  isDestroyed(): boolean {
    return this.#closed;
  }
  show(): void {
    this.focus();
  }
  hide(): void {}
  focus(): void {
    void this.webContents.page?.bringToFront().catch(() => undefined);
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  setTitle(): void {}
  setMenuBarVisibility(): void {}
  setTitleBarOverlay(): void {}
  setContentProtection(): never {
    throw new Error('the chromium shell cannot keep other programs from seeing its window');
  }
}

/** For `app`: windows come and go. */
export const windowEvents = new EventEmitter();
