import type { z } from 'zod';
import { formatBagInfo } from '../../../shared/archive/bag-info.ts';
import { formatLine } from '../../../shared/archive/manifest.ts';
import { extensionOf, safeName } from '../../../shared/archive/names.ts';
import { dossierSchema } from '../../../shared/model/dossier-schema.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import type { ArchiveInput, Mapped, Planned } from './archive-input.ts';
import { catalogue } from './catalogue.ts';
import { datasetReadme } from './dataset-readme.ts';
import { someAtOnce } from './digesting.ts';
import { type Forms, formsOf } from './forms.ts';
import { writeMaterial } from './materials.ts';
import { metadataSchema } from './metadata-schema.ts';
import { metadataXml } from './metadata.ts';
import { type OutFolder, withOutFolder, type Written } from './out-folder.ts';
import { supplementNumber, supplementTo } from './supplement.ts';
import { type PapersResult, renderPapers } from '../papers/render.ts';
import { bagReadme } from './readme.ts';

/** The version of the format that is written (docs/archive-format.md). */
export const archiveVersion = 2;

const bytesOf = (text: string) => new TextEncoder().encode(text);
// Lone surrogates of a name stay as `\\ud800` escapes, so the exact name comes back.
const json = (value: unknown) => bytesOf(`${JSON.stringify(value, null, 2)}\n`);

/**
 * Writes the dossier as a BagIt 1.0 bag (A-T07, E-14): readable without this application, never encrypted
 * (docs/archive-format.md). The folder appears whole or not at all.
 * @throws AppError `object_damaged` | `destination_exists` | `destination_unwritable` | `name_refused` |
 *   `disk_full` | `cancelled` | `io_failed`
 */
export async function exportArchive(input: ArchiveInput): Promise<z.infer<typeof Exported>> {
  const name = input.folderName ?? archiveName(input);
  const total = input.materials.reduce((sum, { size }) => sum + size, 0);
  const state = { done: 0, label: '' };
  const tell = () => input.onProgress?.(Math.min(state.done, total), total, state.label);
  const options = {
    signal: input.signal,
    layer: input.layer,
    expectedBytes: total,
    onBytes: (bytes: number) => {
      state.done += bytes;
      tell();
    },
  };
  const planned = plan(input);
  // The forms are set in a worker while the files go out: neither waits for the other.
  const forms = beginForms(input, planned);
  return withOutFolder(input.destination, name, options, async (out) => {
    const files: Mapped[] = [];
    await someAtOnce(input.materials, async (material, index) => {
      state.label = material.name;
      tell();
      const row = planned[index] as Planned;
      const { sha512 } = await writeMaterial(out, row.path, material);
      files[index] = { ...row, sha512 };
    });
    state.label = '';
    await writeRecord(out, input, files, forms.made);
    await writeTags(out, input);
    return {
      name,
      files: out.files.length,
      bytes: out.files.reduce((sum, { size }) => sum + size, 0),
    };
  }).finally(forms.stop);
}

/** Where each file goes and what is known of it beforehand; {@link writeMaterial} refuses what is not so. */
function plan({ materials }: ArchiveInput): Planned[] {
  const digits = Math.max(4, String(materials.length).length);
  return materials.map((material, index) => {
    const { name, object, type, size, pages, pieceKey, sealedAt, author, meta } = material;
    const path = `data/evidence/${String(index + 1).padStart(digits, '0')}${asciiExtension(name)}`;
    const digests = { sm3: material.sm3.toLowerCase(), sha256: material.sha256.toLowerCase() };
    return { path, name, object, type, size, pages, piece: pieceKey, at: sealedAt, author, meta, ...digests };
  });
}

interface MadeForms {
  forms: Forms;
  made: PapersResult;
}

function beginForms(
  input: ArchiveInput,
  files: readonly Planned[],
): { made: Promise<MadeForms>; stop: () => void } {
  const forms = formsOf(input, files);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(input.signal === undefined ? [] : [input.signal])]);
  const made = renderPapers(
    {
      papers: forms.papers.map(({ paper }) => paper),
      workbooks: forms.workbooks.map(({ workbook }) => workbook),
    },
    signal,
  ).then((result) => ({ forms, made: result }));
  // Waited for when the files are out; until then its failure is not an unhandled one.
  made.catch(() => undefined);
  return { made, stop: () => stop.abort() };
}

/** `<编号>_归档_<YYYYMMDD>`. */
function archiveName({ number, title, definition, language, today, supplement }: ArchiveInput): string {
  if (supplement !== undefined) {
    const which = `${language === 'zh' ? '补充归档' : 'supplement'}_${String(supplement.number).padStart(3, '0')}`;
    return safeName(`${safeName(supplement.to, 80)}_${which}`);
  }
  const what = safeName(number || title || definition.title[language], 40, 'dossier');
  return safeName(`${what}_${language === 'zh' ? '归档' : 'archive'}_${today.replaceAll('-', '')}`);
}

function asciiExtension(name: string): string {
  const extension = extensionOf(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : '';
}

async function writeRecord(
  out: OutFolder,
  input: ArchiveInput,
  files: readonly Mapped[],
  forms: Promise<MadeForms>,
): Promise<void> {
  const { definition, dossier, obligations, findings, history, audit, today, supplement } = input;
  const version = archiveVersion;
  const record: [name: string, value: unknown][] = [
    ['dossier.json', dossier],
    ['dossier.schema.json', dossierSchema(definition)],
    ['history.json', { version, rows: input.rows ?? [], people: input.people ?? {}, history }],
    ['files.json', { version, files, ...(supplement === undefined ? {} : { earlier: supplement.earlier }) }],
    ['obligations.json', { version, today, obligations }],
    ['findings.json', { version, today, findings }],
    // Titles and clauses of every key: without them the record is not readable in thirty years.
    ['definition.json', definition],
    ...(audit === undefined ? [] : [['audit.json', { version, audit }] as [string, unknown]]),
    ...(input.origin == null
      ? []
      : [['origin.json', { version, origin: input.origin }] as [string, unknown]]),
  ];
  for (const [name, value] of record) await out.write(`data/record/${name}`, json(value));
  await writeDescriptions(out, input, files, await forms);
  const others = out.files.map(({ path }) => path).filter((path) => !path.startsWith('data/evidence/'));
  await out.write('data/index.html', bytesOf(catalogue({ ...input, files, others })));
}

/** The metadata in XML with its schema, and the forms of the volume for print and as lists. */
async function writeDescriptions(
  out: OutFolder,
  input: ArchiveInput,
  files: readonly Mapped[],
  { forms, made }: MadeForms,
): Promise<void> {
  await out.write('data/metadata/archive.xml', bytesOf(metadataXml(input, files)));
  await out.write('data/metadata/archive.xsd', bytesOf(metadataSchema));
  if (files.some(({ meta }) => meta?.['dataset'] !== undefined)) {
    await out.write('data/metadata/datasets.txt', bytesOf(datasetReadme));
  }
  for (const [index, bytes] of made.papers.entries())
    await out.write(`data/forms/${forms.papers[index]?.file}.pdf`, bytes);
  for (const [index, bytes] of made.workbooks.entries()) {
    await out.write(`data/forms/${forms.workbooks[index]?.file}.xlsx`, bytes);
  }
}

async function writeTags(out: OutFolder, input: ArchiveInput): Promise<void> {
  const payload = [...out.files].sort(byPath);
  const bytes = payload.reduce((sum, { size }) => sum + size, 0);
  const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
  const info = formatBagInfo([
    ...(input.organization ? [['Source-Organization', input.organization] as const] : []),
    ['Contact-Name', input.author],
    ['External-Description', `${input.definition.title.zh} ${input.title}（卷宗归档包，未加密）`],
    ['Bagging-Date', input.today],
    ['External-Identifier', input.number || input.title || input.definition.id],
    ['Payload-Oxum', `${bytes}.${payload.length}`],
    ['Bag-Software-Agent', `juanzong ${input.version}`],
    ['Juanzong-Archive-Version', String(archiveVersion)],
    ...(input.supplement === undefined
      ? []
      : ([
          ['Bag-Group-Identifier', input.supplement.to],
          ['Bag-Count', `${input.supplement.number + 1} of ?`],
          [supplementTo, input.supplement.manifest],
          [supplementNumber, String(input.supplement.number)],
        ] as const)),
  ]);
  await out.write('bagit.txt', bytesOf(declaration));
  await out.write('bag-info.txt', bytesOf(info));
  await out.write('README.txt', bytesOf(bagReadme()));
  await out.write('manifest-sha256.txt', listOf(payload, 'sha256'));
  await out.write('manifest-sha512.txt', listOf(payload, 'sha512'));
  // In a tag file of its own: strict readers refuse a bag with a `manifest-sm3.txt`.
  await out.write('juanzong/sm3.txt', listOf([...out.files].sort(byPath), 'sm3'));
  const tags = out.files.filter(({ path }) => !path.startsWith('data/')).sort(byPath);
  await out.write('tagmanifest-sha256.txt', listOf(tags, 'sha256'));
  await out.write('tagmanifest-sha512.txt', listOf(tags, 'sha512'));
}

function listOf(files: readonly Written[], algorithm: 'sha256' | 'sha512' | 'sm3'): Uint8Array {
  return bytesOf(files.map((file) => formatLine(file[algorithm], file.path)).join(''));
}

function byPath(a: Written, b: Written): number {
  return a.path < b.path ? -1 : 1;
}
