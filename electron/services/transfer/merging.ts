import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { TransferOffer } from '../../../shared/model/transfer.ts';
import type { Open } from '../../app/open.ts';
import { withIds } from '../archive/import/archived-record.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { rowsTold } from '../dossiers/history.ts';
import { authorOf, lineageOf, renamedOf } from '../dossiers/origin.ts';
import { knownKeys, printOf } from './keys.ts';
import { type BothRow, planRows, type RowPlan, type Said, type Shown } from './merge.ts';
import type { OfferedTransfer } from './open-transfer.ts';
import type { SentFile, TransferHead } from './payload.ts';
import { transferRefused } from './refuse.ts';

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
