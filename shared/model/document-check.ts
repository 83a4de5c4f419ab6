import { z } from 'zod';
import { Clause } from './derived.ts';
import type { PageVerdict } from './form-compare.ts';
import { ItemId, ObjectId } from './ids.ts';
import { Bilingual, Instant } from './units.ts';

/** Where a sentence stands in a document (A-L05, D-L04). */
export const labelPlaces = ['cover', 'title_page', 'first_page', 'acknowledgement', 'other'] as const;
export type LabelPlace = (typeof labelPlaces)[number];

/** `low_rank`: the unit is there, but further down than it may; `unread`: nothing of the document can be read. */
export const labelVerdicts = [
  'exact',
  'case',
  'near',
  'wrong_number',
  'low_rank',
  'absent',
  'unread',
] as const;
export type LabelVerdict = (typeof labelVerdicts)[number];

/** One rule of labels held against one document. */
export const LabelFinding = z.object({
  rule: z.string(),
  title: Bilingual,
  clause: Clause,
  verdict: z.enum(labelVerdicts),
  wanted: z.string(),
  /** 1-based; null where the document has no pages of its own (docx), or nothing was found. */
  page: z.number().int().nullable(),
  place: z.enum(labelPlaces).nullable(),
  /** The unit’s place among the author units, and whether a number beside it says so. */
  rank: z.number().int().nullable(),
  rank_sure: z.boolean(),
  /** As it is printed, to be found in the viewer. */
  printed: z.string(),
  /** The wanted words beside the printed ones, what differs apart. */
  differences: z.array(z.object({ at: z.number().int(), wanted: z.string(), got: z.string() })),
  /** What follows from it; empty where it is in order. */
  consequence: Bilingual,
  severity: z.enum(['block', 'warn']).nullable(),
});
export type LabelFinding = z.infer<typeof LabelFinding>;

/** What was read of a document, and by which output's rules. */
export const DocumentCheck = z.object({
  object: ObjectId,
  output: ItemId.nullable(),
  /** No page has text: a person has to look. */
  scan: z.boolean(),
  silent_pages: z.array(z.number().int()),
  pages: z.number().int().nullable(),
  labels: z.array(LabelFinding),
});
export type DocumentCheck = z.infer<typeof DocumentCheck>;

/** A person looked at a document: it is as one rule wants it, or is not. Only ever added to. */
export const Looked = z.object({
  object: ObjectId,
  rule: z.string().max(16),
  right: z.boolean(),
  note: z.string().max(500),
});
export type Looked = z.infer<typeof Looked>;

/** What is sealed under the noun `check`. */
export type CheckValue =
  | ({ kind: 'document' } & DocumentCheck)
  | ({ kind: 'looked' } & Looked)
  | ({ kind: 'page' } & PageVerdict);

export const LookedBy = Looked.extend({ by: z.string(), at: Instant });
