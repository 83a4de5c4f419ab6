import { spawnWorker } from '../../jobs/spawn.ts';

const deadlineMs = 30_000;

/**
 * The number of pages of a PDF, found in a worker with limits; null where the file is damaged, encrypted or
 * takes too long: it is evidence all the same, and the viewer says what is wrong with it.
 */
export function inspectPdf(bytes: Uint8Array): Promise<number | null> {
  const copy = new Uint8Array(bytes);
  const worker = spawnWorker(
    'inspect-pdf',
    { bytes: copy },
    { resourceLimits: { maxOldGenerationSizeMb: 512 }, transferList: [copy.buffer] },
  );
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), deadlineMs);
    function finish(pages: number | null): void {
      clearTimeout(timer);
      resolve(pages);
      void worker.terminate();
    }
    worker.once('message', (message: { pages: number | null }) => finish(message.pages));
    worker.once('error', () => finish(null));
    worker.once('exit', () => finish(null));
  });
}
