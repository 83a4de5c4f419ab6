import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const register = path.join(import.meta.dirname, 'strip-crypto.ts');

/** In a process of its own: what is taken away does not come back. */
function inShell(source: string): unknown {
  const script = `import { stripCrypto } from ${JSON.stringify(register)}; stripCrypto();
    const crypto = await import('node:crypto');
    const fails = (f) => { try { f(); return false; } catch { return true; } };
    console.log(JSON.stringify(${source}));`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('what Electron lacks', () => {
  it.each([
    "crypto.createHash('sm3')",
    "crypto.createHash('SM3')",
    "crypto.hash('sm3', 'a')",
    "crypto.createHmac('sm3', 'k')",
    "crypto.hkdfSync('sm3', 'k', 's', 'i', 32)",
    "crypto.pbkdf2Sync('a', 'b', 1, 32, 'sm3')",
    "crypto.createCipheriv('sm4-ctr', Buffer.alloc(16), Buffer.alloc(16))",
    "crypto.createDecipheriv('SM4-CBC', Buffer.alloc(16), Buffer.alloc(16))",
    "crypto.generateKeyPairSync('ec', { namedCurve: 'SM2' })",
    'crypto.argon2Sync({})',
  ])('%s fails', (call) => {
    expect(inShell(`fails(() => ${call})`)).toBe(true);
  });
  it('is not listed, and the rest works, also by named import', () => {
    expect(
      inShell('[...crypto.getHashes(), ...crypto.getCiphers()].filter((n) => /sm[34]/i.test(n))'),
    ).toEqual([]);
    expect(
      inShell("typeof crypto.argon2 + crypto.createHash('sha256').update('').digest('hex').slice(0, 8)"),
    ).toBe('undefinede3b0c442');
    expect(inShell("crypto.hash('sha256', '').slice(0, 8)")).toBe('e3b0c442');
  });
});
