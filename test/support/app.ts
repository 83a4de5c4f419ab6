import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, createApplication } from '../../electron/app/application.ts';
import type { Environment } from '../../electron/app/environment.ts';
import type { Changed } from '../../shared/ipc/bridge.ts';
import type { ChannelName, Input, Output } from '../../shared/ipc/contract.ts';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import type { Refusal, Result } from '../../shared/model/errors.ts';
import type { CivilDate } from '../../shared/model/units.ts';

export const password = '耕地-Bianhua-2024';

/** A whole application on a throw-away folder: real store, real vault, real keyring; only dialogs are answered. */
export interface TestApp {
  app: Application;
  userData: string;
  folder: string;
  changes: Changed[];
  progress: JobView[];
  /** What the next dialogs answer. */
  answers: { files: string[] | null; folder: string | null };
  /** What the window can do against other programs, and what was asked of it. */
  contentProtection: { works: boolean; asked: boolean[]; set(on: boolean): void };
  setToday(date: string): void;
  advance(ms: number): void;
  call<N extends ChannelName>(channel: N, input?: Input<N>, job?: string): Promise<Result<Output<N>>>;
  /** The value, or a failed test that names the refusal. */
  ok<N extends ChannelName>(channel: N, input?: Input<N>, job?: string): Promise<Output<N>>;
  refused<N extends ChannelName>(channel: N, input?: unknown): Promise<Refusal>;
  setUp(): Promise<string[]>;
  /** Starts anew on the same folder, as after an end of the process. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `userData`: a store that is already there; otherwise a new one in a throw-away folder. */
export async function createTestApp(today = '2024-10-14', existing?: string): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'juanzong-test-'));
  const userData = existing ?? join(folder, 'store');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  let day = today as CivilDate;
  let offsetMs = 0;
  const test: TestApp = {
    app: undefined as unknown as Application,
    userData,
    folder,
    changes: [],
    progress: [],
    answers: { files: null, folder: null },
    contentProtection: {
      works: true,
      asked: [],
      set: (on) => test.contentProtection.asked.push(on),
    },
    setToday(date) {
      day = date as CivilDate;
    },
    advance(ms) {
      offsetMs += ms;
    },
    call: (channel, input, job) =>
      test.app.dispatch({ transport: 'ipc' }, channel, input ?? {}, job) as never,
    async ok(channel, input, job) {
      const result = await test.call(channel, input, job);
      if (!result.ok) throw new Error(`${channel} was refused: ${JSON.stringify(result)}`);
      return result.value;
    },
    async refused(channel, input) {
      const result = await test.call(channel, input as never);
      if (result.ok) throw new Error(`${channel} was not refused`);
      return result;
    },
    async setUp() {
      const { shares } = await test.ok('session.setup', {
        mode: 'single',
        login: 'linmouwu',
        display_name: '林某戊',
        password,
      });
      return shares;
    },
    async restart() {
      await test.app.close();
      test.app = createApplication(environment);
    },
    async close() {
      await test.app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const environment: Environment = {
    userData,
    version: '0.0.0-test',
    shell: 'chromium',
    mark: 'demo',
    language: 'zh',
    platform: process.platform,
    now: () => new Date(Date.now() + offsetMs),
    today: () => day,
    contentProtection: test.contentProtection,
    dialogs: {
      chooseFiles: async () =>
        test.answers.files?.map((path) => ({ path, name: path.split(/[\\/]/).at(-1) ?? path })) ?? null,
      chooseFolder: async () => test.answers.folder,
    },
    report: (error) => {
      process.stderr.write(`unforeseen: ${error instanceof Error ? error.stack : String(error)}\n`);
    },
    notify: {
      changed: (change) => test.changes.push(change),
      progress: (job) => test.progress.push(job),
    },
  };
  test.app = createApplication(environment);
  return test;
}
