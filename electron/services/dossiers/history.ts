import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { AnswerValue } from './answers.ts';
import type { ChoiceValue, EntryValue, FieldsValue } from './shelf.ts';

export interface HistoryRow {
  noun: string;
  row: ItemId;
  version: number;
  at: string;
  author: string;
  what: string;
  reason: string | null;
  removed: boolean;
  /** What this version said; null for a removal. */
  value: unknown;
}

/** Every version of everything that was written in a dossier, newest first: who, when, what, why. */
export function historyOf(open: Open, dossier: DossierId): HistoryRow[] {
  const rows = open.store.items.rows(dossier).filter((row) => row.noun !== 'draft' && row.noun !== 'object');
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
      author: open.nameOf(version.author),
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
  if (noun === 'choice') return (value as ChoiceValue).rule;
  if (noun === 'answer') return (value as AnswerValue).rule;
  if (noun === 'entry') return (value as EntryValue).ledger;
  return '';
}

/** The keys that a correction touched, `our_side` among them, parted by blanks; nothing for the first version. */
function changedFields(value: FieldsValue, before: FieldsValue | null | undefined): string {
  if (before === null || before === undefined) return '';
  const was: Record<string, unknown> = { our_side: before.our_side, ...before.fields };
  const is: Record<string, unknown> = { our_side: value.our_side, ...value.fields };
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key])).join(' ');
}
