/** What SM3's rounds are written with: plain 32-bit words, or four lanes of them. */
interface Words {
  type: 'u32' | 'v128';
  xor: (a: string, b: string) => string;
  and: (a: string, b: string) => string;
  add: (a: string, b: string) => string;
  rotl: (a: string, n: number) => string;
  constant: (value: number) => string;
}

const scalar: Words = {
  type: 'u32',
  xor: (a, b) => `(${a} ^ ${b})`,
  and: (a, b) => `(${a} & ${b})`,
  add: (a, b) => `(${a} + ${b})`,
  rotl: (a, n) => `rotl<u32>(${a}, ${n})`,
  constant: (value) => `(${value} as u32)`,
};

const lanes: Words = {
  type: 'v128',
  xor: (a, b) => `v128.xor(${a}, ${b})`,
  and: (a, b) => `v128.and(${a}, ${b})`,
  add: (a, b) => `v128.add<i32>(${a}, ${b})`,
  rotl: (a, n) => `v128.or(v128.shl<u32>(${a}, ${n}), v128.shr<u32>(${a}, ${32 - n}))`,
  constant: (value) => `i32x4.splat(${value | 0})`,
};

const constantOf = (j: number): number => {
  const t = j < 16 ? 0x79cc4519 : 0x7a879d8a;
  const n = j % 32;
  return n === 0 ? t : ((t << n) | (t >>> (32 - n))) >>> 0;
};

/** W[j] of the expansion, from a window of sixteen words `w0`…`w15`, into the place of W[j-16]. */
function expand(op: Words, j: number): string {
  const w = (back: number): string => `w${(j - back) % 16}`;
  return `x = ${op.xor(op.xor(w(16), w(9)), op.rotl(w(3), 15))};
w${j % 16} = ${op.xor(op.xor(op.xor(op.xor('x', op.rotl('x', 15)), op.rotl('x', 23)), op.rotl(w(13), 7)), w(6))};`;
}

/** The names of the eight registers before round j: the rounds rename instead of moving. */
function registers(j: number): string[] {
  const turn = (names: string[]): string[] => names.map((_, i) => names[(i + 4 * j - j) % 4] as string);
  return [...turn(['a', 'b', 'c', 'd']), ...turn(['e', 'f', 'g', 'h'])];
}

/** Round j. The words it needs are `wj` and `wj4` = W[j+4] (the expansion runs four ahead). */
function round(op: Words, j: number, word: string, wordFour: string): string {
  const [a, b, c, d, e, f, g, h] = registers(j) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const ff =
    j < 16
      ? op.xor(op.xor(a, b), c)
      : // Majority: where b and c agree, that; else a.
        op.xor(b, op.and(op.xor(a, b), op.xor(b, c)));
  const gg = j < 16 ? op.xor(op.xor(e, f), g) : op.xor(g, op.and(op.xor(f, g), e));
  return `y = ${op.rotl(a, 12)};
x = ${op.rotl(op.add(op.add(e, op.constant(constantOf(j))), 'y'), 7)};
${d} = ${op.add(op.add(op.add(ff, d), op.xor(word, wordFour)), op.xor('x', 'y'))};
${h} = ${op.add(op.add(op.add(gg, h), word), 'x')};
${b} = ${op.rotl(b, 9)};
${f} = ${op.rotl(f, 19)};
${h} = ${op.xor(op.xor(h, op.rotl(h, 9)), op.rotl(h, 17))};`;
}

function rounds(op: Words): string {
  let text = '';
  for (let j = 0; j < 64; j += 1) {
    if (j + 4 >= 16) text += `${expand(op, j + 4)}\n`;
    text += `${round(op, j, `w${j % 16}`, `w${(j + 4) % 16}`)}\n`;
  }
  return text;
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const sixteen = Array.from({ length: 16 }, (_, i) => i);

function declare(type: Words['type']): string {
  const zero = type === 'u32' ? '0' : 'i32x4.splat(0)';
  const all = [...names, ...sixteen.map((i) => `w${i}`), 'x', 'y'];
  return all.map((name) => `let ${name}: ${type} = ${zero};`).join(' ');
}

// The last round leaves the registers named as the first found them: 64 is a multiple of four.
function chain(op: Words, size: number): string {
  const load = (i: number): string =>
    op.type === 'u32' ? `load<u32>(state, ${i * size})` : `v128.load(state, ${i * size})`;
  const put = op.type === 'u32' ? 'store<u32>' : 'v128.store';
  return names.map((name, i) => `${put}(state, ${op.xor(name, load(i))}, ${i * size});`).join('\n');
}

/** Four loads of 16 bytes, one from each message, into four words of four lanes. */
function transpose(group: number): string {
  const at = group * 16;
  const flip = '3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12';
  const load = (p: number): string => `v128.load(p${p}, ${at})`;
  const flipped = (value: string): string => `i8x16.shuffle(${value}, ${value}, ${flip})`;
  const w = group * 4;
  return `{
const k = ${flipped(load(0))}; const l = ${flipped(load(1))};
const m = ${flipped(load(2))}; const n = ${flipped(load(3))};
const kl = v128.shuffle<i32>(k, l, 0, 4, 1, 5); const KL = v128.shuffle<i32>(k, l, 2, 6, 3, 7);
const mn = v128.shuffle<i32>(m, n, 0, 4, 1, 5); const MN = v128.shuffle<i32>(m, n, 2, 6, 3, 7);
w${w} = v128.shuffle<i64>(kl, mn, 0, 2); w${w + 1} = v128.shuffle<i64>(kl, mn, 1, 3);
w${w + 2} = v128.shuffle<i64>(KL, MN, 0, 2); w${w + 3} = v128.shuffle<i64>(KL, MN, 1, 3);
}`;
}

/** SM3 (GB/T 32905) over whole blocks: one message, or four of the same length side by side. */
export function sm3Source(): string {
  return `
/** Absorbs \`blocks\` blocks of 64 bytes at \`data\` into the eight words at \`state\`. */
export function sm3Blocks(state: usize, data: usize, blocks: u32): void {
  ${declare('u32')}
  for (; blocks > 0; blocks--) {
    ${names.map((name, i) => `${name} = load<u32>(state, ${i * 4});`).join(' ')}
    ${sixteen.map((i) => `w${i} = bswap<u32>(load<u32>(data, ${i * 4}));`).join(' ')}
    ${rounds(scalar)}
    ${chain(scalar, 4)}
    data += 64;
  }
}

// Four messages at once; word i of lane q stands at state + 16 i + 4 q.
function sm3Blocks4(state: usize, p0: usize, p1: usize, p2: usize, p3: usize, blocks: u32): void {
  ${declare('v128')}
  for (; blocks > 0; blocks--) {
    ${names.map((name, i) => `${name} = v128.load(state, ${i * 16});`).join(' ')}
    ${[0, 1, 2, 3].map(transpose).join('\n')}
    ${rounds(lanes)}
    ${chain(lanes, 16)}
    p0 += 64; p1 += 64; p2 += 64; p3 += 64;
  }
}

const SIDE: usize = memory.data(128, 16);

/**
 * Absorbs \`blocks\` blocks of each of four messages, which stand \`stride\` bytes apart from \`data\` on, into the four
 * states of eight words that stand one behind another at \`states\`.
 */
export function sm3BlocksFour(states: usize, data: usize, stride: usize, blocks: u32): void {
  for (let lane: usize = 0; lane < 4; lane++)
    for (let i: usize = 0; i < 8; i++)
      store<u32>(SIDE + 16 * i + 4 * lane, load<u32>(states + 32 * lane + 4 * i));
  sm3Blocks4(SIDE, data, data + stride, data + 2 * stride, data + 3 * stride, blocks);
  for (let lane: usize = 0; lane < 4; lane++)
    for (let i: usize = 0; i < 8; i++)
      store<u32>(states + 32 * lane + 4 * i, load<u32>(SIDE + 16 * i + 4 * lane));
  memory.fill(SIDE, 0, 128);
}
`;
}
