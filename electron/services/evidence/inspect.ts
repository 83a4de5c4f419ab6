import { spawnWorker } from '../../jobs/spawn.ts';
import { watchMemory } from '../../jobs/watch-memory.ts';

const deadlineMs = 30_000;
const mostGrowthBytes = 1024 * 1024 * 1024;
/** No paper has more; a larger number is made up. */
const mostPages = 1_000_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * The number of pages of a PDF, found in a worker with limits, one file at a time; null where the file is
 * damaged, encrypted or takes too much time or memory: it is evidence all the same, and the viewer says what is
 * wrong with it. The pieces are zeroed.
 * @param growthBytes for tests: another limit of memory
 */
export function inspectPdf(
  pieces: readonly Uint8Array[],
  growthBytes = mostGrowthBytes,
): Promise<number | null> {
  const mine = last.then(() => inspect(joined(pieces), growthBytes));
  last = mine;
  return mine;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
    piece.fill(0);
  }
  return whole;
}

function inspect(bytes: Uint8Array<ArrayBuffer>, growthBytes: number): Promise<number | null> {
  const worker = spawnWorker(
    'inspect-pdf',
    { bytes },
    { resourceLimits: { maxOldGenerationSizeMb: 512 }, transferList: [bytes.buffer] },
  );
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), deadlineMs);
    const unwatch = watchMemory(growthBytes, () => finish(null));
    function finish(pages: number | null): void {
      worker.removeAllListeners();
      // A worker that is being ended may still fail; nobody waits for it.
      worker.on('error', () => undefined);
      clearTimeout(timer);
      unwatch();
      // The next one begins when this one's memory is free again.
      void worker.terminate().then(() => resolve(pages));
    }
    worker.once('message', (message: { pages: unknown }) => finish(pagesOf(message.pages)));
    worker.once('error', () => finish(null));
    worker.once('exit', () => finish(null));
  });
}

function pagesOf(told: unknown): number | null {
  return typeof told === 'number' && Number.isInteger(told) && told >= 0 && told <= mostPages ? told : null;
}
