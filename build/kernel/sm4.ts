import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Circuit = z.object({
  inputConstant: z.number(),
  outputConstant: z.number(),
  outputs: z.array(z.string()).length(8),
  gates: z.array(z.string().regex(/^\w+ [&^] \w+ \w+$/)),
});
export type Circuit = z.infer<typeof Circuit>;

/** The S-box as gates; `circuit.test.ts` proves it against the standard's algebra for all 256 bytes. */
export function sboxCircuit(): Circuit {
  return Circuit.parse(JSON.parse(readFileSync(new URL('./sm4-sbox.json', import.meta.url), 'utf8')));
}

const planes = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const all = (make: (plane: number) => string): string => planes.map(make).join('\n');

/** The gates over eight planes `x0`…`x7`, each lane of each bit an S-box of its own. */
function gates(circuit: Circuit): string {
  return circuit.gates
    .map((gate) => {
      const [out, operation, left, right] = gate.split(' ');
      return `const ${out} = v128.${operation === '&' ? 'and' : 'xor'}(${left}, ${right});`;
    })
    .join('\n');
}

const shuffle = (value: string, turn: 1 | 2 | 3): string => {
  const lanes = [0, 1, 2, 3].map((lane) => (lane + turn) % 4).join(', ');
  return `v128.shuffle<i32>(${value}, ${value}, ${lanes})`;
};

/**
 * One round on the words a, b, c, d (places in STATE): a ^= L(S(b ^ c ^ d ^ rk)), L(B) = B ^ B<<<2 ^ B<<<10 ^
 * B<<<18 ^ B<<<24. A plane holds bit p of a word's four bytes (lane q = byte q, most significant first) of 32
 * blocks (bit j of the lane = block j): so <<<8 turns the lanes, and <<<2 renumbers the planes.
 */
function round(circuit: Circuit, step: number): string {
  const [a, b, c, d] = [0, 1, 2, 3].map((word) => (word + step) % 4) as [number, number, number, number];
  const load = (word: number, plane: number): string => `v128.load(STATE, ${(word * 8 + plane) * 16})`;
  const inputs = all(
    (p) =>
      `const x${p} = v128.xor(v128.xor(${load(b, p)}, ${load(c, p)}), v128.xor(${load(d, p)}, v128.load(rk, ${(step * 8 + p) * 16})));`,
  );
  const turned = all((p) => `const s${p} = ${circuit.outputs[p]}; const m${p} = ${shuffle(`s${p}`, 1)};`);
  const linear = all((p) => {
    // R = B <<< 2: planes 0 and 1 come from planes 6 and 7 of the next byte.
    const r = p >= 2 ? `s${p - 2}` : `m${p + 6}`;
    const r8 = p >= 2 ? `m${p - 2}` : shuffle(`s${p + 6}`, 2);
    const r16 = p >= 2 ? shuffle(`s${p - 2}`, 2) : shuffle(`s${p + 6}`, 3);
    const sum = `v128.xor(v128.xor(v128.xor(s${p}, ${shuffle(`s${p}`, 3)}), v128.xor(${r}, ${r8})), ${r16})`;
    return `v128.store(STATE, v128.xor(${load(a, p)}, ${sum}), ${(a * 8 + p) * 16});`;
  });
  return `{\n${inputs}\n${gates(circuit)}\n${turned}\n${linear}\n}`;
}

/** Swaps, in each byte, the odd groups of `n` bits of the first plane with the even ones of the second. */
function swap(low: number, high: number, n: 1 | 2 | 4): string {
  const mask = { 1: '0x55', 2: '0x33', 4: '0x0f' }[n];
  return `t = v128.and(v128.xor(v128.shr<u32>(v${low}, ${n}), v${high}), i8x16.splat(${mask}));
v${high} = v128.xor(v${high}, t); v${low} = v128.xor(v${low}, v128.shl<u32>(t, ${n}));`;
}

/** Eight planes of one word into bytes: then lane g of vector j is the word of block 8g + j. */
function untangle(): string {
  const swaps = [
    ...[0, 2, 4, 6].map((p) => swap(p, p + 1, 1)),
    ...[0, 1, 4, 5].map((p) => swap(p, p + 2, 2)),
    ...[0, 1, 2, 3].map((p) => swap(p, p + 4, 4)),
  ].join('\n');
  const order = [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15].join(', ');
  return `function untangle(at: usize): void {
let t: v128;
${all((p) => `let v${p} = v128.load(at, ${p * 16});`)}
${swaps}
${all((p) => `v128.store(at, i8x16.shuffle(v${p}, v${p}, ${order}), ${p * 16});`)}
}`;
}

/** The four words of the blocks j, 8+j, 16+j, 24+j into place, over what stands at `data`. */
function gather(): string {
  const one = (j: number): string => {
    // After 32 rounds the words come out in reverse.
    const words = [3, 2, 1, 0].map((word) => `v128.load(STATE, ${(word * 8 + j) * 16})`);
    const out = (block: number, value: string): string => {
      const at = block * 16;
      return `v128.store(data, v128.xor(v128.load(data, ${at}), ${value}), ${at});`;
    };
    return `{
const a = ${words[0]}; const b = ${words[1]}; const c = ${words[2]}; const d = ${words[3]};
const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5); const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5); const CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
${out(j, 'v128.shuffle<i64>(ab, cd, 0, 2)')}
${out(8 + j, 'v128.shuffle<i64>(ab, cd, 1, 3)')}
${out(16 + j, 'v128.shuffle<i64>(AB, CD, 0, 2)')}
${out(24 + j, 'v128.shuffle<i64>(AB, CD, 1, 3)')}
}`;
  };
  return `function gather(data: usize): void {\n${all(one)}\n}`;
}

/** SM4 (GB/T 32907), bitsliced over 32 blocks: key schedule and counter mode, as AssemblyScript. */
export function sm4Source(): string {
  const circuit = sboxCircuit();
  const outConstant = Math.imul(circuit.outputConstant, 0x01010101) >>> 0;
  // L of a word of four equal bytes is that word turned by two bits.
  const folded = ((outConstant << 2) | (outConstant >>> 30)) >>> 0;
  return `
const STATE: usize = memory.data(512, 16);
const IV: usize = memory.data(512, 16);
const ROUND_KEYS: usize = memory.data(4096, 16);
const STREAM: usize = memory.data(512, 16);

@inline function be32(at: usize): u32 { return bswap<u32>(load<u32>(at)); }

// Bit p of each byte of a word as a mask: the same for all 32 blocks.
function spread(word: u32, at: usize): void {
  const bytes = i32x4(word >> 24, (word >> 16) & 255, (word >> 8) & 255, word & 255);
  for (let p = 0; p < 8; p++)
    v128.store(at + p * 16, v128.neg<i32>(v128.and(v128.shr<u32>(bytes, p), i32x4.splat(1))));
}

function sboxWord(word: u32): u32 {
  spread(word ^ ${Math.imul(circuit.inputConstant, 0x01010101) >>> 0}, STATE);
  ${all((p) => `const x${p} = v128.load(STATE, ${p * 16});`)}
  ${gates(circuit)}
  let sum = i32x4.splat(0);
  ${all((p) => `sum = v128.or(sum, v128.and(${circuit.outputs[p]}, i32x4.splat(${1 << p})));`)}
  return (((v128.extract_lane<u32>(sum, 0) << 24) | (v128.extract_lane<u32>(sum, 1) << 16) |
    (v128.extract_lane<u32>(sum, 2) << 8) | v128.extract_lane<u32>(sum, 3)) ^ ${outConstant});
}

/** Expands the 16 bytes at \`key\` into ROUND_KEYS, with the S-box's constants folded in. */
export function sm4SetKey(key: usize): void {
  let k0 = be32(key) ^ 0xa3b1bac6;
  let k1 = be32(key + 4) ^ 0x56aa3350;
  let k2 = be32(key + 8) ^ 0x677d9197;
  let k3 = be32(key + 12) ^ 0xb27022dc;
  for (let i: u32 = 0; i < 32; i++) {
    let ck: u32 = 0;
    for (let j: u32 = 0; j < 4; j++) ck = (ck << 8) | (((4 * i + j) * 7) & 255);
    const b = sboxWord(k1 ^ k2 ^ k3 ^ ck);
    const next = k0 ^ b ^ rotl<u32>(b, 13) ^ rotl<u32>(b, 23);
    // Every other four words of the state carry the constant that the circuit leaves out: three of them meet here.
    let carried: u32 = 0;
    for (let j: u32 = 1; j < 4; j++) if ((((i + j) >> 2) & 1) != 0) carried ^= ${folded};
    spread(next ^ carried ^ ${Math.imul(circuit.inputConstant, 0x01010101) >>> 0}, ROUND_KEYS + i * 128);
    k0 = k1; k1 = k2; k2 = k3; k3 = next;
  }
  memory.fill(STATE, 0, 512);
}

/** Wipes round keys, state and keystream. */
export function sm4Forget(): void {
  memory.fill(ROUND_KEYS, 0, 4096);
  memory.fill(STATE, 0, 512);
  memory.fill(IV, 0, 512);
  memory.fill(STREAM, 0, 512);
}

function fourRounds(rk: usize): void {
${[0, 1, 2, 3].map((step) => round(circuit, step)).join('\n')}
}

${untangle()}

${gather()}

// XORs 512 bytes of keystream, of the 32 counters from IV (words 0-2) and \`low\` (a multiple of 32) on.
function batch(low: u32, data: usize): void {
  memory.copy(STATE, IV, 384);
  spread(low, STATE + 384);
  const patterns: StaticArray<u32> = PATTERNS;
  for (let p = 0; p < 5; p++) {
    const at = STATE + 384 + p * 16 + 12;
    store<u32>(at, load<u32>(at) | unchecked(patterns[p]));
  }
  for (let r: usize = 0; r < 8; r++) fourRounds(ROUND_KEYS + r * 512);
  for (let w: usize = 0; w < 4; w++) untangle(STATE + w * 128);
  gather(data);
}

// Bit j of pattern p is bit p of j: the counters of 32 blocks that begin at a multiple of 32.
const PATTERNS: StaticArray<u32> = [0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000];

/** SM4-CTR over \`length\` bytes at \`data\`, in place, from the 128-bit big-endian counter at \`iv\`. */
export function sm4Ctr(iv: usize, data: usize, length: u32): void {
  let w0 = be32(iv), w1 = be32(iv + 4), w2 = be32(iv + 8), w3 = be32(iv + 12);
  let skip = (w3 & 31) * 16;
  w3 &= ~31;
  spread(w0, IV); spread(w1, IV + 128); spread(w2, IV + 256);
  while (length > 0) {
    if (skip == 0 && length >= 512) {
      batch(w3, data);
      data += 512;
      length -= 512;
    } else {
      memory.fill(STREAM, 0, 512);
      batch(w3, STREAM);
      const take = min<u32>(512 - skip, length);
      for (let i: u32 = 0; i < take; i++)
        store<u8>(data + i, load<u8>(data + i) ^ load<u8>(STREAM + skip + i));
      data += take;
      length -= take;
      skip = 0;
    }
    w3 += 32;
    if (w3 == 0) {
      w2 += 1;
      if (w2 == 0) { w1 += 1; if (w1 == 0) w0 += 1; }
      spread(w0, IV); spread(w1, IV + 128); spread(w2, IV + 256);
    }
  }
}
`;
}
