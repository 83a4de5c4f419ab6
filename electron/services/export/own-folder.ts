import { realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Whether a path lies in the store's own folder, links followed. Nothing is exported there, and no file of it is
 * read as a stranger's: closing any descriptor of the database frees its locks on POSIX.
 */
export async function isInside(store: string, candidate: string): Promise<boolean> {
  const [home, there] = await Promise.all([resolved(store), resolved(candidate)]);
  const way = path.relative(home, there);
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way));
}

async function resolved(name: string): Promise<string> {
  return realpath(name).catch(() => path.resolve(name));
}
