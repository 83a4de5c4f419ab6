import { capabilities, infoClasses } from '../../shared/ipc/channel.ts';
import type { PolicyCell } from '../../shared/ipc/contract/session.ts';
import { subjects } from '../../shared/model/policy.ts';
import { cellOf } from './decide.ts';

/** Every cell of the table, by the same look-up that decides; entering has no role yet and is left out. */
export function policyCells(): PolicyCell[] {
  return subjects.flatMap((subject) =>
    capabilities
      .filter((capability) => capability !== 'open')
      .flatMap((capability) =>
        infoClasses.map((infoClass) => {
          const { clauses, ...cell } = cellOf(subject, capability, infoClass);
          return { subject, capability, infoClass, ...cell, clauses: [...clauses] };
        }),
      ),
  );
}
