import { AppError } from '../../../../shared/model/errors.ts';
import { spawnWorker } from '../../../jobs/spawn.ts';
import { watchMemory } from '../../../jobs/watch-memory.ts';
import type { Material } from '../../archive/materials.ts';
import type { Placed } from '../contents.ts';
import {
  type CopyHead,
  type CopyJob,
  type CopyMessage,
  type CopyPart,
  mostCopyBytes,
  mostPartBytes,
} from './parts.ts';

export interface ReadingCopy {
  bytes: Uint8Array;
  pages: number;
  /** Originals that have a page that says why they are not merged. */
  untaken: number;
}

interface Options {
  signal?: AbortSignal | undefined;
  /** Bytes of originals that were handed to the merging so far, and the file at hand. */
  onProgress?: ((done: number, label: string) => void) | undefined;
}

const heapMb = 1536;
/** What the process may grow by: sources, pages and the written copy at once. */
const growthBytes = 3 * mostCopyBytes + 512 * 1024 * 1024;
/** One file has this long to be merged, whatever it is made of. */
const partMs = 90_000;

/** What of the originals a reading copy takes in: PDF and pictures, none too large, all together within bounds. */
export function partsOf(placed: readonly Placed[]): CopyPart[] {
  let whole = 0;
  const datasets = new Set<unknown>();
  return placed.flatMap(({ material, path, title, group }): CopyPart[] => {
    const dataset = datasetIn(material);
    if (dataset !== undefined) {
      // A folder goes out in many parts; one page says where they lie.
      if (datasets.has(dataset)) return [];
      datasets.add(dataset);
    }
    const kind =
      dataset !== undefined
        ? null
        : material.type === 'application/pdf'
          ? 'pdf'
          : material.type === 'image/png' || material.type === 'image/jpeg'
            ? 'image'
            : null;
    const part = { group, title, path, size: material.size, sm3: material.sm3.toLowerCase() };
    if (kind === null) return [{ ...part, take: 'no_pages' }];
    if (material.size > mostPartBytes) return [{ ...part, take: 'too_large' }];
    if (whole + material.size > mostCopyBytes) return [{ ...part, take: 'whole_too_large' }];
    whole += material.size;
    return [{ ...part, take: kind }];
  });
}

function datasetIn({ meta }: Material): unknown {
  const dataset = meta?.['dataset'];
  return typeof dataset === 'object' && dataset !== null && 'id' in dataset ? dataset.id : undefined;
}

/**
 * Makes the reading copy (阅览件) of a package: its originals merged into one PDF that says that it is a copy. The
 * originals are read, never written. A file that takes the worker down is left out at the next try, with a page that
 * says so.
 * @throws AppError `cancelled` | `object_damaged` | `internal`
 */
export async function makeReadingCopy(
  placed: readonly Placed[],
  head: CopyHead,
  options: Options = {},
): Promise<ReadingCopy> {
  let parts = partsOf(placed);
  const material = new Map(placed.map((one) => [one.path, one.material]));
  const bytesOf = async (part: CopyPart): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = new Uint8Array(part.size);
    let at = 0;
    for await (const piece of material.get(part.path)?.open() ?? []) {
      options.signal?.throwIfAborted();
      if (at + piece.length > bytes.length)
        throw new AppError('object_damaged', { rule: 'G-019', params: { name: part.title } });
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  };
  for (;;) {
    const made = await tryToMerge({ head, parts }, bytesOf, options);
    if ('bytes' in made) return made;
    // It fell over this one, or after the last, over all of them together.
    const culprit = made.at;
    if (culprit === null) throw new AppError('internal', { cause: made.cause });
    parts = parts.map((part, index) => (index === culprit ? { ...part, take: 'broken' } : part));
  }
}

async function tryToMerge(
  job: CopyJob,
  bytesOf: (part: CopyPart) => Promise<Uint8Array<ArrayBuffer>>,
  { signal, onProgress }: Options,
): Promise<ReadingCopy | { at: number | null; cause: unknown }> {
  if (signal?.aborted === true) throw new AppError('cancelled');
  const worker = spawnWorker('reading-copy', job, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  let at: number | null = null;
  let done = 0;
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => fell(new Error('deadline')), partMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      unwatch();
      signal?.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      worker.on('error', () => undefined);
      void worker.terminate();
      act();
    };
    const fell = (cause: unknown) => settle(() => resolve({ at, cause }));
    const fail = (error: unknown) => settle(() => reject(error));
    const cancel = () => fail(new AppError('cancelled'));
    const unwatch = watchMemory(growthBytes, () => fell(new Error('memory')));
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: CopyMessage) => {
      clearTimeout(timer);
      timer = setTimeout(() => fell(new Error('deadline')), partMs);
      if ('done' in message) {
        const { done: bytes, pages, untaken } = message;
        settle(() => resolve({ bytes, pages, untaken }));
        return;
      }
      const part = job.parts[message.want];
      if (part === undefined) return fail(new AppError('internal', { params: { what: 'part' } }));
      at = message.want;
      onProgress?.(done, part.title);
      bytesOf(part).then(
        (bytes) => {
          done += bytes.length;
          if (signal?.aborted !== true) worker.postMessage(bytes, [bytes.buffer]);
        },
        (error: unknown) => fail(error),
      );
      return undefined;
    });
    worker.once('error', fell);
    worker.once('exit', (code) => fell(new Error(`reading copy: exit ${code}`)));
  });
}
