import { AppError } from '../../shared/model/errors.ts';
import { frame } from '../crypto/frame.ts';
import { openBytes, sealBytes } from '../crypto/seal.ts';

/** Where a sealed value stands. A value moved to any other place does not open. */
export interface SealPlace {
  store: string;
  /** The dossier, or `store` for what belongs to none. */
  dossier: string;
  noun: string;
  row: string;
  version: number;
  epoch: number;
}

/** The AAD of a place: `frame("juanzong/store/1", store, dossier, noun, row, version, epoch)`. */
export function aadOf(place: SealPlace): Uint8Array {
  const { store, dossier, noun, row, version, epoch } = place;
  return frame('juanzong/store/1', store, dossier, noun, row, version, epoch);
}

/** Seals bytes for a place under a 32-byte key. */
export function sealAt(key: Uint8Array, place: SealPlace, plain: Uint8Array): Buffer {
  return asBuffer(sealBytes(key, aadOf(place), plain));
}

/** Opens bytes at their place. @throws AppError `store_damaged` when key, place or bytes are not what was sealed. */
export function openAt(key: Uint8Array, place: SealPlace, sealed: Uint8Array): Uint8Array {
  try {
    return openBytes(key, aadOf(place), sealed);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('store_damaged', { params: { reason: 'sealed', noun: place.noun }, cause: error });
  }
}

/** Seals a JSON value (UTF-8); the encoded plaintext is zeroed. */
export function sealJson(key: Uint8Array, place: SealPlace, value: unknown): Buffer {
  const plain = Buffer.from(JSON.stringify(value) ?? 'null', 'utf8');
  try {
    return sealAt(key, place, plain);
  } finally {
    plain.fill(0);
  }
}

/** Opens what {@link sealJson} sealed; the shape is the caller's to check. */
export function openJson(key: Uint8Array, place: SealPlace, sealed: Uint8Array): unknown {
  const plain = openAt(key, place, sealed);
  try {
    return JSON.parse(asBuffer(plain).toString('utf8'));
  } finally {
    plain.fill(0);
  }
}

/** The same memory as a Buffer, as the database driver wants it. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
