import { AppError } from '../../../shared/model/errors.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import { runLimited } from '../../jobs/run-limited.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { readFace } from '../papers/fonts.ts';
import { pdfAssets } from '../reading/extract.ts';
import { wholeOf } from '../reading/read-document.ts';
import { type DrawAnswer, type DrawOrder, type PageSource, pageSourceOf } from './draw-page.ts';

const mostBytes = { pdf: 128 * 1024 * 1024, image: 64 * 1024 * 1024, text: 8 * 1024 * 1024 } as const;
const limits = { heapMb: 768, deadlineMs: 60_000, growthBytes: 1536 * 1024 * 1024 };

/** One page as pixels, and how many there are. */
export interface SeenPage {
  pages: number;
  width: number;
  height: number;
  png: Uint8Array<ArrayBuffer>;
}

/**
 * One page of a sealed paper as pixels with name and time burnt in (E-04): what a person sees who may look and not
 * copy. File and text stay in main; the page that comes out has neither.
 * @param page 1-based
 * @param width pixels
 * @throws AppError `file_type_refused` (nothing to be drawn), `file_too_complex`, `file_damaged`, `file_encrypted`,
 *   `not_found` (no such page), `object_damaged`, `cancelled`
 */
export async function lookAtPage(
  open: Open,
  row: ObjectRow,
  wanted: Pick<DrawOrder, 'page' | 'width' | 'marks'>,
  job: Job,
): Promise<SeenPage> {
  const source = pageSourceOf(row.meta.type);
  if (source === null || row.size === 0)
    throw new AppError('file_type_refused', { params: { type: row.meta.type } });
  const most = mostBytes[source];
  if (row.size > most) throw new AppError('file_too_complex', { params: { bytes: row.size, most } });
  const whole = await wholeOf(open, row, job);
  const bytes = new Uint8Array(whole);
  whole.fill(0);
  return drawPage(bytes, source, wanted, job);
}

/** One page of bytes in memory as pixels, drawn in a worker that takes them. @throws AppError as {@link lookAtPage} */
export async function drawPage(
  bytes: Uint8Array<ArrayBuffer>,
  source: PageSource,
  wanted: Pick<DrawOrder, 'page' | 'width' | 'marks'>,
  job: Job,
): Promise<SeenPage> {
  const order: DrawOrder = { ...wanted, source, bytes, assets: pdfAssets(), face: await readFace('regular') };
  const answer = await runLimited<DrawAnswer>('draw-page', order, limits, {
    signal: job.signal,
    transferList: [bytes.buffer],
  });
  if (answer.kind === 'failed') throw new AppError(answer.code);
  const { kind: _done, ...seen } = answer;
  return seen;
}
