import type { z } from 'zod';
import type { Definition } from '../../../shared/agreements/define.ts';
import { safeName } from '../../../shared/archive/names.ts';
import type { CopyExported } from '../../../shared/ipc/contract/package.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import type { PackageView } from '../../../shared/model/derived.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { ExportOutput } from '../archive/archive-input.ts';
import { type Material, writeMaterial } from '../archive/materials.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { identityOf } from '../dossiers/definitions.ts';
import { draftMark, markedPaper } from '../export/draft-mark.ts';
import { writeOneFile } from '../export/one-file.ts';
import { renderPapers } from '../papers/render.ts';
import { type Placed, placeMaterials } from './contents.ts';
import { contentsPaper, factsOf, missingPaper, packageSheets } from './package-papers.ts';
import { copyWords } from './reading-copy/front.ts';
import { makeReadingCopy, partsOf, type ReadingCopy } from './reading-copy/make-copy.ts';

export interface PackageInput extends ExportOutput {
  view: PackageView;
  definition: Definition;
  record: DossierRecord;
  materials: readonly Material[];
  /** A package that is not ready leaves only as a marked draft (P-A3). */
  incomplete: boolean;
  /** With the reading copy beside the originals; yes unless it says no. */
  copy?: boolean;
  /** Number and title for the papers; from the record where not given. */
  number?: string;
  title?: string;
}

/**
 * Writes a package into a new folder: each file byte for byte under a readable name, 卷内目录 as xlsx and PDF, the
 * reading copy, and 缺件清单 where it is incomplete. The folder appears whole or not at all.
 * @throws AppError `package_incomplete` | `object_damaged` | `destination_exists` | `destination_unwritable` |
 *   `name_refused` | `disk_full` | `cancelled` | `io_failed`
 */
export async function exportPackage(input: PackageInput): Promise<z.infer<typeof Exported>> {
  const { view, language, today, author, incomplete, signal } = input;
  if (!view.ready && !incomplete) {
    const lacking = view.pieces.filter(({ state }) => state === 'missing' || state === 'doubtful').length;
    throw new AppError('package_incomplete', { rule: view.id, params: { count: lacking } });
  }
  const { number, title } = namesOf(input);
  const name = input.folderName ?? packageName(input, number || title);
  const placed = placeMaterials(view, input.materials, language);
  const copied = input.copy === false ? 0 : bytesOfCopy(placed);
  const total = placed.reduce((sum, { material }) => sum + material.size, copied);
  const state = { done: 0, label: '' };
  const tell = () => input.onProgress?.(Math.min(state.done, total), total, state.label);
  const options = {
    signal,
    layer: input.layer,
    onBytes: (bytes: number) => {
      state.done += bytes;
      tell();
    },
  };
  return withOutFolder(input.destination, name, options, async (out) => {
    for (const { material, path } of placed) {
      state.label = material.name;
      tell();
      await writeMaterial(out, path, material);
    }
    if (input.copy !== false && placed.length > 0) {
      const before = state.done;
      const { bytes } = await copyOf(input, placed, (done, label) => {
        state.done = before + done;
        state.label = label;
        tell();
      });
      await out.write(`${copyWords[language].file}.pdf`, bytes);
      state.done = before + copied;
    }
    state.label = language === 'zh' ? '卷内目录' : 'Contents';
    tell();
    const mark = draftMark(input);
    const papers = { view, placed, number, title, today, author, language, incomplete, mark };
    const made = await renderPapers(
      {
        papers: incomplete ? [contentsPaper(papers), missingPaper(papers)] : [contentsPaper(papers)],
        workbooks: [{ author, date: today, sheets: packageSheets(papers) }],
      },
      signal,
    );
    const names = language === 'zh' ? ['卷内目录', '缺件清单'] : ['Contents', 'Lacking'];
    for (const [index, bytes] of made.papers.entries()) await out.write(`${names[index]}.pdf`, bytes);
    for (const bytes of made.workbooks) await out.write(`${names[0]}.xlsx`, bytes);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
}

/**
 * Writes the reading copy alone, as one file that appears whole or not at all.
 * @throws AppError as {@link exportPackage}, but for `package_incomplete`: what is there may be read
 */
export async function exportCopy(input: PackageInput): Promise<z.infer<typeof CopyExported>> {
  const { number, title } = namesOf(input);
  const placed = placeMaterials(input.view, input.materials, input.language);
  const total = bytesOfCopy(placed);
  const made = await copyOf(input, placed, (done, label) => input.onProgress?.(done, total, label));
  const name = safeName(`${packageName(input, number || title)}_${copyWords[input.language].file}`);
  const written = await writeOneFile(input.destination, name, 'pdf', made.bytes, input.layer);
  return { name: written, files: 1, bytes: made.bytes.length, pages: made.pages, untaken: made.untaken };
}

function copyOf(
  input: PackageInput,
  placed: readonly Placed[],
  onProgress: (done: number, label: string) => void,
): Promise<ReadingCopy> {
  const { view, language, author, today: date } = input;
  const facts = factsOf({ view, language, author, today: date, ...namesOf(input) });
  const head = {
    language,
    title: view.title[language],
    facts,
    author,
    date,
    ...markedPaper(draftMark(input)),
  };
  return makeReadingCopy(placed, head, { signal: input.signal, onProgress });
}

function bytesOfCopy(placed: readonly Placed[]): number {
  return partsOf(placed).reduce(
    (sum, { take, size }) => sum + (take === 'pdf' || take === 'image' ? size : 0),
    0,
  );
}

function namesOf(input: PackageInput): { number: string; title: string } {
  const { record, definition } = input;
  const { fields } = record;
  return {
    number: input.number ?? (textOf(fields['project_no']) || textOf(fields['agreement_no'])),
    title: input.title ?? (textOf(fields['project_title']) || identityOf(definition, record).title),
  };
}

/** `<编号>_<包名>_<YYYYMMDD>`, and `_未齐` where it is a draft. */
function packageName({ view, language, today, incomplete }: PackageInput, what: string): string {
  const parts = [
    safeName(what, 30, ''),
    safeName(view.title[language], 30, view.id),
    today.replaceAll('-', ''),
    ...(incomplete ? [language === 'zh' ? '未齐' : 'incomplete'] : []),
  ];
  return safeName(parts.filter((part) => part !== '').join('_'));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
