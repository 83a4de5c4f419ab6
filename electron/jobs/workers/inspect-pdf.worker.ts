import { parentPort, workerData } from 'node:worker_threads';

// Foreign bytes are parsed here only, so that what goes wrong ends this worker and nothing else.
const { bytes } = workerData as { bytes: Uint8Array };
try {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // pdf.js looks for its worker as a file; here it is handed over, from source and bundle alike.
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  const task = getDocument({ data: bytes, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  parentPort?.postMessage({ pages: document.numPages });
} catch {
  parentPort?.postMessage({ pages: null });
}
