import { AppError } from '../../shared/model/errors.ts';
import { hkdfSm3 } from './hkdf.ts';
import { HMAC_LENGTH, hmacSm3 } from './hmac.ts';
import { equalBytes, randomBytes } from './random.ts';
import { SM4_LENGTH, sm4Ctr } from './sm4-ctr.ts';

/** Suite 1: SM4-CTR then HMAC-SM3. It stands in the first byte and under the MAC (E-11, B-S21). */
export const SEAL_SUITE = 1;

const NONCE_LENGTH = 16;
/** What sealing adds to a plaintext: suite 1, nonce 16, tag 32. */
export const SEAL_OVERHEAD = 1 + NONCE_LENGTH + HMAC_LENGTH;

/**
 * Seals a small value (a row, a key) under a 32-byte key: `suite | nonce | SM4-CTR(plaintext) | tag`.
 * `aad` is bound and not stored: opening with another one fails. Make it with `frame()`.
 */
export function sealBytes(key32: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return sealWithNonce(key32, aad, plaintext, randomBytes(NONCE_LENGTH));
}

/** {@link sealBytes} with a given nonce: only for the worked examples; a nonce used twice is a two-time pad. */
export function sealWithNonce(
  key32: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const keys = deriveKeys(key32, nonce);
  const out = new Uint8Array(SEAL_OVERHEAD + plaintext.length);
  out[0] = SEAL_SUITE;
  out.set(nonce, 1);
  out.set(sm4Ctr(keys.enc, ZERO_IV, plaintext), 1 + NONCE_LENGTH);
  const body = out.subarray(0, out.length - HMAC_LENGTH);
  out.set(tagOf(keys.mac, aad, body), body.length);
  keys.both.fill(0);
  return out;
}

/** Opens what {@link sealBytes} made. @throws AppError `object_damaged` for a wrong key, AAD, suite or byte. */
export function openBytes(key32: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array {
  if (sealed.length < SEAL_OVERHEAD || sealed[0] !== SEAL_SUITE) throw new AppError('object_damaged');
  const nonce = sealed.subarray(1, 1 + NONCE_LENGTH);
  const body = sealed.subarray(0, sealed.length - HMAC_LENGTH);
  const keys = deriveKeys(key32, nonce);
  try {
    // The tag is checked before a byte of plaintext exists.
    if (!equalBytes(tagOf(keys.mac, aad, body), sealed.subarray(body.length)))
      throw new AppError('object_damaged');
    return sm4Ctr(keys.enc, ZERO_IV, body.subarray(1 + NONCE_LENGTH));
  } finally {
    keys.both.fill(0);
  }
}

// Every seal has its own two keys (the nonce is HKDF's salt), so the counter may start at zero, aligned for
// a kernel that works in batches of blocks.
const ZERO_IV = new Uint8Array(SM4_LENGTH);

function deriveKeys(key32: Uint8Array, nonce: Uint8Array) {
  if (key32.length !== 32) throw new RangeError('seal: key length');
  const both = hkdfSm3(key32, nonce, 'juanzong/seal/1', SM4_LENGTH + 32);
  return { both, enc: both.subarray(0, SM4_LENGTH), mac: both.subarray(SM4_LENGTH) };
}

// tag = HMAC(K_mac, be64(length of aad) | aad | suite | nonce | ciphertext)
function tagOf(mac: Uint8Array, aad: Uint8Array, body: Uint8Array): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(aad.length));
  return hmacSm3(mac, length, aad, body);
}
