import { z } from 'zod';
import { DossierId } from './ids.ts';
import { CivilDate, Instant } from './units.ts';

/** Why: the client takes it back (B-S15), the project ended (B-S19), or the unit destroys what is over. */
export const recallCauses = ['client', 'ended', 'own'] as const;
export type RecallCause = (typeof recallCauses)[number];

/** What stays of a recall: no title and no name. The inventory on paper has them, and its fingerprint stands here. */
export const RecallFacts = z.object({
  cause: z.enum(recallCauses),
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
