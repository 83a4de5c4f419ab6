/**
 * Other people's implementations, to compare ours with. The one module that may take SM3, SM4 or Argon2 from
 * `node:crypto`: Node's OpenSSL has them, Electron's BoringSSL does not, so product code must never lean on them.
 */
import { execFileSync } from 'node:child_process';
import { argon2Sync, createCipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';

export function refSm3(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sm3').update(data).digest());
}

export function refSha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

export function refHmacSm3(key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sm3', key).update(data).digest());
}

export function refHkdfSm3(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sm3', ikm, salt, info, length));
}

export function refPbkdf2Sm3(
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Uint8Array {
  return new Uint8Array(pbkdf2Sync(password, salt, rounds, length, 'sm3'));
}

export function refSm4Ctr(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv('sm4-ctr', key, iv);
  return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
}

export interface RefArgon2 {
  password: Uint8Array;
  salt: Uint8Array;
  memoryKiB: number;
  passes: number;
  lanes: number;
  length: number;
  secret?: Uint8Array;
  associatedData?: Uint8Array;
}

export function refArgon2id(job: RefArgon2): Uint8Array {
  return new Uint8Array(
    argon2Sync('argon2id', {
      message: job.password,
      nonce: job.salt,
      parallelism: job.lanes,
      tagLength: job.length,
      memory: job.memoryKiB,
      passes: job.passes,
      ...(job.secret ? { secret: job.secret } : {}),
      ...(job.associatedData ? { associatedData: job.associatedData } : {}),
    }),
  );
}

/** Opens a file of vault format v1 by the words of `docs/vault-format.md` alone, sharing no code with ours. */
export function refOpenVaultFile(
  file: Uint8Array,
  fileKey: Uint8Array,
): { plaintext: Uint8Array; rootTag: Uint8Array } {
  const bytes = Buffer.from(file);
  const id = bytes.subarray(16, 32);
  const keys = refHkdfSm3(fileKey, id, Buffer.from('juanzong/vault/1'), 80);
  const trailer = bytes.subarray(bytes.length - 48);
  const count = Number(trailer.readBigUInt64BE(0));
  const length = Number(trailer.readBigUInt64BE(8));
  const tags = bytes.subarray(4096 + length, 4096 + length + 32 * count);
  const root = refHmacSm3(
    keys.subarray(48, 80),
    Buffer.concat([bytes.subarray(0, 4096), tags, trailer.subarray(0, 16)]),
  );
  if (!trailer.subarray(16).equals(root)) throw new Error('reference: root tag');
  const pieces: Uint8Array[] = [];
  for (let i = 0; i < count; i += 1) {
    const chunk = bytes.subarray(4096 + i * 65536, 4096 + Math.min(length, (i + 1) * 65536));
    const aad = Buffer.alloc(64);
    id.copy(aad, 0);
    aad.writeUInt16BE(1, 16);
    aad.writeUInt16BE(i === count - 1 ? 1 : 0, 18);
    aad.writeUInt32BE(chunk.length, 20);
    aad.writeBigUInt64BE(BigInt(i), 24);
    const tag = refHmacSm3(keys.subarray(16, 48), Buffer.concat([aad, chunk]));
    if (!tags.subarray(i * 32, i * 32 + 32).equals(tag)) throw new Error(`reference: tag ${i}`);
    const iv = Buffer.alloc(16);
    id.copy(iv, 0, 0, 8);
    iv.writeUInt32BE(i, 8);
    pieces.push(refSm4Ctr(keys.subarray(0, 16), iv, chunk));
  }
  return { plaintext: new Uint8Array(Buffer.concat(pieces)), rootTag: root };
}

/** Whether the `openssl` command is at hand. Missing under CI it is a failure, elsewhere a told skip. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.CI)
      throw new Error('openssl is missing, and CI is set: install it, its tests may not be skipped');
    return false;
  }
}
