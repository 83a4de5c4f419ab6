import type { Definition, Field, Section } from '../../../shared/agreements/define.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import type { DossierRecord, Fields, FieldValue } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import { fieldOfPath, isEmpty } from '../../wizard/standing.ts';
import { problemOf, summarise } from '../../wizard/value.ts';

/** Our side stands beside the fields in the record and is corrected like one. */
export const sideKey = 'our_side';

/** What is being corrected: key → new value; null empties a field. */
export type Edits = Readonly<Record<string, FieldValue>>;

export interface AgreementRow {
  field: Field;
  value: FieldValue | undefined;
  findings: Finding[];
}

/**
 * The fields by the definition's sections: those that apply and those that hold something although they do not,
 * so that nothing written is out of reach. A condition that cannot be judged shows its field.
 */
export function agreementRows(
  definition: Definition,
  record: DossierRecord,
  today: CivilDate,
  findings: readonly Finding[],
): { section: Section; rows: AgreementRow[] }[] {
  const view = viewOf(definition, record, { today });
  const applies = (field: Field): boolean => {
    try {
      return field.when?.(view) ?? true;
    } catch {
      return true;
    }
  };
  return definition.sections.map((section) => ({
    section,
    rows: section.fields
      .map((field) => ({
        field,
        value: record.fields[field.key],
        findings: findings.filter(
          (finding) => finding.severity !== 'info' && fieldOfPath(finding.path) === field.key,
        ),
      }))
      .filter(({ field, value }) => applies(field) || !isEmpty(value)),
  }));
}

/** The rows whose title or content holds the words, in either language; sections without any are left out. */
export function matching(
  sections: ReturnType<typeof agreementRows>,
  words: string,
): ReturnType<typeof agreementRows> {
  const wanted = fold(words);
  if (wanted === '') return sections;
  return sections
    .map(({ section, rows }) => ({
      section,
      rows: rows.filter(({ field, value }) =>
        [
          field.title.zh,
          field.title.en,
          field.rule,
          summarise(field, value, 'zh'),
          summarise(field, value, 'en'),
        ]
          .map(fold)
          .some((text) => text.includes(wanted)),
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s,]/gu, '');
}

/** The field of a key, wherever it stands. */
export function fieldOf(definition: Definition, key: string): Field | undefined {
  return definition.sections.flatMap((section) => section.fields).find((field) => field.key === key);
}

/** What stands in the record under a key, our side included. */
export function standing(record: DossierRecord, key: string): FieldValue | undefined {
  return key === sideKey ? record.our_side : record.fields[key];
}

/** Whether two values say the same; an empty one is an empty one, however it is written. */
export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  return canonical(a) === canonical(b);
}

function canonical(value: FieldValue | undefined): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, part]) => part !== null && part !== '')
            .toSorted(([x], [y]) => x.localeCompare(y)),
        )
      : inner,
  );
}

/** The keys whose value is another than the record's. */
export function changedKeys(record: DossierRecord, edits: Edits): string[] {
  return Object.keys(edits).filter((key) => !sameValue(edits[key], standing(record, key)));
}

/** What to send: only what changed; an emptied field is null. Our side travels by its own name. */
export function amendment(record: DossierRecord, edits: Edits): { fields: Fields; our_side?: string | null } {
  const keys = changedKeys(record, edits);
  const fields = Object.fromEntries(
    keys
      .filter((key) => key !== sideKey)
      .map((key) => {
        const value = edits[key];
        return [key, value === undefined || isEmpty(value) ? null : value];
      }),
  );
  if (!keys.includes(sideKey)) return { fields };
  const side = edits[sideKey];
  return { fields, our_side: typeof side === 'string' && side !== '' ? side : null };
}

/** Whether everything that is edited can be saved: no text that is no value of its type. */
export function wellFormed(definition: Definition, edits: Edits): boolean {
  return Object.entries(edits).every(([key, value]) => {
    const field = fieldOf(definition, key);
    return field === undefined || problemOf(field, value) === null;
  });
}

/** Of the edited keys those that another version has changed since the edit began. */
export function movedMeanwhile(before: DossierRecord, now: DossierRecord, edits: Edits): string[] {
  return Object.keys(edits).filter((key) => !sameValue(standing(before, key), standing(now, key)));
}

/** The findings that a correction has brought about. */
export function freshFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Set(before.map(identity));
  return after.filter((finding) => finding.severity !== 'info' && !known.has(identity(finding)));
}

function identity({ rule, path, message }: Finding): string {
  return JSON.stringify([rule, path, message.zh]);
}
