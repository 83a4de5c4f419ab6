import { spawnWorker } from '../../jobs/spawn.ts';
import { watchMemory } from '../../jobs/watch-memory.ts';
import { pdfAssets } from '../reading/extract.ts';

const deadlineMs = 30_000;
const mostGrowthBytes = 1024 * 1024 * 1024;
/** No paper has more; a larger number is made up. */
const mostPages = 1_000_000;

export type InspectedKind = 'pdf' | 'office' | 'text';

/** What a look into a file tells. `done` is false while its text is still being read. */
export interface Inspection {
  pages: number | null;
  /** E-16: the first marking of a state secret in its text. */
  marking: string | null;
  done: boolean;
}

const nothing: Inspection = { pages: null, marking: null, done: false };

let last: Promise<unknown> = Promise.resolve();

/**
 * Looks into a file in a worker with limits, one file at a time: the number of pages of a PDF, and markings of
 * state secrets in its text (E-16). What is damaged, encrypted or takes too much time or memory is evidence all the
 * same: what was found until then is answered, `done` says whether all was read. The pieces are zeroed.
 * @param growthBytes for tests: another limit of memory
 */
export function inspectFile(
  pieces: readonly Uint8Array[],
  kind: InspectedKind,
  growthBytes = mostGrowthBytes,
): Promise<Inspection> {
  const mine = last.then(() => inspect(joined(pieces), kind, growthBytes));
  last = mine;
  return mine;
}

/** The number of pages alone. */
export async function inspectPdf(
  pieces: readonly Uint8Array[],
  growthBytes?: number,
): Promise<number | null> {
  return (await inspectFile(pieces, 'pdf', growthBytes)).pages;
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

function inspect(
  bytes: Uint8Array<ArrayBuffer>,
  kind: InspectedKind,
  growthBytes: number,
): Promise<Inspection> {
  const worker = spawnWorker(
    'inspect-file',
    { bytes, kind, assets: pdfAssets() },
    { resourceLimits: { maxOldGenerationSizeMb: 512 }, transferList: [bytes.buffer] },
  );
  return new Promise((resolve) => {
    let told = nothing;
    const timer = setTimeout(() => finish(), deadlineMs);
    const unwatch = watchMemory(growthBytes, () => finish());
    function finish(): void {
      worker.removeAllListeners();
      // A worker that is being ended may still fail; nobody waits for it.
      worker.on('error', () => undefined);
      clearTimeout(timer);
      unwatch();
      // The next one begins when this one's memory is free again.
      void worker.terminate().then(() => resolve(told));
    }
    worker.on('message', (message: Record<keyof Inspection, unknown>) => {
      told = {
        pages: pagesOf(message.pages),
        marking: typeof message.marking === 'string' ? message.marking.slice(0, 64) : null,
        done: message.done === true,
      };
      if (told.done) finish();
    });
    worker.once('error', () => finish());
    worker.once('exit', () => finish());
  });
}

function pagesOf(told: unknown): number | null {
  return typeof told === 'number' && Number.isInteger(told) && told >= 0 && told <= mostPages ? told : null;
}
