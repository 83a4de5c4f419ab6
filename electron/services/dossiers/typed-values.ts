import type { Definition } from '../../../shared/agreements/define.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Fields, FieldValue } from '../../../shared/model/record.ts';
import { fieldShapes, requireRow, requireShapes } from '../../../shared/model/typed-value.ts';
import type { Open } from '../../app/open.ts';
import { definitionOf } from './definitions.ts';
import type { Loaded } from './shelf.ts';

/**
 * What a draft may take in: values of the fields' shapes, or what was typed and cannot be read yet.
 * @throws AppError `bad_input` {path, reason}, `not_found` for a file of another dossier (E-03)
 */
export function requireDraftPatch(
  open: Open,
  loaded: Loaded,
  patch: {
    our_side?: string | null | undefined;
    fields?: Fields | undefined;
    confirm?: string[] | undefined;
    unconfirm?: string[] | undefined;
  },
): void {
  const definition = definitionOf(loaded.row.kind);
  requireSide(definition, patch.our_side);
  const shapes = fieldShapes(definition);
  requireShapes(patch.fields ?? {}, shapes, 'fields', {
    unfinished: true,
    file: requireOwn(open, loaded.row.id),
  });
  const read = new Set(loaded.reading?.value.result.fields.map((field) => field.key));
  for (const key of patch.confirm ?? []) {
    if (!shapes.has(key) && !read.has(key)) {
      throw new AppError('bad_input', { params: { path: 'confirm', reason: 'unknown_field' } });
    }
  }
}

/** @throws AppError as {@link requireDraftPatch}, and for what is none of its type. */
export function requireFields(open: Open, loaded: Loaded, fields: Fields): void {
  const shapes = fieldShapes(definitionOf(loaded.row.kind));
  requireShapes(fields, shapes, 'fields', { file: requireOwn(open, loaded.row.id) });
}

/** @throws AppError `bad_input` for a party that this kind does not have. */
export function requireSide(definition: Definition, side: string | null | undefined): void {
  if (side === undefined || side === null) return;
  if (!definition.parties.some((party) => party.key === side)) {
    throw new AppError('bad_input', { params: { path: 'our_side', reason: 'unknown_party' } });
  }
}

/** @throws AppError `bad_input` for a ledger that this kind does not keep, or a row of another shape. */
export function requireEntry(
  open: Open,
  loaded: Loaded,
  ledger: string,
  values: Record<string, FieldValue>,
): void {
  const known = definitionOf(loaded.row.kind).ledgers.find((candidate) => candidate.key === ledger);
  if (known === undefined) {
    throw new AppError('bad_input', { params: { path: 'ledger', reason: 'unknown_ledger' } });
  }
  const file = requireOwn(open, loaded.row.id);
  requireRow(values, known.columns, 'values', { file });
  // The materials name their file in a column of text.
  const { object } = values;
  if (ledger === 'materials' && typeof object === 'string') file(object);
}

/** E-03: a file that a value names is one of the same dossier. */
export function requireOwn(open: Open, dossier: DossierId): (object: string) => void {
  return (object) => void open.store.objects.get(dossier, object as ObjectId);
}
