import { parentPort, workerData } from 'node:worker_threads';
import { mergeCopy } from '../../services/packages/reading-copy/merge.ts';
import type { CopyJob, CopyMessage } from '../../services/packages/reading-copy/parts.ts';

const job: CopyJob = workerData;
const port = parentPort;
if (port === null) throw new Error('no parent');

const tell = (message: CopyMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const { bytes, pages, untaken } = await mergeCopy(job, (want) => {
  const answer = new Promise<Uint8Array>((resolve) => port.once('message', resolve));
  tell({ want });
  return answer;
});
const whole = new Uint8Array(bytes);
tell({ done: whole, pages, untaken }, [whole.buffer]);
