import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import { Side, type TransferOffer } from '../../../shared/model/transfer.ts';
import { archiveRefusals } from '../../../shared/text/archive-refusals.ts';
import type { Open } from '../../app/open.ts';
import { SealedReader } from '../../crypto/sealed-file.ts';
import type { Job } from '../../jobs/registry.ts';
import { type ArchivedRow, recordFrom, rowsOf, withIds } from '../archive/import/archived-record.ts';
import { requireKnownObjects } from '../archive/import/read-archive.ts';
import {
  appendVersions,
  insertFiles,
  metaOf,
  type SealedFile,
  writeDossier,
} from '../archive/import/write-dossier.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { authorOf, lineageOf, type OriginValue, renamedOf, strangersIn } from '../dossiers/origin.ts';
import { rowsTold } from '../dossiers/history.ts';
import { fileSource } from '../evidence/file-source.ts';
import { forgo, ingest } from '../evidence/seal.ts';
import { knownKeys, ownKey, printOf } from './keys.ts';
import { type BothRow, planRows, type RowPlan, type Said, type Shown } from './merge.ts';
import { readPayload, type SentFile, type TransferHead } from './payload.ts';
import { transferRefused } from './refuse.ts';

const takenIn = 'transfer.taken';

/** A sealed file that a person chose, opened and looked at whole; it waits to be taken in or put aside. */
export interface OfferedTransfer {
  id: string;
  path: string;
  name: string;
  sender: Uint8Array;
  head: TransferHead;
  rows: ArchivedRow[];
  sample: boolean;
}

type Chosen = Pick<OfferedTransfer, 'path' | 'name'>;
type Progress = Pick<Job, 'signal' | 'progress'>;

/**
 * Opens a sealed file and looks at everything of it; nothing is kept on the disk.
 * @throws AppError `sealed_refused` {reason, path}, `file_unreadable`, `unknown_kind`, `cancelled`
 */
export async function readTransfer(
  open: Open,
  chosen: Chosen,
  store: string,
  job: Progress,
): Promise<OfferedTransfer> {
  let head: TransferHead | null = null;
  const facts = await opened(open, chosen, store, job, (one) => (head = one), async () => undefined);
  const read = head as TransferHead | null;
  if (read === null) throw transferRefused('malformed', 'head');
  if (taken(open).includes(facts.id)) throw transferRefused('replayed');
  return { ...chosen, id: facts.id, sender: facts.sender, head: read, ...recordOf(read) };
}

/** Reads the whole file once; `take` gets each of its files. */
async function opened(
  open: Open,
  chosen: Chosen,
  store: string,
  job: Progress,
  onHead: (head: TransferHead) => void,
  take: (file: SentFile, bytes: AsyncIterable<Uint8Array>) => Promise<void>,
) {
  const { size, pieces } = await fileSource(chosen.path, store);
  const recipient = {
    publicKey: ownKey(open),
    unwrap: (wrap: Uint8Array) => open.keyring.unwrap(wrap),
  };
  const reader = new SealedReader(recipient, counted(pieces, size, chosen.name, job));
  await readPayload(reader.pieces(job.signal), onHead, take);
  return reader.facts;
}

async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  total: number,
  label: string,
  job: Progress,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of pieces) {
    job.signal.throwIfAborted();
    done += piece.length;
    job.progress({ done, total, unit: 'bytes', label });
    yield piece;
  }
}

/** The rows of the head, looked at as those of an archive are; a refusal of theirs is one of the file's. */
function recordOf(head: TransferHead): { rows: ArchivedRow[]; sample: boolean } {
  try {
    const objects = new Set(head.files.map(({ object }) => object));
    if (objects.size !== head.files.length) throw transferRefused('inconsistent', 'files');
    const rows = rowsOf(head.history, head.rows);
    requireKnownObjects(rows, head.files);
    const { record, sample } = recordFrom(rows, definitionOf);
    if (record.kind !== head.kind) throw transferRefused('inconsistent', 'kind');
    return { rows, sample };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'archive_refused') throw error;
    const { reason, path: place } = error.params ?? {};
    const known = Object.keys(archiveRefusals.zh).find((key) => key === reason) as keyof typeof archiveRefusals.zh;
    throw transferRefused(known, String(place ?? ''), error);
  }
}

/** The dossier here that the file belongs to, by the ids that it has had; null where there is none this person knows. */
export function standingHere(open: Open, { lineage }: Pick<TransferHead, 'lineage'>): DossierId | null {
  const ids = new Set<string>(lineage);
  const found = open.shelf
    .all()
    .find((loaded) => lineageOf(loaded.origin, loaded.row.id).some((id) => ids.has(id)));
  return found?.row.id ?? null;
}

export interface Merging {
  dossier: DossierId;
  plans: RowPlan[];
  /** Their files that are here already, by the ids that they have there; and those that come. */
  here: Map<string, string>;
  coming: SentFile[];
}

/** What taking the file into a dossier would do. @throws AppError `sealed_refused` where the kinds differ */
export function mergingOf(
  open: Open,
  { head, rows }: Pick<OfferedTransfer, 'head' | 'rows'>,
  dossier: DossierId,
  shown: Shown,
): Merging {
  const loaded = open.shelf.get(dossier);
  if (loaded.row.kind !== head.kind) throw transferRefused('inconsistent', 'kind');
  const { here, coming } = filesHere(open, dossier, head);
  const ids = new Map([...Object.entries(renamedOf(loaded.origin)), ...here]);
  const nameOf = authorOf(open, dossier);
  const theirs = new Map(
    rows.map(({ row, noun, versions }) => [
      ids.get(row) ?? row,
      {
        noun,
        said: versions.map(
          ({ at, author, author_id = '', reason, removed, value }): Said => ({
            at,
            author: author_id,
            by: author,
            reason,
            removed,
            value: withIds(value, ids),
          }),
        ),
      },
    ]),
  );
  // A consent allows something in its own store only: it is told with the origin, not merged.
  const own = rowsTold(open.store.items.rows(dossier)).filter(({ noun }) => noun !== 'approval');
  const known = new Set<string>(own.map(({ row }) => row));
  const both: BothRow[] = own.map(({ row, noun }) => ({
    row,
    noun,
    ours: open.store.items.history(dossier, row).map(
      ({ author, at, value, reason, removed }): Said => ({
        at,
        author,
        by: nameOf(author),
        reason: reason ?? null,
        removed,
        value,
      }),
    ),
    theirs: theirs.get(row)?.said ?? [],
  }));
  for (const [row, { noun, said }] of theirs) {
    if (!known.has(row) && noun !== 'approval')
      both.push({ row: row as ItemId, noun, ours: [], theirs: said });
  }
  return { dossier, plans: planRows(both, definitionOf(head.kind), shown), here, coming };
}

/** Files are the same where their bytes are: ids are new in every store. */
function filesHere(open: Open, dossier: DossierId, head: TransferHead) {
  const printOfFile = (sm3: string, sha256: string, size: number) => `${sm3} ${sha256} ${size}`;
  const ours = new Map<string, string[]>();
  for (const { id, size, meta } of open.shelf.get(dossier).objects) {
    const print = printOfFile(meta.sm3, meta.sha256, size);
    ours.set(print, [...(ours.get(print) ?? []), id]);
  }
  const here = new Map<string, string>();
  const coming: SentFile[] = [];
  for (const file of head.files) {
    const same = ours.get(printOfFile(file.sm3, file.sha256, file.size))?.shift();
    if (same === undefined) coming.push(file);
    else here.set(file.object, same);
  }
  return { here, coming };
}

/** What a person sees before anything is taken in. */
export function offerOf(open: Open, offered: OfferedTransfer, merging: Merging | null): TransferOffer {
  const { head, rows } = offered;
  const print = printOf(offered.sender);
  const files = head.files;
  return {
    offer: offered.id,
    file: offered.name,
    from: { ...head.from, print, known: knownKeys(open).find((key) => key.print === print)?.name ?? null },
    purpose: head.purpose,
    at: head.at,
    kind: head.kind,
    title: head.title,
    number: head.number,
    whole: head.whole,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    versions: rows.reduce((sum, { versions }) => sum + versions.length, 0),
    audit: head.audit.length,
    approvals: rows.filter(({ noun }) => noun === 'approval').length,
    members: head.members,
    into:
      merging === null
        ? null
        : {
            dossier: merging.dossier,
            title: head.title,
            added: merging.plans.filter(({ how }) => how === 'added').length,
            moved: merging.plans.filter(({ how }) => how !== 'added').length,
            files: merging.coming.length,
            differences: merging.plans.flatMap(({ differences }) => differences),
          },
  };
}

interface Taking {
  open: Open;
  job: Job;
  store: string;
  now(): Date;
  commit<T>(write: () => T, detail?: Record<string, unknown>): T;
  report(error: unknown): void;
}

/** The file becomes a dossier of its own, whole or not at all. @throws AppError as {@link readTransfer} */
export async function takeNew(
  offered: OfferedTransfer,
  into: Taking,
): Promise<{ id: DossierId; files: number }> {
  const { open } = into;
  const { head, rows, sample } = offered;
  return withFiles(offered, into, head.files, (sealed, at) => {
    const id = writeDossier(open, { kind: head.kind, sample, rows }, sealed, at, (told) => ({
      ...originOf(open, offered, at),
      ...(told.approvals.length === 0 ? {} : { approvals: told.approvals }),
      ...(Object.keys(told.renamed).length === 0 ? {} : { renamed: told.renamed }),
    }));
    return { id, files: sealed.length };
  });
}

/**
 * Takes the file into the dossier that it belongs to. Every version of theirs keeps its author and time; what a person
 * decided is a version of that person's.
 * @param decisions by the ids of the differences, each of which has one
 * @throws AppError as {@link readTransfer}; `conflict` where a decision lacks
 */
export async function takeInto(
  offered: OfferedTransfer,
  dossier: DossierId,
  decisions: Readonly<Record<string, Side>>,
  into: Taking,
): Promise<{ id: DossierId; files: number }> {
  const { open } = into;
  const asIs: Shown = (_noun, _what, value) => value;
  const { coming } = mergingOf(open, offered, dossier, asIs);
  return withFiles(offered, into, coming, (sealed, at) => {
    // Laid over each other once more: what was written meanwhile is not overwritten.
    open.shelf.forget(dossier);
    const merging = mergingOf(open, offered, dossier, asIs);
    const lacking = merging.plans
      .flatMap(({ differences }) => differences)
      .find(({ id }) => decisions[id] === undefined);
    if (lacking !== undefined) throw new AppError('conflict', { params: { what: lacking.part } });
    write(open, offered, merging, sealed, at, (id) => decisions[id] ?? 'ours');
    return { id: dossier, files: sealed.length };
  });
}

function write(
  open: Open,
  offered: OfferedTransfer,
  { dossier, plans }: Merging,
  sealed: readonly SealedFile[],
  at: string,
  decide: (id: string) => Side,
): void {
  insertFiles(open, dossier, sealed, at);
  const ids = new Map<string, string>(sealed.map(({ file, ingested }) => [file.object, ingested.sealed.id]));
  const reason = `${offered.head.from.name}：${offered.name}`;
  const own = { author: open.account, at, reason };
  const renamed: Record<string, string> = {};
  for (const plan of plans) {
    const noun = plan.noun as ArchivedRow['noun'];
    let row = (ids.get(plan.row) ?? plan.row) as ItemId;
    // An id that another dossier of this store has: a copy of this one, brought in from an archive.
    if (plan.how === 'added' && noun !== 'object' && open.store.items.taken(row)) {
      row = newRow(renamed, plan.row);
      ids.set(plan.row, row);
    }
    const versions = plan.append.map(({ author, at: then, ...said }) => ({
      ...said,
      author_id: author,
      at: then as never,
      value: withIds(said.value, ids),
    }));
    appendVersions(open, { dossier, noun, row }, versions);
    const settled = plan.settle(decide);
    const last = versions.at(-1);
    if (settled?.removed === true && last?.removed !== true)
      open.store.items.remove({ dossier, row, ...own });
    else if (settled !== null && !settled.removed)
      open.store.items.save({ dossier, noun, row, ...own, value: withIds(settled.value, ids) });
    const twice = plan.displaces;
    if (twice !== undefined && decide(plan.differences[0]?.id ?? '') === 'theirs')
      open.store.items.remove({ dossier, row: twice, ...own });
  }
  const before = open.shelf.get(dossier).origin;
  const approvals = withIds(
    offered.rows.filter(({ noun }) => noun === 'approval'),
    ids,
  ) as unknown[];
  const value: OriginValue = {
    ...originOf(open, offered, at),
    ...(approvals.length === 0 ? {} : { approvals }),
    ...(Object.keys(renamed).length === 0 ? {} : { renamed }),
    before,
  };
  const row = open.store.items.current(dossier, 'origin')[0]?.row;
  const place = row === undefined ? {} : { row };
  open.store.items.save({ dossier, noun: 'origin', author: open.account, at, value, ...place });
  open.shelf.forget(dossier);
}

function newRow(renamed: Record<string, string>, row: string): ItemId {
  const id = crypto.randomUUID().replaceAll('-', '');
  renamed[row] = id;
  return id as ItemId;
}

/** Seals the files that come, then writes; a failure forgoes every one of them. */
async function withFiles<T>(
  offered: OfferedTransfer,
  { open, job, store, now, commit, report }: Taking,
  wanted: readonly SentFile[],
  write: (sealed: readonly SealedFile[], at: string) => T,
): Promise<T> {
  const sealed: SealedFile[] = [];
  const quiet: Job = { id: job.id, signal: job.signal, progress: () => undefined };
  const objects = new Set<string>(wanted.map(({ object }) => object));
  try {
    const facts = await opened(
      open,
      offered,
      store,
      job,
      // What is read now must be what was looked at.
      (head) => {
        if (JSON.stringify(head) !== JSON.stringify(offered.head)) throw transferRefused('inconsistent', 'head');
      },
      async (file, bytes) => {
        if (!objects.has(file.object)) return;
        const ingested = await ingest(open, bytes, file.name, quiet);
        sealed.push({ file, ingested: { ...ingested, meta: metaOf(file, ingested.meta) } });
      },
    );
    if (facts.id !== offered.id) throw transferRefused('inconsistent', 'id');
    const at = now().toISOString();
    const { head, sender } = offered;
    const detail = { transfer: offered.id, from: head.from.name, print: printOf(sender), files: sealed.length };
    return commit(() => {
      const seen = taken(open);
      if (seen.includes(offered.id)) throw transferRefused('replayed');
      open.store.settings.set(takenIn, [...seen, offered.id], at);
      return write(sealed, at);
    }, detail);
  } catch (error) {
    for (const { ingested } of sealed) await forgo(open, ingested).catch(report);
    throw error;
  } finally {
    for (const { ingested } of sealed) ingested.sealed.key.destroy();
  }
}

/** The files that were taken in: the same one twice is told, and refused. */
function taken(open: Open): string[] {
  const parsed = z.array(z.string()).safeParse(open.store.settings.get(takenIn) ?? []);
  return parsed.success ? parsed.data : [];
}

function originOf(open: Open, { head, sender, id, name }: OfferedTransfer, at: string): OriginValue {
  return {
    archive: path.basename(name),
    format: head.version,
    manifest: printOf(Buffer.from(JSON.stringify(head))),
    imported_at: at,
    people: strangersIn(open, head.people),
    audit: head.audit,
    transfer: {
      id,
      from: { ...head.from, print: printOf(sender) },
      to: head.to,
      purpose: head.purpose,
      at: head.at,
      whole: head.whole,
      lineage: head.lineage,
      members: head.members,
    },
    before: head.origin as OriginValue | null,
  };
}
