import type { DossierRecord } from '../../model/record.ts';
import type { Bilingual } from '../../model/units.ts';
import { builtIn, type Guideline, parseGuideline } from './guideline.ts';
import { both } from './words.ts';

/** One thing that a new guideline says otherwise. `direction` is null where it concerns all. */
export interface GuidelineChange {
  path: string;
  direction: string | null;
  topic: string | null;
  from: string;
  to: string;
}

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Every leaf in which two guidelines differ, directions and topics found by their codes and not by their places. */
export function compareGuidelines(before: Guideline, after: Guideline): GuidelineChange[] {
  const { directions: was, ...head } = before;
  const { directions: is, ...newHead } = after;
  const codes = [...new Set([...was, ...is].map(({ code }) => code))];
  return [
    ...leaves(head as Json, newHead as Json, '').map((change) => ({
      ...change,
      direction: null,
      topic: null,
    })),
    ...codes.flatMap((direction) => {
      const [a, b] = [was, is].map((list) => list.find(({ code }) => code === direction));
      const { topics: oldTopics = [], ...old } = a ?? {};
      const { topics: newTopics = [], ...now } = b ?? {};
      const topics = [...new Set([...oldTopics, ...newTopics].map(({ code }) => code))];
      return [
        ...leaves(old as Json, now as Json, direction).map((change) => ({
          ...change,
          direction,
          topic: null,
        })),
        ...topics.flatMap((topic) =>
          leaves(
            oldTopics.find(({ code }) => code === topic) as Json,
            newTopics.find(({ code }) => code === topic) as Json,
            `${direction}.${topic}`,
          ).map((change) => ({ ...change, direction, topic })),
        ),
      ];
    }),
  ];
}

/** Lines are places in the source and no content: a new print moves them all. */
const places = new Set([
  'line',
  'choices_line',
  'partner_line',
  'quota_line',
  'execution_line',
  'matching_line',
  'registration_line',
  'listed_line',
  'common_line',
  'format',
]);

function leaves(a: Json, b: Json, path: string): { path: string; from: string; to: string }[] {
  if (isGroup(a) && isGroup(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !places.has(key));
    return keys.flatMap((key) => leaves(a[key], b[key], path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(a) && Array.isArray(b) && [...a, ...b].some(isGroup)) {
    const names = [...new Set([...a, ...b].map((one, index) => nameOf(one, index)))];
    return names.flatMap((name) =>
      leaves(
        a.find((one, index) => nameOf(one, index) === name),
        b.find((one, index) => nameOf(one, index) === name),
        `${path}.${name}`,
      ),
    );
  }
  const [from, to] = [words(a), words(b)];
  return from === to ? [] : [{ path, from, to }];
}

function isGroup(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An item of a list by its code, its mark with its key, or its name; else by its place. */
function nameOf(value: Json, index: number): string {
  if (!isGroup(value)) return String(index + 1);
  const own = value['code'] ?? value['key'] ?? value['name'];
  return typeof own === 'string' && own !== '' ? own : String(index + 1);
}

function words(value: Json): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(words).join('、');
  if (isGroup(value)) return typeof value['zh'] === 'string' ? value['zh'] : JSON.stringify(value);
  return String(value);
}

/** The guideline that a record stands on. */
export function guidelineOfRecord(record: DossierRecord): Guideline {
  const own = record.fields['guideline_data'];
  return (typeof own === 'string' ? parseGuideline(own) : null) ?? builtIn;
}

/** The changes that touch a record: those of all, of its direction, and of its topic. */
export function changesFor(record: DossierRecord, after: Guideline): GuidelineChange[] {
  const own = (key: string) => record.fields[key];
  return compareGuidelines(guidelineOfRecord(record), after).filter(
    (change) =>
      (change.direction === null || change.direction === own('direction_code')) &&
      (change.topic === null || change.topic === own('topic_code')),
  );
}

/** What taking a guideline over writes into a record's fields (C-Q01). */
export function adoptGuideline(after: Guideline): Record<string, string | number> {
  const { application, recommendation, defence } = after.deadlines;
  return {
    guideline_name: after.name,
    guideline_year: after.year,
    guideline_batch: after.batch,
    guideline_status: after.status,
    guideline_data: JSON.stringify(after),
    ...(application ? { application_due: application } : {}),
    ...(recommendation ? { recommendation_due: recommendation } : {}),
    ...(defence ? { defence_date: defence } : {}),
  };
}

/** The title under which a guideline is shown. */
export function guidelineTitle(guideline: Guideline): Bilingual {
  return both(
    `${guideline.name}（${guideline.version}，${guideline.status}）`,
    `${guideline.name} (${guideline.version}, ${guideline.status})`,
  );
}
