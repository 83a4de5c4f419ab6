import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { parseBagInfo, parseOxum } from '../../../../shared/archive/bag-info.ts';
import type { VerifyReport } from '../../../../shared/ipc/contract/archive.ts';
import { AppError } from '../../../../shared/model/errors.ts';
import type { DossierRecord } from '../../../../shared/model/record.ts';
import { archiveRefusals } from '../../../../shared/text/archive-refusals.ts';
import { definitionOf } from '../../dossiers/definitions.ts';
import { headBytes, typeOf } from '../../evidence/type.ts';
import { type ArchivedFile, FilesFile, HistoryFile, readRecordFile } from '../import/archived-files.ts';
import { recordFrom, rowsOf } from '../import/archived-record.ts';
import { openToRead, readTag } from '../read-tags.ts';
import { verifyArchive, type VerifyOptions } from '../verify.ts';
import { walk } from '../walk.ts';

/** What was found of an archive in a folder; where a part cannot be read, its fault stands in its place. */
export interface Facts {
  root: string;
  report: VerifyReport;
  files: ArchivedFile[] | null;
  history: z.infer<typeof HistoryFile>['history'] | null;
  record: DossierRecord | null;
  /** Why `files`, `history` or `record` are not there. */
  faults: string[];
  /** Every path of the folder. */
  names: ReadonlySet<string>;
  xml: string;
  made: string;
  oxum: { bytes: number; files: number } | null;
  /** The type of each file's bytes, and whether they are under a password. */
  found: Map<string, { type: string; locked: boolean }>;
  blocking: string[];
}

export async function factsOf(folder: string, options: VerifyOptions): Promise<Facts> {
  const root = path.resolve(folder);
  const report = await verifyArchive(root, options);
  const { files: names } = await walk(root, options.signal);
  const faults: string[] = [];
  const attempt = async <T>(work: () => Promise<T> | T): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reasons: Readonly<Record<string, string>> = archiveRefusals.zh;
      const reason = String(error.params?.['reason'] ?? error.code);
      faults.push(`${reasons[reason] ?? reason} ${String(error.params?.['path'] ?? '')}`.trim());
      return null;
    }
  };
  const files = (await attempt(() => readRecordFile(root, 'files.json', FilesFile)))?.files ?? null;
  const told = await attempt(() => readRecordFile(root, 'history.json', HistoryFile));
  const history = told?.history ?? null;
  const record =
    told === null
      ? null
      : await attempt(() => recordFrom(rowsOf(told.history, told.rows), definitionOf).record);
  const info = names.has('bag-info.txt')
    ? ((await readTag(path.join(root, 'bag-info.txt'), 'utf-8')) ?? '')
    : '';
  const { elements } = parseBagInfo(info);
  const element = (label: string) => elements.find(([one]) => one === label)?.[1] ?? '';
  const found: Facts['found'] = new Map();
  for (const file of files ?? []) {
    options.signal?.throwIfAborted();
    if (names.has(file.path)) found.set(file.path, await look(path.join(root, file.path)));
  }
  return {
    root,
    report,
    files,
    history,
    record,
    faults,
    names,
    xml: names.has('data/metadata/archive.xml')
      ? await readFile(path.join(root, 'data/metadata/archive.xml'), 'utf8')
      : '',
    made: element('Bagging-Date'),
    oxum: parseOxum(element('Payload-Oxum')),
    found,
    blocking: await blockingOf(root, names),
  };
}

const tailBytes = 64 * 1024;

async function look(file: string): Promise<{ type: string; locked: boolean }> {
  const handle = await openToRead(file);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, headBytes));
    await handle.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size, tailBytes));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const type = await typeOf(head);
    const pdf = type === 'application/pdf' && tail.includes('/Encrypt');
    const zip = head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' && ((head[6] ?? 0) & 1) === 1;
    return { type, locked: pdf || zip || type === 'application/x-cfb-encrypted' };
  } finally {
    await handle.close();
  }
}

/** What blocked when the archive was made, from its own findings. */
async function blockingOf(root: string, names: ReadonlySet<string>): Promise<string[]> {
  if (!names.has('data/record/findings.json')) return ['record/findings.json'];
  const json: unknown = JSON.parse(await readFile(path.join(root, 'data/record/findings.json'), 'utf8'));
  const { findings } = json as {
    findings?: { severity?: string; rule?: string; message?: { zh?: string } }[];
  };
  return (findings ?? [])
    .filter(({ severity }) => severity === 'block')
    .map(({ rule, message }) => `${rule ?? ''} ${message?.zh ?? ''}`);
}
