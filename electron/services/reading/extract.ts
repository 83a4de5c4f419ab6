import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/model/errors.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import { watchMemory } from '../../jobs/watch-memory.ts';
import { decodeText } from './decode-text.ts';
import { typeOfDocument } from './type-of-document.ts';

/** The text of a document as it is read, and what is worth saying about how it was found. */
export interface Extracted {
  readonly type: 'text' | 'pdf' | 'docx';
  /** Lines end with `\n` for PDF and docx; as the file has them for text. Pages begin with a form feed. */
  readonly text: string;
  readonly pages: number | null;
  /** 1-based pages without a text layer, in a PDF that has one elsewhere. */
  readonly silentPages: readonly number[];
}

export interface ExtractOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** For tests: another deadline. */
  readonly deadlineMs?: number;
  /** For tests: another limit of memory. */
  readonly growthBytes?: number;
}

/** What the worker answers with. */
export type WorkerAnswer =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done'; text: string; pages: number | null; silentPages: number[] }
  | {
      kind: 'failed';
      code: 'file_damaged' | 'file_encrypted' | 'file_too_complex' | 'no_text_layer' | 'file_type_refused';
    };

const mebibyte = 1024 * 1024;
const limits = { text: 8 * mebibyte, pdf: 128 * mebibyte, docx: 64 * mebibyte } as const;
const deadlineMs = 90_000;
const heapMb = 768;
const mostGrowthBytes = 1536 * mebibyte;

/**
 * Extracts the text of a document. The type is told by the content, never by the name; PDF and docx are parsed
 * in a worker with a memory limit and a deadline, whose death is an error of that file only.
 * @param bytes the whole file
 * @throws AppError `file_type_refused`, `file_damaged`, `file_encrypted`, `file_too_complex`, `no_text_layer`,
 *   `file_unreadable` (not text in UTF-8 or GB 18030), `cancelled`
 */
export async function extractText(bytes: Uint8Array, options: ExtractOptions = {}): Promise<Extracted> {
  const type = typeOfDocument(bytes);
  if (bytes.length > limits[type]) {
    throw new AppError('file_too_complex', { params: { bytes: bytes.length, most: limits[type] } });
  }
  if (type === 'text') return { type, text: decodeText(bytes), pages: null, silentPages: [] };
  const answer = await runWorker(type, bytes, options);
  return { type, text: answer.text, pages: answer.pages, silentPages: answer.silentPages };
}

function runWorker(
  type: 'pdf' | 'docx',
  bytes: Uint8Array,
  options: ExtractOptions,
): Promise<Extract<WorkerAnswer, { kind: 'done' }>> {
  if (options.signal?.aborted === true) return Promise.reject(new AppError('cancelled'));
  const copy = new Uint8Array(bytes);
  const worker = spawnWorker(
    'extract-text',
    { type, bytes: copy, assets: pdfAssets() },
    {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 },
      transferList: [copy.buffer],
    },
  );
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
    const timer = setTimeout(() => fail('file_too_complex'), options.deadlineMs ?? deadlineMs);
    const unwatch = watchMemory(options.growthBytes ?? mostGrowthBytes, () => fail('file_too_complex'));
    options.signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'progress') options.onProgress?.(answer.done, answer.total);
      else if (answer.kind === 'done') settle(() => resolve(answer));
      else settle(() => reject(new AppError(answer.code)));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'file_too_complex' : 'file_damaged', error),
    );
    worker.once('exit', () => fail('file_damaged'));
  });
}

/** Where pdf.js keeps its character maps and standard fonts: its package, or beside the built pages. */
/** Where pdf.js finds its maps and fonts: beside the bundle, or in its package; null where it has none. */
export function pdfAssets(): string | null {
  const built = fileURLToPath(new URL('../renderer/pdfjs', import.meta.url));
  if (!import.meta.url.endsWith('.ts') && existsSync(built)) return built;
  try {
    return dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  } catch {
    return null;
  }
}
