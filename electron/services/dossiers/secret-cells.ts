import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord, Entry } from '../../../shared/model/record.ts';
import { maskedAmount } from '../../../shared/money/mask.ts';
import type { Context } from '../../ipc/context.ts';
import { definitionOf } from './definitions.ts';
import { placeOfEntry } from './withheld.ts';

/**
 * The ledgers of a record with the cells of their secret columns kept back, one ledger after the other until
 * `ledger.unmask` was answered for it (E-09). Kinds whose amounts are all secret keep back more, and go before.
 */
export function withoutSecretCells<R extends Pick<DossierRecord, 'entries'>>(
  context: Context,
  dossier: DossierId,
  record: R,
): R {
  const { app, open } = context;
  const now = app.environment.now();
  const ledgers = new Map(
    definitionOf(open.shelf.get(dossier).row.kind).ledgers.map((ledger) => [ledger.key, ledger]),
  );
  const cells = (ledger: string, rows: readonly Entry[]): Entry[] => {
    const secret = (ledgers.get(ledger)?.columns ?? []).filter((column) => column.secret === true);
    if (secret.length === 0 || open.amounts.areCellsShown(dossier, ledger, now)) return [...rows];
    return rows.map(({ id, values }) => ({
      id,
      values: {
        ...values,
        ...Object.fromEntries(
          secret.flatMap(({ key }) => {
            const value = values[key];
            if (value === undefined || value === null || value === '') return [];
            const place = `${placeOfEntry(ledger)}.${key}`;
            return [[key, open.amounts.standIn(dossier, place, value, maskedAmount)]];
          }),
        ),
      },
    }));
  };
  return {
    ...record,
    entries: Object.fromEntries(
      Object.entries(record.entries).map(([ledger, rows]) => [ledger, cells(ledger, rows)]),
    ),
  };
}

/** The same for the whole dossier as its screen has it. */
export function viewWithoutSecretCells<V extends { record: unknown }>(
  context: Context,
  dossier: DossierView['id'],
  view: V,
): V {
  return { ...view, record: withoutSecretCells(context, dossier, view.record as DossierRecord) };
}
