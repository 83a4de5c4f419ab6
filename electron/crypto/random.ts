import { randomBytes as nodeRandomBytes, timingSafeEqual } from 'node:crypto';

/** `length` random bytes in a buffer of their own. */
export function randomBytes(length: number): Uint8Array {
  return new Uint8Array(nodeRandomBytes(length));
}

/** A random 16-byte id in lower-case hex (the form of every id in `shared/model/ids.ts`). */
export function randomId(): string {
  return nodeRandomBytes(16).toString('hex');
}

/** Compares in time that depends on the lengths alone. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Lower-case hex of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** Bytes of a strictly even, lower-case hex string, or null: foreign text is not to be trusted. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return new Uint8Array(Buffer.from(text, 'hex'));
}
