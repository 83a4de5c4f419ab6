import { describe, expect, it } from 'vitest';
import { refArgon2id } from '../../test/support/reference-crypto.ts';
import { deriveFromPassword, KDF_DEFAULT, KDF_WEAK, kdfWithinBounds } from './kdf.ts';
import { toHex } from './random.ts';

const salt = new Uint8Array(16).map((_, i) => i);
const text = (value: string) => new TextEncoder().encode(value);

describe('argon2id', () => {
  it('the reference passes RFC 9106 section 5.3', () => {
    const tag = refArgon2id({
      password: new Uint8Array(32).fill(1),
      salt: new Uint8Array(16).fill(2),
      secret: new Uint8Array(8).fill(3),
      associatedData: new Uint8Array(12).fill(4),
      memoryKiB: 32,
      passes: 3,
      lanes: 4,
      length: 32,
    });
    expect(toHex(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });

  it('agrees with the reference: cheap, several lanes, and with the real parameters', async () => {
    const cases = [KDF_WEAK, { id: 1 as const, memoryKiB: 512, passes: 2, lanes: 3 }, KDF_DEFAULT];
    for (const params of cases) {
      const key = await deriveFromPassword('密码 pass word', salt, params, { allowWeak: true });
      expect([...key.bytes]).toEqual([
        ...refArgon2id({ ...params, password: text('密码 pass word'), salt, length: 32 }),
      ]);
    }
  });

  it('takes full-width and composed forms for the same password', async () => {
    const weak = { allowWeak: true };
    const plain = await deriveFromPassword('Pass１２３é', salt, KDF_WEAK, weak);
    const other = await deriveFromPassword('Pass123e\u0301', salt, KDF_WEAK, weak);
    const wrong = await deriveFromPassword('Pass123e', salt, KDF_WEAK, weak);
    expect(plain.bytes).toEqual(other.bytes);
    expect(plain.bytes).not.toEqual(wrong.bytes);
  });
});

describe('bounds of the parameters', () => {
  it('a stored file can neither weaken nor exhaust', async () => {
    const hostile = [
      { ...KDF_DEFAULT, memoryKiB: 100 * 1024 * 1024 },
      { ...KDF_DEFAULT, passes: 1_000_000 },
      { ...KDF_DEFAULT, lanes: 255 },
      { ...KDF_DEFAULT, memoryKiB: 1024 },
      { ...KDF_DEFAULT, passes: 1 },
      { ...KDF_DEFAULT, passes: Number.NaN },
      { ...KDF_DEFAULT, passes: 3.5 },
      KDF_WEAK,
    ];
    for (const params of hostile) {
      expect(kdfWithinBounds(params)).toBe(false);
      await expect(deriveFromPassword('x', salt, params)).rejects.toMatchObject({ code: 'store_damaged' });
    }
    expect(kdfWithinBounds(KDF_DEFAULT)).toBe(true);
    expect(kdfWithinBounds(KDF_WEAK, { allowWeak: true })).toBe(true);
    expect(kdfWithinBounds({ ...KDF_WEAK, memoryKiB: 8 }, { allowWeak: true })).toBe(false);
  });
});
