import type { InfoClass } from '../../shared/ipc/channel.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { type DossierRole, type MachineRole, machineRoles } from '../../shared/model/policy.ts';
import type { Standing } from '../policy/decide.ts';
import { type Matter, objectionTo } from '../services/approvals/consent.ts';
import type { Open } from './open.ts';

/** The account's role for the machine. One that this version does not know gives nothing but a member's rights. */
export function machineRole(open: Open): MachineRole {
  return machineRoles.find((role) => role === open.keyring.role) ?? 'member';
}

/**
 * The person's role in a dossier, null where there is none. The only place that says so: the gate asks for every
 * call. A keeper needs none; roles of others come with their accounts.
 */
export function roleIn(_open: Open, _dossier: DossierId): DossierRole | null {
  return null;
}

/**
 * How things stand for this person and this call (E-02, E-03, E-05…E-07). The key is the need to know: who holds
 * one is on the list. A single-person installation keeps no narrower list, asks for no purpose beside the
 * dossier's own, and needs no lease; it says so at set-up.
 * @param matter what a call that needs a consent of its own wants to hand over, and to whom
 */
export function standingOf(
  open: Open,
  dossier: DossierId | null,
  _infoClass: InfoClass,
  matter: Matter | null = null,
): Standing {
  const key = dossier !== null && open.mayKnow(dossier);
  const alone = machineRole(open) === 'keeper';
  const approval = key && matter !== null && objectionTo(open, dossier, matter) === null;
  return { key, listed: key, purpose: alone, lease: alone, approval, recalled: false };
}
