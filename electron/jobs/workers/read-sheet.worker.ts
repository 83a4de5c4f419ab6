import { parentPort, workerData } from 'node:worker_threads';
import { judgeSheet } from '../../../shared/ledgers/judge-sheet.ts';
import type { SheetAnswer, SheetJob } from '../../services/ledgers/read-sheet.ts';
import { rawSheets } from '../../services/ledgers/raw-sheets.ts';

// Foreign bytes are parsed and judged here only; whatever goes wrong ends this worker and nothing else.
const { bytes, columns }: SheetJob = workerData;

async function answer(): Promise<SheetAnswer> {
  const raw = await rawSheets(bytes);
  if (!raw.ok) return raw;
  return { ok: true, sheets: raw.sheets.map((sheet) => judgeSheet(sheet, columns)), hidden: raw.hidden };
}

parentPort?.postMessage(await answer());
