import type { Declaration } from '../../shared/ipc/channel.ts';
import { policyTable, type Role, type Row } from './table.ts';

export type Decision =
  | { allow: true; rule: string }
  | { allow: false; code: 'forbidden' | 'needs_approval'; rule: string };

/**
 * Whether a role may pass a channel: a pure look-up in the table. The most specific row decides; where none
 * allows, the refusal names the rule of the refusing row, or the channel's own first clause.
 */
export function decide(
  role: Role,
  declaration: Pick<Declaration, 'capability' | 'infoClass' | 'approval' | 'clauses'>,
  table: readonly Row[] = policyTable,
): Decision {
  // Set-up, unlock and lock come before any role; they are guarded by the session's state.
  if (declaration.capability === 'open') return { allow: true, rule: declaration.clauses[0] ?? 'E-01' };
  const own = table.filter((row) => row.role === role && row.capability === declaration.capability);
  const row =
    own.find((candidate) => candidate.infoClass === declaration.infoClass) ??
    own.find((candidate) => candidate.infoClass === '*');
  if (row === undefined || row.grant === 'refuse') {
    return { allow: false, code: 'forbidden', rule: row?.rule ?? declaration.clauses[0] ?? 'E-01' };
  }
  if (row.grant === 'approval' || declaration.approval !== null) {
    return { allow: false, code: 'needs_approval', rule: row.grant === 'approval' ? row.rule : 'E-05' };
  }
  return { allow: true, rule: row.rule };
}
