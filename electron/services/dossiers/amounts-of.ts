import type { DossierId } from '../../../shared/model/ids.ts';
import type { EventFact, Fields } from '../../../shared/model/record.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { definitionOf } from './definitions.ts';
import { placeOfEntry, placeOfEvent, Withholding } from './withheld.ts';
import type { Context } from '../../ipc/context.ts';

/** What keeps the amounts of a dossier back, or null where its kind has no secret ones or they are in sight. */
export function withholdingOf(context: Context, dossier: DossierId): Withholding | null {
  const { app, open } = context;
  const definition = definitionOf(open.shelf.get(dossier).row.kind);
  if (definition.amountsSecret === undefined) return null;
  if (open.amounts.areShown(dossier, app.environment.now())) return null;
  return new Withholding(definition, (place, value, words) =>
    open.amounts.standIn(dossier, place, value, words),
  );
}

/** Fields as they were sent, with the amounts that the page never saw put back. @throws AppError `bad_input` */
export function sentFields(context: Context, dossier: DossierId, fields: Fields): Fields {
  return context.open.amounts.putBack(dossier, 'fields', fields);
}

/** A row of a ledger as it was sent. @throws AppError `bad_input` */
export function sentEntry(context: Context, dossier: DossierId, ledger: string, values: Fields): Fields {
  return context.open.amounts.putBack(dossier, placeOfEntry(ledger), values);
}

/** An event as it was sent; a note that came back masked and untouched is the one that stands. */
export function sentEvent<E extends Omit<EventFact, 'id'>>(
  context: Context,
  dossier: DossierId,
  event: E,
  row?: EventFact['id'],
): E {
  const { open } = context;
  const before = open.shelf.get(dossier).events.find(({ id }) => id === row)?.note;
  const untouched = before !== undefined && event.note === maskAmounts(before);
  return {
    ...event,
    ...(untouched ? { note: before } : {}),
    ...(event.values === undefined
      ? {}
      : { values: open.amounts.putBack(dossier, placeOfEvent(event.key), event.values) }),
  };
}
