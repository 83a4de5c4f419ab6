import type { Channel } from '../../shared/ipc/channel.ts';
import { subjects } from '../../shared/model/policy.ts';
import { cellOf } from './decide.ts';
import { policyTable, type Row } from './table.ts';

/**
 * E-01: every channel needs a row. One that nobody may ever pass was forgotten in the table, and the application
 * does not start with it; who may pass which stands in the reviewed `test/security/matrix.snapshot.txt`.
 * @throws Error that names the channel
 */
export function requireRows(
  contract: Readonly<Record<string, Channel>>,
  table: readonly Row[] = policyTable,
): void {
  for (const [name, { capability, infoClass, clauses }] of Object.entries(contract)) {
    if (clauses.length === 0) throw new Error(`${name}: no clause`);
    if (capability === 'open') continue;
    const reached = subjects.some(
      (subject) => cellOf(subject, capability, infoClass, table).grant !== 'refuse',
    );
    if (!reached) throw new Error(`${name}: no row of the policy table for ${capability} of ${infoClass}`);
  }
}
