import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { randomId } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { type OpenStoreOptions, openStore, type Store } from '../../electron/store/store.ts';
import type { KeyProvider } from '../../electron/store/store-keys.ts';

/** For tests: real files in a directory of their own, and dossier keys held in memory. */
export interface Bench {
  directory: string;
  file: string;
  key: Secret;
  storeId: string;
  account: AccountId;
  keys: MemoryKeys;
  open(options?: Partial<OpenStoreOptions>): Store;
  /** A draft dossier with a key. */
  dossier(store: Store, options?: { active?: boolean }): DossierId;
  cleanUp(): void;
}

export interface MemoryKeys extends KeyProvider {
  add(dossier: DossierId, epoch: number): Secret;
  drop(dossier: DossierId): void;
}

export const at = '2024-05-16T02:00:00.000Z';

export function makeBench(): Bench {
  const directory = mkdtempSync(join(tmpdir(), 'juanzong-store-'));
  const opened: Store[] = [];
  const bench: Bench = {
    directory,
    file: join(directory, 'store.db'),
    key: Secret.random(),
    storeId: randomId(),
    account: randomId() as AccountId,
    keys: memoryKeys(),
    open(options = {}) {
      const { file, key, storeId } = bench;
      const store = openStore({ file, key, storeId, mark: 'demo', ...options });
      store.useKeys(bench.keys);
      opened.push(store);
      return store;
    },
    dossier(store, { active = false } = {}) {
      const id = randomId() as DossierId;
      bench.keys.add(id, 1);
      store.dossiers.insert({ id, kind: 'cooperation-agreement', author: bench.account, at });
      if (active) store.dossiers.activate(id);
      return id;
    },
    cleanUp() {
      for (const store of opened) store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return bench;
}

export function memoryKeys(): MemoryKeys {
  const held = new Map<DossierId, Map<number, Secret>>();
  const of = (dossier: DossierId, epoch: number) => {
    const key = held.get(dossier)?.get(epoch);
    if (key === undefined) throw new AppError('not_found', { rule: 'E-03' });
    return key;
  };
  return {
    current(dossier) {
      const epoch = Math.max(0, ...(held.get(dossier)?.keys() ?? []));
      return { epoch, key: of(dossier, epoch) };
    },
    of,
    add(dossier, epoch) {
      const key = Secret.random();
      held.set(dossier, (held.get(dossier) ?? new Map<number, Secret>()).set(epoch, key));
      return key;
    },
    drop: (dossier) => void held.delete(dossier),
  };
}

/** The code, and the reason where there is one, of what `work` throws. */
export function refusalOf(work: () => unknown): { code: string; reason?: unknown; rule?: string } {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, rule, params } = error;
    return {
      code,
      ...(params?.reason === undefined ? {} : { reason: params.reason }),
      ...(rule ? { rule } : {}),
    };
  }
  throw new Error('nothing was refused');
}
