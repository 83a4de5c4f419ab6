import { sm4 } from 'sm-crypto-v2';

/** Bytes of an SM4 key, of a block and of the initial counter. */
export const SM4_LENGTH = 16;

// One batch of keystream: large enough to spread the key schedule, small enough to stay in the cache.
const BATCH = 32 * 1024;

/**
 * SM4-CTR (GB/T 32907, GB/T 17964): `data` XOR the keystream that starts at the 128-bit big-endian counter
 * `iv`; the same call opens and seals. A (key, iv) pair whose counters overlap another's is a two-time pad.
 *
 * The library has no CTR and takes an unknown mode for ECB without a word: so the keystream is asked for as
 * what it is, ECB over a buffer of counters.
 */
export function sm4Ctr(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  if (key.length !== SM4_LENGTH || iv.length !== SM4_LENGTH) throw new RangeError('sm4Ctr: key or iv length');
  const out = new Uint8Array(data.length);
  const counter = Uint8Array.from(iv);
  for (let at = 0; at < data.length; at += BATCH) {
    const size = Math.min(BATCH, data.length - at);
    const counters = new Uint8Array(Math.ceil(size / SM4_LENGTH) * SM4_LENGTH);
    for (let block = 0; block < counters.length; block += SM4_LENGTH) {
      counters.set(counter, block);
      increment(counter);
    }
    const stream = sm4.encrypt(counters, key, { padding: 'none', output: 'array' });
    for (let i = 0; i < size; i += 1) out[at + i] = (data[at + i] as number) ^ (stream[i] as number);
    stream.fill(0);
  }
  return out;
}

function increment(counter: Uint8Array): void {
  for (let i = counter.length - 1; i >= 0; i -= 1) {
    const next = ((counter[i] as number) + 1) & 0xff;
    counter[i] = next;
    if (next !== 0) return;
  }
}
