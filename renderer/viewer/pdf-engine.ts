import { pdfjs } from 'react-pdf';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { ErrorCode } from '../../shared/model/errors.ts';
import { type Source, SourceError } from './source.ts';

export type Pdf = Awaited<ReturnType<typeof pdfjs.getDocument>['promise']>;

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string | null },
  ): { createScriptURL(url: string): unknown };
}

// Threat: another script as a worker. Only the one file of the build passes, whatever asks.
const policies = (globalThis as unknown as { trustedTypes?: Policies }).trustedTypes;
const policy = policies?.createPolicy('pdf-worker', {
  createScriptURL: (url) => (url === workerUrl ? url : null),
});

/** What pdf.js reads at run time lies beside the build; nothing comes from a network. */
const files = {
  cMapUrl: '/pdfjs/cmaps/',
  cMapPacked: true,
  standardFontDataUrl: '/pdfjs/standard_fonts/',
  wasmUrl: '/pdfjs/wasm/',
  iccUrl: '/pdfjs/iccs/',
} as const;

/** Bytes asked for at once: pdf.js touches every page before the first, and larger pieces add up to the whole file. */
const pieceBytes = 64 * 1024;
/** Nothing came for so long: the file keeps its worker busy for ever. */
const deadlineMs = 30_000;
/** A picture of more pixels would take a quarter of a gigabyte. */
const mostPixels = 64 * 1024 * 1024;

export interface OpenPdf {
  pdf: Pdf;
  close(): void;
}

/** Why a PDF does not open, as one of our codes. */
export class PdfError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.name = 'PdfError';
    this.code = code;
  }
}

/**
 * Opens a PDF in a worker of its own, which dies with the view: a file that never ends takes nothing along.
 * @throws PdfError `file_encrypted`, `file_damaged`, `file_too_complex`, or what kept the bytes away
 */
export async function openPdf(source: Source, signal: AbortSignal): Promise<OpenPdf> {
  const address = (policy?.createScriptURL(workerUrl) ?? workerUrl) as string;
  const thread = new Worker(address, { type: 'module' });
  const worker = new pdfjs.PDFWorker({ port: thread as never, verbosity: 0 });
  let watch: ReturnType<typeof setTimeout> | undefined;
  let failed: ErrorCode | null = null;
  const task = pdfjs.getDocument({
    range: rangesOf(source, alive, (code) => {
      failed = code;
      close();
    }) as never,
    rangeChunkSize: pieceBytes,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    maxImageSize: mostPixels,
    verbosity: 0,
    worker,
    ...files,
  });

  function close(): void {
    clearTimeout(watch);
    void task.destroy().catch(() => undefined);
    worker.destroy();
    thread.terminate();
  }

  function alive(): void {
    clearTimeout(watch);
    watch = setTimeout(() => {
      failed ??= 'file_too_complex';
      close();
      stop?.(new PdfError('file_too_complex'));
    }, deadlineMs);
  }

  let stop: ((error: Error) => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  signal.addEventListener('abort', () => {
    close();
    stop?.(new PdfError('cancelled'));
  });
  // Asking for a password is refusing: what is sealed here has to open in thirty years.
  task.onPassword = () => {
    failed = 'file_encrypted';
    close();
    stop?.(new PdfError('file_encrypted'));
  };
  alive();
  try {
    const pdf = await Promise.race([task.promise, stopped]);
    clearTimeout(watch);
    return { pdf, close };
  } catch (error) {
    close();
    throw new PdfError(failed ?? codeOf(error));
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof PdfError) return error.code;
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'file_encrypted';
  if (name === 'ResponseException') return 'object_damaged';
  return 'file_damaged';
}

function rangesOf(source: Source, alive: () => void, failed: (code: ErrorCode) => void): unknown {
  class Ranges extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      source
        .range(begin, Math.min(end, source.size))
        .then((bytes) => {
          alive();
          // The worker takes the buffer away: give it one of its own.
          this.onDataRange(begin, bytes.slice());
        })
        .catch((error: unknown) => failed(error instanceof SourceError ? error.refusal.code : 'io_failed'));
    }
  }
  return new Ranges(source.size, null);
}
