import { join } from 'node:path';
import { diskLayer, removeIfThere } from '../vault/file-layer.ts';

const made = ['keyring.json', 'juanzong.db', 'juanzong.db-wal', 'juanzong.db-shm'];

/** What lies in the store's folder before a set-up begins. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await diskLayer.list(folder)).map(({ name }) => name);
}

/** Removes what a set-up made and did not find: keyring and database of a store that nobody has used. */
export async function removeNew(folder: string, before: readonly string[]): Promise<void> {
  for (const name of made) {
    if (!before.includes(name)) await removeIfThere(diskLayer, join(folder, name));
  }
}
