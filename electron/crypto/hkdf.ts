import { HMAC_LENGTH, hmacSm3 } from './hmac.ts';

/**
 * HKDF (RFC 5869) over HMAC-SM3. `info` is the label that keeps one use of a key out of another; a string is
 * UTF-8. At most 255 × 32 bytes.
 */
export function hkdfSm3(
  ikm: Uint8Array,
  salt: Uint8Array,
  info: string | Uint8Array,
  length: number,
): Uint8Array {
  if (!Number.isInteger(length) || length < 1 || length > 255 * HMAC_LENGTH)
    throw new RangeError('hkdf: length');
  const label = typeof info === 'string' ? Buffer.from(info, 'utf8') : info;
  const prk = hmacSm3(salt.length === 0 ? new Uint8Array(HMAC_LENGTH) : salt, ikm);
  const out = new Uint8Array(length);
  let block: Uint8Array = new Uint8Array(0);
  for (let at = 0, counter = 1; at < length; at += HMAC_LENGTH, counter += 1) {
    const next = hmacSm3(prk, block, label, Uint8Array.of(counter));
    block.fill(0);
    block = next;
    out.set(block.subarray(0, Math.min(HMAC_LENGTH, length - at)), at);
  }
  block.fill(0);
  prk.fill(0);
  return out;
}
