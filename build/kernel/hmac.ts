/**
 * HMAC-SM3 of many equal messages four at a time, and PBKDF2 on it. All loops run inside the module: a call across
 * the border costs as much as several blocks.
 */
export function hmacSource(): string {
  return `
const LANES: usize = memory.data(128, 16);
const TAIL: usize = memory.data(512, 16);
const ONE: usize = memory.data(32, 16);
const PAD: usize = memory.data(128, 16);
const U: usize = memory.data(64, 16);

function lanesFrom(state: usize): void {
  for (let i: usize = 0; i < 8; i++) v128.store(LANES + 16 * i, i32x4.splat(load<i32>(state + 4 * i)));
}

// The end of a message of \`total\` bytes of which \`rest\` (< 64) are left at \`from\`: one block or two, at \`to\`.
function finish(to: usize, from: usize, rest: u32, total: u64): u32 {
  memory.fill(to, 0, 128);
  memory.copy(to, from, rest);
  store<u8>(to + rest, 0x80);
  const blocks: u32 = rest < 56 ? 1 : 2;
  store<u64>(to + blocks * 64 - 8, bswap<u64>(total * 8));
  return blocks;
}

function writeWords(state: usize, to: usize): void {
  for (let i: usize = 0; i < 8; i++) store<u32>(to + 4 * i, bswap<u32>(load<u32>(state + 4 * i)));
}

/** The digest of a message of \`total\` bytes: absorbs the \`rest\` bytes at \`from\` and writes 32 bytes to \`out\`. */
export function sm3Finish(state: usize, from: usize, rest: u32, total: u64, out: usize): void {
  sm3Blocks(state, PAD, finish(PAD, from, rest, total));
  writeWords(state, out);
  memory.fill(PAD, 0, 128);
}

// The outer hash of the inner digest in \`state\`; the result is 32 bytes at \`out\`.
function outer(outerState: usize, state: usize, out: usize): void {
  writeWords(state, U);
  memory.copy(ONE, outerState, 32);
  sm3Blocks(ONE, PAD, finish(PAD, U, 32, 96));
  writeWords(ONE, out);
}

/**
 * Tags of \`count\` messages: 64 bytes of header at \`headers\` + 64 i, then \`length\` bytes at \`data\` + \`stride\` i;
 * 32 bytes each to \`out\`. \`inner\` and \`outerState\` are the states after the two key blocks.
 */
export function hmacMany(
  inner: usize, outerState: usize, headers: usize, data: usize, stride: u32, length: u32, count: u32, out: usize,
): void {
  const blocks = length / 64;
  const rest = length % 64;
  const total: u64 = 128 + length;
  for (let first: u32 = 0; first < count; first += 4) {
    if (count - first == 1) {
      memory.copy(ONE, inner, 32);
      sm3Blocks(ONE, headers + first * 64, 1);
      const at = data + first * stride;
      sm3Blocks(ONE, at, blocks);
      sm3Blocks(ONE, PAD, finish(PAD, at + blocks * 64, rest, total));
      memory.copy(TAIL, ONE, 32);
      outer(outerState, TAIL, out + first * 32);
      return;
    }
    // A lane without a message repeats the last one.
    const i1 = first + 1, i2 = min<u32>(first + 2, count - 1), i3 = min<u32>(first + 3, count - 1);
    lanesFrom(inner);
    sm3Blocks4(LANES, headers + first * 64, headers + i1 * 64, headers + i2 * 64, headers + i3 * 64, 1);
    const d0 = data + first * stride, d1 = data + i1 * stride, d2 = data + i2 * stride, d3 = data + i3 * stride;
    sm3Blocks4(LANES, d0, d1, d2, d3, blocks);
    const done = blocks * 64;
    const ends = finish(TAIL, d0 + done, rest, total);
    finish(TAIL + 128, d1 + done, rest, total);
    finish(TAIL + 256, d2 + done, rest, total);
    finish(TAIL + 384, d3 + done, rest, total);
    sm3Blocks4(LANES, TAIL, TAIL + 128, TAIL + 256, TAIL + 384, ends);
    for (let lane: u32 = 0; lane < 4 && first + lane < count; lane++) {
      for (let i: usize = 0; i < 8; i++)
        store<u32>(TAIL + 4 * i, load<u32>(LANES + 16 * i + 4 * lane));
      outer(outerState, TAIL, out + (first + lane) * 32);
    }
  }
}

/**
 * The rounds of PBKDF2 (RFC 8018): \`first\` is U_1 (32 bytes) and becomes the XOR of
 * U_1 … U_n.
 */
export function pbkdf2Rounds(inner: usize, outerState: usize, first: usize, rounds: u32): void {
  memory.copy(U, first, 32);
  for (let n: u32 = 1; n < rounds; n++) {
    memory.copy(ONE, inner, 32);
    sm3Blocks(ONE, PAD, finish(PAD, U, 32, 96));
    memory.copy(TAIL, ONE, 32);
    outer(outerState, TAIL, U);
    for (let i: usize = 0; i < 32; i += 16)
      v128.store(first + i, v128.xor(v128.load(first + i), v128.load(U + i)));
  }
  hmacForget();
}

/** Wipes what a MAC leaves behind. */
export function hmacForget(): void {
  memory.fill(LANES, 0, 128); memory.fill(TAIL, 0, 512); memory.fill(ONE, 0, 32);
  memory.fill(PAD, 0, 128); memory.fill(U, 0, 64);
}
`;
}
