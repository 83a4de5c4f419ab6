// What the project needs besides packages: programs of the system.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { say } from './setup.mjs';

const chromiums = [
  process.env.JUANZONG_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  `${process.env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['ProgramFiles(x86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

export function hasChromium() {
  return chromiums.some((file) => file && existsSync(file));
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const found = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return found.status === 0 && found.stdout.trim() !== '';
}

export function onPath(program) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => endings.some((ending) => existsSync(path.join(folder, program + ending))));
}

export function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages; the lists are fetched when the first try does not know the packages. */
export function aptInstall(packages) {
  say(`Installing ${packages.join(', ')} from Debian …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  return apt(install) || (apt(['update', '-q']) && apt(install));
}

/** Chromium and a Chinese font, installed where that is allowed. Answers the sentence to say if not. */
export function ensureChromium() {
  const missing = [...(hasChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
  if (missing.length > 0 && mayInstall()) aptInstall(missing);
  if (hasChromium()) {
    if (!hasChineseFont())
      say('No Chinese font is installed (fonts-noto-cjk): characters will show as boxes.');
    return undefined;
  }
  return process.platform === 'linux'
    ? 'A browser is needed: run "sudo apt-get install chromium fonts-noto-cjk", or "npm start -- --get-electron" as an ordinary user, then try again.'
    : 'A browser is needed: run "npm start -- --get-electron", or install Chrome, then try again.';
}
