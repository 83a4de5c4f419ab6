import type { ReadResult } from '../../../shared/model/reading.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { linesOf } from '../../../shared/reading/source.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { extractText } from './extract.ts';
import { readApart } from './read-apart.ts';

/** A larger document is no agreement; it would only fill memory. */
const mostBytes = 128 * 1024 * 1024;

/**
 * Reads a sealed agreement: opens it in memory, extracts its text in a worker, finds the fields.
 * @throws AppError `file_too_complex`, `file_damaged`, `file_encrypted`, `no_text_layer`,
 *   `file_type_refused`, `object_damaged`, `cancelled`
 */
export async function readDocument(
  open: Open,
  row: ObjectRow,
  job: Job,
): Promise<{ lines: string[]; text: string; result: ReadResult }> {
  if (row.size > mostBytes) {
    throw new AppError('file_too_complex', { params: { bytes: row.size, most: mostBytes } });
  }
  const bytes = await wholeOf(open, row, job);
  const extracted = await extractText(bytes, {
    signal: job.signal,
    onProgress: (done, total) => job.progress({ done, total, unit: 'pages', label: row.meta.name }),
  });
  bytes.fill(0);
  const { text } = extracted;
  return { lines: linesOf(text), text, result: await readApart(extracted, job.signal) };
}

/** A sealed file opened whole into memory; the caller zeroes it. @throws AppError `object_damaged`, `cancelled` */
export async function wholeOf(open: Open, row: ObjectRow, job: Job): Promise<Uint8Array> {
  const key = open.store.objects.fileKey(row);
  const bytes = new Uint8Array(row.size);
  let at = 0;
  try {
    for await (const piece of open.vault.stream(row.id, key, row.rootTag, {
      signal: job.signal,
      lent: true,
    })) {
      bytes.set(piece, at);
      at += piece.length;
    }
  } finally {
    key.destroy();
  }
  return bytes;
}
