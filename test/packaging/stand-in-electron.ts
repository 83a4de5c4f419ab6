import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The line by which electron/fuses finds the fuses in a binary, then version 1, their number, all as built. */
export const fuseLine = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * A folder that electron-builder takes for Electron's distribution. It proves how our files are packed and
 * that the fuses are flipped; it proves nothing about Electron.
 */
export function makeElectronDist(folder: string, version: string): string {
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  const binary = path.join(folder, 'electron');
  writeFileSync(
    binary,
    Buffer.concat([
      Buffer.from(`#!/bin/sh\nexit 0\n${fuseLine}`),
      Buffer.from([1, 10]),
      Buffer.from('1011001010'),
    ]),
  );
  chmodSync(binary, 0o755);
  for (const [name, text] of [
    ['version', version],
    ['LICENSE', 'stand-in'],
    ['LICENSES.chromium.html', 'stand-in'],
    ['locales/zh-CN.pak', ''],
    ['locales/en-US.pak', ''],
    ['locales/fr.pak', ''],
  ] as const) {
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}
