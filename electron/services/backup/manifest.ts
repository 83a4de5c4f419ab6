import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/model/errors.ts';
import { ObjectId } from '../../../shared/model/ids.ts';
import { Instant } from '../../../shared/model/units.ts';
import { hkdfSm3 } from '../../crypto/hkdf.ts';
import { hmacSm3 } from '../../crypto/hmac.ts';
import { equalBytes, fromHex, toHex } from '../../crypto/random.ts';
import type { Secret } from '../../crypto/secret.ts';
import { canonicalBytes } from '../../keyring/format.ts';
import { type FileLayer, readSmallFile } from '../../vault/file-layer.ts';
import { inSnapshot, snapshotsDir } from './layout.ts';

const version = 1;
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.number().int().nonnegative();
const CopiedFile = z.strictObject({ size, sha256: hex64 });

/** Some 150 bytes an object: enough for two million. */
const maxBytes = 512 * 1024 * 1024;

const Body = z.strictObject({
  format: z.literal('juanzong-backup'),
  version: z.literal(version),
  suite: z.literal(1),
  store: z.string().regex(/^[0-9a-f]{32}$/),
  mode: z.enum(['demo', 'real']),
  at: Instant,
  /** The application that wrote it. */
  application: z.string().max(64),
  database: CopiedFile,
  keyring: CopiedFile,
  /** The last entry of the log in the database's copy; a cut of the live log is found against it (E-10). */
  audit_head: z.strictObject({ seq: size, hash: hex64 }),
  /** Every sealed file that the database's copy names, as it lies in the pool. */
  objects: z.array(CopiedFile.extend({ id: ObjectId })),
  /** Named by the database but lost or damaged in the source when this was taken. */
  lacking: z.array(z.strictObject({ id: ObjectId, reason: z.enum(['missing', 'damaged', 'unreadable']) })),
});
export type BackupBody = z.infer<typeof Body>;

const Manifest = Body.extend({ mac: hex64 });
export type Manifest = z.infer<typeof Manifest>;

const AnyVersion = z.object({ format: z.literal('juanzong-backup'), version: z.number().int() });

/** The manifest's bytes, under a MAC that only holders of the database key can make. */
export function encodeManifest(body: BackupBody, databaseKey: Secret): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ ...body, mac: macOf(body, databaseKey) }, null, 1)}\n`);
}

/**
 * A snapshot's manifest; its MAC is checked by {@link checkManifest}, once there is a key.
 * @throws AppError `backup_damaged` for what is not whole, `store_from_future` for a newer format
 */
export async function readManifest(layer: FileLayer, root: string, snapshot: string): Promise<Manifest> {
  const file = join(snapshotsDir(root), snapshot, inSnapshot.manifest);
  const bytes = await readSmallFile(layer, file, maxBytes);
  if (bytes === null) throw backupDamaged('manifest');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw backupDamaged('manifest');
  }
  const any = AnyVersion.safeParse(json);
  if (any.success && any.data.version > version) {
    throw new AppError('store_from_future', { params: { version: any.data.version } });
  }
  const manifest = Manifest.safeParse(json);
  if (!manifest.success) throw backupDamaged('manifest');
  return manifest.data;
}

/** @throws AppError `backup_damaged` when a byte of the manifest was changed, or the key is another's */
export function checkManifest({ mac, ...body }: Manifest, databaseKey: Secret): void {
  const [stored, right] = [fromHex(mac), fromHex(macOf(body, databaseKey))];
  if (stored === null || right === null || !equalBytes(stored, right)) throw backupDamaged('manifest_mac');
}

export function backupDamaged(reason: string): AppError {
  return new AppError('backup_damaged', { params: { reason } });
}

function macOf(body: BackupBody, databaseKey: Secret): string {
  const key = hkdfSm3(databaseKey.bytes, Buffer.from(body.store, 'hex'), 'juanzong/backup/1', 32);
  const mac = toHex(hmacSm3(key, canonicalBytes(body)));
  key.fill(0);
  return mac;
}
