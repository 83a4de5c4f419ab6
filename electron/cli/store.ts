import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ChannelName, Input, Output } from '../../shared/ipc/contract.ts';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import { AppError } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Application } from '../app/application.ts';
import { createApplication } from '../app/application.ts';
import { readKeyring } from '../keyring/keyring.ts';
import { type Arguments, type OptionKinds, type Terminal, UsageError } from './command.ts';
import { readPassword } from './password.ts';

/** The options of every command that opens a store. */
export const storeOptions: OptionKinds = { login: 'value', 'password-fd': 'value' };

/** The application without a window, on a folder that the person named. */
export interface Headless {
  app: Application;
  /** Through the gate. @throws AppError with the refusal's code */
  ask<N extends ChannelName>(channel: N, input: Input<N>): Promise<Output<N>>;
  close(): Promise<void>;
}

interface Wanted {
  folder: string;
  mark: 'real' | 'demo';
  /** What main's dialogs would answer: a folder, or a file. */
  chosen?: Chosen;
}

type Chosen = string | { folder?: string | undefined; file?: string | undefined } | undefined;

export function openHeadless({ folder, mark, chosen }: Wanted, terminal: Terminal): Headless {
  const said = new Set<string>();
  const answers = typeof chosen === 'string' ? { folder: chosen } : (chosen ?? {});
  const at = (place: string | undefined) => (place === undefined ? null : path.resolve(place));
  const app = createApplication({
    userData: path.resolve(folder),
    version: version(),
    shell: 'electron',
    mark,
    language: terminal.language,
    platform: process.platform,
    now: () => new Date(),
    today: () => terminal.today,
    // There is no window.
    contentProtection: { works: false, set: () => undefined },
    dialogs: {
      chooseFiles: async () => {
        const file = at(answers.file);
        return file === null ? null : [{ path: file, name: path.basename(file) }];
      },
      chooseFolder: async () => at(answers.folder),
    },
    report: (error) => {
      const text = error instanceof Error ? error.name : 'error';
      if (!said.has(text)) terminal.say({ zh: `未预料的问题：${text}`, en: `Unforeseen: ${text}` });
      said.add(text);
    },
    notify: { changed: () => undefined, progress: (job) => tell(job, terminal) },
  });
  return {
    app,
    async ask(channel, input) {
      const result = await app.dispatch({ transport: 'cli' }, channel, input);
      if (result.ok) return result.value as never;
      const { code, rule, params } = result;
      throw new AppError(code, { ...(rule === undefined ? {} : { rule }), params });
    },
    close: () => app.close(),
  };
}

/** Opens a store that is there, with the account's password. @throws UsageError, AppError `wrong_password` … */
export async function unlockStore(
  folder: string,
  chosen: Chosen,
  args: Arguments,
  terminal: Terminal,
): Promise<Headless> {
  await requireFolder(folder);
  const keyring = await readKeyring(path.resolve(folder));
  if (!keyring.exists) throw new AppError('not_set_up');
  const login = loginOf(args, keyring.accounts);
  const password = await readPassword(args, terminal.language);
  const headless = openHeadless({ folder, mark: keyring.mode, chosen }, terminal);
  try {
    await headless.ask('session.unlock', { login, password });
    return headless;
  } catch (error) {
    await headless.close();
    throw error;
  }
}

export async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (folder === '' || !found?.isDirectory()) {
    throw new UsageError({ zh: `没有这个文件夹：${folder}`, en: `There is no such folder: ${folder}` });
  }
}

/** `--login`, which may be left out where there is one account only. */
export function loginOf(args: Arguments, accounts: readonly { login: string }[]): string {
  const [only, other] = accounts;
  const login = args.values['login'] ?? (other === undefined ? only?.login : undefined);
  if (login !== undefined) return login;
  throw new UsageError({
    zh: '有几个账号，请用 --login 指明',
    en: 'There are several accounts: say which with --login',
  });
}

let told = 0;

function tell(job: JobView, terminal: Terminal): void {
  if (!job.total || job.done >= job.total) return;
  const now = performance.now();
  if (now - told < 2000) return;
  told = now;
  const share = Math.floor((job.done / job.total) * 100);
  terminal.say({ zh: `已完成 ${share}%`, en: `${share}% done` });
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The dossier that `--dossier` names by its id, number or title; the only one where nothing is named. */
export async function dossierOf(store: Headless, args: Arguments): Promise<DossierId> {
  const all = (await store.ask('dossier.list', {})).filter(({ phase }) => phase !== 'draft');
  const asked = args.values['dossier'];
  const found =
    asked === undefined ? all : all.filter((one) => [one.id, one.number, one.title].includes(asked));
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only.id;
  throw new UsageError(
    found.length === 0
      ? { zh: `没有这份卷宗：${asked ?? ''}`, en: `There is no such dossier: ${asked ?? ''}` }
      : { zh: '有几份卷宗，请用 --dossier 指明', en: 'There are several dossiers: say which with --dossier' },
  );
}
