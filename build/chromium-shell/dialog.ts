import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type Electron from 'electron';
import { openContext } from './browser.ts';
import { type Listing, type PickerRequest, pickerHtml, pickerScript } from './picker-page.ts';

/**
 * Electron's dialogs, drawn in a browser context of their own: the application's pages share neither
 * origin, opener nor storage with it and cannot press its buttons.
 */
async function pick(request: PickerRequest): Promise<string[] | null> {
  const context = await openContext({ width: 760, height: 560 });
  try {
    await context.route('**/*', (route) => route.abort());
    const page = await context.newPage();
    await page.exposeFunction('juanzongList', list);
    const answer = new Promise<string[] | null>((resolve) => {
      page.on('close', () => resolve(null));
      void page
        .exposeFunction('juanzongDone', resolve)
        .then(() => page.setContent(pickerHtml))
        .then(() => page.evaluate(pickerScript, request));
    });
    return await answer;
  } finally {
    await context.close().catch(() => undefined);
  }
}

function list(folder: string): Listing {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, path: path.join(folder, entry.name), folder: entry.isDirectory() }))
    .sort((a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name, 'zh-CN'));
  const parent = path.dirname(folder);
  return { folder, parent: parent === folder ? null : parent, entries };
}

function startFolder(given: string | undefined): string {
  for (const candidate of [given, given && path.dirname(given)]) {
    if (candidate && statSync(candidate, { throwIfNoEntry: false })?.isDirectory()) return candidate;
  }
  return homedir();
}

type Options = Electron.OpenDialogOptions & Electron.SaveDialogOptions;

/** Both of Electron's forms: with the parent window first, or without. */
function optionsOf(args: unknown[]): Options {
  return (args.at(-1) ?? {}) as Options;
}

export const dialog = {
  async showOpenDialog(...args: unknown[]): Promise<Electron.OpenDialogReturnValue> {
    const options = optionsOf(args);
    const properties = options.properties ?? [];
    const chosen = await pick({
      kind: properties.includes('openDirectory') ? 'folder' : 'open',
      many: properties.includes('multiSelections'),
      title: options.title ?? '选择文件',
      start: startFolder(options.defaultPath),
      name: '',
    });
    return { canceled: chosen === null, filePaths: chosen ?? [] };
  },
  async showSaveDialog(...args: unknown[]): Promise<Electron.SaveDialogReturnValue> {
    const options = optionsOf(args);
    const chosen = await pick({
      kind: 'save',
      many: false,
      title: options.title ?? '保存为',
      start: startFolder(options.defaultPath),
      name: options.defaultPath ? path.basename(options.defaultPath) : '',
    });
    return { canceled: chosen === null, filePath: chosen?.[0] ?? '' };
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}: ${content}\n`);
  },
} satisfies Partial<Record<keyof Electron.Dialog, unknown>>;
