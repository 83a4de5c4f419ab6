import { z } from 'zod';
import { Finding } from '../../model/derived.ts';
import { DossierId } from '../../model/ids.ts';
import { Bilingual, Instant } from '../../model/units.ts';
import { channel, Empty } from '../channel.ts';
import { Moved } from './dossier.ts';

const inStore = {
  session: 'unlocked',
  scope: 'store',
  infoClass: 'internal',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['C-Q01', 'C-F01', 'E-03'],
} as const;

const Facts = z.object({ name: z.string(), version: z.string(), status: z.string(), draft: z.boolean() });
const Change = z.object({ group: Bilingual, what: Bilingual, from: z.string(), to: z.string() });
const Changes = z.array(Change).max(20_000);
const Offer = z.string().regex(/^[0-9a-f]{64}$/);

export const GuidelineState = z.array(
  z.object({
    kind: z.string(),
    title: Bilingual,
    kind_title: Bilingual,
    /** The text that a new dossier of the kind begins with. */
    facts: Facts,
    /** Who took it in, and when; null for the one that comes along. */
    accepted: z.object({ by: z.string(), at: Instant }).nullable(),
    /** How many dossiers the person knows that still stand on another text. */
    behind: z.number().int(),
  }),
);
export type GuidelineState = z.infer<typeof GuidelineState>;

export const TouchedDossier = z.object({
  dossier: DossierId,
  title: z.string(),
  phase: z.enum(['draft', 'sample', 'active']),
  /** The text it stands on now. */
  facts: Facts,
  changes: Changes,
  /** Days that the new text gives or moves. */
  moved: Moved,
  /** What would be found then and is not found now. */
  found: z.array(Finding),
});
export type TouchedDossier = z.infer<typeof TouchedDossier>;

export const GuidelineOffer = z.object({
  /** The SHA-256 of the file: what is accepted is what was shown. */
  offer: Offer,
  name: z.string(),
  kind: z.string(),
  title: Bilingual,
  was: Facts,
  is: Facts,
  changes: Changes,
  dossiers: z.array(TouchedDossier),
});
export type GuidelineOffer = z.infer<typeof GuidelineOffer>;

/** Published texts that dossiers stand on: a new one comes in by a file, is compared, and taken over or not (C-Q01). */
export const guidelines = {
  'guideline.state': channel({
    ...inStore,
    capability: 'view',
    audit: 'none',
    input: Empty,
    output: GuidelineState,
  }),
  /** Opens main's dialog and answers the differences; nothing is kept. Null: nothing chosen. */
  'guideline.choose': channel({
    ...inStore,
    capability: 'view',
    infoClass: 'trade_secret',
    audit: 'none',
    input: Empty,
    output: GuidelineOffer.nullable(),
  }),
  /**
   * From now on new dossiers of the kind begin with the text that was chosen last, and the dossiers named take it
   * over, each an edit with its history: all of them or none.
   */
  'guideline.accept': channel({
    ...inStore,
    capability: 'edit',
    infoClass: 'trade_secret',
    audit: 'write',
    input: z.object({ offer: Offer, dossiers: z.array(DossierId).max(20_000).default([]) }),
    output: GuidelineState,
  }),
  /** Refused: what was read is forgotten. */
  'guideline.forget': channel({ ...inStore, capability: 'view', audit: 'none', input: Empty, output: Empty }),
} as const;
