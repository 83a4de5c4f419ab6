import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * Electron's BoringSSL has no SM2, SM3, SM4 and no argon2, Node's OpenSSL has. Left in place, code that leans
 * on them would pass every test here and fail on a real machine: so the shell takes them away.
 */
const crypto: Record<string, unknown> = createRequire(import.meta.url)('node:crypto');
const missing = /sm[234]/i;

function refuse(algorithm: unknown): void {
  if (typeof algorithm === 'string' && missing.test(algorithm)) {
    throw Object.assign(new Error(`Electron has no ${algorithm}`), { code: 'ERR_OSSL_EVP_UNSUPPORTED' });
  }
}

/** Wraps `node:crypto` in place: what Electron lacks throws or is absent, the lists no longer name it. */
export function stripCrypto(): void {
  for (const [name, at] of [
    ['createHash', 0],
    ['createHmac', 0],
    ['hash', 0],
    ['hkdf', 0],
    ['hkdfSync', 0],
    ['createCipheriv', 0],
    ['createDecipheriv', 0],
    ['createSign', 0],
    ['createVerify', 0],
    ['sign', 0],
    ['verify', 0],
    ['pbkdf2', 4],
    ['pbkdf2Sync', 4],
  ] as const) {
    const real = crypto[name] as (...args: unknown[]) => unknown;
    crypto[name] = (...args: unknown[]) => {
      refuse(args[at]);
      return real(...args);
    };
  }
  for (const name of ['createECDH', 'generateKeyPair', 'generateKeyPairSync'] as const) {
    const real = crypto[name] as (...args: unknown[]) => unknown;
    crypto[name] = (...args: unknown[]) => {
      refuse(args[0]);
      refuse((args[1] as { namedCurve?: unknown } | undefined)?.namedCurve);
      return real(...args);
    };
  }
  for (const name of ['getHashes', 'getCiphers', 'getCurves'] as const) {
    const real = crypto[name] as () => string[];
    crypto[name] = () => real().filter((algorithm) => !missing.test(algorithm));
  }
  delete crypto['argon2'];
  delete crypto['argon2Sync'];
  syncBuiltinESMExports();
}
