import path from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { Side } from '../../../shared/model/transfer.ts';
import type { Open } from '../../app/open.ts';
import { randomId } from '../../crypto/random.ts';
import type { Job } from '../../jobs/registry.ts';
import { type ArchivedRow, withIds } from '../archive/import/archived-record.ts';
import {
  appendVersions,
  insertFiles,
  metaOf,
  type SealedFile,
  writeDossier,
} from '../archive/import/write-dossier.ts';
import { type OriginValue, strangersIn } from '../dossiers/origin.ts';
import { forgo, ingest } from '../evidence/seal.ts';
import { printOf } from './keys.ts';
import type { Shown } from './merge.ts';
import { type Merging, mergingOf } from './merging.ts';
import { type OfferedTransfer, readSealed, taken, takenIn } from './open-transfer.ts';
import { type SentFile, transferHead } from './payload.ts';
import { transferRefused } from './refuse.ts';

interface Taking {
  open: Open;
  job: Job;
  store: string;
  now(): Date;
  commit<T>(write: () => T, detail?: Record<string, unknown>): T;
  report(error: unknown): void;
}

/** The file becomes a dossier of its own, whole or not at all. @throws AppError as readTransfer */
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
 * @throws AppError as readTransfer; `conflict` where a decision lacks
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
  const id = randomId();
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
    const facts = await readSealed(open, offered, store, job, {
      parse: transferHead,
      // What is read now must be what was looked at.
      onHead(head) {
        if (JSON.stringify(head) !== JSON.stringify(offered.head))
          throw transferRefused('inconsistent', 'head');
      },
      async take(file, bytes) {
        if (!objects.has(file.object)) return;
        const ingested = await ingest(open, bytes, file.name, quiet);
        sealed.push({ file, ingested: { ...ingested, meta: metaOf(file, ingested.meta) } });
      },
    });
    if (facts.id !== offered.id) throw transferRefused('inconsistent', 'id');
    const at = now().toISOString();
    const { head, sender } = offered;
    const detail = {
      transfer: offered.id,
      from: head.from.name,
      print: printOf(sender),
      files: sealed.length,
    };
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
