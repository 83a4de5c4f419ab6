import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import type { Secret } from '../../crypto/secret.ts';
import { checkCopy } from '../../store/copy.ts';
import {
  diskLayer,
  type FileLayer,
  ioCode,
  readSmallFile,
  replaceFile,
  withIo,
} from '../../vault/file-layer.ts';
import { objectPath, temporaryPath, walkObjects } from '../../vault/paths.ts';
import { KEYRING_MAX_BYTES, parseKeyring } from '../../keyring/format.ts';
import { copyFile, type Copied, CopyError, hashFile, onMedium } from './copy-file.ts';
import { findBackup, inSnapshot, listSnapshots, poolDir, snapshotsDir } from './layout.ts';
import { backupDamaged, checkManifest, type Manifest, readManifest } from './manifest.ts';

/** Where a restore is put together before it becomes the store. */
const stageName = 'restoring';
const readyName = 'ready.json';
/** In this order: the keyring last, because with it the store exists. */
const parts = ['vault', inSnapshot.database, inSnapshot.keyring] as const;

export interface RestoreOptions {
  /** The chosen folder: a backup, or what holds one. */
  folder: string;
  /** Where the parts are put together. */
  stage: string;
  /** Which snapshot; the newest where not given. */
  snapshot?: string | undefined;
  /** The only store that is meant, where one is. */
  store?: string | undefined;
  /** The database key of the keyring that now lies in the stage; the caller destroys it. */
  unlock(stage: string): Promise<Secret>;
  medium?: FileLayer;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What was put together, and what the backup could not give. */
export interface Staged {
  name: string;
  manifest: Manifest;
  snapshot: string;
  damaged: { id: ObjectId; reason: 'missing' | 'damaged' }[];
}

/**
 * Puts a store together from a snapshot, checking every byte against the authenticated manifest. The medium is
 * only read. A single lost file is told and does not keep the others back; a broken manifest, keyring or
 * database does.
 * @throws AppError `not_a_backup` | `backup_damaged` | `backup_of_another` | `store_from_future` | `medium_gone`
 *   | `disk_full` | `cancelled`, or what `unlock` throws
 */
export async function stageRestore(options: RestoreOptions): Promise<Staged> {
  const { stage, signal } = options;
  const medium = options.medium ?? diskLayer;
  const root = await onMedium(() => findBackup(medium, options.folder, options.store));
  const snapshot = options.snapshot ?? (await listSnapshots(medium, root))[0];
  if (snapshot === undefined || !(await listSnapshots(medium, root)).includes(snapshot)) {
    throw new AppError('not_a_backup');
  }
  const manifest = await onMedium(() => readManifest(medium, root, snapshot));
  if (options.store !== undefined && manifest.store !== options.store)
    throw new AppError('backup_of_another');
  const from = join(snapshotsDir(root), snapshot);
  await beginStage(stage, manifest);
  await bringKeyring(medium, join(from, inSnapshot.keyring), stage, manifest.keyring);
  const key = await options.unlock(stage);
  try {
    checkManifest(manifest, key);
    const total = manifest.database.size + manifest.objects.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    const onBytes = (bytes: number) => options.onProgress?.((done += bytes), total);
    const database = join(stage, inSnapshot.database);
    const held = await bring(medium, join(from, inSnapshot.database), database, { signal, onBytes });
    if (held === null || !same(held, manifest.database)) throw backupDamaged('database');
    const facts = await checked(database, key);
    if (facts.store !== manifest.store || facts.head?.hash !== manifest.audit_head.hash) {
      throw backupDamaged('database');
    }
    const damaged = await bringObjects(medium, root, stage, manifest, { signal, onBytes });
    return { name: basename(root), manifest, snapshot, damaged };
  } finally {
    key.destroy();
  }
}

/** What an earlier try brought is gone on with if it was of this store; what this snapshot does not name goes. */
async function beginStage(stage: string, manifest: Manifest): Promise<void> {
  const before = await readSmallFile(diskLayer, join(stage, inSnapshot.keyring), KEYRING_MAX_BYTES);
  const ours = before !== null && storeOf(before) === manifest.store;
  if (!ours) await rm(stage, { recursive: true, force: true });
  await withIo(async () => {
    await diskLayer.makeDir(stage);
    await rm(join(stage, inSnapshot.database), { force: true });
    const vault = join(stage, 'vault');
    const wanted = new Set(manifest.objects.map(({ id }) => id));
    for (const id of (await walkObjects(diskLayer, vault)).ids) {
      if (!wanted.has(id)) await diskLayer.unlink(objectPath(vault, id));
    }
    await rm(join(vault, 'tmp'), { recursive: true, force: true });
  });
}

function storeOf(keyring: Uint8Array): string | null {
  try {
    return parseKeyring(keyring).body.store;
  } catch {
    return null;
  }
}

/** The whole keyring, small enough to be compared before it is written. */
async function bringKeyring(medium: FileLayer, path: string, stage: string, said: Copied): Promise<void> {
  const place = join(stage, inSnapshot.keyring);
  const bytes = await onMedium(() => readSmallFile(medium, path, KEYRING_MAX_BYTES));
  if (bytes === null || bytes.length !== said.size) throw backupDamaged('keyring');
  await replaceFile(diskLayer, place, bytes);
  const { sha256 } = await hashOf(place);
  if (sha256 !== said.sha256) throw backupDamaged('keyring');
}

async function hashOf(path: string): Promise<Copied> {
  return hashFile(await diskLayer.open(path));
}

async function checked(database: string, key: Secret): Promise<ReturnType<typeof checkCopy>> {
  try {
    return checkCopy(database, key);
  } catch (error) {
    throw error instanceof AppError && error.code === 'store_damaged' ? backupDamaged('database') : error;
  }
}

interface Going {
  signal?: AbortSignal | undefined;
  onBytes(bytes: number): void;
}

async function bringObjects(
  medium: FileLayer,
  root: string,
  stage: string,
  manifest: Manifest,
  going: Going,
): Promise<Staged['damaged']> {
  const damaged: Staged['damaged'] = [];
  const vault = join(stage, 'vault');
  await withIo(async () => {
    await diskLayer.makeDir(join(vault, 'objects'));
    await diskLayer.makeDir(join(vault, 'tmp'));
    await diskLayer.syncDir(vault);
    await diskLayer.syncDir(stage);
  });
  for (const { id, ...said } of manifest.objects) {
    going.signal?.throwIfAborted();
    const final = objectPath(vault, id);
    // Brought and proven by a restore that broke off: what has its own name is whole.
    const there = await diskLayer.open(final).catch(() => null);
    if (there !== null) {
      await there.close();
      if (there.size === said.size) {
        going.onBytes(said.size);
        continue;
      }
    }
    const held = await bring(
      medium,
      objectPath(poolDir(root), id),
      final,
      going,
      temporaryPath(vault, id),
      said,
    );
    if (held === null) damaged.push({ id, reason: 'missing' });
    else if (!same(held, said)) damaged.push({ id, reason: 'damaged' });
  }
  return damaged;
}

/** Copies one file from the medium; null where it is not there. A file that is not as said is not kept. */
async function bring(
  medium: FileLayer,
  from: string,
  final: string,
  going: Going,
  temporary = `${final}.part`,
  said?: Copied,
): Promise<Copied | null> {
  try {
    const source = await medium.open(from);
    if (said !== undefined && source.size !== said.size) {
      await source.close();
      return { size: source.size, sha256: '' };
    }
    const held = await copyFile(source, { layer: diskLayer, temporary, final }, going);
    if (said !== undefined && !same(held, said)) await rm(final, { force: true });
    return held;
  } catch (error) {
    if (ioCode(error) === 'ENOENT') return null;
    if (error instanceof CopyError && error.end === 'to') return withIo(() => Promise.reject(error.cause));
    return onMedium(() => Promise.reject(error));
  }
}

function same(a: Copied, b: Copied): boolean {
  return a.size === b.size && a.sha256 === b.sha256;
}

/** The stage of a restore into a store's own folder. */
export function stageIn(userData: string): string {
  return join(userData, stageName);
}

/**
 * Makes what was put together the store. The mark `ready.json` is durable before the first part moves, so that
 * {@link finishRestore} can go on after a crash at any point.
 * @throws AppError `already_set_up` where a store stands there
 */
export async function installStage(userData: string): Promise<void> {
  for (const part of parts) {
    if (part !== 'vault' && existsSync(join(userData, part))) throw new AppError('already_set_up');
  }
  const ready = join(stageIn(userData), readyName);
  await withIo(async () => {
    // Empty folders that a start made are no vault of anybody; a full one is not touched.
    await removeEmptyVault(userData);
    await replaceFile(diskLayer, ready, Buffer.from('{"format":"juanzong-restore","version":1}\n'));
  });
  await finishRestore(userData);
}

/** Goes on with a restore that was ready when the process ended; harmless where there is none. */
export async function finishRestore(userData: string): Promise<boolean> {
  const stage = stageIn(userData);
  if (!existsSync(join(stage, readyName))) return false;
  await withIo(async () => {
    for (const part of parts) {
      const [from, to] = [join(stage, part), join(userData, part)];
      if (!existsSync(from)) continue;
      await rename(from, to);
      await diskLayer.syncDir(userData);
    }
    await rm(stage, { recursive: true, force: true });
    await diskLayer.syncDir(userData);
  });
  return true;
}

async function removeEmptyVault(userData: string): Promise<void> {
  const vault = join(userData, 'vault');
  const shards = await diskLayer.list(join(vault, 'objects'));
  if (shards.length > 0) throw new AppError('already_set_up', { params: { reason: 'vault' } });
  await rm(vault, { recursive: true, force: true });
}
