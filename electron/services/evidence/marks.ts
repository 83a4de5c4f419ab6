import { AppError } from '../../../shared/model/errors.ts';
import type { InfoClass } from '../../../shared/ipc/channel.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { Marking, Remarked, usualMarking } from '../../../shared/model/marking.ts';
import type { Open } from '../../app/open.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { datasetsOf, partOf } from '../datasets/manifest.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import type { Loaded } from '../dossiers/shelf.ts';

/** What stands with an object's metadata: `marking` as declared on arrival, `remarked` as changed since. */
export function markingOf(loaded: Loaded, row: ObjectRow): Marking {
  const part = partOf(row);
  // A dataset is one thing: what was said of its head holds for every part.
  const head = part === null ? row : (datasetsOf(loaded.objects).get(part.id)?.head ?? row);
  const changed = Remarked.safeParse(head.meta['remarked']);
  if (changed.success) return Marking.parse(changed.data);
  const declared = Marking.safeParse(row.meta['marking']);
  return declared.success ? declared.data : usualMarking(definitionOf(loaded.row.kind));
}

/** The papers that a call reaches, as its channel declares it. */
export function papersOf(
  open: Open,
  dossier: DossierId,
  of: 'named' | 'files' | 'package' | 'all',
  parsed: unknown,
): ObjectId[] {
  const {
    object,
    objects,
    files,
    package: filedUnder,
  } = parsed as {
    object?: ObjectId;
    objects?: ObjectId[];
    files?: ObjectId[] | null;
    package?: string;
  };
  if (of === 'named') return objects ?? (object === undefined ? [] : [object]);
  if (of === 'files' && files != null) return files;
  const loaded = open.shelf.get(dossier);
  if (of === 'all' || of === 'files') return loaded.objects.map(({ id }) => id);
  return (loaded.entries['materials'] ?? [])
    .filter(({ values }) => values['package'] === filedUnder)
    .map(({ values }) => values['object'] as ObjectId);
}

/**
 * The classes of the papers that a call names, each once; what is not there has none, and the call itself answers
 * that it is not there.
 */
export function classesOf(open: Open, dossier: DossierId, objects: readonly ObjectId[]): InfoClass[] {
  if (objects.length === 0 || !open.mayKnow(dossier)) return [];
  const loaded = open.shelf.get(dossier);
  const rows = loaded.objects.filter(({ id }) => objects.includes(id));
  return [...new Set(rows.map((row) => markingOf(loaded, row).infoClass))];
}

/** The row of an object and its marking. @throws AppError `not_found` (E-03) */
export function markedRow(
  open: Open,
  dossier: DossierId,
  object: ObjectId,
): { row: ObjectRow; marking: Marking } {
  const loaded = open.shelf.get(dossier);
  const row = loaded.objects.find(({ id }) => id === object);
  if (row === undefined) throw new AppError('not_found', { rule: 'E-03' });
  return { row, marking: markingOf(loaded, row) };
}
