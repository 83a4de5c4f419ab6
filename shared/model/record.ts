import { z } from 'zod';
import { ItemId, ObjectId } from './ids.ts';
import { CivilDate } from './units.ts';

/**
 * The value of a field, as typed or read: the field's definition says which shape it has. Money is integer
 * fen here; yuan strings exist only in `dossier.json` and are converted by `shared/model/exchange.ts`.
 */
export const FieldValue: z.ZodType<FieldValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(FieldValue),
    z.record(z.string(), FieldValue),
  ]),
);
export type FieldValue = string | number | boolean | null | FieldValue[] | { [key: string]: FieldValue };

export const Fields = z.record(z.string(), FieldValue);
export type Fields = z.infer<typeof Fields>;

/** A dated fact. An event of an instalment carries its number. Evidence are vault objects (G-019). */
export const EventFact = z.object({
  id: ItemId,
  key: z.string(),
  date: CivilDate,
  installment: z.number().int().positive().optional(),
  /** The n-th of a repeatable event, e.g. `acceptance_failed(2)`. */
  n: z.number().int().positive().optional(),
  evidence: z.array(ObjectId).default([]),
  note: z.string().optional(),
  values: z.record(z.string(), FieldValue).optional(),
});
export type EventFact = z.infer<typeof EventFact>;

/** One row of a ledger (`expenses`, `outputs`, `payments`, `copies`, `materials`, …). */
export const Entry = z.object({ id: ItemId, values: z.record(z.string(), FieldValue) });
export type Entry = z.infer<typeof Entry>;

export const DossierRecord = z.object({
  kind: z.string(),
  definitionVersion: z.number().int().positive(),
  our_side: z.string().optional(),
  fields: Fields,
  events: z.array(EventFact),
  entries: z.record(z.string(), z.array(Entry)),
  /** Readings of ambiguous clauses that a person chose, by the rule of the row (`A-Q15`). */
  readings: z.record(z.string(), z.string()).optional(),
});
/** A dossier as the engine sees it: fields + events + entries. All else is derived. */
export type DossierRecord = z.infer<typeof DossierRecord>;
