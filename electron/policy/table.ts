import type { Capability, InfoClass } from '../../shared/ipc/channel.ts';

/**
 * Roles on a dossier, and `keeper`: the one person of a single-person installation, who gives up mutual
 * control (the set-up says so). The three roles of the machine come with their accounts.
 */
export const roles = [
  'keeper',
  'project_lead', // 课题负责人
  'secretary', // 科研秘书
  'finance', // 科研财务助理
  'archivist', // 档案员
  'temporary_reader', // 临时查阅人
] as const;
export type Role = (typeof roles)[number];

/** What a role may do with an information class: yes, no, or only with an approval (一事一议, E-05). */
export type Grant = 'allow' | 'refuse' | 'approval';

export interface Row {
  role: Role;
  capability: Capability;
  /** `*`: every class that no other row of this role and capability names. */
  infoClass: InfoClass | '*';
  grant: Grant;
  /** The clause or rule the row follows from. */
  rule: string;
}

function rows(role: Role, entries: [Capability, Row['infoClass'], Grant, string][]): Row[] {
  return entries.map(([capability, infoClass, grant, rule]) => ({
    role,
    capability,
    infoClass,
    grant,
    rule,
  }));
}

/**
 * The confidentiality clauses as a table that a security officer can read. What no row allows is refused
 * (least privilege by construction). `show` is never plainly allowed: B-S11, E-05.
 */
export const policyTable: readonly Row[] = [
  ...rows('keeper', [
    ['view', '*', 'allow', 'E-03'],
    ['edit', '*', 'allow', 'E-02'],
    ['copy', '*', 'allow', 'E-04'],
    ['export', '*', 'allow', 'E-04'],
    ['print', '*', 'allow', 'E-04'],
    ['show', '*', 'approval', 'E-05'],
    ['administer', '*', 'allow', 'E-06'],
    ['audit', '*', 'allow', 'E-10'],
  ]),
  ...rows('project_lead', [
    ['view', '*', 'allow', 'E-03'],
    ['edit', '*', 'allow', 'E-02'],
    ['export', 'trade_secret', 'allow', 'A-S02'],
    ['print', 'trade_secret', 'allow', 'E-04'],
    ['show', '*', 'approval', 'E-05'],
  ]),
  ...rows('secretary', [
    ['view', '*', 'allow', 'E-03'],
    ['edit', '*', 'allow', 'E-02'],
    ['export', 'trade_secret', 'allow', 'A-S02'],
    ['print', 'trade_secret', 'allow', 'E-04'],
    ['show', '*', 'approval', 'E-05'],
  ]),
  ...rows('finance', [
    ['view', 'internal', 'allow', 'E-03'],
    ['view', 'contract_amount', 'allow', 'E-03'],
    ['view', 'trade_secret', 'allow', 'E-03'],
    ['edit', 'contract_amount', 'allow', 'E-02'],
  ]),
  ...rows('archivist', [
    ['view', '*', 'allow', 'E-03'],
    ['export', '*', 'allow', 'A-T07'],
    ['audit', 'internal', 'allow', 'E-10'],
  ]),
  ...rows('temporary_reader', [
    ['view', 'internal', 'allow', 'E-03'],
    ['view', 'trade_secret', 'approval', 'E-03'],
  ]),
];
