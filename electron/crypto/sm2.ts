import { sm2 } from 'sm-crypto-v2';
import { AppError } from '../../shared/model/errors.ts';
import { readCipher, readSignature } from './der.ts';
import { fromHex, toHex } from './random.ts';
import { Secret } from './secret.ts';

/** GM/T 0009's default user id, which also goes into Z. OpenSSL takes an empty id unless told otherwise. */
export const SM2_USER_ID = '1234567812345678';

/** Bytes of an uncompressed public key (04 | x | y). */
export const SM2_PUBLIC_LENGTH = 65;

export interface Sm2KeyPair {
  privateKey: Secret;
  publicKey: Uint8Array;
}

// The order of the curve (GB/T 32918.5).
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** A fresh SM2 key pair (GB/T 32918): 32-byte private key, uncompressed public key. */
export function generateSm2(): Sm2KeyPair {
  const pair = sm2.generateKeyPairHex();
  return { privateKey: secretOfHex(pair.privateKey), publicKey: bytesOfHex(pair.publicKey) };
}

/** The public key of a private one. @throws AppError `object_damaged` when the number is out of range. */
export function sm2PublicKey(privateKey: Secret): Uint8Array {
  return bytesOfHex(sm2.getPublicKeyFromPrivateKey(privateHex(privateKey)));
}

/** Whether foreign bytes are a point of the curve in uncompressed form, and not infinity. */
export function isSm2PublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== SM2_PUBLIC_LENGTH || publicKey[0] !== 0x04) return false;
  try {
    return sm2.verifyPublicKey(toHex(publicKey));
  } catch {
    return false;
  }
}

/** Encrypts a short secret to a public key: DER of GM/T 0009. @throws AppError `object_damaged` for a bad key. */
export function sm2Wrap(publicKey: Uint8Array, secret: Secret): Uint8Array {
  if (!isSm2PublicKey(publicKey)) throw new AppError('object_damaged');
  return bytesOfHex(sm2.doEncrypt(secret.bytes, toHex(publicKey), 1, { asn1: true }));
}

/**
 * Opens a wrap of exactly `length` bytes. @throws AppError `object_damaged`.
 *
 * The library answers a tampered ciphertext with an empty array and multiplies any (x, y) it is given by the
 * private key: a point off the curve would tell an attacker about the key, so the point is checked first.
 */
export function sm2Unwrap(privateKey: Secret, wrap: Uint8Array, length = 32): Secret {
  const parts = readCipher(wrap);
  if (parts === null || parts.cipher.length !== length) throw new AppError('object_damaged');
  const point = Buffer.concat([Buffer.of(0x04), parts.x, parts.y]);
  if (!isSm2PublicKey(point)) throw new AppError('object_damaged');
  const plain = sm2.doDecrypt(
    toHex(point).slice(2) + toHex(parts.hash) + toHex(parts.cipher),
    privateHex(privateKey),
    1,
    { output: 'array' },
  );
  if (plain.length !== length) throw new AppError('object_damaged');
  return Secret.take(Uint8Array.from(plain));
}

/** Signs a message (SM3, user id of GM/T 0009); DER of about 71 bytes. */
export function sm2Sign(privateKey: Secret, publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  const signature = sm2.doSignature(message, privateHex(privateKey), {
    der: true,
    hash: true,
    publicKey: toHex(publicKey),
    userId: SM2_USER_ID,
  });
  return bytesOfHex(signature);
}

/** Whether the DER signature is that key's over the message. False, never an exception, for foreign bytes. */
export function sm2Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const parts = readSignature(signature);
  // The standard's step 1 and 2, which the library leaves out: r and s lie in [1, n-1].
  if (parts === null || !inRange(parts.r) || !inRange(parts.s) || !isSm2PublicKey(publicKey)) return false;
  try {
    return sm2.doVerifySignature(message, toHex(parts.r) + toHex(parts.s), toHex(publicKey), {
      hash: true,
      userId: SM2_USER_ID,
    });
  } catch {
    return false;
  }
}

function inRange(number: Uint8Array, end = ORDER): boolean {
  const value = BigInt(`0x${toHex(number)}`);
  return value > 0n && value < end;
}

// The library wants hex: a string cannot be zeroed, so a copy of the key may stay in the heap until collected.
function privateHex(privateKey: Secret): string {
  // [1, n-2]: with n-1 a signature cannot be made, 1+d has no inverse (GB/T 32918.1).
  if (privateKey.length !== 32 || !inRange(privateKey.bytes, ORDER - 1n))
    throw new AppError('object_damaged');
  return toHex(privateKey.bytes);
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = fromHex(hex.toLowerCase());
  if (bytes === null) throw new AppError('internal');
  return bytes;
}

function secretOfHex(hex: string): Secret {
  return Secret.take(bytesOfHex(hex));
}
