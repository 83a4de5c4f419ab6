import { randomBytes } from 'node:crypto';
import type { SheetPreview } from '../../../shared/ipc/contract/ledger.ts';
import type { JudgedSheet } from '../../../shared/ledgers/sheet.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { Entry } from '../../../shared/model/record.ts';

/** A workbook that was read and not accepted yet; it lives in memory until it is, or until lock. */
export interface Import {
  id: string;
  dossier: DossierId;
  ledger: string;
  name: string;
  sha256: string;
  sheets: JudgedSheet[];
  hidden: string[];
}

/** What was read from workbooks; one at a time, the next one takes its place. */
export class Imports {
  #held: Import | null = null;

  hold(read: Omit<Import, 'id'>): Import {
    this.#held = { ...read, id: randomBytes(16).toString('hex') };
    return this.#held;
  }

  /** @throws AppError `not_found` where it was forgotten, or belongs to another dossier. */
  get(id: string, dossier: DossierId): Import {
    const held = this.#held;
    if (held === null || held.id !== id || held.dossier !== dossier)
      throw new AppError('not_found', { rule: 'E-03' });
    return held;
  }

  forget(id: string | null): void {
    if (id === null || this.#held?.id === id) this.#held = null;
  }
}

/** The sheet to show first: the one with the most rows among those that fit. */
export function bestSheet(sheets: readonly JudgedSheet[]): number {
  const rows = sheets.map((sheet) => (sheet.header === null ? -1 : sheet.rows.length));
  return Math.max(0, rows.indexOf(Math.max(...rows)));
}

/** What a person sees before anything is written; a row that the ledger holds already is told as `known`. */
export function previewOf(held: Import, at: number, entries: readonly Entry[]): SheetPreview {
  const sheet = held.sheets[at];
  if (sheet === undefined)
    throw new AppError('bad_input', { params: { path: 'at', reason: 'unknown_sheet' } });
  const known = new Set(entries.map((entry) => sameText(entry.values)));
  return {
    import: held.id,
    name: held.name,
    sheets: held.sheets.map((one) => ({ name: one.name, fits: one.header !== null })),
    hidden: held.hidden,
    at,
    sheet: {
      ...sheet,
      rows: sheet.rows.map((row) =>
        row.state === 'good' && known.has(sameText(row.values)) ? { ...row, state: 'known' as const } : row,
      ),
    },
  };
}

function sameText(values: Entry['values']): string {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  return JSON.stringify(filled.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
