// `npm start`: sets up, builds when stale, and opens the application in the best shell of this machine.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, main, root, run, SetupError, say, setUp, typeless } from './setup.mjs';
import { ensureChromium } from './tools.mjs';

const own = ['--demo', '--get-electron'];
const passed = process.argv.slice(2).filter((arg) => !own.includes(arg));
const asked = (flag) => process.argv.includes(flag);

/** The binary that `electron` unpacked, or that the environment names as Electron's own start does. */
function electronBinary() {
  const folder = path.join(root, 'node_modules/electron');
  const file = path.join(folder, 'path.txt');
  const name = existsSync(file)
    ? readFileSync(file, 'utf8')
    : ({ win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ??
      'electron');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  const binary = path.join(dist, name);
  return existsSync(binary) ? binary : undefined;
}

const isRoot = process.getuid?.() === 0;
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

async function demonstrate(node) {
  if (!existsSync(path.join(root, 'build/demo/main.ts')))
    throw new SetupError('The demonstration is not in this checkout.');
  const problem = ensureChromium();
  if (problem) throw new SetupError(problem);
  return run(node, [...typeless, 'build/demo/main.ts', ...passed]);
}

async function openInChromium(node) {
  const problem = ensureChromium();
  if (problem) throw new SetupError(problem);
  say(
    'Opening in Chromium: the shell for development and demonstration; it opens demonstration stores only.',
  );
  return run(
    node,
    [...typeless, '--import', './build/chromium-shell/register.ts', 'out/main/main.mjs', ...passed],
    {
      env: { JUANZONG_HEADED: '1' },
    },
  );
}

main(async () => {
  const node = await setUp();
  if (asked('--get-electron') && !electronBinary()) {
    say('Fetching Electron …');
    const code = await run(node, ['node_modules/electron/install.js'], { stdio: ['ignore', 2, 2] });
    if (code !== 0 || !electronBinary()) throw new SetupError('Electron could not be fetched.');
  }
  await build(node);
  if (asked('--demo')) return demonstrate(node);
  if (!hasDisplay) {
    say('No display (neither DISPLAY nor WAYLAND_DISPLAY): showing the guided demonstration instead.');
    return demonstrate(node);
  }
  const electron = electronBinary();
  if (electron && !isRoot) return run(electron, ['.', ...passed]);
  if (electron) say('Electron refuses to run as root.');
  return openInChromium(node);
});
