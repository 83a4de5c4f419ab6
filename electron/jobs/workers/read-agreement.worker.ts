import { parentPort, workerData } from 'node:worker_threads';
import type { Extracted } from '../../services/reading/extract.ts';
import { readExtracted } from '../../services/reading/read-extracted.ts';

// A stranger's text may take the patterns of the reading any time: it takes this thread's.
const extracted: Extracted = workerData;
parentPort?.postMessage(readExtracted(extracted));
