import type { HandOver } from '../../../shared/ipc/contract/people.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { AccountId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { recordOf } from '../dossiers/shelf.ts';
import { activeAccounts, running } from './grants.ts';

/** Every dossier whose key a person holds, with what must be done before the person can leave. */
export function handOverOf(open: Open, account: AccountId): HandOver[] {
  const held = new Set(open.store.dossierKeys.ofRecipient(account).map(({ dossier }) => dossier));
  const active = activeAccounts(open);
  active.delete(account);
  return [...held].map((dossier) => {
    const row = open.store.dossiers.get(dossier);
    const holders = new Set(
      open.store.dossierKeys
        .list(dossier)
        .map(({ recipient }) => recipient)
        .filter((recipient) => recipient !== 'recovery' && active.has(recipient)),
    );
    const grants = running(open, dossier);
    const leads = grants.some((grant) => grant.role === 'project_lead' && active.has(grant.account));
    return {
      dossier,
      kind: row.kind,
      title: titleOf(open, dossier),
      role: grants.find((grant) => grant.account === account)?.role ?? null,
      others: holders.size,
      // What is a draft yet or a sample may end with its author.
      blocks: row.phase === 'active' && (holders.size === 0 || !leads),
    };
  });
}

function titleOf(open: Open, dossier: HandOver['dossier']): string | null {
  const loaded = open.shelf.all().find(({ row }) => row.id === dossier);
  if (loaded === undefined || loaded.fields === null) return null;
  return identityOf(definitionOf(loaded.row.kind), recordOf(loaded)).title;
}

/** @throws AppError `hand_over_first` while somebody must take something over */
export function requireHandedOver(open: Open, account: AccountId): HandOver[] {
  const held = handOverOf(open, account);
  const blocking = held.filter(({ blocks }) => blocks);
  if (blocking.length > 0) {
    throw new AppError('hand_over_first', { rule: 'B-S09', params: { count: blocking.length } });
  }
  return held;
}
