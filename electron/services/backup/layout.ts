import { join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { FileLayer } from '../../vault/file-layer.ts';

/** Names inside a snapshot, the same as in a store's own folder (`docs/backup-format.md`). */
export const inSnapshot = {
  database: 'juanzong.db',
  keyring: 'keyring.json',
  manifest: 'manifest.json',
} as const;

const prefix = 'juanzong-backup-';
const snapshotName = /^\d{8}T\d{6}Z-[0-9a-f]{4}$/;

/** The one folder of a store's backups on a medium. */
export function backupName(store: string): string {
  return `${prefix}${store.slice(0, 8)}`;
}

/** The pool of sealed files: laid out as a vault, shared by all snapshots. */
export function poolDir(root: string): string {
  return join(root, 'vault');
}

export function snapshotsDir(root: string): string {
  return join(root, 'snapshots');
}

/** `20241014T023000Z-4f1c`: sorts by time; the last four digits keep two of one second apart. */
export function newSnapshotName(now: Date, random: string): string {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return `${stamp}-${random.slice(0, 4)}`;
}

/** Finished snapshots, newest first. What a broken backup left has another name and is not among them. */
export async function listSnapshots(layer: FileLayer, root: string): Promise<string[]> {
  const names = await layer.list(snapshotsDir(root));
  return names
    .filter(({ name, kind }) => kind === 'dir' && snapshotName.test(name))
    .map(({ name }) => name)
    .sort()
    .reverse();
}

/**
 * The backup that a chosen folder is or holds.
 * @param store the only store that is meant, where one is
 * @throws AppError `not_a_backup` where there is none, or several to choose from
 */
export async function findBackup(layer: FileLayer, folder: string, store?: string): Promise<string> {
  if ((await listSnapshots(layer, folder)).length > 0) return folder;
  const held: string[] = [];
  for (const { name, kind } of await layer.list(folder)) {
    if (kind !== 'dir' || !name.startsWith(prefix)) continue;
    if (store !== undefined && name !== backupName(store)) continue;
    if ((await listSnapshots(layer, join(folder, name))).length > 0) held.push(join(folder, name));
  }
  const [only, other] = held;
  if (only === undefined) throw new AppError('not_a_backup');
  if (other !== undefined) throw new AppError('not_a_backup', { params: { reason: 'several' } });
  return only;
}
