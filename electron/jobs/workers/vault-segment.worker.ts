import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../shared/model/errors.ts';
import { initCrypto } from '../../crypto/sm3.ts';
import { type Answer, Bench, type Job } from '../../vault/v1/work.ts';

await initCrypto();
const bench = new Bench(workerData.kernel === true);

parentPort?.on('message', (job: Job) => {
  const answer = answerTo(job);
  const moved = answer.ok && answer.bytes.buffer instanceof ArrayBuffer ? [answer.bytes.buffer] : [];
  parentPort?.postMessage(answer, moved);
});

function answerTo(job: Job): Answer {
  try {
    // A view of nothing may be shared by many answers: what is moved must be each one's own.
    const bytes = bench.run(job);
    return { ok: true, bytes: bytes.length === 0 ? new Uint8Array(0) : bytes };
  } catch (error) {
    const damaged = error instanceof AppError && error.code === 'object_damaged';
    return { ok: false, damaged: damaged ? { chunk: Number(error.params?.chunk ?? -1) } : null };
  }
}
