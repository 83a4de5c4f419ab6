import { parentPort, workerData } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

// Foreign bytes are parsed here only, so that what goes wrong ends this worker and nothing else.
const { bytes } = workerData as { bytes: Uint8Array };
try {
  const task = getDocument({ data: bytes, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  parentPort?.postMessage({ pages: document.numPages });
} catch {
  parentPort?.postMessage({ pages: null });
}
