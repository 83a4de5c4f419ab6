import path from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { Context } from '../../ipc/context.ts';
import type { Supplement } from '../archive/archive-input.ts';
import { readArchive } from '../archive/import/read-archive.ts';
import { refused } from '../archive/import/refuse.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { writeArchive } from './export.ts';

/**
 * Adds to an archive that was written earlier what has come into the dossier since (补充归档): a bag of its own, beside it.
 * The archive and its earlier supplements are verified first, and none of them is touched.
 * @throws AppError as {@link readArchive}; `archive_refused` {other_dossier}, `nothing_to_add`, `amounts_withheld` (B-Q16)
 */
export async function writeSupplement(
  context: Context,
  { dossier, base }: { dossier: DossierId; base: string },
) {
  const { open, job } = context;
  // An archive whose amounts were words cannot be read back, and neither could a supplement of it.
  if (withholdingOf(context, dossier) !== null) throw new AppError('amounts_withheld', { rule: 'B-Q16' });
  const archived = await readArchive(base, {
    signal: job.signal,
    onProgress: (done, total, label) => job.progress({ done, total, unit: 'bytes', label }),
  });
  const loaded = open.shelf.get(dossier);
  // A row keeps its id from store to store: by the record's head a dossier is known.
  const same = archived.rows.some(({ noun, row }) => noun === 'fields' && row === loaded.fields?.row);
  if (!same) throw refused('other_dossier', archived.name);
  const lying = new Map<string, number>();
  const printOf = (sm3: string, sha256: string, size: number) => `${sm3} ${sha256} ${size}`;
  for (const { sm3, sha256, size } of archived.files) {
    const print = printOf(sm3, sha256, size);
    lying.set(print, (lying.get(print) ?? 0) + 1);
  }
  const there = loaded.objects.filter(({ size, meta }) => {
    const print = printOf(meta.sm3, meta.sha256, size);
    const left = lying.get(print) ?? 0;
    lying.set(print, left - 1);
    return left > 0;
  });
  if (there.length === loaded.objects.length) throw new AppError('nothing_to_add', { rule: 'A-T07' });
  const earlier = there.map(({ id, size, author, at, meta }): Supplement['earlier'][number] => ({
    object: id,
    name: meta.name,
    type: meta.type,
    size,
    pages: typeof meta['pages'] === 'number' ? meta['pages'] : null,
    piece: null,
    at,
    author,
    meta,
    sm3: meta.sm3,
    sha256: meta.sha256,
  }));
  const { name: to, manifest, supplements } = archived;
  const supplement: Supplement = { to, manifest, number: supplements + 1, earlier };
  return writeArchive(context, { dossier, folder: path.dirname(path.resolve(base)), supplement });
}
