import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { faces } from '../electron/services/papers/fonts.ts';

/** The packages that stay outside the bundle because they carry a native binary. */
export const nativePackages = ['better-sqlite3', '@napi-rs/canvas'] as const;

export interface Target {
  platform: NodeJS.Platform;
  arch: string;
}

/** Names of prebuilt binaries: `linux-x64.node`, `canvas-linux-x64-gnu`. */
function isFor({ platform, arch }: Target, name: string): boolean {
  return new RegExp(`(^|-)${platform}-${arch}(-(gnu|msvc))?(\\.node)?$`).test(name);
}

/**
 * Lays out exactly what the package holds: the built files, and of two native packages the parts that run on
 * the target. electron-builder would otherwise pack every dependency that the bundles already contain, most
 * of it twice and for all platforms.
 *
 * @returns the folder, to be given to electron-builder as its project
 */
export function stage(root: string, target: Target, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['main', 'preload', 'renderer']) {
    const from = path.join(root, 'out', part);
    if (!existsSync(from)) throw new Error(`out/${part} is missing: build first`);
    cpSync(from, path.join(folder, 'out', part), {
      recursive: true,
      filter: (file) => !file.endsWith('.map'),
    });
  }
  copyDatabase(root, target, folder);
  copyCanvas(root, target, folder);
  copyFonts(root, folder);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest(root), null, 2));
  return folder;
}

function manifest(root: string): object {
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { name, productName, version, description, license, author, homepage, type, main } = own;
  const dependencies = Object.fromEntries(
    nativePackages.map((dependency) => [dependency, versionOf(path.join(root, 'node_modules', dependency))]),
  );
  return { name, productName, version, description, license, author, homepage, type, main, dependencies };
}

function versionOf(folder: string): string {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
}

function copyDatabase(root: string, target: Target, folder: string): void {
  const from = path.join(root, 'node_modules/better-sqlite3');
  const to = path.join(folder, 'node_modules/better-sqlite3');
  for (const part of ['LICENSE', 'lib'])
    cpSync(path.join(from, part), path.join(to, part), { recursive: true });
  // Its dependency is a header for compiling; what runs needs nothing besides itself.
  const { dependencies: _, ...own } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  writeFileSync(path.join(to, 'package.json'), JSON.stringify(own, null, 2));
  const binaries = readdirSync(path.join(from, 'prebuilds')).filter((name) => isFor(target, name));
  if (binaries.length === 0) throw new Error(`no database binary for ${target.platform}-${target.arch}`);
  for (const name of binaries) cpSync(path.join(from, 'prebuilds', name), path.join(to, 'prebuilds', name));
}

function copyCanvas(root: string, target: Target, folder: string): void {
  const scope = path.join(root, 'node_modules/@napi-rs');
  const binaries = readdirSync(scope).filter((name) => name.startsWith('canvas-') && isFor(target, name));
  if (binaries.length === 0)
    throw new Error(`no canvas binary for ${target.platform}-${target.arch}: install it first`);
  for (const name of ['canvas', ...binaries]) {
    cpSync(path.join(scope, name), path.join(folder, 'node_modules/@napi-rs', name), { recursive: true });
  }
}

/** The faces of the papers, where `readFace` looks for them first, with their licence (OFL asks for it). */
function copyFonts(root: string, folder: string): void {
  const to = path.join(folder, 'out/main/fonts');
  for (const { file, folder: from } of Object.values(faces)) {
    const source = path.join(root, 'node_modules', from);
    cpSync(path.join(source, file), path.join(to, file));
    cpSync(path.join(source, '../LICENSE_FONT'), path.join(to, 'LICENSE_FONT'));
  }
}
