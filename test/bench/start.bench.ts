import { type ChildProcess, fork, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { KDF_DEFAULT } from '../../electron/crypto/kdf.ts';
import { launchOptions, showDay } from '../e2e/driver/scene.ts';
import { launch, type Running } from '../e2e/fixture.ts';
import { insertDossier } from '../../electron/services/dossiers/write.ts';
import type { ItemNoun } from '../../electron/store/items.ts';
import { createTestApp, password } from '../support/app.ts';
import { kind } from '../support/path.ts';
import { refArgon2id } from '../support/reference-crypto.ts';
import type { Bench, Context } from './bench.ts';
import { canShow, wallClock } from './chromium.ts';
import { makeRecords } from './engine.bench.ts';
import type { Subject } from './rounds.ts';

const bare = 'bare Chromium, same flags, one heading';
const now = '2024-05-16T02:00:00.000Z';
const node = ['--disable-warning=ExperimentalWarning'];

/** A store with an account and so many sample dossiers, in the place where the shell looks for it. */
async function makeStore(folder: string, dossiers: number): Promise<string> {
  const userData = mkdtempSync(path.join(folder, `store-${dossiers}-`));
  const app = await createTestApp(showDay, path.join(userData, 'demo-store'));
  try {
    await app.setUp();
    for (let nth = 0; nth < dossiers; nth += 1) await app.ok('dossier.createSample', { kind });
  } finally {
    await app.close();
  }
  return userData;
}

/** A store as a research office of many years has it: active dossiers with 60 events each, saved row by row. */
async function makeFullStore(folder: string, dossiers: number): Promise<string> {
  const userData = mkdtempSync(path.join(folder, `store-${dossiers}-`));
  const app = await createTestApp(showDay, path.join(userData, 'demo-store'));
  try {
    await app.setUp();
    const { open } = app.app.session;
    if (open === null) throw new Error('not set up');
    for (const record of makeRecords(dossiers, 60)) {
      const { kind: of, definitionVersion, our_side, fields, events, entries } = record;
      open.store.transaction(() => {
        const dossier = insertDossier(open, of, now);
        const save = (noun: ItemNoun, value: unknown) =>
          open.store.items.save({ dossier, noun, author: open.account, at: now, value });
        save('fields', { kind: of, definitionVersion, our_side, fields });
        for (const { id: _, ...event } of events) save('event', event);
        for (const [ledger, rows] of Object.entries(entries)) {
          for (const { values } of rows) save('entry', { ledger, values });
        }
        open.store.dossiers.activate(dossier);
      });
    }
    // The first look keeps its copies, as the first morning does; every later one opens those.
    await app.ok('today.view');
  } finally {
    await app.close();
  }
  return userData;
}

function copyOf(userData: string): string {
  const copy = mkdtempSync(`${userData}-copy-`);
  cpSync(userData, copy, { recursive: true });
  return copy;
}

/** When the page painted something for the first time, on the wall clock; the entry screen is its first thing. */
function paintedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry) resolve(performance.timeOrigin + entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}

function startSubject(name: string, userDataOf: () => string): Subject {
  return {
    name,
    peer: bare,
    async run() {
      const begun = wallClock();
      const running = await launch({ ...launchOptions('zh'), userData: userDataOf() });
      try {
        const page = await running.window();
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        const seen = wallClock();
        const painted = await paintedAt(page);
        const asked = wallClock();
        await running.quit();
        return {
          'heading painted': painted - begun,
          'heading seen from outside': seen - begun,
          'quit → ended': wallClock() - asked,
        };
      } finally {
        await end(running.process);
      }
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function bareStart(): Promise<Record<string, number>> {
  const begun = wallClock();
  const child = fork(path.join(import.meta.dirname, 'bare-chromium.ts'), [], { execArgv: node });
  try {
    const { painted } = await new Promise<{ painted: number }>((resolve, reject) => {
      child.once('message', (message: { painted: number }) => resolve(message));
      child.once('exit', (code) => reject(new Error(`bare Chromium ended (${code})`)));
    });
    const asked = wallClock();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.send('end');
    await gone;
    return { 'heading painted': painted - begun, 'quit → ended': wallClock() - asked };
  } finally {
    await end(child);
  }
}

/** What every command does before anything else, when nothing is to be installed. */
const checkSetUp = "import { setUp } from './build/bootstrap/setup.mjs'; await setUp();";

async function measureStarts(context: Context): Promise<void> {
  const { folder, measure } = context;
  const locked = await makeStore(folder, 1);
  const bareNode = 'node -e 0';
  const root = path.resolve(import.meta.dirname, '../..');
  await measure({
    title: 'start: process start → usable screen, headless',
    subjects: [
      { name: bare, run: bareStart },
      startSubject('first start, no store yet', () => mkdtempSync(path.join(folder, 'first-'))),
      startSubject('second start, locked store', () => copyOf(locked)),
      { name: bareNode, run: () => void execFileSync(process.execPath, [...node, '-e', '0']) },
      {
        name: 'set-up of every command, nothing to do',
        peer: bareNode,
        run: () =>
          void execFileSync(process.execPath, ['--input-type=module', '-e', checkSetUp], {
            cwd: root,
            stdio: 'ignore',
          }),
      },
    ],
    notes: [
      '“Seen from outside” is when a program that watches the page found the heading: painting, plus its own delay.',
      'Quitting waits 0.6 s for a last draft, locks and closes the store; the peer only closes its browser.',
    ],
  });
}

/** The password is in its field; from Enter to the first frame with the day's sentence and its rows. */
function unlockInPage(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        document.querySelector<HTMLFormElement>('form.unlock-form')?.requestSubmit();
        const look = (): void => {
          if (document.querySelector('.today-list h1') && document.querySelector('.today-list li')) {
            // The frame after the one in which it stands has it on the screen.
            requestAnimationFrame(() => resolve(performance.now() - begun));
          } else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

async function unlockSubject(
  context: Context,
  userData: string,
  dossiers: number,
  peer: string,
): Promise<Subject> {
  const running: Running = await launch({ ...launchOptions('zh'), userData });
  context.defer(() => end(running.process));
  const page = await running.window();
  return {
    name: `unlock → 今日, ${dossiers} ${dossiers === 1 ? 'dossier' : 'dossiers'}`,
    peer,
    async before() {
      const field = page.locator('#unlock-password');
      if (!(await field.isVisible())) {
        // The heading of the day tells that the page listens; then the door is locked as a person locks it.
        await page.locator('.today-list h1, form.unlock-form').first().waitFor();
        if (!(await field.isVisible())) await page.keyboard.press('Control+l');
      }
      await field.waitFor();
      await field.fill(password);
    },
    run: () => unlockInPage(page),
  };
}

/** The same without a window: what of the wait is main's. */
async function unlockInMain(
  context: Context,
  userData: string,
  dossiers: number,
  peer: string,
): Promise<Subject> {
  const app = await createTestApp(showDay, path.join(userData, 'demo-store'));
  context.defer(() => app.close());
  await app.ok('session.status');
  return {
    name: `main alone: session.unlock and today.view, ${dossiers} dossiers`,
    peer,
    async before() {
      if (app.app.session.open !== null) await app.ok('session.lock');
    },
    async run() {
      await app.ok('session.unlock', { login: 'linmouwu', password });
      const view = await app.ok('today.view');
      if (view.dossiers !== dossiers) throw new Error(`${view.dossiers} dossiers`);
    },
  };
}

async function measureUnlocks(context: Context): Promise<void> {
  const floor = 'Argon2id alone, same cost, by OpenSSL';
  const salt = new Uint8Array(16).fill(7);
  const { memoryKiB, passes, lanes } = KDF_DEFAULT;
  const many = await makeStore(context.folder, 200);
  const full = await makeFullStore(context.folder, 2000);
  const job = { password: Buffer.from(password), salt, memoryKiB, passes, lanes, length: 32 };
  await context.measure({
    title: 'start: unlock → 今日 on the screen',
    subjects: [
      { name: floor, run: () => void refArgon2id(job) },
      await unlockSubject(context, await makeStore(context.folder, 1), 1, floor),
      await unlockSubject(context, copyOf(many), 200, floor),
      await unlockInMain(context, many, 200, floor),
      await unlockSubject(context, copyOf(full), 2000, floor),
      await unlockInMain(context, full, 2000, floor),
    ],
    notes: ['From Enter in the password’s field to the frame that shows the day’s sentence and its rows.'],
  });
}

/** What a person waits for in the morning. */
export const bench: Bench = {
  about: 'from the process to the first screen, and from the password to the day',
  async run(context) {
    if (!canShow(context, 'start: in the window')) return;
    await measureStarts(context);
    await measureUnlocks(context);
  },
};
