import { combine, split } from 'shamir-secret-sharing';
import { AppError } from '../../shared/model/errors.ts';
import { equalBytes, fromHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { sm3 } from '../crypto/sm3.ts';

// Crockford's alphabet: no I, L, O, U, so that a hand-copied paper is read as it was written.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHARES = 3;
const THRESHOLD = 2;
const SHARE_BYTES = 33;
const CHECK_BYTES = 4;
// version 1 | index 1 | papers 2 | store 16 | share 33 | checksum 4
const PAYLOAD = 1 + 1 + 2 + 16 + SHARE_BYTES;
const DIGITS = Math.ceil(((PAYLOAD + CHECK_BYTES) * 8) / 5);
const CHECK_LABEL = Buffer.from('juanzong/share/1');

export type ShareTexts = [string, string, string];

/** Splits the recovery key 2 of 3 into texts for paper: `JZ1-XXXX-…`. Any one of them tells nothing. */
export async function splitKey(key: Secret, store: string, papers: number): Promise<ShareTexts> {
  const shares = await split(Uint8Array.from(key.bytes), SHARES, THRESHOLD);
  const [one, two, three] = shares.map((share, i) => shareText(share, i + 1, store, papers));
  for (const share of shares) share.fill(0);
  if (!one || !two || !three) throw new AppError('internal');
  return [one, two, three];
}

/**
 * The recovery key of any two different papers of one set. The caller checks it against the public key.
 * @throws AppError `wrong_shares`: malformed | checksum | other_store | other_papers | same
 */
export async function joinShares(texts: readonly string[], store: string, papers: number): Promise<Secret> {
  const shares = texts.map((text) => parseShare(text, store, papers));
  const [first, second] = shares;
  if (!first || !second || shares.length !== THRESHOLD) throw wrongShares('malformed');
  if (first.index === second.index || first.share.at(-1) === second.share.at(-1)) throw wrongShares('same');
  const key = await combine([first.share, second.share]);
  for (const { share } of shares) share.fill(0);
  return Secret.take(key);
}

export function wrongShares(reason: string): AppError {
  return new AppError('wrong_shares', { params: { reason } });
}

function shareText(share: Uint8Array, index: number, store: string, papers: number): string {
  const storeId = fromHex(store);
  if (storeId?.length !== 16 || share.length !== SHARE_BYTES) throw new AppError('internal');
  const payload = Buffer.concat([Buffer.of(1, index, papers >> 8, papers & 0xff), storeId, share]);
  const digits = toBase32(Buffer.concat([payload, checksum(payload)]));
  payload.fill(0);
  return `JZ${index}-${digits.match(/.{1,4}/g)?.join('-')}`;
}

function parseShare(text: string, store: string, papers: number): { index: number; share: Uint8Array } {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const match = /^JZ([123])(.*)$/.exec(clean);
  const bytes = match?.[2] === undefined ? null : fromBase32(match[2]);
  if (match === null || bytes === null) throw wrongShares('malformed');
  const payload = bytes.subarray(0, PAYLOAD);
  if (!equalBytes(checksum(payload), bytes.subarray(PAYLOAD))) throw wrongShares('checksum');
  const [version, index = 0, high = 0, low = 0] = payload;
  if (version !== 1 || index !== Number(match[1])) throw wrongShares('malformed');
  if (Buffer.from(payload.subarray(4, 20)).toString('hex') !== store) throw wrongShares('other_store');
  if (high * 256 + low !== papers) throw wrongShares('other_papers');
  return { index, share: Uint8Array.from(payload.subarray(20)) };
}

function checksum(payload: Uint8Array): Uint8Array {
  return sm3(CHECK_LABEL, payload).subarray(0, CHECK_BYTES);
}

function toBase32(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) << BigInt(DIGITS * 5 - bytes.length * 8);
  let out = '';
  for (let i = 0; i < DIGITS; i += 1) {
    out = ALPHABET.charAt(Number(value & 31n)) + out;
    value >>= 5n;
  }
  return out;
}

function fromBase32(text: string): Uint8Array | null {
  if (text.length !== DIGITS) return null;
  let value = 0n;
  for (const digit of text) {
    const at = ALPHABET.indexOf(digit);
    if (at < 0) return null;
    value = (value << 5n) | BigInt(at);
  }
  const length = PAYLOAD + CHECK_BYTES;
  const spare = BigInt(DIGITS * 5 - length * 8);
  if ((value & ((1n << spare) - 1n)) !== 0n) return null;
  return new Uint8Array(Buffer.from((value >> spare).toString(16).padStart(length * 2, '0'), 'hex'));
}
