import path from 'node:path';
import { z } from 'zod';
import { parseBagInfo } from '../../../../shared/archive/bag-info.ts';
import { parseLine } from '../../../../shared/archive/manifest.ts';
import { collisionKey } from '../../../../shared/archive/names.ts';
import { maskedAmount } from '../../../../shared/money/mask.ts';
import { formatDossier, parseDossier } from '../../../../shared/model/exchange.ts';
import { stableId } from '../../../../shared/model/stable-id.ts';
import type { DossierRecord } from '../../../../shared/model/record.ts';
import type { OriginValue } from '../../dossiers/origin.ts';
import { definitionOf } from '../../dossiers/definitions.ts';
import { archiveVersion } from '../export-archive.ts';
import { manifestDigest, supplementNumber, supplementOf, supplementsBeside } from '../supplement.ts';
import { linesOf, readTag } from '../read-tags.ts';
import { verifyArchive, type VerifyOptions } from '../verify.ts';
import { walk } from '../walk.ts';
import {
  type ArchivedFile,
  AuditFile,
  type EarlierFile,
  FilesFile,
  HistoryFile,
  OriginFile,
  readRecordFile,
} from './archived-files.ts';
import { type ArchivedRow, recordFrom, rowsOf } from './archived-record.ts';
import { withOldDatasets } from './old-datasets.ts';
import { refused } from './refuse.ts';

/** A file and the folder that it lies in: the archive's, or one of its supplements'. */
export type PlacedFile = ArchivedFile & { root: string };

/** An archive that was looked at whole: everything of it can be brought in, and nothing has been. */
export interface Archived {
  root: string;
  name: string;
  format: number;
  manifest: string;
  /** How many supplements were found beside it. */
  supplements: number;
  record: DossierRecord;
  sample: boolean;
  rows: ArchivedRow[];
  files: PlacedFile[];
  people: Record<string, string>;
  audit: OriginValue['audit'];
  before: OriginValue | null;
}

const needed = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'juanzong/sm3.txt',
];

/**
 * Looks at an archive and refuses it whole where anything of it is not as the format says: bytes, names, versions,
 * shapes, and whether the record and its history tell the same.
 * @throws AppError `not_an_archive`, `archive_refused` {reason, path}, `unknown_kind`, `cancelled`
 */
export async function readArchive(folder: string, options: VerifyOptions): Promise<Archived> {
  const root = path.resolve(folder);
  const base = await partOf(root, options);
  const supplement = await supplementOf(root);
  if (supplement !== null) throw refused('supplement', path.basename(root));
  const parts = [base];
  for (const { root: beside, number } of await supplementsBeside(root)) {
    if (number !== parts.length) throw refused('inconsistent', `${supplementNumber} ${number}`);
    parts.push(await partOf(beside, options));
  }
  // The record is that of the newest supplement; its files lie in it and in what came before.
  const newest = parts.at(-1) ?? base;
  const files = await withOldDatasets(filesOf(parts));
  await requireAmounts(newest.root);
  const history = await readRecordFile(newest.root, 'history.json', HistoryFile);
  if (history === null) throw refused('no_record', 'data/record/history.json');
  const told = withAuthors(history.history, history.people ?? {});
  const rows = rowsOf(told.history, history.rows);
  requireKnownObjects(rows, files);
  const { record, sample } = recordFrom(rows, definitionOf);
  await requireSameRecord(newest.root, record);
  const audit = await readRecordFile(newest.root, 'audit.json', AuditFile);
  const origin = await readRecordFile(newest.root, 'origin.json', OriginFile);
  return {
    root,
    name: path.basename(root),
    format: base.format,
    manifest: await manifestDigest(root),
    supplements: parts.length - 1,
    record,
    sample,
    rows,
    files,
    people: told.people,
    audit: audit?.audit ?? null,
    before: origin?.origin ?? null,
  };
}

/** Words in place of amounts (B-Q16) are for reading: there is no record in them to bring back. */
async function requireAmounts(root: string): Promise<void> {
  const said = await readRecordFile(root, 'dossier.json', z.unknown());
  if (JSON.stringify(said)?.includes(maskedAmount) === true)
    throw refused('withheld', 'data/record/dossier.json');
}

/** One folder of an archive, verified: its own files, and those that its record finds in the folders before it. */
interface Part {
  root: string;
  format: number;
  files: ArchivedFile[];
  earlier: EarlierFile[];
}

async function partOf(root: string, options: VerifyOptions): Promise<Part> {
  const report = await verifyArchive(root, options);
  const first = report.findings[0];
  if (first !== undefined) throw refused('invalid', `${first.code} ${first.path}`);
  await requireOurs(root, options.signal);
  const format = await versionOf(root);
  const said = await readRecordFile(root, 'files.json', FilesFile);
  if (said === null) throw refused('no_record', 'data/record/files.json');
  await requireFiles(root, said.files);
  return { root, format, files: said.files, earlier: said.earlier ?? [] };
}

/** Every file of the record with the folder that it lies in; a file that lies in none of them is told. */
function filesOf(parts: readonly Part[]): PlacedFile[] {
  const lying = new Map<string, PlacedFile[]>();
  for (const { root, files } of parts)
    for (const file of files) {
      const print = printOf(file);
      lying.set(print, [...(lying.get(print) ?? []), { ...file, root }]);
    }
  const newest = parts.at(-1);
  if (newest === undefined) return [];
  const earlier = newest.earlier.map((file): PlacedFile => {
    const found = lying.get(printOf(file))?.shift();
    if (found === undefined || found.root === newest.root) throw refused('inconsistent', file.name);
    return { ...found, ...file };
  });
  const own = newest.files.map((file) => ({ ...file, root: newest.root }));
  const all = [...earlier, ...own];
  if (new Set(all.map(({ object }) => object)).size !== all.length)
    throw refused('inconsistent', 'files.json');
  return all;
}

function printOf({ sm3, sha256, size }: Pick<ArchivedFile, 'sm3' | 'sha256' | 'size'>): string {
  return `${sm3} ${sha256} ${size}`;
}

/** Written by us: every list is there, and no two names become one on another system. */
async function requireOurs(root: string, signal?: AbortSignal): Promise<void> {
  const { files } = await walk(root, signal);
  for (const file of needed) if (!files.has(file)) throw refused('foreign', file);
  if (files.has('fetch.txt')) throw refused('foreign', 'fetch.txt');
  const keys = new Set<string>();
  for (const file of files) {
    const key = collisionKey(file);
    if (keys.has(key)) throw refused('names', file);
    keys.add(key);
  }
}

async function versionOf(root: string): Promise<number> {
  const text = (await readTag(path.join(root, 'bag-info.txt'), 'utf-8')) ?? '';
  const said = parseBagInfo(text).elements.filter(([label]) => label === 'Juanzong-Archive-Version');
  const version = said.length === 1 && /^\d{1,6}$/.test(said[0]?.[1] ?? '') ? Number(said[0]?.[1]) : 0;
  if (version < 1) throw refused('foreign', 'bag-info.txt');
  if (version > archiveVersion) throw refused('newer', `Juanzong-Archive-Version ${version}`);
  return version;
}

/** `files.json` names exactly the evidence that the manifest lists, under plain names, with the same digests. */
async function requireFiles(root: string, files: readonly ArchivedFile[]): Promise<void> {
  const listed = new Map<string, string>();
  for await (const line of linesOf(path.join(root, 'manifest-sha256.txt'), 'utf-8')) {
    const parsed = parseLine(line, [1, 0]);
    if (parsed?.path.startsWith('data/evidence/') === true) listed.set(parsed.path, parsed.digest);
  }
  const objects = new Set<string>();
  for (const file of files) {
    if (!/^data\/evidence\/\d{4,9}(\.[a-z0-9]{1,8})?$/.test(file.path)) throw refused('names', file.path);
    if (listed.get(file.path) !== file.sha256) throw refused('inconsistent', file.path);
    listed.delete(file.path);
    if (objects.has(file.object)) throw refused('inconsistent', file.path);
    objects.add(file.object);
  }
  const [stray] = listed.keys();
  if (stray !== undefined) throw refused('inconsistent', stray);
}

/** Before version 2 a version tells a name only; it becomes an account of its own that nobody here is. */
export function withAuthors(history: z.infer<typeof HistoryFile>['history'], people: Record<string, string>) {
  const names = { ...people };
  const all = history.map((version) => {
    const author_id = version.author_id ?? stableId(`author ${version.author}`);
    names[author_id] ??= version.author;
    return { ...version, author_id };
  });
  return { history: all, people: names };
}

/** Evidence that a fact stands on is in the archive. */
export function requireKnownObjects(
  rows: readonly ArchivedRow[],
  files: readonly Pick<ArchivedFile, 'object'>[],
): void {
  const known = new Set<string>(files.map(({ object }) => object));
  for (const { row, noun, versions } of rows) {
    if (noun === 'object' && !known.has(row)) throw refused('inconsistent', `history ${row}`);
    if (noun !== 'event') continue;
    for (const { value } of versions) {
      const evidence = (value as { evidence?: unknown } | null)?.evidence;
      for (const object of Array.isArray(evidence) ? evidence : [])
        if (!known.has(String(object))) throw refused('inconsistent', `evidence ${String(object)}`);
    }
  }
}

/** The record in yuan says what the newest versions say: an archive in which they differ was tampered with. */
async function requireSameRecord(root: string, record: DossierRecord): Promise<void> {
  const said = await readRecordFile(root, 'dossier.json', z.unknown());
  if (said === null) throw refused('no_record', 'data/record/dossier.json');
  const definition = definitionOf(record.kind);
  const [theirs, ours] = [said, formatDossier(record, definition)].map((json) => {
    try {
      return sorted(parseDossier(json, definitionOf));
    } catch (cause) {
      throw refused('malformed', 'data/record/dossier.json', cause);
    }
  });
  if (theirs !== ours) throw refused('inconsistent', 'data/record/dossier.json');
}

/** JSON with its keys in one order, lists as they are. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
