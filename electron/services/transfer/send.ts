import { safeName } from '../../../shared/archive/names.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { KnownKey, ToldMember } from '../../../shared/model/transfer.ts';
import type { Open } from '../../app/open.ts';
import type { Context } from '../../ipc/context.ts';
import { diskLayer } from '../../vault/file-layer.ts';
import { withIds } from '../archive/import/archived-record.ts';
import type { OutLayer } from '../archive/out-folder.ts';
import { auditOf } from '../audit/audit.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { historyOf, rowsTold } from '../dossiers/history.ts';
import { authorOf, lineageOf, renamedOf } from '../dossiers/origin.ts';
import { recordOf } from '../dossiers/shelf.ts';
import { outgoing } from '../export/materials.ts';
import { knowingOf } from '../people/knowing.ts';
import { requireKey, unitOf } from './keys.ts';
import { type Outgoing, payloadOf, payloadVersion, type TransferHead } from './payload.ts';
import { writeSealed } from './write-sealed.ts';

export interface Sending {
  dossier: DossierId;
  /** Whose key, by its fingerprint. */
  print: string;
  purpose: string;
  /** The files that go; null: all. Rows that stand on a file that stays behind stay behind too. */
  files: readonly ObjectId[] | null;
  /** The ledgers that go; null: all. */
  ledgers: readonly string[] | null;
}

interface Sent {
  name: string;
  files: number;
  bytes: number;
  id: string;
}

/**
 * Seals a dossier, or a part of it, to one public key, into one file of the person's folder: whole or not at all.
 * @throws AppError `not_found` for a key or a dossier, `amounts_withheld` (B-Q16), `object_damaged`, `disk_full`, …
 */
export async function sendTransfer(
  context: Context,
  sending: Sending,
  folder: string,
  layer: OutLayer = diskLayer,
): Promise<Sent> {
  const { open, job } = context;
  const key = requireKey(open, sending.print);
  requireAmounts(context, sending.dossier);
  const { head, files, close } = gather(context, sending, key);
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  const payload = payloadOf(head, files, (bytes, label) => {
    done += bytes;
    job.progress({ done, total, unit: 'bytes', label });
  });
  try {
    const where = { folder, name: fileName(context, head), signal: job.signal };
    const { name, bytes, id } = await writeSealed(open, key, payload, where, layer);
    context.note({
      to: key.name,
      print: key.print,
      purpose: sending.purpose,
      transfer: id,
      whole: head.whole,
    });
    context.note({ files: files.length, bytes });
    return { name, files: files.length, bytes, id };
  } finally {
    close();
  }
}

/** What goes is the record itself: words in place of amounts could not be brought in anywhere. */
export function requireAmounts(context: Context, dossier: DossierId): void {
  if (withholdingOf(context, dossier) !== null) throw new AppError('amounts_withheld', { rule: 'B-Q16' });
}

function fileName(context: Context, { number, title, kind }: TransferHead): string {
  const { environment } = context.app;
  const day = environment.today().replaceAll('-', '');
  const what = environment.language === 'zh' ? '转交' : 'transfer';
  return safeName(`${safeName(number || title || kind, 40, 'dossier')}_${what}_${day}`);
}

function gather(context: Context, sending: Sending, key: KnownKey) {
  const { open, app } = context;
  const { dossier } = sending;
  const loaded = open.shelf.get(dossier);
  const record = recordOf(loaded);
  const going = new Set<string>(sending.files ?? loaded.objects.map(({ id }) => id));
  for (const id of going) open.store.objects.get(dossier, id as ObjectId);
  const pieceOf = new Map(
    (loaded.entries['materials'] ?? []).map(({ values }) => [values['object'], String(values['piece'])]),
  );
  const objects = loaded.objects.filter(({ id }) => going.has(id));
  const out = outgoing(
    open,
    dossier,
    objects.map(({ id }) => ({ object: id, piece: pieceOf.get(id) ?? null })),
  );
  const files = out.materials.map((material): Outgoing => {
    const {
      object,
      name,
      type,
      size,
      pages,
      pieceKey: piece,
      sealedAt: at,
      author,
      meta,
      sm3,
      sha256,
    } = material;
    const told = { at, author, meta } as Pick<Outgoing['file'], 'at' | 'author' | 'meta'>;
    return {
      file: { object, name, type, size, pages, piece, ...told, sm3, sha256 },
      open: () => material.open(),
    };
  });
  const back = invert(renamedOf(loaded.origin));
  const all = historyOf(open, dossier, true);
  const staying = rowsStaying(all, new Set(loaded.objects.map(({ id }) => id as string)), sending, going);
  const history = all
    .filter(({ row }) => !staying.has(row))
    .map(({ what: _what, author_id, ...row }) => ({
      ...row,
      row: (back.get(row.row) ?? row.row) as typeof row.row,
      value: withIds(row.value, back),
      author_id: author_id as string,
    }));
  const nameOf = authorOf(open, dossier);
  const authors = [...all.map(({ author_id }) => author_id), ...loaded.objects.map(({ author }) => author)];
  const head: TransferHead = {
    format: 'juanzong-transfer',
    version: payloadVersion,
    from: { name: open.keyring.displayName, unit: unitOf(open) },
    to: { name: key.name, print: key.print },
    purpose: sending.purpose,
    at: app.environment.now().toISOString() as TransferHead['at'],
    dossier,
    lineage: lineageOf(loaded.origin, dossier),
    kind: record.kind,
    ...identityOf(definitionOf(record.kind), record),
    whole: staying.size === 0 && objects.length === loaded.objects.length,
    files: files.map(({ file }) => file),
    rows: rowsTold(open.store.items.rows(dossier))
      .filter(({ row }) => !staying.has(row))
      .map(({ row, noun }) => ({ row: (back.get(row) ?? row) as typeof row, noun })),
    people: Object.fromEntries([...new Set(authors)].map((account) => [account, nameOf(account)])),
    history: history as TransferHead['history'],
    members: membersOf(open, dossier),
    audit: auditOf(open, dossier) as TransferHead['audit'],
    origin: loaded.origin as TransferHead['origin'],
  };
  return { head, files, close: () => out.close() };
}

/** The rows that stay behind: of ledgers that do not go, and whatever names a file that does not. */
function rowsStaying(
  history: readonly { noun: string; row: string; value: unknown }[],
  objects: ReadonlySet<string>,
  { ledgers }: Sending,
  going: ReadonlySet<string>,
): Set<string> {
  const staying = new Set<string>();
  for (const { noun, row, value } of history) {
    const left = (id: string) => objects.has(id) && !going.has(id);
    const ledger = (value as { ledger?: string } | null)?.ledger;
    const wanted = noun !== 'entry' || ledger === undefined || (ledgers?.includes(ledger) ?? true);
    // The record's head always goes: without it there is no dossier.
    if (noun !== 'fields' && (!wanted || left(row) || names(value, left))) staying.add(row);
  }
  return staying;
}

function names(value: unknown, left: (id: string) => boolean): boolean {
  if (typeof value === 'string') return left(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => names(inner, left));
}

function membersOf(open: Open, dossier: DossierId): ToldMember[] {
  return open.store.members.ofDossier(dossier).flatMap((row): ToldMember[] => {
    const said = knowingOf(open.store, row);
    if (said === null) return [];
    return [
      {
        name: open.nameOf(row.account),
        role: row.role,
        classes: said.classes === null ? null : [...said.classes],
        purpose: said.purpose,
        until: row.until,
        granted_by: open.nameOf(row.granter),
        ended_at: row.endedAt as ToldMember['ended_at'],
      },
    ];
  });
}

function invert(map: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(map).map(([theirs, ours]) => [ours, theirs]));
}
