import { type Capability, clientClasses, type InfoClass } from '../../shared/ipc/channel.ts';
import type { Grant, Subject } from '../../shared/model/policy.ts';

/** One row: what a subject may do with some classes of information, and the clauses it follows from. */
export interface Row {
  subject: Subject;
  capability: Capability;
  /** `*`: every class that no other row of this subject and capability names. */
  classes: readonly InfoClass[] | '*';
  grant: Grant;
  /** B-S16, E-06: only while a lease runs that another person granted. */
  lease: boolean;
  /** The clauses that say so; the first is quoted. */
  clauses: readonly [string, ...string[]];
}

type Entry = [Capability, Row['classes'], Grant, readonly [string, ...string[]]];

function rows(subject: Subject, entries: readonly Entry[], lease = false): Row[] {
  return entries.map(([capability, classes, grant, clauses]) => ({
    subject,
    capability,
    classes,
    grant,
    lease,
    clauses,
  }));
}

const own = ['public', 'internal', 'trade_secret'] as const;
const nothingSecret = ['public', 'internal'] as const;
/** What is the project's own and not public. */
const projectClasses = ['internal', 'trade_secret', 'contract_amount', 'personal'] as const;

/** What is the same for everyone who works in a dossier at all. */
const everyone: readonly Entry[] = [
  ['view', nothingSecret, 'allow', ['E-03']],
  ['copy', ['public'], 'allow', ['E-04', 'E-13']],
  ['print', ['public'], 'allow', ['E-04', 'E-13']],
  ['export', ['public'], 'allow', ['E-04', 'E-13']],
];

/** E-04: what the client handed over is not copied, printed or given out without its written approval. */
const clientOnlyWithConsent: readonly Entry[] = (['copy', 'print', 'export'] as const).map((capability) => [
  capability,
  clientClasses,
  'approval',
  ['E-04', 'B-S09'],
]);

const lead: readonly Entry[] = [
  ...everyone.filter(([capability]) => capability === 'copy'),
  ...clientOnlyWithConsent,
  ['view', '*', 'allow', ['E-03', 'B-S09', 'A-S01']],
  ['edit', '*', 'allow', ['E-02', 'B-S08']],
  // To have the file itself and not only its picture on the screen; a paper of the client's is looked at only.
  ['copy', projectClasses, 'allow', ['E-04', 'A-S01']],
  ['export', own, 'allow', ['A-S02', 'E-04']],
  ['print', own, 'allow', ['E-04', 'A-S01']],
  ['export', ['contract_amount', 'personal'], 'approval', ['B-S02', 'E-09', 'B-S27']],
  ['print', ['contract_amount', 'personal'], 'approval', ['B-S02', 'E-09', 'B-S27']],
  ['show', '*', 'approval', ['E-05', 'B-S11']],
  ['return', ['public', ...projectClasses], 'allow', ['E-14', 'A-T07']],
  // Who may only look at a paper of the client's does not get it with the rest.
  ['return', clientClasses, 'refuse', ['E-04', 'B-S09']],
];

/** What a person does for the machine only while a lease runs (E-06). */
const leased = {
  system: [['administer', nothingSecret, 'allow', ['E-06', 'B-S16']]],
  security: [
    ['grant', ['internal'], 'allow', ['E-06', 'B-S16']],
    // The second of the two who destroy what is due; sees the list of it and no content.
    ['retain', ['internal'], 'allow', ['E-12', 'E-15']],
  ],
  audit: [['audit', nothingSecret, 'allow', ['E-10', 'B-S22']]],
} satisfies Record<string, readonly Entry[]>;

/** Their own language and idle time, the calendar, their own jobs, each other's leases: no content (E-15). */
const ownAffairs: readonly Entry[] = [
  // B-S16: what another administrator asks for; nobody decides over their own.
  ['grant', ['public'], 'allow', ['B-S16', 'E-06']],
  ['view', nothingSecret, 'allow', ['E-01']],
  ['edit', nothingSecret, 'allow', ['E-01']],
];

/**
 * The confidentiality clauses as a table that a security officer can read; the page 权限与条款 is drawn from it.
 * What no row allows is refused: least privilege by construction. Machine roles answer outside a dossier and,
 * for what is not content, in one; dossier roles answer in their dossier only.
 */
export const policyTable: readonly Row[] = [
  ...rows('keeper', [
    ['view', '*', 'allow', ['E-03', 'B-S09']],
    ['edit', '*', 'allow', ['E-02', 'B-S08']],
    ['copy', '*', 'allow', ['E-04']],
    ['export', '*', 'allow', ['E-04', 'A-S02']],
    ['print', '*', 'allow', ['E-04']],
    ['show', '*', 'approval', ['E-05', 'B-S11']],
    ['return', '*', 'allow', ['E-14', 'B-S20']],
    ['administer', '*', 'allow', ['E-06', 'B-S16']],
    ['grant', '*', 'allow', ['E-06', 'B-S16']],
    ['recall', '*', 'allow', ['E-07', 'B-S15']],
    // Destruction takes two: one person alone keeps, and destroys nothing.
    ['retain', '*', 'allow', ['E-12', 'A-T07']],
    ['audit', '*', 'allow', ['E-10', 'B-S22']],
  ]),
  ...rows('member', [
    // Lists and searches, which hold only the dossiers that this person may know of.
    ['view', '*', 'allow', ['E-03', 'B-S09']],
    ['edit', own, 'allow', ['E-02', 'B-S08']],
  ]),
  ...rows('system_admin', ownAffairs),
  ...rows('system_admin', leased.system, true),
  ...rows('security_admin', ownAffairs),
  ...rows('security_admin', leased.security, true),
  // An inventory names what is taken back: only who may read it can write one (E-15).
  ...rows('security_admin', [['recall', '*', 'refuse', ['E-15', 'B-S15']]]),
  ...rows('auditor', ownAffairs),
  ...rows('auditor', leased.audit, true),
  ...rows('project_lead', [
    ...lead,
    ['grant', '*', 'allow', ['E-03', 'B-S09', 'B-S13']],
    ['recall', '*', 'allow', ['E-07', 'B-S19']],
  ]),
  ...rows('secretary', lead),
  ...rows('finance', [
    ...everyone,
    ['view', ['trade_secret', 'contract_amount'], 'allow', ['E-03', 'B-S09']],
    ['edit', ['contract_amount'], 'allow', ['E-02', 'B-S08']],
    ['copy', ['internal', 'contract_amount'], 'allow', ['E-04', 'B-S09']],
    ['export', ['contract_amount'], 'approval', ['B-S02', 'E-09']],
    ['print', ['contract_amount'], 'approval', ['B-S02', 'E-09']],
  ]),
  ...rows('archivist', [
    ...everyone.filter(([capability]) => capability === 'copy' || capability === 'print'),
    ...clientOnlyWithConsent,
    ['view', '*', 'allow', ['E-03', 'A-T07']],
    ['copy', projectClasses, 'allow', ['E-04', 'A-T07']],
    ['export', [...own, 'contract_amount', 'personal'], 'allow', ['A-T07', 'E-14', 'B-S20']],
    // B-S20: the client has all of its data at any time; who keeps the archive gives all of it, its own papers too.
    ['return', '*', 'allow', ['E-14', 'B-S20']],
    // The first of the two: says what is kept until when, and asks for the destruction of what is due.
    ['retain', '*', 'allow', ['E-12', 'A-T07']],
  ]),
  ...rows(
    'temporary_reader',
    [
      ['view', nothingSecret, 'allow', ['E-03', 'B-S09']],
      ['view', ['trade_secret', ...clientClasses], 'approval', ['E-03', 'B-S09']],
    ],
    true,
  ),
];

/** What refuses where no row speaks: the clause that keeps this capability back. */
export const otherwise: Readonly<Record<Capability, readonly [string, ...string[]]>> = {
  open: ['E-01'],
  view: ['E-03', 'B-S09'],
  edit: ['E-02', 'B-S08'],
  copy: ['E-04', 'B-S09'],
  export: ['E-04', 'B-S09'],
  print: ['E-04', 'B-S09'],
  show: ['E-05', 'B-S11'],
  return: ['E-14', 'B-S20'],
  administer: ['E-06', 'B-S16'],
  grant: ['E-06', 'B-S16'],
  recall: ['E-07', 'B-S15'],
  retain: ['E-12', 'A-T07'],
  audit: ['E-15', 'E-10'],
};
