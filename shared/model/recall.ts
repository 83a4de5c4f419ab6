import { z } from 'zod';
import { DossierId } from './ids.ts';
import { CivilDate, Instant } from './units.ts';

/**
 * Why: the client takes it back (B-S15), or the project ended (B-S19). What the unit itself destroys is over and takes
 * two persons (E-12): `due`.
 */
export const recallCauses = ['client', 'ended'] as const;
export type RecallCause = (typeof recallCauses)[number];
const causesTold = [...recallCauses, 'own', 'due'] as const;

/** What stays of a recall: no title and no name. The inventory on paper has them, and its fingerprint stands here. */
export const RecallFacts = z.object({
  /** `own` is no longer offered: the unit alone destroyed by it. */
  cause: z.enum(causesTold),
  reason: z.string(),
  on: CivilDate,
  files: z.number().int(),
  bytes: z.number().int(),
  /** Wraps of keys that were destroyed, those for recovery included. */
  wraps: z.number().int(),
  /** SM3 of the inventory as it was written (PDF). */
  inventory: z.string(),
  /** Copies of the database on this machine, made before a migration, that were removed with it. */
  copies: z.number().int(),
  /** Backups that were taken before and still hold it: out of reach. */
  backups: z.array(z.object({ name: z.string(), at: Instant })),
});
export type RecallFacts = z.infer<typeof RecallFacts>;

export const RecallView = z.object({
  id: z.string(),
  dossier: DossierId,
  scope: z.enum(['dossier', 'object']),
  at: Instant,
  by: z.string(),
  facts: RecallFacts,
});
export type RecallView = z.infer<typeof RecallView>;
