import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { CivilDate } from '../../shared/model/units.ts';
import { civilDateInShanghai, type Environment } from '../app/environment.ts';
import { createDialogs } from './dialogs.ts';

/**
 * The outside as the window gives it to the application. A shell that is not Electron opens demonstration
 * stores only, and only a demonstration may be told another day than today (`JUANZONG_TODAY`).
 */
export function environmentOf(
  window: () => BrowserWindow | undefined,
  notify: Environment['notify'],
): Environment {
  const shell = process.versions['electron'] ? 'electron' : 'chromium';
  const mark = shell === 'chromium' || app.commandLine.hasSwitch('demo') ? 'demo' : 'real';
  const language = app.commandLine.getSwitchValue('lang').startsWith('en') ? 'en' : 'zh';
  const userData = path.join(app.getPath('userData'), mark === 'demo' ? 'demo-store' : 'store');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const now = (): Date => new Date();
  const pretended = mark === 'demo' ? process.env['JUANZONG_TODAY'] : undefined;
  return {
    userData,
    version: app.getVersion(),
    shell,
    mark,
    language,
    platform: process.platform,
    now,
    today: () =>
      pretended && /^\d{4}-\d{2}-\d{2}$/.test(pretended)
        ? (pretended as CivilDate)
        : civilDateInShanghai(now()),
    dialogs: createDialogs(window, language),
    contentProtection: {
      // Electron has it on Windows and macOS only; a shell that is not Electron has none.
      works: shell === 'electron' && (process.platform === 'win32' || process.platform === 'darwin'),
      set: (on) => window()?.setContentProtection(on),
    },
    report(error) {
      const name = error instanceof Error ? error.name : 'error';
      const words = mark === 'demo' && error instanceof Error ? (error.stack ?? error.message) : name;
      process.stderr.write(`unforeseen: ${words}\n`);
    },
    notify,
  };
}
