import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { toHex } from '../../crypto/random.ts';
import type { Secret } from '../../crypto/secret.ts';
import { createSha256, createSm3 } from '../../crypto/sm3.ts';
import type { ObjectRow } from '../../store/objects.ts';
import type { Store } from '../../store/store.ts';
import { toAppError } from '../../vault/file-layer.ts';
import type { Vault } from '../../vault/vault.ts';
import type { DossierShelf } from '../dossiers/shelf.ts';
import { noteProofs, type Proof, readProofs } from './proofs.ts';

/** What is looked at: a session's store, or a restored one. */
export interface Proving {
  store: Store;
  vault: Vault;
  shelf: DossierShelf;
}

export interface Proven {
  object: ObjectId;
  dossier: DossierId;
  name: string;
  size: number;
  code: Proof['code'];
}

export interface ProveOptions {
  /** Bytes of plaintext after which it is enough; at least one object is read. */
  budget?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  now(): Date;
}

/** The vault is read once a month. */
const days = 30;
const leastShare = 256 * 1024 * 1024;

/** A day's share of the vault, in bytes. */
export function dailyShare({ shelf }: Pick<Proving, 'shelf'>): number {
  const total = shelf
    .all()
    .reduce((sum, { objects }) => sum + objects.reduce((n, row) => n + row.size, 0), 0);
  return Math.max(leastShare, Math.ceil(total / days));
}

/**
 * Reads objects whole, those proven longest ago first: every tag, then both fingerprints against what was sealed
 * at ingest. What was found is noted also when it is stopped in between.
 * @throws AppError `cancelled` | `locked`
 */
export async function prove(open: Proving, options: ProveOptions): Promise<Proven[]> {
  const { budget = Number.POSITIVE_INFINITY, signal, now } = options;
  const rows = dueOf(open, budget);
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  const found: Proven[] = [];
  const news = new Map<ObjectId, Proof>();
  const note = () => {
    if (news.size > 0) noteProofs(open.store, news, now().toISOString());
    news.clear();
  };
  let done = 0;
  try {
    for (const row of rows) {
      signal?.throwIfAborted();
      const code = await proveOne(open, row, signal, (bytes) => options.onProgress?.(done + bytes, total));
      done += row.size;
      found.push({ object: row.id, dossier: row.dossier, name: row.meta.name, size: row.size, code });
      news.set(row.id, { at: now().toISOString(), code });
      if (news.size >= 256) note();
    }
  } finally {
    note();
  }
  return found;
}

function dueOf({ store, shelf }: Proving, budget: number): ObjectRow[] {
  const proofs = readProofs(store);
  const since = (row: ObjectRow) => proofs.get(row.id)?.at ?? '';
  const rows = shelf.all().flatMap(({ objects }) => objects);
  rows.sort((a, b) => (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : 0));
  const due: ObjectRow[] = [];
  for (let bytes = 0, at = 0; at < rows.length && (at === 0 || bytes < budget); at += 1) {
    const row = rows[at];
    if (row === undefined) break;
    due.push(row);
    bytes += row.size;
  }
  return due;
}

async function proveOne(
  { store, vault }: Proving,
  row: ObjectRow,
  signal: AbortSignal | undefined,
  onBytes: (bytes: number) => void,
): Promise<Proof['code']> {
  let key: Secret | null = null;
  const hashes = { sm3: createSm3(), sha256: createSha256() };
  try {
    key = store.objects.fileKey(row);
    const options = { onProgress: onBytes, lent: true, ...(signal === undefined ? {} : { signal }) };
    for await (const piece of vault.stream(row.id, key, row.rootTag, options)) {
      hashes.sm3.update(piece);
      hashes.sha256.update(piece);
    }
    const right =
      toHex(hashes.sm3.digest()) === row.meta.sm3 && toHex(hashes.sha256.digest()) === row.meta.sha256;
    return right ? null : 'fingerprint_mismatch';
  } catch (error) {
    if (signal?.aborted) throw signal.reason instanceof AppError ? signal.reason : new AppError('cancelled');
    const told = toAppError(error);
    if (!(told instanceof AppError)) throw error;
    if (told.code === 'object_damaged') return 'object_damaged';
    if (told.code === 'io_failed' || told.code === 'read_only') return 'object_unread';
    throw told;
  } finally {
    key?.destroy();
  }
}
