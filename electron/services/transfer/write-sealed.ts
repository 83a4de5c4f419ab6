import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { KnownKey } from '../../../shared/model/transfer.ts';
import type { Open } from '../../app/open.ts';
import { fromHex } from '../../crypto/random.ts';
import { sealToKey } from '../../crypto/sealed-file.ts';
import { diskLayer } from '../../vault/file-layer.ts';
import { asExportError, type OutLayer } from '../archive/out-folder.ts';
import { freeName } from '../export/one-file.ts';
import { ownKey } from './keys.ts';

interface Where {
  folder: string;
  /** Without its ending; where it is taken it gets a number. */
  name: string;
  signal: AbortSignal;
}

/**
 * Seals a payload to a compared key, signed by the open account, into one file of the person's folder: whole or not at
 * all. Answers its name, its bytes and the id in its header.
 * @throws AppError `destination_unwritable`, `disk_full`, `cancelled`, and what the payload throws
 */
export async function writeSealed(
  open: Open,
  key: KnownKey,
  payload: AsyncIterable<Uint8Array>,
  { folder, name, signal }: Where,
  layer: OutLayer = diskLayer,
): Promise<{ name: string; bytes: number; id: string }> {
  const sender = { publicKey: ownKey(open), sign: (bytes: Uint8Array) => open.keyring.sign(bytes) };
  const recipient = fromHex(key.public_key) ?? new Uint8Array(0);
  const made = path.join(folder, `.juanzong-${randomBytes(6).toString('hex')}.partial`);
  try {
    const out = await layer.create(made);
    let bytes = 0;
    let id = '';
    try {
      for await (const piece of sealToKey(recipient, sender, payload, signal)) {
        // The header comes first, and the file's own id stands in it.
        if (bytes === 0) id = Buffer.from(piece.subarray(16, 32)).toString('hex');
        await out.write(piece);
        bytes += piece.length;
      }
      await out.sync();
    } finally {
      await out.close();
    }
    const free = await freeName(folder, name, 'jzx');
    await layer.rename(made, path.join(folder, free));
    await layer.syncDir(folder).catch(() => undefined);
    return { name: free, bytes, id };
  } catch (error) {
    await rm(made, { force: true }).catch(() => undefined);
    throw asExportError(error);
  }
}
