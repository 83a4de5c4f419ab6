import path from 'node:path';
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { dialogText } from '../../shared/text/dialogs.ts';
import type { Dialogs } from '../app/environment.ts';

/** Main's own dialogs: the only source of paths to read from and to write to (design section 6). */
export function createDialogs(window: () => BrowserWindow | undefined, language: 'zh' | 'en'): Dialogs {
  const text = dialogText[language];

  async function ask(options: OpenDialogOptions): Promise<string[] | null> {
    const parent = window();
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return canceled || filePaths.length === 0 ? null : filePaths;
  }

  return {
    async chooseFiles({ many }) {
      const paths = await ask({
        title: text.chooseFiles,
        properties: ['openFile', 'dontAddToRecent', ...(many ? (['multiSelections'] as const) : [])],
      });
      return paths?.map((file) => ({ path: file, name: path.basename(file) })) ?? null;
    },
    async chooseFolder({ purpose }) {
      const paths = await ask({
        title: text[purpose],
        properties: [
          'openDirectory',
          'dontAddToRecent',
          ...(purpose === 'export' || purpose === 'backup' ? (['createDirectory'] as const) : []),
        ],
      });
      return paths?.[0] ?? null;
    },
  };
}
