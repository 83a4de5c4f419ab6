/**
 * The two DER shapes of GM/T 0009: a signature and a ciphertext. Strict on reading (the library's own reader
 * accepts rubbish): one encoding a value, nothing after it.
 */
export interface Sm2Cipher {
  x: Uint8Array;
  y: Uint8Array;
  hash: Uint8Array;
  cipher: Uint8Array;
}

/** `SEQUENCE { r INTEGER, s INTEGER }` as two 32-byte numbers, or null when it is not exactly that. */
export function readSignature(der: Uint8Array): { r: Uint8Array; s: Uint8Array } | null {
  const parts = readSequence(der, [0x02, 0x02]);
  const r = parts && integer32(parts[0]);
  const s = parts && integer32(parts[1]);
  return r && s ? { r, s } : null;
}

/** `SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, cipher OCTET STRING }`, or null. */
export function readCipher(der: Uint8Array): Sm2Cipher | null {
  const parts = readSequence(der, [0x02, 0x02, 0x04, 0x04]);
  if (parts === null) return null;
  const x = integer32(parts[0]);
  const y = integer32(parts[1]);
  const [, , hash, cipher] = parts;
  if (!x || !y || hash?.length !== 32 || cipher === undefined || cipher.length === 0) return null;
  return { x, y, hash, cipher };
}

function readSequence(der: Uint8Array, tags: number[]): Uint8Array[] | null {
  const outer = readTlv(der, 0, 0x30);
  if (outer === null || outer.next !== der.length) return null;
  const values: Uint8Array[] = [];
  let at = 0;
  for (const tag of tags) {
    const item = readTlv(outer.value, at, tag);
    if (item === null) return null;
    values.push(item.value);
    at = item.next;
  }
  return at === outer.value.length ? values : null;
}

function readTlv(bytes: Uint8Array, at: number, tag: number): { value: Uint8Array; next: number } | null {
  const first = bytes[at + 1];
  if (bytes[at] !== tag || first === undefined) return null;
  let length = first;
  let start = at + 2;
  if (first === 0x81) {
    length = bytes[start] ?? 0;
    start += 1;
    if (length < 0x80) return null; // not the shortest form
  } else if (first >= 0x80) {
    return null; // 256 bytes and more never occur here; indefinite length is not DER
  }
  const next = start + length;
  return next <= bytes.length ? { value: bytes.subarray(start, next), next } : null;
}

/** A positive DER INTEGER of at most 256 bits, left-padded to 32 bytes. */
function integer32(value: Uint8Array | undefined): Uint8Array | null {
  if (value === undefined || value.length === 0 || value.length > 33) return null;
  const [first = 0, second = 0] = value;
  if (first >= 0x80) return null; // negative
  if (value.length > 1 && first === 0 && second < 0x80) return null; // not the shortest form
  if (value.length === 33 && first !== 0) return null;
  const out = new Uint8Array(32);
  const digits = value.length === 33 ? value.subarray(1) : value;
  out.set(digits, 32 - digits.length);
  return out;
}
