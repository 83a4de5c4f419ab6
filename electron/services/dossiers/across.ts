import type { Elsewhere } from '../../../shared/agreements/across.ts';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { Definition } from '../../../shared/agreements/define.ts';
import { acrossVersion, saidBy, saysAnything } from '../../../shared/engine/across.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Open } from '../../app/open.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import { definitionOf } from './definitions.ts';
import { recordOf } from './shelf.ts';

/** Says that a dossier's fingerprints are those of this version of its kind; the store's own, nobody asks for it. */
const saidMark = 'said';
/** What a record says depends on no day; a view must have one. */
const anyDay = '2000-01-01' as CivilDate;

/** What other dossiers say, from their fingerprints alone: also of those whose key this person does not hold. */
export function elsewhereOf(open: Open, dossier: DossierId): Elsewhere {
  return (purpose, texts) => open.store.fingerprints.countElsewhere(purpose, texts, dossier);
}

/**
 * Keeps what an active dossier says to others as its record says it now; within the caller's transaction. A draft
 * and a sample say nothing: the one is not yet, the other never is.
 */
export function renewSaid(open: Open, dossier: DossierId, now: Date): void {
  const row = rowOf(open, dossier);
  if (row?.phase !== 'active') return;
  const definition = definitionOf(row.kind);
  if (!saysAnything(definition)) return;
  open.shelf.forget(dossier);
  try {
    const said = saidBy(definition, recordOf(open.shelf.get(dossier)), { today: anyDay });
    open.store.fingerprints.replace({ dossier, row: dossier, at: now.toISOString() }, [
      ...said,
      { purpose: saidMark, text: markOf(definition) },
    ]);
  } finally {
    // Should the transaction fail, what was read in it never was.
    open.shelf.forget(dossier);
  }
}

/** A draft that was thrown away is not there any more. */
function rowOf(open: Open, dossier: DossierId): DossierRow | null {
  try {
    return open.store.dossiers.get(dossier);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/**
 * After unlock: dossiers that this person may know and whose fingerprints are lacking, or of an earlier version
 * of their kind, say what they have to say. A damaged one is told and keeps nobody out.
 */
export function sayAnew(open: Open, now: Date, report: (error: unknown) => void): void {
  const said = new Set(
    definitions.flatMap((definition) => [...open.store.fingerprints.saying(saidMark, markOf(definition))]),
  );
  for (const row of open.store.dossiers.list()) {
    if (row.phase !== 'active' || said.has(row.id) || !open.mayKnow(row.id)) continue;
    try {
      open.store.transaction(() => renewSaid(open, row.id, now));
    } catch (error) {
      report(error);
    }
  }
}

function markOf({ id, version }: Definition): string {
  return `${id}/${version}/${acrossVersion}`;
}
