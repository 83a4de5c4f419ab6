import type { Definition, Field, Section } from '../../shared/agreements/define.ts';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import type { Finding } from '../../shared/model/derived.ts';
import type { ReadField } from '../../shared/model/reading.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import { type BadValue, problemOf } from './value.ts';

/**
 * Where a field stands: `must` – a person has to decide between readings or mend what blocks; `waiting` – read
 * or proposed, not yet confirmed; `lacking` – required and empty; `confirmed`; `filled` – typed here; `empty`.
 */
export type Standing = 'must' | 'waiting' | 'lacking' | 'confirmed' | 'filled' | 'empty';

export interface FieldStanding {
  field: Field;
  section: string;
  standing: Standing;
  value: FieldValue | undefined;
  read: ReadField | null;
  /** Whether two readings of the same place wait for a choice. */
  undecided: boolean;
  /** What was typed is kept but is no value of its type. */
  problem: BadValue | null;
  findings: Finding[];
}

export interface SectionStanding {
  section: Section;
  fields: FieldStanding[];
  must: number;
  waiting: number;
  /** Required and empty; those that block and those that only warn. */
  lacking: number;
  unseen: boolean;
}

/** What still keeps the wizard from being finished; `field` null for what stands in no field. */
export interface Remaining {
  section: string | null;
  field: string | null;
  why: 'must' | 'waiting' | 'lacking' | 'side' | 'finding';
  finding: Finding | null;
}

type Draft = Pick<DraftView, 'fields' | 'confirmed' | 'findings' | 'our_side' | 'reading'>;

export function isEmpty(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.values(value).every((part) => isEmpty(part));
  return false;
}

/** The key of the field that a finding's path names, or null: `fields.installments[1].share` → `installments`. */
export function fieldOfPath(path: string): string | null {
  return /^fields\.([^.[\]]+)/.exec(path)?.[1] ?? null;
}

/** Whether the readings of one place disagree, so that nothing may be preselected. */
export function hasReadings(read: ReadField | null): boolean {
  return (read?.alternatives?.length ?? 0) > 1;
}

/**
 * What still holds against the draft. The store answers the reader's doubts together with the engine's
 * findings; a doubt is settled once a person has decided the field, the engine's stand until mended.
 */
export function standingFindings(draft: Draft): Finding[] {
  const doubts = (draft.reading?.result.findings ?? []).map(identity);
  return draft.findings.filter((finding) => {
    const at = doubts.indexOf(identity(finding));
    if (at < 0) return true;
    doubts.splice(at, 1);
    const key = fieldOfPath(finding.path);
    return key !== null && !draft.confirmed.includes(key);
  });
}

function identity({ rule, path, message }: Finding): string {
  return JSON.stringify([rule, path, message.zh]);
}

/** How one field stands in the draft. Exact `confirmed` keys decide; a typed value needs no confirmation. */
export function standingOf(
  draft: Draft,
  field: Field,
  section: string,
  all: readonly Finding[] = standingFindings(draft),
): FieldStanding {
  const confirmed = draft.confirmed.includes(field.key);
  const read = draft.reading?.result.fields.find((entry) => entry.key === field.key) ?? null;
  const own = draft.fields[field.key];
  const undecided = !confirmed && hasReadings(read);
  const value = undecided
    ? undefined
    : own === undefined && !confirmed
      ? (read?.value ?? field.default)
      : own;
  const findings = all.filter((finding) => fieldOfPath(finding.path) === field.key);
  const problem = problemOf(field, value);
  const blocked = problem !== null || findings.some((finding) => finding.severity === 'block');
  return { field, section, read, undecided, problem, value, findings, standing: decide() };

  function decide(): Standing {
    if (undecided) return 'must';
    if (isEmpty(value)) return findings.some((finding) => finding.severity !== 'info') ? 'lacking' : 'empty';
    if (blocked) return 'must';
    if (confirmed) return 'confirmed';
    return read !== null || field.confirmDefault === true ? 'waiting' : 'filled';
  }
}

/** The whole draft by the definition's sections. `applies` answers a field's `when`. */
export function survey(
  definition: Definition,
  draft: Draft,
  seen: readonly string[],
  applies: (field: Field) => boolean,
): SectionStanding[] {
  const all = standingFindings(draft);
  const read = new Set(draft.reading?.result.fields.map((entry) => entry.key));
  return definition.sections.map((section) => {
    // What the document says must be looked at even where it does not apply: it waits like the rest.
    const fields = section.fields
      .filter((field) => applies(field) || (read.has(field.key) && !draft.confirmed.includes(field.key)))
      .map((field) => standingOf(draft, field, section.key, all));
    const count = (standing: Standing) => fields.filter((entry) => entry.standing === standing).length;
    return {
      section,
      fields,
      must: count('must'),
      waiting: count('waiting'),
      lacking: count('lacking'),
      unseen: !seen.includes(section.key),
    };
  });
}

/** Everything that the wizard waits for, in reading order; empty when it may be finished. */
export function remaining(sections: readonly SectionStanding[], draft: Draft): Remaining[] {
  const list: Remaining[] = [];
  if (draft.our_side === null) list.push({ section: null, field: null, why: 'side', finding: null });
  const placed = new Set<string>();
  for (const { section, fields } of sections) {
    for (const entry of fields) {
      placed.add(entry.field.key);
      const block = entry.findings.find((finding) => finding.severity === 'block') ?? null;
      const place = { section: section.key, field: entry.field.key, finding: block };
      if (entry.standing === 'must') list.push({ ...place, why: 'must' });
      else if (entry.standing === 'waiting') list.push({ ...place, why: 'waiting' });
      else if (entry.standing === 'lacking' && block !== null) list.push({ ...place, why: 'lacking' });
    }
  }
  for (const finding of standingFindings(draft)) {
    const key = fieldOfPath(finding.path);
    if (finding.severity !== 'block' || finding.path === 'our_side') continue;
    if (key === null || !placed.has(key)) list.push({ section: null, field: null, why: 'finding', finding });
  }
  return list;
}

/** The next place after the current one, going round; a place without a field comes first. */
export function nextPlace(
  list: readonly Remaining[],
  sections: readonly SectionStanding[],
  current: string | null,
): Remaining | null {
  const order = sections.flatMap((entry) => entry.fields.map((field) => field.field.key));
  const at = current === null ? -1 : order.indexOf(current);
  const withField = list.filter((entry) => entry.field !== null);
  const after = withField.find((entry) => order.indexOf(entry.field ?? '') > at);
  return after ?? list.find((entry) => entry.field === null) ?? withField[0] ?? null;
}
