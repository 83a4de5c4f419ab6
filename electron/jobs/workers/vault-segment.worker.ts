import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../shared/model/errors.ts';
import { initCrypto } from '../../crypto/sm3.ts';
import type { SegmentJob, SegmentReply } from '../../vault/v1/runner.ts';
import { checkSegment, type FileKeys, fileKeysOf, openSegment, sealSegment } from '../../vault/v1/segment.ts';

await initCrypto();
const keys = fileKeysOf(workerData.okm, workerData.fileId);

parentPort?.on('message', (job: SegmentJob) => {
  const reply = answer(keys, job);
  const moved = reply.ok ? [reply.bytes.buffer as ArrayBuffer, reply.tags.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(reply, moved);
});

function answer(of: FileKeys, job: SegmentJob): SegmentReply {
  const { first, bytes, tags, final } = job;
  try {
    if (job.operation === 'seal') {
      const sealed = sealSegment(of, first, bytes, final);
      return { ok: true, bytes: sealed.ciphertext, tags: sealed.tags };
    }
    if (job.operation === 'open') {
      return { ok: true, bytes: openSegment(of, first, bytes, tags, final), tags: new Uint8Array(0) };
    }
    checkSegment(of, first, bytes, tags, final);
    return { ok: true, bytes: new Uint8Array(0), tags: new Uint8Array(0) };
  } catch (error) {
    const damaged = error instanceof AppError && error.code === 'object_damaged';
    return { ok: false, damaged: damaged ? { chunk: Number(error.params?.chunk ?? first) } : null };
  }
}
