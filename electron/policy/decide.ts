import {
  type Capability,
  contentCapabilities,
  type Declaration,
  type InfoClass,
} from '../../shared/ipc/channel.ts';
import {
  administrators,
  type DossierRole,
  type Grant,
  type MachineRole,
  type Subject,
} from '../../shared/model/policy.ts';
import { otherwise, policyTable, type Row } from './table.ts';

/** How things stand for this person, this dossier and this call; outside a dossier only the lease counts. */
export interface Standing {
  /** Holds a key of the dossier: who lacks the need to know lacks the key. */
  key: boolean;
  /** Stands on the need-to-know list of dossier × class (E-03). */
  listed: boolean;
  /** The purpose was given and is the dossier's own project (E-02). */
  purpose: boolean;
  /** A lease of this role runs (E-06). */
  lease: boolean;
  /** Holds the unused consent to exactly this act (一事一议, E-05). */
  approval: boolean;
  /** The dossier was recalled (收回, E-07). */
  recalled: boolean;
}

/** What is asked: who, with which role in the dossier at hand, wants to do what with what. */
export interface Question
  extends Pick<Declaration, 'capability' | 'infoClass' | 'scope' | 'purpose' | 'approval'> {
  machine: MachineRole;
  /** The person's role in the dossier that the call names; null where there is none. */
  inDossier: DossierRole | null;
  standing: Standing;
}

type Clauses = readonly [string, ...string[]];

export type Decision =
  | { outcome: 'allow'; clauses: Clauses }
  | { outcome: 'refuse'; code: 'forbidden' | 'not_found'; clauses: Clauses }
  | { outcome: 'needs_approval'; code: 'needs_approval'; clauses: Clauses };

/** What the table says of one subject, capability and class. */
export interface Cell {
  grant: Grant;
  lease: boolean;
  clauses: Clauses;
}

/**
 * Whether a call may pass: total, pure, and nothing but this table and this order. Existence comes first (E-03):
 * who may not know of a dossier hears the same for every question, whether it is there or not.
 */
export function decide(question: Question, table: readonly Row[] = policyTable): Decision {
  const { capability, infoClass, standing } = question;
  // Set-up, unlock and lock come before any role; they are guarded by the session's state.
  if (capability === 'open') return { outcome: 'allow', clauses: otherwise.open };
  const inside = question.scope === 'dossier';
  const content = contentCapabilities.includes(capability);
  if (inside && !mayKnowOf(question, content)) return refuse('not_found', ['E-03', 'B-S09']);
  if (inside && content) {
    if (standing.recalled) return refuse('forbidden', ['E-07', 'B-S15']);
    if (question.purpose === 'carry_out_project' && !standing.purpose)
      return refuse('forbidden', ['E-02', 'B-S08']);
  }
  const cell = cellOf(subjectOf(question), capability, infoClass, table);
  if (cell.grant === 'refuse') return refuse('forbidden', cell.clauses);
  if (cell.lease && !standing.lease) return refuse('forbidden', ['E-06', 'B-S16']);
  const declared = question.approval !== null;
  if ((cell.grant === 'approval' || declared) && !standing.approval) {
    const clauses: Clauses = cell.grant === 'approval' ? cell.clauses : otherwise.show;
    return { outcome: 'needs_approval', code: 'needs_approval', clauses };
  }
  return { outcome: 'allow', clauses: cell.clauses };
}

/** The row that speaks, the one that names the class before the star; where none does, a refusal with its clause. */
export function cellOf(
  subject: Subject,
  capability: Capability,
  infoClass: InfoClass,
  table: readonly Row[] = policyTable,
): Cell {
  const rows = table.filter((row) => row.subject === subject && row.capability === capability);
  const named = rows.find(({ classes }) => classes !== '*' && classes.includes(infoClass));
  const row = named ?? rows.find(({ classes }) => classes === '*');
  if (row !== undefined) return { grant: row.grant, lease: row.lease, clauses: row.clauses };
  const apart = contentCapabilities.includes(capability) && isAdministrator(subject);
  return { grant: 'refuse', lease: false, clauses: apart ? ['E-15', 'B-S16'] : otherwise[capability] };
}

function mayKnowOf({ machine, inDossier, standing }: Question, content: boolean): boolean {
  // E-15: no administrator reads content, whatever else the account was given.
  if (administrators.includes(machine)) return !content;
  if (machine !== 'keeper' && inDossier === null) return false;
  return standing.key && standing.listed;
}

/** Whose row it is: in a dossier the role there; for the keeper and the three administrators their own. */
function subjectOf({ machine, inDossier, scope }: Question): Subject {
  if (scope !== 'dossier' || machine === 'keeper' || administrators.includes(machine)) return machine;
  return inDossier ?? machine;
}

function isAdministrator(subject: Subject): boolean {
  return administrators.some((role) => role === subject);
}

function refuse(code: 'forbidden' | 'not_found', clauses: Clauses): Decision {
  return { outcome: 'refuse', code, clauses };
}
