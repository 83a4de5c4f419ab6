import { z } from 'zod';
import { FieldValue } from '../model/record.ts';

/** A cell of a foreign sheet as the worker found it, before anybody knows what column it stands in. */
export interface RawCell {
  value:
    | { kind: 'text'; text: string }
    /** `percent`: the sheet shows it as a share. */
    | { kind: 'number'; number: number; percent: boolean }
    /** Civil date `YYYY-MM-DD`. */
    | { kind: 'date'; date: string }
    | { kind: 'boolean'; on: boolean }
    /** `#N/A` and its like. */
    | { kind: 'error'; text: string }
    /** A formula whose last result the file does not hold. */
    | { kind: 'uncounted' };
  /** What was read is the result that the file remembers of a formula. */
  formula?: true;
  /** Part of several cells made one. */
  merged?: true;
}

/** A row with its number as the spreadsheet shows it. */
export interface RawRow {
  line: number;
  hidden: boolean;
  cells: (RawCell | null)[];
}

export interface RawSheet {
  name: string;
  /** The workbook counts its days from 1904. */
  from1904: boolean;
  rows: RawRow[];
  /** More rows than are looked at. */
  cut: boolean;
}

/** Why a cell of a sheet cannot be taken in; its words stand in `shared/text/ledger.ts`. */
export const cellTroubles = [
  'date',
  'month',
  'money',
  'fraction',
  'percent',
  'integer',
  'boolean',
  'choice',
  'contradiction',
  'atLeast',
  'atMost',
  'required',
  'merged',
  'error',
  'uncounted',
  'tooLong',
] as const;
export type CellTrouble = (typeof cellTroubles)[number];

export const SheetRow = z.object({
  line: z.number().int().positive(),
  /** `good` may be written; `bad` waits to be mended in the file; the others are left out. */
  state: z.enum(['good', 'bad', 'hidden', 'sum', 'known']),
  values: z.record(z.string(), FieldValue),
  troubles: z.array(
    z.object({
      column: z.string(),
      why: z.enum(cellTroubles),
      text: z.string(),
      bound: z.string().optional(),
    }),
  ),
  /** Columns whose value is the remembered result of a formula. */
  formulas: z.array(z.string()),
});
/** A row of a sheet read by the columns of a ledger. */
export type SheetRow = z.infer<typeof SheetRow>;

export const JudgedSheet = z.object({
  name: z.string(),
  /** The line that holds the columns' titles; null where no line does: another table. */
  header: z.number().int().positive().nullable(),
  /** The columns that were found, in the order of the sheet. */
  columns: z.array(z.string()),
  /** Titles of the sheet that the ledger has no column for. */
  ignored: z.array(z.string()),
  /** Required columns that the sheet does not have. */
  lacking: z.array(z.string()),
  rows: z.array(SheetRow),
  /** More rows than a ledger takes at once: the rest was not looked at. */
  cut: z.boolean(),
});
export type JudgedSheet = z.infer<typeof JudgedSheet>;

/** Rows that a ledger takes at once, by file or by paste. */
export const mostRows = 2000;
