import type { DossierKeyRow } from '../store/dossier-keys.ts';
import type { Open } from './open.ts';

/**
 * After a recovery every dossier key is wrapped anew, to the new papers, and to the account's new key what its old
 * one opened: papers give a way in back, never the need to know (E-03). One dossier a transaction, so that a crash in between leaves whole dossiers to do and the next unlock goes on.
 */
export async function rewrapForNewPapers(open: Open, now: Date): Promise<void> {
  const pending = open.keyring.pendingRecovery;
  if (pending === null) return;
  const at = now.toISOString();
  const place = (row: DossierKeyRow) => `${row.dossier}/${row.epoch}`;
  const mine = new Set(open.store.dossierKeys.ofRecipient(open.account).map(place));
  // Of the one person of a single-person installation everything is.
  const all = open.keyring.role === 'keeper';
  const dossiers = Map.groupBy(open.store.dossierKeys.ofRecipient('recovery'), (row) => row.dossier);
  for (const [dossier, rows] of dossiers) {
    const granted = rows.map((row) => pending.rewrap(row, all || mine.has(place(row))));
    const wraps: Omit<DossierKeyRow, 'at'>[] = granted.flatMap((each) => each?.wraps ?? []);
    for (const each of granted) each?.key.destroy();
    if (granted.length === 0 || granted.some((each) => each === null)) continue;
    open.store.transaction(() => {
      open.store.dossierKeys.destroy(dossier, 'recovery');
      open.store.dossierKeys.destroy(dossier, open.account);
      open.store.dossierKeys.insert(wraps.map((wrap) => ({ ...wrap, at })));
    });
  }
  await pending.finish();
  open.keys.reload();
}
