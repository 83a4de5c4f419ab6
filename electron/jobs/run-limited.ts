import { AppError } from '../../shared/model/errors.ts';
import { type SpawnOptions, spawnWorker } from './spawn.ts';
import { watchMemory } from './watch-memory.ts';

export interface Limits {
  heapMb: number;
  deadlineMs: number;
  /** What the process may grow by meanwhile: what inflates lies outside the worker's heap. */
  growthBytes: number;
}

/**
 * Runs a worker on foreign bytes and answers with its one message; its death, its deadline or its hunger are errors
 * of that file.
 * @throws AppError `file_too_complex`, `file_damaged`, `cancelled`
 */
export function runLimited<T>(
  name: string,
  data: unknown,
  limits: Limits,
  options: { signal?: AbortSignal } & Pick<SpawnOptions, 'transferList'> = {},
): Promise<T> {
  if (options.signal?.aborted === true) return Promise.reject(new AppError('cancelled'));
  const worker = spawnWorker(name, data, {
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 64 },
    ...(options.transferList === undefined ? {} : { transferList: options.transferList }),
  });
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      unwatch();
      options.signal?.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // A worker that is being ended may still fail; nobody waits for it.
      worker.on('error', () => undefined);
      void worker.terminate();
      act();
    };
    const fail = (code: 'file_too_complex' | 'file_damaged' | 'cancelled', cause?: unknown): void =>
      settle(() => reject(new AppError(code, { cause })));
    const cancel = (): void => fail('cancelled');
    const timer = setTimeout(() => fail('file_too_complex'), limits.deadlineMs);
    const unwatch = watchMemory(limits.growthBytes, () => fail('file_too_complex'));
    options.signal?.addEventListener('abort', cancel, { once: true });
    worker.once('message', (answer: T) => settle(() => resolve(answer)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'file_too_complex' : 'file_damaged', error),
    );
    worker.once('exit', () => fail('file_damaged'));
  });
}
