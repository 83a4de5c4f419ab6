import type { Column } from '../../../shared/agreements/define.ts';
import type { JudgedSheet } from '../../../shared/ledgers/sheet.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { type Limits, runLimited } from '../../jobs/run-limited.ts';
import type { SheetRefusal } from './raw-sheets.ts';

/** What the worker is handed. */
export interface SheetJob {
  bytes: Uint8Array;
  columns: readonly Column[];
}

export type SheetAnswer =
  | { ok: true; sheets: JudgedSheet[]; hidden: string[] }
  | { ok: false; reason: SheetRefusal };

const mebibyte = 1024 * 1024;
/** A ledger of two thousand rows is some hundred kilobytes. */
export const mostSheetBytes = 20 * mebibyte;
const usual: Limits = { heapMb: 768, deadlineMs: 60_000, growthBytes: 1536 * mebibyte };

/**
 * Reads the sheets of a workbook by the columns of a ledger, in a worker with limits on memory, time and size.
 * @throws AppError `sheet_refused` {reason}, `file_too_complex`, `file_damaged`, `cancelled`
 */
export async function readSheets(
  bytes: Uint8Array,
  columns: readonly Column[],
  options: { signal?: AbortSignal; limits?: Partial<Limits> } = {},
): Promise<{ sheets: JudgedSheet[]; hidden: string[] }> {
  if (bytes.length > mostSheetBytes) throw new AppError('sheet_refused', { params: { reason: 'too_large' } });
  const copy = new Uint8Array(bytes);
  const answer = await runLimited<SheetAnswer>(
    'read-sheet',
    { bytes: copy, columns } satisfies SheetJob,
    { ...usual, ...options.limits },
    { transferList: [copy.buffer], ...(options.signal === undefined ? {} : { signal: options.signal }) },
  );
  if (!answer.ok) throw new AppError('sheet_refused', { params: { reason: answer.reason } });
  return { sheets: answer.sheets, hidden: answer.hidden };
}
