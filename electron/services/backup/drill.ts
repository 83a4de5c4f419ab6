import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrillReport, HealthFinding } from '../../../shared/ipc/contract/safety.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { AccountId, ObjectId } from '../../../shared/model/ids.ts';
import { DossierKeys } from '../../app/dossier-keys.ts';
import type { Open } from '../../app/open.ts';
import type { Secret } from '../../crypto/secret.ts';
import { openStore, type Store } from '../../store/store.ts';
import { openVault } from '../../vault/vault.ts';
import { DossierShelf } from '../dossiers/shelf.ts';
import { prove } from '../health/prove.ts';
import { finding } from '../health/report.ts';
import { keyForAccount } from './backup-key.ts';
import { inSnapshot } from './layout.ts';
import { type Staged, stageRestore } from './restore.ts';

export interface DrillOptions {
  userData: string;
  folder: string;
  now(): Date;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Proves a backup by restoring it: into a folder of its own beside the store, with this version's migrations, and
 * then every record is opened, every file that this person may know is read and compared with its fingerprints,
 * and the log is followed with its signatures. The folder is removed again.
 * @throws AppError as {@link stageRestore}
 */
export async function drill(open: Open, options: DrillOptions): Promise<DrillReport> {
  const stage = join(options.userData, 'drill');
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { mode: 0o700 });
  let key: Secret | null = null;
  try {
    const staged = await stageRestore({
      folder: options.folder,
      stage,
      store: open.keyring.storeId,
      unlock: async (folder) => {
        key = await keyForAccount(open.keyring, folder);
        return key.clone();
      },
      signal: options.signal,
      onProgress: (done, total) => options.onProgress?.(done, total * 2),
    });
    if (key === null) throw new AppError('internal');
    return await proveStage(open, options, { stage, staged, key });
  } finally {
    (key as Secret | null)?.destroy();
    await rm(stage, { recursive: true, force: true });
  }
}

async function proveStage(
  open: Open,
  options: DrillOptions,
  { stage, staged, key }: { stage: string; staged: Staged; key: Secret },
): Promise<DrillReport> {
  const { manifest } = staged;
  const store = openStore({
    file: join(stage, inSnapshot.database),
    key,
    storeId: manifest.store,
    mark: manifest.mode,
    mustExist: true,
    backupDir: join(stage, 'backups'),
    now: () => options.now().toISOString(),
  });
  const keys = new DossierKeys(store, open.keyring);
  try {
    store.useKeys(keys);
    const vault = await openVault(join(stage, 'vault'));
    const shelf = new DossierShelf(store, keys);
    const findings = [
      ...backupFindings(staged),
      ...chainFindings(open, store, manifest.audit_head),
      ...recordFindings(shelf),
    ];
    const base = manifest.objects.reduce((sum, { size }) => sum + size, manifest.database.size);
    const told = new Set(staged.damaged.map(({ id }) => id));
    const proven = await prove(
      { store, vault, shelf },
      {
        now: options.now,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        onProgress: (done) => options.onProgress?.(base + done, base * 2),
      },
    );
    const lacking = new Set(manifest.lacking.map(({ id }) => id));
    for (const { object, dossier, name, code } of proven) {
      if (code === null || told.has(object) || lacking.has(object)) continue;
      findings.push(finding('block', 'backup_damaged', { object, dossier, name }));
    }
    const named = new Map(proven.map((each) => [each.object, each]));
    const objects = store.objects.ids().length;
    return {
      name: staged.name,
      snapshot: staged.snapshot,
      taken_at: manifest.at,
      dossiers: store.dossiers.list().length,
      objects,
      proven: proven.filter(({ code }) => code === null).length,
      closed: objects - proven.length,
      bytes: base,
      audit_rows: store.audit.head()?.seq ?? 0,
      migrated: store.opening.applied,
      findings: findings.map((each) => nameOf(each, named)),
    };
  } finally {
    keys.close();
    store.close();
  }
}

function nameOf(
  each: HealthFinding,
  named: ReadonlyMap<ObjectId, { name: string; dossier: HealthFinding['dossier'] }>,
): HealthFinding {
  const known = each.object === null ? undefined : named.get(each.object);
  return known === undefined ? each : { ...each, name: known.name, dossier: known.dossier };
}

/** What the medium could not give back, and what the source could not give when it was taken. */
export function backupFindings({ damaged, manifest }: Staged): HealthFinding[] {
  return [
    ...damaged.map(({ id, reason }) =>
      finding('block', reason === 'missing' ? 'backup_missing' : 'backup_damaged', { object: id }),
    ),
    ...manifest.lacking.map(({ id }) => finding('warn', 'backup_lacking', { object: id })),
  ];
}

function chainFindings(open: Open, store: Store, head: { seq: number; hash: string }): HealthFinding[] {
  const chain = store.audit.verifyChain(head, (signer, signature, bytes) =>
    open.keyring.verify(signer as AccountId, signature, bytes),
  );
  return chain.ok ? [] : [finding('block', 'audit_broken', { count: chain.brokenAt })];
}

function recordFindings(shelf: DossierShelf): HealthFinding[] {
  try {
    shelf.all();
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [finding('block', 'record_damaged')];
  }
}
