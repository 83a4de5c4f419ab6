import type { DossierKeyRow } from '../store/dossier-keys.ts';
import type { Open } from './open.ts';

/**
 * After a recovery every dossier key is wrapped anew, to the account's new key and to the new papers; one
 * dossier a transaction, so that a crash in between leaves whole dossiers to do and the next unlock goes on.
 */
export async function rewrapForNewPapers(open: Open, now: Date): Promise<void> {
  const pending = open.keyring.pendingRecovery;
  if (pending === null) return;
  const at = now.toISOString();
  const dossiers = Map.groupBy(open.store.dossierKeys.ofRecipient('recovery'), (row) => row.dossier);
  for (const [dossier, rows] of dossiers) {
    const granted = rows.map((row) => pending.rewrap(row));
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
