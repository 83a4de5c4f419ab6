import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuration, fuses } from '../../build/electron-builder.ts';
import { nativePackages, stage } from '../../build/package-stage.ts';
import { makeElectronDist } from './stand-in-electron.ts';

const root = path.resolve(import.meta.dirname, '../..');
const version: string = JSON.parse(
  readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
).version;
const target = { platform: process.platform, arch: process.arch };

/** A project whose build is small: what counts here is what gets into the package, not what it is. */
function makeProject(folder: string): string {
  for (const [file, text] of [
    ['out/main/main.mjs', 'export {};'],
    ['out/main/main.mjs.map', '{}'],
    ['out/main/workers/kdf.worker.mjs', 'export {};'],
    ['out/preload/preload.cjs', ''],
    ['out/renderer/index.html', '<!doctype html>'],
    ['out/renderer/assets/main.js', ''],
    ['out/build.stamp', 'not for the package'],
    ['out/demo/1.png', 'not for the package'],
    ['shared/secret.ts', 'not for the package'],
  ] as const) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

// The stand-in is laid out as Electron for Linux; the other platforms' packages are made on them.
describe.runIf(process.platform === 'linux')('the package', () => {
  const temporary = mkdtempSync(path.join(tmpdir(), 'juanzong-package-'));
  const unpacked = path.join(temporary, 'release/linux-unpacked');
  const archive = path.join(unpacked, 'resources/app.asar');
  let listed: string[] = [];

  beforeAll(async () => {
    const project = makeProject(path.join(temporary, 'project'));
    const app = stage(project, target, path.join(temporary, 'stage'));
    const dist = makeElectronDist(path.join(temporary, 'electron'), version);
    const config = configuration(path.join(temporary, 'release'), dist, version);
    await build({ projectDir: app, config, dir: true, publish: 'never' });
    listed = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  }, 120_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  it('holds the built files and the two native packages, and nothing else', () => {
    const top = new Set(listed.map((file) => file.split('/')[1] ?? ''));
    expect([...top].sort()).toEqual(['node_modules', 'out', 'package.json']);
    const out = listed.filter((file) => /^\/out\/.*\.\w+$/.test(file));
    expect(out.sort()).toEqual([
      '/out/main/fonts/NotoSerifJP_400Regular.ttf',
      '/out/main/fonts/NotoSerifSC_400Regular.ttf',
      '/out/main/fonts/NotoSerifSC_700Bold.ttf',
      '/out/main/main.mjs',
      '/out/main/workers/kdf.worker.mjs',
      '/out/preload/preload.cjs',
      '/out/renderer/assets/main.js',
      '/out/renderer/index.html',
    ]);
    const packages = listed.filter((file) => /^\/node_modules\/(@[^/]+\/)?[^/@]+$/.test(file));
    expect(packages.sort()).toEqual([
      '/node_modules/@napi-rs/canvas',
      `/node_modules/@napi-rs/canvas-linux-${process.arch}-gnu`,
      '/node_modules/better-sqlite3',
    ]);
  });

  it('starts at main and needs nothing else installed', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8'));
    expect(manifest.main).toBe('out/main/main.mjs');
    expect(Object.keys(manifest.dependencies)).toEqual([...nativePackages]);
    expect(manifest.scripts).toBeUndefined();
  });

  it('has the binaries of this machine outside the archive, and only those', () => {
    const binaries = listed.filter((file) => file.endsWith('.node'));
    expect(binaries).toHaveLength(2);
    for (const file of binaries) {
      expect(file).toContain(`linux-${process.arch}`);
      expect(existsSync(path.join(`${archive}.unpacked`, file)), file).toBe(true);
    }
    expect(existsSync(path.join(`${archive}.unpacked`, 'node_modules/better-sqlite3/lib'))).toBe(false);
  });

  it('keeps the languages of its people', () => {
    expect(existsSync(path.join(unpacked, 'locales/zh-CN.pak'))).toBe(true);
    expect(existsSync(path.join(unpacked, 'locales/fr.pak'))).toBe(false);
  });

  it.each(Object.entries(fuses))('has the fuse %s set to %s', async (name, wanted) => {
    const options: Record<string, FuseV1Options> = {
      runAsNode: FuseV1Options.RunAsNode,
      enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
      enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
      enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
      loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
    };
    const wire: Record<number, unknown> = { ...(await getCurrentFuseWire(path.join(unpacked, 'juanzong'))) };
    expect(wire[options[name] ?? -1]).toBe(wanted ? FuseState.ENABLE : FuseState.DISABLE);
  });
});

describe('staging', () => {
  it('says what is missing', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'juanzong-stage-'));
    expect(() => stage(folder, target, path.join(folder, 'x'))).toThrow('build first');
    const project = makeProject(path.join(folder, 'project'));
    const foreign = { platform: 'aix' as const, arch: 'ppc64' };
    expect(() => stage(project, foreign, path.join(folder, 'x'))).toThrow('no database binary for aix-ppc64');
    rmSync(folder, { recursive: true, force: true });
  });
});
