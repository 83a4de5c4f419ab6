import { AppError } from '../../../shared/model/errors.ts';
import type { ReadResult } from '../../../shared/model/reading.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import type { Extracted } from './extract.ts';

const deadlineMs = 60_000;
const heapMb = 512;

/**
 * Finds the fields of an extracted agreement in a worker with a deadline: text made to be slow ends as an error
 * of its file, and the window stays awake.
 * @param deadline for tests: another deadline in milliseconds
 * @throws AppError `file_too_complex`, `cancelled`
 */
export function readApart(
  extracted: Extracted,
  signal: AbortSignal | undefined,
  deadline = deadlineMs,
): Promise<ReadResult> {
  if (signal?.aborted === true) return Promise.reject(new AppError('cancelled'));
  const worker = spawnWorker('read-agreement', extracted, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // A worker that is being ended may still fail; nobody waits for it.
      worker.on('error', () => undefined);
      void worker.terminate();
      act();
    };
    const fail = (code: 'file_too_complex' | 'cancelled', cause?: unknown): void =>
      settle(() => reject(new AppError(code, { cause })));
    const cancel = (): void => fail('cancelled');
    const timer = setTimeout(() => fail('file_too_complex'), deadline);
    signal?.addEventListener('abort', cancel, { once: true });
    worker.once('message', (result: ReadResult) => settle(() => resolve(result)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? fail('file_too_complex', error)
        : settle(() => reject(error)),
    );
    worker.once('exit', () => fail('file_too_complex'));
  });
}
