import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { AnswerValue } from './answers.ts';
import { authorOf } from './origin.ts';
import type { ChoiceValue, EntryValue, FieldsValue } from './shelf.ts';

export interface HistoryRow {
  noun: string;
  row: ItemId;
  version: number;
  at: string;
  author: string;
  /** The account behind the name. */
  author_id: string;
  what: string;
  reason: string | null;
  removed: boolean;
  /** What this version said; null for a removal. */
  value: unknown;
}

// A draft's keystrokes are no history, and where a dossier came from is told apart.
const notTold: ReadonlySet<string> = new Set(['draft', 'origin']);

/** The rows that a history tells of. */
export function rowsTold<T extends { noun: string }>(rows: readonly T[]): T[] {
  return rows.filter(({ noun }) => !notTold.has(noun));
}

/**
 * Every version of everything that was written in a dossier, newest first: who, when, what, why.
 * @param whole also what was added to files later (pages counted, seals seen)
 */
export function historyOf(open: Open, dossier: DossierId, whole = false): HistoryRow[] {
  const nameOf = authorOf(open, dossier);
  const rows = rowsTold(open.store.items.rows(dossier)).filter(({ noun }) => whole || noun !== 'object');
  return rows
    .flatMap(({ row }) => {
      const versions = open.store.items.history(dossier, row).toSorted((a, b) => a.version - b.version);
      return versions.map((version, at) => ({ version, before: versions[at - 1]?.value }));
    })
    .map(({ version, before }) => ({
      noun: version.noun,
      row: version.row,
      version: version.version,
      at: version.at,
      author: nameOf(version.author),
      author_id: version.author,
      what: whatOf(version.noun, version.value, before),
      reason: version.reason ?? null,
      removed: version.removed,
      value: version.value,
    }))
    .sort((a, b) => b.at.localeCompare(a.at) || b.version - a.version);
}

function whatOf(noun: string, value: unknown, before: unknown): string {
  if (value === null || typeof value !== 'object') return '';
  if (noun === 'event') return String((value as { key?: unknown }).key ?? '');
  if (noun === 'fields') return changedFields(value as FieldsValue, before as FieldsValue | null | undefined);
  if (noun === 'check') return 'rule' in value && typeof value.rule === 'string' ? value.rule : pageOf(value);
  if (noun === 'choice') return (value as ChoiceValue).rule;
  if (noun === 'answer') return (value as AnswerValue).rule;
  if (noun === 'entry') return (value as EntryValue).ledger;
  return '';
}

/** Which page of the form was held against the stamped paper (ADR 0190). */
function pageOf(value: object): string {
  return 'form_page' in value && typeof value.form_page === 'number' ? `#${value.form_page}` : '';
}

/** The keys that a correction touched, `our_side` among them, parted by blanks; nothing for the first version. */
function changedFields(value: FieldsValue, before: FieldsValue | null | undefined): string {
  if (before === null || before === undefined) return '';
  const was: Record<string, unknown> = { our_side: before.our_side, ...before.fields };
  const is: Record<string, unknown> = { our_side: value.our_side, ...value.fields };
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key])).join(' ');
}
