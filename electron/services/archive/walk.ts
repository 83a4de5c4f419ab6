import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import path from 'node:path';
import { ioCode } from '../../vault/file-layer.ts';

export interface Walked {
  /** Regular files, by their path with `/` between names. */
  files: Set<string>;
  /** Links, pipes, devices: never opened. */
  strange: { path: string; what: string }[];
  unreadable: { path: string; why: string }[];
}

/** All that lies in a folder, without following a link. Memory grows with names, never with contents. */
export async function walk(root: string, signal?: AbortSignal): Promise<Walked> {
  const found: Walked = { files: new Set(), strange: [], unreadable: [] };
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    signal?.throwIfAborted();
    try {
      for await (const entry of await opendir(path.join(root, folder))) {
        const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) waiting.push(relative);
        else if (entry.isFile()) found.files.add(relative);
        else found.strange.push({ path: relative, what: kindOf(entry) });
      }
    } catch (error) {
      const why = ioCode(error);
      if (why === null) throw error;
      found.unreadable.push({ path: folder === '' ? '.' : folder, why });
    }
  }
  return found;
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isFIFO()) return 'fifo';
  if (entry.isSocket()) return 'socket';
  return 'device';
}
