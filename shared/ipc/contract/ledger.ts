import { z } from 'zod';
import { JudgedSheet, mostRows } from '../../ledgers/sheet.ts';
import { DossierId, ItemId } from '../../model/ids.ts';
import { FieldValue } from '../../model/record.ts';
import { channel, Empty } from '../channel.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['A-S01', 'E-02', 'E-04'],
} as const;
const dossier = DossierId;
const ledger = z.string().max(64);
const ImportId = z.string().regex(/^[0-9a-f]{32}$/);

export const SheetPreview = z.object({
  import: ImportId,
  /** The file's name, never its path. */
  name: z.string(),
  /** The visible sheets; `fits` where one has the ledger's columns. */
  sheets: z.array(z.object({ name: z.string(), fits: z.boolean() })),
  /** Sheets that the workbook hides: not looked at. */
  hidden: z.array(z.string()),
  /** Which of `sheets` is shown. */
  at: z.number().int().nonnegative(),
  sheet: JudgedSheet,
});
export type SheetPreview = z.infer<typeof SheetPreview>;

/** Ledgers as tables: many rows at once, out to a workbook and in from one. */
export const ledgers = {
  /** Saves and removes rows of one ledger in one transaction; answers the ids of `rows` in their order. */
  'ledger.save': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    maxInputBytes: 8 * 1024 * 1024,
    input: z.object({
      dossier,
      ledger,
      rows: z
        .array(z.object({ entry: ItemId.optional(), values: z.record(z.string(), FieldValue) }))
        .max(mostRows),
      remove: z.array(ItemId).max(mostRows).default([]),
    }),
    output: z.object({ entries: z.array(ItemId) }),
  }),
  /** E-09: asks to see the amounts of a ledger; what is asked is recorded. */
  'ledger.unmask': channel({
    ...inDossier,
    infoClass: 'contract_amount',
    capability: 'view',
    audit: 'intent_and_result',
    clauses: ['E-09', 'E-03'],
    input: z.object({ dossier, ledger }),
    output: Empty,
  }),
  /** Writes a ledger as a workbook into the folder chosen in main's dialog. */
  'ledger.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-S02', 'E-04'],
    job: true,
    input: z.object({ dossier, ledger }),
    output: z.object({ name: z.string(), rows: z.number().int(), bytes: z.number().int() }),
  }),
  /** Opens main's dialog and reads a workbook; nothing is written. Null where nothing was chosen. */
  'ledger.choose': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    job: true,
    input: z.object({ dossier, ledger }),
    output: SheetPreview.nullable(),
  }),
  /** Another sheet of the workbook that was read. */
  'ledger.sheet': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    input: z.object({ dossier, import: ImportId, at: z.number().int().nonnegative().max(100) }),
    output: SheetPreview,
  }),
  /** Writes the named lines of what was read, all or none; of those that may not be written none is. */
  'ledger.accept': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    input: z.object({
      dossier,
      import: ImportId,
      at: z.number().int().nonnegative().max(100),
      lines: z.array(z.number().int().positive()).min(1).max(mostRows),
    }),
    output: z.object({ rows: z.number().int() }),
  }),
  /** Forgets what was read. */
  'ledger.forget': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    input: z.object({ dossier, import: ImportId }),
    output: Empty,
  }),
} as const;
