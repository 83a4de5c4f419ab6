import { AppError } from '../../../shared/model/errors.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import { watchMemory } from '../../jobs/watch-memory.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { pdfAssets } from '../reading/extract.ts';
import { wholeOf } from '../reading/read-document.ts';
import type { SealAnswer, SealLook } from './seal-look.ts';

const mostBytes = 128 * 1024 * 1024;
const mostGrowthBytes = 1536 * 1024 * 1024;
const deadlineMs = 180_000;

/**
 * Draws the pages of a sealed file in a worker with limits and looks for seals, signatures in the file and dates that
 * nobody filled in.
 * @throws AppError `file_type_refused` (neither PDF nor PNG or JPEG), `file_too_complex`, `file_damaged`,
 *   `file_encrypted`, `object_damaged`, `cancelled`
 */
export async function lookForSeals(open: Open, row: ObjectRow, job: Job): Promise<SealLook> {
  const type = kindOf(row.meta.type);
  if (row.size > mostBytes)
    throw new AppError('file_too_complex', { params: { bytes: row.size, most: mostBytes } });
  const bytes = await wholeOf(open, row, job);
  const own = new Uint8Array(bytes);
  bytes.fill(0);
  const worker = spawnWorker(
    'find-seals',
    { type, bytes: own, assets: pdfAssets() },
    { resourceLimits: { maxOldGenerationSizeMb: 768 }, transferList: [own.buffer] },
  );
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      unwatch();
      job.signal.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // A worker that is being ended may still fail; nobody waits for it.
      worker.on('error', () => undefined);
      void worker.terminate();
      act();
    };
    const fail = (code: 'file_too_complex' | 'file_damaged' | 'cancelled', cause?: unknown): void =>
      settle(() => reject(new AppError(code, { cause })));
    const cancel = (): void => fail('cancelled');
    const timer = setTimeout(() => fail('file_too_complex'), deadlineMs);
    const unwatch = watchMemory(mostGrowthBytes, () => fail('file_too_complex'));
    job.signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', (answer: SealAnswer) => {
      if (answer.kind === 'progress')
        job.progress({ done: answer.done, total: answer.total, unit: 'pages', label: row.meta.name });
      else if (answer.kind === 'done') settle(() => resolve(answer.look));
      else settle(() => reject(new AppError(answer.code)));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'file_too_complex' : 'file_damaged', error),
    );
    worker.once('exit', () => fail('file_damaged'));
  });
}

function kindOf(type: string): 'pdf' | 'image' {
  if (type === 'application/pdf') return 'pdf';
  if (type === 'image/png' || type === 'image/jpeg') return 'image';
  throw new AppError('file_type_refused', { params: { type } });
}
