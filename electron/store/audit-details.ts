import { AppError } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { equalBytes, randomBytes, toHex } from '../crypto/random.ts';
import { detailsCommitment } from './audit-chain.ts';
import type { Ground } from './repository.ts';
import { asBuffer, openAt, sealAt } from './sealing.ts';
import type { audit as log } from './schema.ts';

const saltLength = 32;

/**
 * Seals salt and JSON text under the dossier's key where the session holds it, else under the store's. The
 * commitment (docs/audit-format.md) lets the text be disclosed and proved later.
 */
export function sealDetails(
  ground: Ground,
  seq: number,
  dossier: DossierId | null,
  details: unknown,
): { epoch: number; sealed: Buffer; commit: Uint8Array } {
  const salt = randomBytes(saltLength);
  const text = JSON.stringify(details) ?? 'null';
  const dossierKey = dossier === null ? null : held(() => ground.keys().current(dossier));
  const epoch = dossierKey?.epoch ?? -ground.storeKeys.epoch;
  const key = dossierKey?.key ?? ground.storeKeys.current();
  const plain = Buffer.concat([salt, Buffer.from(text, 'utf8')]);
  const sealed = sealAt(key.bytes, placeOf(ground.store, dossier, seq, epoch), plain);
  plain.fill(0);
  return { epoch, sealed, commit: detailsCommitment(salt, text) };
}

/**
 * Salt (hex) and exact text; null where there are none or this session holds no key for them.
 * @throws AppError `store_damaged` where they are not what was sealed and committed to.
 */
export function openDetails(
  ground: Ground,
  row: typeof log.$inferSelect,
): { salt: string; text: string } | null {
  const { detailsEpoch: epoch, detailsSealed: sealed, detailsCommit: commit, dossier } = row;
  if (epoch === null || sealed === null || commit === null) return null;
  const key =
    epoch < 0 ? ground.storeKeys.of(-epoch) : held(() => ground.keys().of(dossier as DossierId, epoch));
  if (key === null) return null;
  const plain = asBuffer(openAt(key.bytes, placeOf(ground.store, dossier, row.seq, epoch), sealed));
  const salt = plain.subarray(0, saltLength);
  const text = plain.subarray(saltLength).toString('utf8');
  if (!equalBytes(detailsCommitment(salt, text), commit)) {
    throw new AppError('store_damaged', { params: { reason: 'altered', noun: 'audit' } });
  }
  return { salt: toHex(salt), text };
}

// A place holds no negative number: the store's epochs are told by the place's dossier instead.
function placeOf(store: string, dossier: string | null, seq: number, epoch: number) {
  const owner = epoch < 0 ? 'store' : (dossier ?? 'store');
  return { store, dossier: owner, noun: 'audit', row: String(seq), version: 1, epoch: Math.abs(epoch) };
}

/** A key, or null where the session does not hold it; any other failure is thrown. */
function held<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AppError && ['locked', 'not_found', 'forbidden'].includes(error.code)) return null;
    throw error;
  }
}
