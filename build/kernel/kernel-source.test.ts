import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kernelSha256 } from '../../electron/crypto/kernel/kernel.generated.ts';
import { compileKernel, kernelModule, kernelSource } from './compile.ts';
import { sboxCircuit } from './sm4.ts';

/** The S-box as GB/T 32907 has it, from its algebra: affine map, inverse in GF(2^8), affine map. */
function sbox(input: number): number {
  return affine(inverse(affine(input)));
}

function affine(value: number): number {
  let out = 0;
  for (let i = 0; i < 8; i += 1) out |= parity(((0xa7 << i) | (0xa7 >> (8 - i))) & value & 0xff) << i;
  return out ^ 0xd3;
}

function parity(value: number): number {
  let bits = 0;
  for (let rest = value; rest > 0; rest >>= 1) bits ^= rest & 1;
  return bits;
}

function inverse(value: number): number {
  for (let candidate = 1; candidate < 256; candidate += 1)
    if (times(value, candidate) === 1) return candidate;
  return 0;
}

function times(a: number, b: number): number {
  let product = 0;
  for (let left = a, right = b; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left = left & 0x80 ? (left << 1) ^ 0x1f5 : left << 1;
  }
  return product;
}

function throughGates(input: number): number {
  const { inputConstant, outputConstant, outputs, gates } = sboxCircuit();
  const wires = new Map<string, number>();
  for (let i = 0; i < 8; i += 1) wires.set(`x${i}`, ((input ^ inputConstant) >> i) & 1);
  for (const gate of gates) {
    const [out = '', operation, left = '', right = ''] = gate.split(' ');
    const [a, b] = [wires.get(left), wires.get(right)];
    if (a === undefined || b === undefined) throw new Error(`${gate}: not yet known`);
    wires.set(out, operation === '&' ? a & b : a ^ b);
  }
  return outputs.reduce((sum, wire, i) => sum | ((wires.get(wire) ?? 2) << i), 0) ^ outputConstant;
}

describe('the S-box circuit', () => {
  it('is the standard’s S-box for every byte', () => {
    const all = Array.from({ length: 256 }, (_, i) => i);
    expect(all.slice(0, 4).map(sbox)).toEqual([0xd6, 0x90, 0xe9, 0xfe]);
    expect(all.map(throughGates)).toEqual(all.map(sbox));
  });
});

describe('the kernel', () => {
  it('compiles to exactly the committed bytes, by the hash and by the file', {
    timeout: 180_000,
  }, async () => {
    const again = createHash('sha256')
      .update(await compileKernel())
      .digest('hex');
    expect(again).toBe(kernelSha256);
    const file = new URL('../../electron/crypto/kernel/kernel.generated.ts', import.meta.url);
    expect(await kernelModule()).toBe(readFileSync(file, 'utf8'));
  });

  it('branches on lengths and counters only, and looks nothing up but the public counter patterns', () => {
    const source = kernelSource().replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, '');
    const conditions = [...source.matchAll(/\b(?:if|while) \((.*?)\) /g)].map(([, condition]) => condition);
    expect(new Set(conditions)).toEqual(
      new Set([
        '(((i + j',
        'length > 0',
        'skip == 0 && length >= 512',
        'w3 == 0',
        'w2 == 0',
        'w1 == 0',
        'count - first == 1',
      ]),
    );
    expect([...source.matchAll(/unchecked\((.*?)\)/g)].map(([, look]) => look)).toEqual(['patterns[p]']);
  });
});
