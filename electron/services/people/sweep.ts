import type { AccountId, DossierId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Open } from '../../app/open.ts';
import type { OpenKeyring } from '../../keyring/open-keyring.ts';
import type { Store } from '../../store/store.ts';
import { renewKey } from './grants.ts';

/** What had run out, or belonged to somebody who left. */
export interface Ended {
  dossier: DossierId;
  account: AccountId;
}

/**
 * Ends grants whose term is over and those of people who left, with their wraps: it takes no dossier's key, so
 * anybody's unlock does it. Which dossiers need a new key stands in the store until a holder comes. Within the
 * caller's transaction.
 */
export function sweepGrants(store: Store, keyring: OpenKeyring, today: CivilDate, at: string): Ended[] {
  const gone = keyring.accounts().filter(({ state }) => state === 'left');
  const ended: Ended[] = [];
  const end = (dossier: DossierId, account: AccountId) => {
    const wraps = store.dossierKeys.destroy(dossier, account);
    if (wraps === 0) return;
    store.members.markForRekey(dossier, at);
    ended.push({ dossier, account });
  };
  for (const row of store.members.lapsed(today)) {
    store.members.end(row.id, at, 'term');
    end(row.dossier, row.account);
  }
  for (const { id } of gone) {
    for (const row of store.members.ofAccount(id)) store.members.end(row.id, at, keyring.accountId);
    const held = store.dossierKeys.ofRecipient(id).map(({ dossier }) => dossier);
    for (const dossier of new Set(held)) end(dossier, id);
  }
  return ended;
}

/**
 * New key epochs for what somebody knew who must know it no longer, where this person may write: nothing new is
 * sealed before. A dossier a transaction, so that a crash in between leaves whole ones to do.
 */
export function renewKeys(open: Open, at: string): void {
  for (const dossier of open.store.members.forRekey()) {
    const role = open.knowing.of(dossier)?.role;
    const writes = role === 'project_lead' || role === 'secretary' || role === 'finance';
    if (!open.keys.has(dossier) || !(writes || open.keyring.role === 'keeper')) continue;
    open.store.transaction(() => {
      renewKey(open, dossier, at);
      open.audit(new Date(at), {
        channel: 'member.end',
        stage: 'single',
        outcome: 'ok',
        code: 'new_key',
        rule: 'E-03',
        dossier,
      });
    });
  }
}
