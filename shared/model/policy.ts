/**
 * Whose hand it is. A person has exactly one role for the machine, so that the three of E-15 exclude each other
 * by construction; `keeper` is the one person of a single-person installation, who gives up mutual control.
 */
export const machineRoles = ['keeper', 'member', 'system_admin', 'security_admin', 'auditor'] as const;
export type MachineRole = (typeof machineRoles)[number];

/** Roles in one dossier: 课题负责人, 科研秘书, 科研财务助理, 档案员, 临时查阅人. A person has one of them or none. */
export const dossierRoles = [
  'project_lead',
  'secretary',
  'finance',
  'archivist',
  'temporary_reader',
] as const;
export type DossierRole = (typeof dossierRoles)[number];

/** Who a row of the table is about. */
export const subjects = [...machineRoles, ...dossierRoles] as const;
export type Subject = (typeof subjects)[number];

/** B-S16, E-15: 系统管理员, 安全保密管理员, 安全审计员: each apart from the others and from all content. */
export const administrators: readonly MachineRole[] = ['system_admin', 'security_admin', 'auditor'];

/** What a role may do with an information class: yes, no, or only with an approval (一事一议, E-05). */
export const grants = ['allow', 'refuse', 'approval'] as const;
export type Grant = (typeof grants)[number];

/** Whether a role of the machine may be joined with one in a dossier (E-15). */
export function compatible(machine: MachineRole, inDossier: DossierRole | null): boolean {
  return inDossier === null || !administrators.includes(machine);
}
