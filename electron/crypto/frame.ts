/**
 * One unambiguous byte string of several parts: each is preceded by its length (32-bit big-endian), so that
 * `frame('ab', 'c')` and `frame('a', 'bc')` differ. Strings are UTF-8; numbers are unsigned 64-bit big-endian.
 * Everything that is authenticated as a tuple (AAD, statements that are signed) is framed with this.
 */
export function frame(...parts: (string | number | Uint8Array)[]): Uint8Array {
  const encoded = parts.map(encodePart);
  const out = Buffer.alloc(encoded.reduce((sum, part) => sum + 4 + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    at = out.writeUInt32BE(part.length, at);
    out.set(part, at);
    at += part.length;
  }
  return new Uint8Array(out.buffer, out.byteOffset, out.length);
}

function encodePart(part: string | number | Uint8Array): Uint8Array {
  if (typeof part === 'string') return Buffer.from(part, 'utf8');
  if (typeof part !== 'number') return part;
  if (!Number.isSafeInteger(part) || part < 0) throw new RangeError('frame: not an unsigned integer');
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(part));
  return bytes;
}
