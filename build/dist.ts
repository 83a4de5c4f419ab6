import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import { configuration } from './electron-builder.ts';
import { stage } from './package-stage.ts';

/**
 * `npm run dist [-- --electron-dist <folder>] [--dir]`: packages for this platform from an Electron
 * distribution at hand. Nothing is fetched: without a distribution it says what is missing.
 */
const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { 'electron-dist': { type: 'string' }, dir: { type: 'boolean' }, output: { type: 'string' } },
});

const electronDist = path.resolve(
  values['electron-dist'] ??
    process.env['JUANZONG_ELECTRON_DIST'] ??
    path.join(root, 'node_modules/electron/dist'),
);
if (!existsSync(electronDist)) {
  process.stderr.write(
    'No Electron distribution at hand. Unpack one and name its folder with --electron-dist, or run "npm start -- --get-electron" once.\n',
  );
  process.exit(1);
}

const version: string = JSON.parse(
  readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
).version;
const app = stage(root, { platform: process.platform, arch: process.arch }, path.join(root, 'out/package'));
const made = await build({
  projectDir: app,
  config: configuration(path.resolve(root, values.output ?? 'release'), electronDist, version),
  ...(values.dir ? { dir: true } : {}),
  publish: 'never',
});
for (const file of made) process.stdout.write(`${path.relative(root, file)}\n`);
