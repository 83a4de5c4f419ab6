import type { z } from 'zod';
import type { Elsewhere } from '../../../shared/agreements/across.ts';
import { check } from '../../../shared/engine/check.ts';
import type { DraftView } from '../../../shared/ipc/contract/dossier.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord, Fields } from '../../../shared/model/record.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import type { ReadResult } from '../../../shared/model/reading.ts';
import { fieldShapes, requireShapes } from '../../../shared/model/typed-value.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf } from './definitions.ts';
import { type DraftValue, type Loaded, phaseOf, recordOf } from './shelf.ts';

export type Draft = z.infer<typeof DraftView>;

/** The wizard's state. @throws AppError `not_found` where the dossier is no draft any more. */
export function draftView(loaded: Loaded, judging: Judging, elsewhere: Elsewhere): Draft {
  const draft = requireDraft(loaded);
  const reading = loaded.reading?.value ?? null;
  return {
    id: loaded.row.id,
    kind: loaded.row.kind,
    our_side: draft.our_side,
    fields: draft.fields,
    confirmed: draft.confirmed,
    reading,
    findings: [...(reading?.result.findings ?? []), ...draftFindings(loaded, draft, judging, elsewhere)],
    saved_at: loaded.savedAt,
  };
}

export function requireDraft(loaded: Loaded): DraftValue {
  if (phaseOf(loaded) !== 'draft' || loaded.draft === null) {
    throw new AppError('not_found', { rule: 'E-03', params: { phase: phaseOf(loaded) } });
  }
  return loaded.draft.value;
}

export function draftRecord(loaded: Loaded, draft: DraftValue): DossierRecord {
  return {
    kind: loaded.row.kind,
    definitionVersion: definitionOf(loaded.row.kind).version,
    ...(draft.our_side === null ? {} : { our_side: draft.our_side }),
    fields: draft.fields,
    events: [],
    entries: {},
  };
}

/** The record of a dossier, or of a draft as far as it goes. */
export function standingRecord(loaded: Loaded): DossierRecord {
  return phaseOf(loaded) === 'draft' ? draftRecord(loaded, requireDraft(loaded)) : recordOf(loaded);
}

export function draftFindings(
  loaded: Loaded,
  draft: DraftValue,
  judging: Judging,
  elsewhere: Elsewhere,
): Finding[] {
  return check(definitionOf(loaded.row.kind), draftRecord(loaded, draft), { ...judging, elsewhere });
}

/** The draft after a save: only what changed comes in; `null` empties a field; typing does not confirm. */
export function patchDraft(
  draft: DraftValue,
  patch: {
    our_side?: string | null | undefined;
    fields?: Fields | undefined;
    confirm?: string[] | undefined;
    unconfirm?: string[] | undefined;
  },
): DraftValue {
  const fields = { ...draft.fields };
  for (const [key, value] of Object.entries(patch.fields ?? {})) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  const confirmed = new Set(draft.confirmed);
  for (const key of patch.confirm ?? []) confirmed.add(key);
  for (const key of patch.unconfirm ?? []) confirmed.delete(key);
  return {
    our_side: patch.our_side === undefined ? draft.our_side : patch.our_side,
    fields,
    confirmed: [...confirmed],
  };
}

/**
 * What a document said enters the draft and waits: nothing typed is overwritten, nothing is confirmed, and
 * where the document contradicts itself nothing is preselected (the person chooses a reading).
 */
export function fillFromReading(draft: DraftValue, result: ReadResult): DraftValue {
  const fields = { ...draft.fields };
  for (const read of result.fields) {
    if (fields[read.key] !== undefined || (read.alternatives?.length ?? 0) > 1) continue;
    fields[read.key] = read.value;
  }
  return { ...draft, fields };
}

/** The keys that were read from the document and that no person has confirmed yet. */
export function waitingKeys(loaded: Loaded): string[] {
  const confirmed = new Set(requireDraft(loaded).confirmed);
  const read = loaded.reading?.value.result.fields ?? [];
  return [...new Set(read.map((field) => field.key))].filter((key) => !confirmed.has(key));
}

/** Every dossier says which party we are (rulebook 0: 我方每个卷宗必填). @throws AppError `our_side_missing` */
export function requireOurSide(kind: string, side: string | null): void {
  if (side === null && definitionOf(kind).parties.length > 0) {
    throw new AppError('our_side_missing', { params: { path: 'our_side' } });
  }
}

/**
 * @throws AppError `unconfirmed_fields`, `our_side_missing`, `bad_input` {path, reason}, `blocked_by_findings`
 * with the first rule that blocks.
 */
export function requireFinishable(
  dossier: DossierId,
  loaded: Loaded,
  judging: Judging,
  elsewhere: Elsewhere,
): void {
  const waiting = waitingKeys(loaded);
  if (waiting.length > 0) {
    throw new AppError('unconfirmed_fields', {
      rule: 'G-019',
      params: { count: waiting.length, first: waiting[0] ?? '', dossier },
    });
  }
  // What was typed and is none of its type yet waits in a draft; a record holds none.
  const draft = requireDraft(loaded);
  requireOurSide(loaded.row.kind, draft.our_side);
  requireShapes(draft.fields, fieldShapes(definitionOf(loaded.row.kind)), 'fields');
  const blocking = draftFindings(loaded, draft, judging, elsewhere).filter(
    (finding) => finding.severity === 'block',
  );
  const first = blocking[0];
  if (first !== undefined) {
    throw new AppError('blocked_by_findings', {
      rule: first.rule,
      params: { count: blocking.length, path: first.path },
    });
  }
}
