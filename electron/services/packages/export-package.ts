import type { z } from 'zod';
import type { Definition } from '../../../shared/agreements/define.ts';
import { safeName } from '../../../shared/archive/names.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import type { PackageView } from '../../../shared/model/derived.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { ExportOutput } from '../archive/archive-input.ts';
import { type Material, writeMaterial } from '../archive/materials.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { identityOf } from '../dossiers/definitions.ts';
import { draftMark } from '../export/draft-mark.ts';
import { renderPapers } from '../papers/render.ts';
import { placeMaterials } from './contents.ts';
import { contentsPaper, missingPaper, packageSheets } from './package-papers.ts';

export interface PackageInput extends ExportOutput {
  view: PackageView;
  definition: Definition;
  record: DossierRecord;
  materials: readonly Material[];
  /** A package that is not ready leaves only as a marked draft (P-A3). */
  incomplete: boolean;
  /** Number and title for the papers; from the record where not given. */
  number?: string;
  title?: string;
}

/**
 * Writes a package into a new folder: each file byte for byte under a readable name, 卷内目录 as xlsx and PDF, and
 * 缺件清单 where it is incomplete. The folder appears whole or not at all.
 * @throws AppError `package_incomplete` | `object_damaged` | `destination_exists` | `destination_unwritable` |
 *   `name_refused` | `disk_full` | `cancelled` | `io_failed`
 */
export async function exportPackage(input: PackageInput): Promise<z.infer<typeof Exported>> {
  const { view, record, language, today, author, incomplete, signal } = input;
  if (!view.ready && !incomplete) {
    const lacking = view.pieces.filter(({ state }) => state === 'missing' || state === 'doubtful').length;
    throw new AppError('package_incomplete', { rule: view.id, params: { count: lacking } });
  }
  const number =
    input.number ?? (textOf(record.fields['project_no']) || textOf(record.fields['agreement_no']));
  const title =
    input.title ?? (textOf(record.fields['project_title']) || identityOf(input.definition, record).title);
  const name = input.folderName ?? packageName(input, number || title);
  const placed = placeMaterials(view, input.materials, language);
  const total = placed.reduce((sum, { material }) => sum + material.size, 0);
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
