import type { z } from 'zod';
import { safeName } from '../../../shared/archive/names.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import type { Context } from '../../ipc/context.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import type { Paper } from '../papers/paper.ts';
import { renderPapers } from '../papers/render.ts';

interface What {
  folder: string;
  paper: Paper;
  /** Number or title of the dossier, for the folder's name. */
  name: string;
  /** Amounts were kept back (B-Q16): the log says so. */
  withheld: boolean;
}

/** Writes a paper as docx, to go on with, and as PDF, to print, into a new folder that appears whole or not at all. */
export async function writePaper(
  context: Context,
  { folder, paper, name: what, withheld }: What,
): Promise<z.infer<typeof Exported>> {
  const { signal } = context.job;
  const parts = [safeName(what, 40, ''), paper.title, paper.date.replaceAll('-', '')];
  const name = safeName(parts.filter((part) => part !== '').join('_'));
  const written = await withOutFolder(folder, name, { signal }, async (out) => {
    const made = await renderPapers({ papers: [paper], workbooks: [], documents: [paper] }, signal);
    for (const bytes of made.papers) await out.write(`${safeName(paper.title)}.pdf`, bytes);
    for (const bytes of made.documents) await out.write(`${safeName(paper.title)}.docx`, bytes);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
  const { files, bytes } = written;
  context.note({ files, bytes, ...(withheld ? { amounts: 'withheld' } : {}) });
  return written;
}
