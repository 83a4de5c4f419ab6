import { inflateRawSync } from 'node:zlib';
import { AppError } from '../../shared/model/errors.ts';
import { openBytes } from '../crypto/seal.ts';

/** A snapshot as it lies, with what opens it: no more than one dossier's copy. */
export interface PackedSnapshot {
  /** How far the rows had come; what it decodes to bears it. */
  mark: string;
  /** The dossier's key of 32 bytes, a copy that whoever opens zeroes. */
  key: Uint8Array;
  aad: Uint8Array;
  sealed: Uint8Array;
}

/** A record of a few hundred events is some hundred KiB; more than this is no record. */
const mostBytes = 256 * 1024 * 1024;

/** The JSON of a snapshot, or null where key, place or bytes are not what was sealed. Any thread may do it. */
export function openPacked({ key, aad, sealed }: PackedSnapshot): Uint8Array<ArrayBuffer> | null {
  let plain: Uint8Array;
  try {
    plain = openBytes(key, aad, sealed);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  } finally {
    key.fill(0);
  }
  const json = inflateRawSync(plain, { maxOutputLength: mostBytes });
  plain.fill(0);
  return new Uint8Array(json.buffer as ArrayBuffer, json.byteOffset, json.byteLength);
}
