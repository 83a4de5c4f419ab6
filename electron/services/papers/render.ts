import { AppError } from '../../../shared/model/errors.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import type { Paper, Workbook } from './paper.ts';

/** What the papers' worker is asked to make. */
export type PapersJob = {
  papers: readonly Paper[];
  workbooks: readonly Workbook[];
  /** Papers that are to be edited: docx. */
  documents?: readonly Paper[];
};
export type PapersResult = { papers: Uint8Array[]; workbooks: Uint8Array[]; documents: Uint8Array[] };

/** A catalogue of five thousand files takes under a minute on a modest machine. */
const deadlineMs = 5 * 60_000;

/**
 * Sets papers and makes workbooks in a worker: fonts of 15 MB are not parsed in the thread that answers the
 * window. @throws AppError `cancelled` | `internal`
 */
export function renderPapers(job: PapersJob, signal?: AbortSignal): Promise<PapersResult> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new AppError('cancelled'));
      return;
    }
    const worker = spawnWorker('papers', job, { resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      void worker.terminate();
      settle();
    };
    const fail = (cause: unknown) => end(() => reject(new AppError('internal', { cause })));
    const cancel = () => end(() => reject(new AppError('cancelled')));
    const timer = setTimeout(() => fail(new Error('papers: deadline')), deadlineMs);
    signal?.addEventListener('abort', cancel, { once: true });
    worker.once('message', (result: PapersResult) => end(() => resolve(result)));
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`papers: exit ${code}`)));
  });
}
