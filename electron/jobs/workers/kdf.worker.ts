import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';
import type { KdfJob } from '../../crypto/kdf.ts';

// 64 MiB and half a second of one core: not in the thread that answers the window.
const job: KdfJob = workerData;
const key = await argon2id({
  password: job.password,
  salt: job.salt,
  iterations: job.passes,
  memorySize: job.memoryKiB,
  parallelism: job.lanes,
  hashLength: job.length,
  outputType: 'binary',
});
job.password.fill(0);
const bytes = Uint8Array.from(key);
key.fill(0);
parentPort?.postMessage(bytes, [bytes.buffer]);
