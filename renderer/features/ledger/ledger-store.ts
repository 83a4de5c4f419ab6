import { create } from 'zustand';
import type { Column } from '../../../shared/agreements/define.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import { bridge, call } from '../../bridge.ts';
import { useDossier } from '../../stores/dossiers.ts';
import { onFlush, onReset } from '../../stores/reset.ts';
import { type Edits, type GridRow, isNew, noEdits, settled, unreadable, withCells } from './grid.ts';

interface LedgerState {
  edits: Edits;
  saving: boolean;
  failed: boolean;
  /** Amounts are shown: they were asked for (E-09). */
  shown: boolean;
}

const nothing: LedgerState = { edits: noEdits, saving: false, failed: false, shown: false };

/** What is typed into ledgers and not yet recorded, by dossier and ledger: it outlives a change of section. */
export const useLedgers = create<Record<string, LedgerState>>()(() => ({}));

onReset(() => useLedgers.setState({}, true));

export function placeOf(dossier: string, ledger: string): string {
  return `${dossier}/${ledger}`;
}

export function useLedgerState(place: string): LedgerState {
  return useLedgers((state) => state[place] ?? nothing);
}

function patch(place: string, next: Partial<LedgerState>): void {
  useLedgers.setState((state) => ({ [place]: { ...(state[place] ?? nothing), ...next } }));
}

export function showAmounts(place: string): void {
  patch(place, { shown: true });
}

let fresh = 0;

/** Takes cells in and sends what can be saved; a row with a cell that cannot be read waits. */
export function putCells(
  place: { dossier: string; ledger: string; columns: readonly Column[] },
  rows: readonly GridRow[],
  cells: readonly { row: number; key: string; value: FieldValue }[],
): void {
  const key = placeOf(place.dossier, place.ledger);
  const { edits } = useLedgers.getState()[key] ?? nothing;
  const name = () => {
    fresh += 1;
    return `new-${fresh}`;
  };
  patch(key, { edits: withCells(rows, edits, cells, name) });
  void send(place);
}

/** Takes an unrecorded row away. */
export function dropRow(place: string, row: string): void {
  const { edits } = useLedgers.getState()[place] ?? nothing;
  const { [row]: _gone, ...over } = edits.over;
  patch(place, { edits: { over, added: edits.added.filter((key) => key !== row) } });
}

const running = new Map<string, Promise<void>>();

/** One write at a time and ledger; what was typed meanwhile goes with the next one. */
export function send(place: { dossier: string; ledger: string; columns: readonly Column[] }): Promise<void> {
  const key = placeOf(place.dossier, place.ledger);
  const before = running.get(key);
  if (before !== undefined) return before;
  const work = drain(place, key).finally(() => running.delete(key));
  running.set(key, work);
  return work;
}

async function drain(
  { dossier, ledger, columns }: { dossier: string; ledger: string; columns: readonly Column[] },
  key: string,
): Promise<void> {
  // What is typed in the same moment travels together.
  await Promise.resolve();
  for (;;) {
    const { edits } = useLedgers.getState()[key] ?? nothing;
    const ready = Object.entries(edits.over).filter(
      ([row, values]) =>
        unreadable(columns, values).length === 0 &&
        // An empty new row is nothing yet.
        (!isNew(row) || Object.keys(values).length > 0),
    );
    if (ready.length === 0) return;
    patch(key, { saving: true, failed: false });
    const done = await call(
      bridge().ledger.save({
        dossier: dossier as DossierId,
        ledger,
        rows: ready.map(([row, values]) => (isNew(row) ? { values } : { entry: row as ItemId, values })),
      }),
    );
    if (done === undefined) {
      patch(key, { saving: false, failed: true });
      return;
    }
    await useDossier.getState().load(dossier);
    const later = (useLedgers.getState()[key] ?? nothing).edits;
    patch(key, { saving: false, edits: settled(later, ready, done.entries) });
  }
}

// A lock waits for what is on its way.
onFlush(async () => {
  await Promise.allSettled(running.values());
});
