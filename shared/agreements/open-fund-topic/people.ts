import { normalizeLabel, sameName } from '../../engine/label-text.ts';
import type { DossierRecord, FieldValue } from '../../model/record.ts';
import type { CivilDate } from '../../model/units.ts';
import type { View } from '../define.ts';
import { dateOf } from './deadlines.ts';

export interface Person {
  name: string;
  id: string;
}

export function personOf(value: FieldValue | undefined): Person {
  if (typeof value === 'string') return { name: value, id: '' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { name: '', id: '' };
  const text = (key: string) => (typeof value[key] === 'string' ? value[key].trim() : '');
  return { name: text('name'), id: text('id') };
}

/** One person: by the identity number where both have one, else by the name. */
export function samePerson(a: Person, b: Person): boolean {
  if (a.id && b.id) return a.id === b.id;
  return a.name !== '' && sameName(a.name, b.name);
}

/** How a person is named to others, so that {@link personAsked} meets exactly whom {@link samePerson} means. */
export function personSaid({ name, id }: Person): string[] {
  const names = name === '' ? [] : [`name:${normalizeLabel(name)}`];
  if (id !== '') return [`id:${id}`, ...names];
  return names.flatMap((said) => [said, `only-${said}`]);
}

/** By the number, and by the name those of whom no number is known; without a number by the name. */
export function personAsked({ name, id }: Person): string[] {
  const names = name === '' ? [] : [`name:${normalizeLabel(name)}`];
  return id === '' ? names : [`id:${id}`, ...names.map((said) => `only-${said}`)];
}

export function applicantOf(view: View): Readonly<Record<string, FieldValue>> {
  const value = view.value('applicant');
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Other topics of this fund; the dossier itself, should it be handed in twice, is none. */
export function otherTopics(view: View): readonly DossierRecord[] {
  return view.others.filter((other) => other.kind === view.record.kind && other !== view.record);
}

export function has(record: DossierRecord, ...keys: readonly string[]): boolean {
  return record.events.some((event) => keys.includes(event.key));
}

/** The day of application: the event, else the first of January of the guideline's year, else today. */
export function applicationDay(view: View): CivilDate {
  const year = view.integer('guideline_year');
  return (
    view.eventDate('application_submitted') ?? (year === null ? null : dateOf(`${year}-01-01`)) ?? view.today
  );
}

/** The calendar year of application (D-T10), or empty. */
export function applicationYear(record: DossierRecord): string {
  const day = record.events.findLast((event) => event.key === 'application_submitted')?.date;
  const year = record.fields['guideline_year'];
  return day?.slice(0, 4) ?? (typeof year === 'number' ? String(year) : '');
}

/** Whether a topic is led and neither closed nor ended (D-E03, D-Q04). */
export function isRunning(record: DossierRecord): boolean {
  return (
    has(record, 'award_notice_received', 'contract_approved', 'project_started') &&
    !has(record, 'closing_notice', 'project_closed', 'sanction_decided')
  );
}

/** The day until which a topic is funded, an approved extension included, as typed; or empty. */
export function fundedUntil(record: DossierRecord): string {
  const moved = record.events.findLast((event) => event.key === 'extension_approved')?.values?.[
    'funding_end'
  ];
  const end = moved ?? record.fields['funding_end'];
  return typeof end === 'string' ? end : '';
}

export function rowsOf(value: FieldValue | undefined): FieldValue[] {
  return Array.isArray(value) ? value : [];
}
