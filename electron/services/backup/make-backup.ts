import { mkdir, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import { randomId } from '../../crypto/random.ts';
import { checkCopy, type CopyFacts } from '../../store/copy.ts';
import { diskLayer, type FileLayer, readSmallFile, replaceFile } from '../../vault/file-layer.ts';
import { objectPath } from '../../vault/paths.ts';
import { openVault } from '../../vault/vault.ts';
import { KEYRING_MAX_BYTES } from '../../keyring/format.ts';
import { type Copied, copyFile, hashFile, onMedium } from './copy-file.ts';
import { backupName, inSnapshot, listSnapshots, newSnapshotName, poolDir, snapshotsDir } from './layout.ts';
import { backupDamaged, checkManifest, encodeManifest, readManifest } from './manifest.ts';
import { fillPool, type Pooled } from './pool.ts';
import { keysOf } from './sources.ts';

export interface BackupOptions {
  /** The store's folder, of which nothing is changed or removed. */
  userData: string;
  /** The person's folder on the medium. */
  folder: string;
  now(): Date;
  application: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number, label: string) => void;
  /** For tests: the medium. */
  medium?: FileLayer;
}

export interface BackupReport {
  /** The name of the backup's folder, never its path. */
  name: string;
  snapshot: string;
  at: string;
  objects: number;
  /** Written now; the others were there. */
  fresh: number;
  bytes: number;
  lacking: { id: ObjectId; reason: 'missing' | 'damaged' | 'unreadable' }[];
}

/**
 * Backs the store up as it stands, encrypted: a checked copy of the database, the keyring that opens it, and
 * every sealed file that is not on the medium yet. The snapshot gets its name when all of it is durable and
 * proven; a backup that breaks off is gone on with by the next.
 * @throws AppError `medium_gone` | `disk_full` | `read_only` | `cancelled` | `backup_of_another`
 */
export async function makeBackup(open: Open, options: BackupOptions): Promise<BackupReport> {
  const medium = options.medium ?? diskLayer;
  const root = await rootIn(medium, options.folder, open.keyring.storeId);
  const local = join(options.userData, 'outgoing');
  await rm(local, { recursive: true, force: true });
  await mkdir(local, { mode: 0o700 });
  try {
    return await backUp(open, options, { medium, root, local });
  } finally {
    await rm(local, { recursive: true, force: true });
  }
}

interface Places {
  medium: FileLayer;
  root: string;
  /** Where the database's copy is made and checked before it travels. */
  local: string;
}

async function backUp(open: Open, options: BackupOptions, places: Places): Promise<BackupReport> {
  const { medium, root, local } = places;
  const vault = await onMedium(() => openVault(poolDir(root), medium));
  const known = await knownOf(open, medium, root);
  // A draft that is thrown away meanwhile takes its files with it: then the copy is taken anew.
  for (let attempt = 1; ; attempt += 1) {
    const taken = await takeCopy(open, options, join(local, `${attempt}.db`));
    const pooled = await pour(open, options, places, taken, { vault, known });
    const live = new Set(open.store.objects.ids());
    if (attempt < 5 && pooled.lacking.some(({ id }) => !live.has(id))) continue;
    return await finish(open, options, places, { taken, pooled });
  }
}

interface Taken {
  file: string;
  facts: CopyFacts;
  head: { seq: number; hash: string };
  keyring: Uint8Array;
}

/** The order is the point: the keyring's head must be in the log of the copy, so the keyring is read first. */
async function takeCopy(open: Open, { userData, now }: BackupOptions, file: string): Promise<Taken> {
  await open.signHead('backup', now());
  const keyring = await readSmallFile(diskLayer, join(userData, inSnapshot.keyring), KEYRING_MAX_BYTES);
  if (keyring === null) throw new AppError('store_damaged', { params: { reason: 'keyring_missing' } });
  open.store.backup(file);
  const facts = checkCopy(file, open.keyring.databaseKey);
  if (facts.head === null || facts.store !== open.store.id) throw new AppError('internal');
  return { file, facts, head: facts.head, keyring };
}

async function pour(
  open: Open,
  options: BackupOptions,
  { medium, root }: Places,
  { facts }: Taken,
  pool: { vault: Awaited<ReturnType<typeof openVault>>; known: ReadonlyMap<string, Copied> },
): Promise<Pooled> {
  const ids = facts.objects as ObjectId[];
  const from = { dir: join(options.userData, 'vault'), layer: diskLayer };
  const sizes = await sizesOf(from, ids);
  const missing = ids.filter((id) => !pool.known.has(id));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  await requireSpace(
    options.folder,
    missing.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0),
  );
  const keys = keysOf(open, new Set(missing));
  let done = 0;
  try {
    return await fillPool({
      ids,
      from,
      to: { dir: poolDir(root), layer: medium, vault: pool.vault },
      known: pool.known,
      keyOf: keys.of,
      signal: options.signal,
      onProgress(bytes) {
        done += bytes;
        options.onProgress?.(done, total, '');
      },
    });
  } finally {
    keys.close();
  }
}

async function finish(
  open: Open,
  options: BackupOptions,
  { medium, root }: Places,
  { taken, pooled }: { taken: Taken; pooled: Pooled },
): Promise<BackupReport> {
  const at = options.now();
  const snapshot = newSnapshotName(at, randomId());
  const partial = join(snapshotsDir(root), `.${snapshot}.partial`);
  return onMedium(async () => {
    await medium.makeDir(partial);
    const place = (name: string) => join(partial, name);
    const copied = await copyFile(await diskLayer.open(taken.file), {
      layer: medium,
      temporary: place(`${inSnapshot.database}.part`),
      final: place(inSnapshot.database),
    });
    await replaceFile(medium, place(inSnapshot.keyring), taken.keyring);
    const database = await hashFile(await medium.open(place(inSnapshot.database)));
    const keyring = await hashFile(await medium.open(place(inSnapshot.keyring)));
    // Verified after writing: what the medium gives back is what was sent.
    if (database.sha256 !== copied.sha256) throw backupDamaged('database');
    const { storeId, mode, databaseKey } = open.keyring;
    const manifest = encodeManifest(
      {
        format: 'juanzong-backup',
        version: 1,
        suite: 1,
        store: storeId,
        mode,
        at: at.toISOString(),
        application: options.application,
        database,
        keyring,
        audit_head: taken.head,
        objects: pooled.objects,
        lacking: pooled.lacking,
      },
      databaseKey,
    );
    await replaceFile(medium, place(inSnapshot.manifest), manifest);
    options.signal?.throwIfAborted();
    await medium.rename(partial, join(snapshotsDir(root), snapshot));
    await medium.syncDir(snapshotsDir(root));
    await medium.syncDir(root);
    checkManifest(await readManifest(medium, root, snapshot), databaseKey);
    const { objects, fresh, bytes, lacking } = pooled;
    return {
      name: basename(root),
      snapshot,
      at: at.toISOString(),
      objects: objects.length,
      fresh,
      bytes: bytes + database.size + keyring.size,
      lacking,
    };
  });
}

/** The store's own folder on the medium: the chosen one if it is that, else one in it. */
async function rootIn(medium: FileLayer, folder: string, store: string): Promise<string> {
  const name = backupName(store);
  const root = basename(folder) === name ? folder : join(folder, name);
  return onMedium(async () => {
    await medium.makeDir(snapshotsDir(root));
    await medium.makeDir(poolDir(root));
    // The names of these folders, too: a snapshot must not outlive the pool that it speaks of.
    await medium.syncDir(root);
    await medium.syncDir(dirname(root));
    const [newest] = await listSnapshots(medium, root);
    if (newest !== undefined) {
      const manifest = await readManifest(medium, root, newest).catch(() => null);
      if (manifest !== null && manifest.store !== store) throw new AppError('backup_of_another');
    }
    return root;
  });
}

/** What earlier snapshots vouch for, newest first; a manifest that does not hold vouches for nothing. */
async function knownOf(open: Open, medium: FileLayer, root: string): Promise<Map<string, Copied>> {
  const known = new Map<string, Copied>();
  for (const snapshot of await onMedium(() => listSnapshots(medium, root))) {
    try {
      const manifest = await readManifest(medium, root, snapshot);
      checkManifest(manifest, open.keyring.databaseKey);
      for (const { id, size, sha256 } of manifest.objects)
        if (!known.has(id)) known.set(id, { size, sha256 });
      break;
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'io_failed') throw error;
    }
  }
  return known;
}

async function sizesOf(
  { dir, layer }: { dir: string; layer: FileLayer },
  ids: readonly ObjectId[],
): Promise<Map<ObjectId, number>> {
  const sizes = new Map<ObjectId, number>();
  for (const id of ids) {
    const file = await layer.open(objectPath(dir, id)).catch(() => null);
    if (file === null) continue;
    sizes.set(id, file.size);
    await file.close();
  }
  return sizes;
}

/** Told before the first byte rather than after the last. */
async function requireSpace(folder: string, bytes: number): Promise<void> {
  const found = await statfs(folder).catch(() => null);
  if (found === null) return;
  const free = found.bavail * found.bsize;
  if (free < bytes) throw new AppError('disk_full', { params: { reason: 'space', free, needed: bytes } });
}
