import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { EntryValue } from './shelf.ts';

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
    .flatMap(({ row }) => open.store.items.history(dossier, row))
    .map((version) => ({
      noun: version.noun,
      row: version.row,
      version: version.version,
      at: version.at,
      author: version.author === open.account ? open.keyring.displayName : version.author,
      what: whatOf(version.noun, version.value),
      reason: version.reason ?? null,
      removed: version.removed,
      value: version.value,
    }))
    .sort((a, b) => b.at.localeCompare(a.at) || b.version - a.version);
}

function whatOf(noun: string, value: unknown): string {
  if (value === null || typeof value !== 'object') return '';
  if (noun === 'event') return String((value as { key?: unknown }).key ?? '');
  if (noun === 'entry') return (value as EntryValue).ledger;
  return '';
}
