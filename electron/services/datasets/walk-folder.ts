import { type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** One thing of a folder: its path from the folder's root in bytes, and what the system says it is. */
export interface Found {
  path: Buffer;
  full: Buffer;
  kind: 'file' | 'folder' | 'link' | 'special' | 'unreadable';
}

const slash = Buffer.from('/');

/**
 * Everything below a folder, each folder before its content, names in the order of their bytes: the same folder is
 * told in the same order everywhere. Names are bytes, because a name need not be text. No link is followed.
 */
export async function* walkFolder(root: string): AsyncGenerator<Found> {
  yield* below(Buffer.from(root), Buffer.alloc(0));
}

async function* below(full: Buffer, path: Buffer): AsyncGenerator<Found> {
  const names = await readdir(full, { withFileTypes: true, encoding: 'buffer' });
  names.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of names) {
    const name = Buffer.from(entry.name);
    const found: Found = {
      path: path.length === 0 ? name : Buffer.concat([path, slash, name]),
      full: Buffer.concat([full, slash, name]),
      kind: kindOf(entry),
    };
    yield found;
    if (found.kind !== 'folder') continue;
    try {
      yield* below(found.full, found.path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      yield { ...found, kind: 'unreadable' };
    }
  }
}

function kindOf(entry: Dirent<Buffer>): Found['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
