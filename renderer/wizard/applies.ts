import type { Definition, Field } from '../../shared/agreements/define.ts';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import type { DossierRecord } from '../../shared/model/record.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { viewOf } from '../../shared/engine/view.ts';

/**
 * Answers whether a field applies to the draft as it stands. A condition that cannot be judged on a half-filled
 * draft shows its field rather than hide it.
 */
export function applicability(
  definition: Definition,
  draft: DraftView,
  today: CivilDate | string | undefined,
): (field: Field) => boolean {
  const record: DossierRecord = {
    kind: definition.id,
    definitionVersion: definition.version,
    ...(draft.our_side === null ? {} : { our_side: draft.our_side }),
    fields: draft.fields,
    events: [],
    entries: {},
  };
  const view = viewOf(definition, record, { today: (today ?? draft.saved_at.slice(0, 10)) as CivilDate });
  return (field) => {
    if (field.when === undefined) return true;
    try {
      return field.when(view);
    } catch {
      return true;
    }
  };
}
