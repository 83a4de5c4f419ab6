import { z } from 'zod';
import { AppError } from '../../shared/model/errors.ts';
import { spawnWorker } from '../jobs/spawn.ts';
import { Secret } from './secret.ts';

/** What a password's derivation costs, as stored beside the salt. `id` 1 = argon2id version 1.3 (RFC 9106). */
export const KdfParams = z.object({
  id: z.literal(1),
  memoryKiB: z.number().int(),
  passes: z.number().int(),
  lanes: z.number().int(),
});
export type KdfParams = z.infer<typeof KdfParams>;

/** Written for new accounts. */
export const KDF_DEFAULT: KdfParams = { id: 1, memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

/** For tests and throw-away stores only; accepted only where `allowWeak` says so. */
export const KDF_WEAK: KdfParams = { id: 1, memoryKiB: 256, passes: 1, lanes: 1 };

/** The ceiling: a hostile keyring must not demand a hundred gigabytes or a day. */
export const KDF_MAX = { memoryKiB: 1024 * 1024, passes: 16, lanes: 4 } as const;

export interface KdfOptions {
  /** Accepts parameters below {@link KDF_DEFAULT}, down to {@link KDF_WEAK}. */
  allowWeak?: boolean;
}

/** What the worker is given. */
export interface KdfJob {
  password: Uint8Array;
  salt: Uint8Array;
  memoryKiB: number;
  passes: number;
  lanes: number;
  length: number;
}

/** Whether the parameters lie between floor and ceiling: below the floor a changed file would weaken the key. */
export function kdfWithinBounds(params: KdfParams, options: KdfOptions = {}): boolean {
  const floor = options.allowWeak ? KDF_WEAK : KDF_DEFAULT;
  return (['memoryKiB', 'passes', 'lanes'] as const).every(
    (key) => Number.isInteger(params[key]) && params[key] >= floor[key] && params[key] <= KDF_MAX[key],
  );
}

/**
 * Derives a 32-byte key from a password in a worker thread (about 0.4 s with the defaults). The password is
 * taken as UTF-8 of its NFKC form, so that a full-width digit of an input method equals the plain one.
 * @throws AppError `store_damaged` when the parameters lie outside the bounds, `internal` when the worker dies.
 */
export async function deriveFromPassword(
  password: string,
  salt: Uint8Array,
  params: KdfParams,
  options: KdfOptions = {},
): Promise<Secret> {
  if (!kdfWithinBounds(params, options) || salt.length < 16 || salt.length > 64) {
    throw new AppError('store_damaged', { params: { reason: 'kdf_out_of_bounds' } });
  }
  const bytes = new TextEncoder().encode(password.normalize('NFKC'));
  const job: KdfJob = { ...params, password: bytes, salt: Uint8Array.from(salt), length: 32 };
  const key = await runKdf(job);
  return Secret.take(key);
}

function runKdf(job: KdfJob): Promise<Uint8Array> {
  // Transferred, not copied: the only copy of the password's bytes is the one that the worker zeroes.
  const worker = spawnWorker('kdf', job, { transferList: [job.password.buffer as ArrayBuffer] });
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', (key: Uint8Array) => resolve(key));
    worker.once('error', (cause) => reject(new AppError('internal', { cause })));
    worker.once('exit', () => reject(new AppError('internal')));
  }).finally(() => void worker.terminate());
}
