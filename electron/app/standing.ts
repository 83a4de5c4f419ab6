import type { InfoClass } from '../../shared/ipc/channel.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import {
  administrators,
  type DossierRole,
  type MachineRole,
  machineRoles,
} from '../../shared/model/policy.ts';
import { decide, type Standing } from '../policy/decide.ts';
import { type Matter, objectionTo } from '../services/approvals/consent.ts';
import type { Knowing } from '../services/people/knowing.ts';
import type { Open } from './open.ts';

/** The account's role for the machine. One that this version does not know gives nothing but a member's rights. */
export function machineRole(open: Open): MachineRole {
  return machineRoles.find((role) => role === open.keyring.role) ?? 'member';
}

/**
 * The person's role in a dossier, null where there is none. The only place that says so: the gate asks for every
 * call. A keeper needs none.
 */
export function roleIn(open: Open, dossier: DossierId): DossierRole | null {
  return open.mayKnow(dossier) ? (open.knowing.of(dossier)?.role ?? null) : null;
}

/**
 * How things stand for this person and this call (E-02, E-03, E-05…E-07). The key is the need to know, and the
 * dossier's list says of which classes, what for and until when. A single-person installation keeps no narrower
 * list, asks for no purpose beside the dossier's own, and needs no lease; it says so at set-up.
 * @param matter what a call that needs a consent of its own wants to hand over, and to whom
 */
export function standingOf(
  open: Open,
  dossier: DossierId | null,
  infoClass: InfoClass,
  matter: Matter | null = null,
): Standing {
  const key = dossier !== null && open.mayKnow(dossier);
  const approval = key && matter !== null && objectionTo(open, dossier, matter) === null;
  // A dossier that was recalled has no key; this is the moment in which it goes.
  const rest = { approval, recalled: dossier !== null && open.isRecalling(dossier) };
  const machine = machineRole(open);
  if (machine === 'keeper') return { key, listed: key, purpose: true, lease: true, ...rest };
  const knowing = key ? open.knowing.of(dossier) : null;
  return {
    key,
    listed: knowing !== null && lists(knowing, infoClass),
    // Given by whoever put the person on the list, for this dossier's project.
    purpose: knowing !== null && knowing.purpose !== '',
    // For the machine a lease that another person granted; in a dossier the grant's own term.
    lease: administrators.includes(machine) ? open.leases.footing() !== null : knowing?.until != null,
    ...rest,
  };
}

/** Whether a list that names classes reaches this one; what is public or internal belongs to every list. */
function lists({ classes }: Knowing, infoClass: InfoClass): boolean {
  return (
    classes === null || infoClass === 'public' || infoClass === 'internal' || classes.includes(infoClass)
  );
}

/** Whether the person may have a paper of this class itself, and not only look at it (E-04). */
export function mayCopy(open: Open, dossier: DossierId, infoClass: InfoClass): boolean {
  return may(open, dossier, 'copy', infoClass);
}

/** Whether lists, searches and counts may hold the dossier: the table's answer for viewing its record (E-03). */
export function mayShow(open: Open, dossier: DossierId): boolean {
  return may(open, dossier, 'view');
}

/** Whether one of several dossiers that a call names may be written: the table's answer for each (E-02, E-03). */
export function mayEdit(open: Open, dossier: DossierId): boolean {
  return may(open, dossier, 'edit');
}

/** Whether the person says how long the dossier is kept, and asks for its destruction (E-12). */
export function mayRetain(open: Open, dossier: DossierId): boolean {
  return may(open, dossier, 'retain');
}

function may(
  open: Open,
  dossier: DossierId,
  capability: 'view' | 'edit' | 'copy' | 'retain',
  infoClass: InfoClass = 'trade_secret',
): boolean {
  const decision = decide({
    capability,
    infoClass,
    scope: 'dossier',
    purpose: 'carry_out_project',
    approval: null,
    machine: machineRole(open),
    inDossier: roleIn(open, dossier),
    standing: standingOf(open, dossier, infoClass),
  });
  return decision.outcome === 'allow';
}
